import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type { ElementLike } from 'diagram-js/lib/model/Types';

import { isA, nameOf, type ModdleElement } from '../../modeler/moddle.js';

/** What is shown on top of a drawing. Ids that the drawing does not contain are ignored: one file may hold several pools. */
export interface DiagramMarks {
  /** Elements a token waits in. */
  currentElementIds?: readonly string[];
  /** Elements that carry out a chosen article. */
  citedElementIds?: readonly string[];
  /** Elements that were completed at least once. */
  doneElementIds?: readonly string[];
  /** Sequence flows a token went along. */
  takenFlowIds?: readonly string[];
  /** How often an element was entered; shown as a number on it. */
  counts?: Readonly<Record<string, number>>;
  incidentElementIds?: readonly string[];
  lateElementIds?: readonly string[];
  /** The term that runs while a token waits: shown in words on the elements it waits in. */
  clock?: DiagramClock | null;
}

export interface DiagramClock {
  /** E.g. `办结 48/60 剩 12 天`. */
  text: string;
  level: 'normal' | 'warning' | 'overdue' | 'paused' | 'stopped';
}

export interface MarkServices {
  canvas: Canvas;
  elementRegistry: ElementRegistry;
  overlays: Overlays;
}

const OVERLAY_TYPE = 'mq-mark';
const markerOf = {
  currentElementIds: 'mq-current',
  citedElementIds: 'mq-current',
  doneElementIds: 'mq-done',
  takenFlowIds: 'mq-taken',
  incidentElementIds: 'mq-incident',
  lateElementIds: 'mq-late',
} as const;

/** On a subprocess drawn open: its frame is marked, its ground stays free for what lies in it. */
const SCOPE_MARKER = 'mq-scope';

type MarkedList = keyof typeof markerOf;

function isOpenSubProcess(element: ElementLike): boolean {
  return element['collapsed'] !== true && isA(element.businessObject as ModdleElement | undefined, 'bpmn:SubProcess');
}

function badge(className: string, text: string, title: string): HTMLElement {
  const element = document.createElement('span');
  element.className = `mq-badge ${className}`;
  element.textContent = text;
  element.title = title;
  return element;
}

/** Draws the marks and returns the function that takes them off again. */
export function applyMarks(services: MarkServices, marks: DiagramMarks): () => void {
  const { canvas, elementRegistry, overlays } = services;
  const added: Array<[id: string, marker: string]> = [];

  for (const list of Object.keys(markerOf) as MarkedList[]) {
    for (const id of marks[list] ?? []) {
      const element = elementRegistry.get(id);
      if (!element) continue;
      for (const marker of [markerOf[list], ...(isOpenSubProcess(element) ? [SCOPE_MARKER] : [])]) {
        canvas.addMarker(id, marker);
        added.push([id, marker]);
      }
    }
  }

  const addBadge = (
    id: string,
    position: Partial<Record<'top' | 'bottom' | 'left' | 'right', number>>,
    html: HTMLElement,
  ) => {
    if (elementRegistry.get(id)) overlays.add(id, OVERLAY_TYPE, { position, html, scale: { min: 0.7, max: 1.2 } });
  };
  for (const [id, count] of Object.entries(marks.counts ?? {})) {
    if (count === 0) continue;
    // Names of events stand below them.
    const isEvent = isA(elementRegistry.get(id)?.businessObject as ModdleElement | undefined, 'bpmn:Event');
    const position = isEvent ? { top: -10, left: -8 } : { bottom: 10, left: -8 };
    addBadge(id, position, badge('mq-badge-count', String(count), `经过 ${count} 次`));
  }
  for (const id of marks.incidentElementIds ?? []) {
    addBadge(id, { top: -10, right: 14 }, badge('mq-badge-incident', '异常', '此环节有未处理的异常'));
  }
  for (const id of marks.lateElementIds ?? []) {
    addBadge(id, { top: -10, left: -8 }, badge('mq-badge-late', '超期', '此环节超过了期限'));
  }

  const { clock } = marks;
  for (const id of clock ? (marks.currentElementIds ?? []) : []) {
    if (isOpenSubProcess(elementRegistry.get(id) ?? ({} as ElementLike))) continue;
    addBadge(
      id,
      { bottom: -6, left: -4 },
      badge(`mq-badge-clock mq-clock-${clock!.level}`, clock!.text, '法定期限：已用天数/全部天数'),
    );
  }

  return () => {
    for (const [id, marker] of added) if (elementRegistry.get(id)) canvas.removeMarker(id, marker);
    overlays.remove({ type: OVERLAY_TYPE });
  };
}

export interface NamedElement {
  id: string;
  name: string;
}

/** Flow nodes of the drawing that carry a name, from left to right as they are read. */
export function namedFlowNodes(elementRegistry: ElementRegistry): NamedElement[] {
  const nodes: Array<NamedElement & { x: number }> = [];
  elementRegistry.forEach((element) => {
    const businessObject = element.businessObject as ModdleElement | undefined;
    const name = nameOf(businessObject);
    if ('labelTarget' in element || !name || !isA(businessObject, 'bpmn:FlowNode')) return;
    nodes.push({ id: element.id, name, x: Number(element['x']) });
  });
  return nodes.sort((a, b) => a.x - b.x).map(({ id, name }) => ({ id, name }));
}
