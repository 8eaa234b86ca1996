import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';

import type { DiagramMarks } from './marks.js';

export interface DiagramViewProps extends DiagramMarks {
  /** The drawing as BPMN 2.0 XML. */
  xml: string;
  /** What a screen reader calls the drawing, e.g. the name of the process. */
  label?: string;
  selectedElementId?: string | null;
  onElementClick?(elementId: string): void;
  /** Height in pixels or as a CSS length; 420 when absent. */
  height?: number | string;
}

const DiagramCanvas = lazy(() => import('./diagram-canvas.js'));

/** A drawing whose XML is at hand. Loads bpmn-js when it is first used. */
export function DiagramView(props: DiagramViewProps) {
  return (
    <Suspense fallback={<DiagramPlaceholder height={props.height} />}>
      <DiagramCanvas {...props} />
    </Suspense>
  );
}

export function DiagramPlaceholder({ height = 420 }: { height?: number | string }) {
  return (
    <div style={{ height, padding: 16 }} aria-busy="true" aria-label="正在载入流程图" role="status">
      <Skeleton active paragraph={{ rows: 5 }} />
    </div>
  );
}
