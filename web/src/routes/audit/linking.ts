/** How the diagram and the timeline of one instance belong together. Pure: no page, no server. */
import type { TimelineEvent } from '../../api/types.js';
import type { DiagramMarks } from '../../components/diagram/marks.js';
import type { AuditInstanceDetail, PathStep } from './api.js';

/** What the diagram shows of the present state. */
export function presentMarks({
  elements,
  flows,
}: Pick<AuditInstanceDetail, 'elements' | 'flows'>): Required<Omit<DiagramMarks, 'citedElementIds' | 'clock'>> {
  const ids = Object.keys(elements);
  const where = (test: (element: AuditInstanceDetail['elements'][string]) => boolean) =>
    ids.filter((id) => elements[id] && test(elements[id]));
  return {
    currentElementIds: where((element) => element.active > 0),
    doneElementIds: where((element) => element.count > element.active),
    takenFlowIds: Object.keys(flows).filter((id) => (flows[id] ?? 0) > 0),
    counts: Object.fromEntries(ids.map((id) => [id, elements[id]?.count ?? 0])),
    incidentElementIds: where((element) => element.incidents > 0),
    lateElementIds: where((element) => element.late),
  };
}

/** What the diagram shows after the first `steps` stops of the way; the last element reached is the current one. */
export function replayMarks(
  path: readonly PathStep[],
  steps: number,
): Required<Omit<DiagramMarks, 'citedElementIds' | 'clock'>> {
  const gone = path.slice(0, steps);
  const entered = gone.filter((step) => step.kind === 'element').map((step) => step.elementId);
  const counts: Record<string, number> = {};
  for (const id of entered) counts[id] = (counts[id] ?? 0) + 1;
  return {
    currentElementIds: entered.slice(-1),
    doneElementIds: [...new Set(entered.slice(0, -1))],
    takenFlowIds: [...new Set(gone.filter((step) => step.kind === 'flow').map((step) => step.elementId))],
    counts,
    incidentElementIds: [],
    lateElementIds: [],
  };
}

/** Number of the last record that had been written when the case had gone `steps` stops; 0 before the first. */
export function seqAt(path: readonly PathStep[], steps: number): number {
  return path.slice(0, steps).reduce((last, step) => Math.max(last, step.seq), 0);
}

/** The records that concern an element: what happened at it. */
export function eventsOf(events: readonly TimelineEvent[], elementId: string): TimelineEvent[] {
  return events.filter((event) => event.elementId === elementId);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** `相隔 3 天` between two records in which nothing happened for a day or more; undefined for less. */
export function gapInWords(before: TimelineEvent | undefined, after: TimelineEvent): string | undefined {
  if (!before) return undefined;
  const days = Math.floor((Date.parse(after.at) - Date.parse(before.at)) / DAY_MS);
  return days >= 1 ? `相隔 ${days} 天` : undefined;
}
