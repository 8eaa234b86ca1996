import type { ElementInfo } from '../../engine/ports.js';

/**
 * Ids of the templates of the notices that a step leads to with nothing in between that waits for a person: what the
 * drawing issues once the step is submitted. Several, when a gateway decides.
 */
export function noticesAhead(elementId: string, elements: Readonly<Record<string, ElementInfo>>): string[] {
  const flowsFrom = new Map<string, string[]>();
  for (const element of Object.values(elements)) {
    if (element.sourceId && element.targetId)
      flowsFrom.set(element.sourceId, [...(flowsFrom.get(element.sourceId) ?? []), element.targetId]);
  }
  const found = new Set<string>();
  const seen = new Set<string>([elementId]);
  const open = [...(flowsFrom.get(elementId) ?? [])];
  while (open.length > 0) {
    const id = open.pop()!;
    const element = elements[id];
    if (!element || seen.has(id)) continue;
    seen.add(id);
    const template = element.taskType === 'notice' ? element.taskHeaders?.['template'] : undefined;
    if (template) found.add(template);
    else if (passesAtOnce(element)) open.push(...(flowsFrom.get(id) ?? []));
  }
  return [...found];
}

const passesAtOnce = (element: ElementInfo): boolean =>
  element.type.endsWith('GATEWAY') && element.type !== 'EVENT_BASED_GATEWAY';
