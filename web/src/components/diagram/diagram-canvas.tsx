import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import './diagram.css';

import { Alert } from 'antd';
import { useEffect, useRef, useState } from 'react';

import { useDiagramColours } from './colours.js';
import { DiagramBar } from './diagram-bar.js';
import type { DiagramViewProps } from './diagram-view.js';
import { Legend } from './legend.js';
import { applyMarks, namedFlowNodes, type DiagramMarks, type NamedElement } from './marks.js';
import { createViewer, innermost, servicesOf, showWholeOrCurrent, type Viewer, type ViewerServices } from './viewer.js';

interface Drawing {
  services: ViewerServices;
  elements: NamedElement[];
}

function describe(marks: DiagramMarks, elements: NamedElement[]): string {
  const names = (ids: readonly string[] = []) => elements.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  const current = names(marks.currentElementIds);
  const done = names(marks.doneElementIds);
  const cited = names(marks.citedElementIds);
  const incidents = names(marks.incidentElementIds);
  return [
    current.length ? `当前环节：${current.join('、')}。` : '',
    cited.length ? `落实本条的环节：${cited.join('、')}。` : '',
    done.length ? `已办：${done.join('、')}。` : '',
    marks.clock ? `期限：${marks.clock.text}。` : '',
    incidents.length ? `有异常：${incidents.join('、')}。` : '',
    '方向键平移图形。',
  ].join('');
}

export default function DiagramCanvas(props: DiagramViewProps) {
  const { xml, label = '流程图', selectedElementId, height = 420 } = props;
  const { currentElementIds, citedElementIds, doneElementIds, takenFlowIds } = props;
  const { counts, incidentElementIds, lateElementIds, clock } = props;
  const clockText = clock?.text;
  const clockLevel = clock?.level;
  const frame = useRef<HTMLDivElement>(null);
  const container = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing | null>(null);
  const [failed, setFailed] = useState(false);
  const colours = useDiagramColours();

  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    if (!container.current) return;
    let viewer: Viewer | null = createViewer(container.current);
    const services = servicesOf(viewer);
    setFailed(false);
    viewer.on('element.click', (event: { element: { id: string; parent?: unknown; labelTarget?: { id: string } } }) => {
      if (!event.element.parent) return;
      latest.current.onElementClick?.(event.element.labelTarget?.id ?? event.element.id);
    });
    viewer.importXML(xml).then(
      () => {
        if (!viewer) return;
        showWholeOrCurrent(services, latest.current.currentElementIds ?? latest.current.citedElementIds ?? []);
        setDrawing({ services, elements: namedFlowNodes(services.elementRegistry) });
      },
      () => viewer && setFailed(true),
    );
    const observer = new ResizeObserver(() => services.canvas.resized());
    observer.observe(container.current);
    return () => {
      observer.disconnect();
      viewer?.destroy();
      viewer = null;
      setDrawing(null);
    };
  }, [xml]);

  useEffect(() => {
    if (!drawing) return;
    return applyMarks(drawing.services, {
      currentElementIds,
      citedElementIds,
      doneElementIds,
      takenFlowIds,
      counts,
      incidentElementIds,
      lateElementIds,
      clock: clockText && clockLevel ? { text: clockText, level: clockLevel } : null,
    });
  }, [
    drawing,
    currentElementIds,
    citedElementIds,
    doneElementIds,
    takenFlowIds,
    counts,
    incidentElementIds,
    lateElementIds,
    clockText,
    clockLevel,
  ]);

  useEffect(() => {
    if (!drawing) return;
    const element = selectedElementId ? drawing.services.elementRegistry.get(selectedElementId) : undefined;
    drawing.services.selection.select(element ?? null);
    if (element) drawing.services.canvas.scrollToElement(element.id, 60);
  }, [drawing, selectedElementId]);

  const summary = drawing ? describe(props, drawing.elements) : '';
  useEffect(() => {
    const svg = container.current?.querySelector('svg[tabindex]');
    svg?.setAttribute('role', 'img');
    svg?.setAttribute('aria-label', `${label}。${summary}`);
  }, [label, summary]);

  const pick = (elementId: string) => {
    drawing?.services.selection.select(drawing.services.elementRegistry.get(elementId) ?? null);
    drawing?.services.canvas.scrollToElement(elementId, 60);
    props.onElementClick?.(elementId);
  };

  return (
    <div className="mq-diagram" ref={frame} style={{ ...colours, height }}>
      {drawing ? (
        <DiagramBar
          services={drawing.services}
          frame={frame}
          elements={drawing.elements}
          currentElementId={innermost(drawing.services, currentElementIds ?? [])}
          selectedElementId={selectedElementId}
          onPick={pick}
        />
      ) : (
        <div className="mq-diagram-bar" />
      )}
      <div className="mq-diagram-canvas" ref={container} />
      {failed && (
        <div className="mq-diagram-cover">
          <Alert type="error" showIcon title="这张流程图无法显示" description="文件不是有效的 BPMN 2.0 流程图。" />
        </div>
      )}
      <Legend marks={props} />
    </div>
  );
}
