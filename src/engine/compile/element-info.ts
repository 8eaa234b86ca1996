/** What the host may read of a process: one {@link ElementInfo} for every flow element and lane. */
import { innermostLanesOf, roleOf } from '../../../lint/lanes.js';
import { childOf, childrenOf, extensionOf, propertiesOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import type { ElementInfo } from '../ports.js';
import { isSubProcess, lanesOf } from '../../../lint/walk.js';

const OWN_PROPERTIES: ReadonlySet<string> = new Set(['basis', 'role', 'station', 'separateFrom', 'clock']);

export function readElements(process: ModdleElement): Record<string, ElementInfo> {
  const elements: Record<string, ElementInfo> = {};
  for (const lane of lanesOf(process)) if (lane.id) elements[lane.id] = readElement(lane, undefined, undefined);
  addScope(process, undefined, innermostLanesOf(process), elements);
  return elements;
}

function addScope(
  scope: ModdleElement,
  scopeId: string | undefined,
  lanes: ReadonlyMap<string, ModdleElement>,
  elements: Record<string, ElementInfo>,
): void {
  for (const element of childrenOf(scope, 'flowElements')) {
    if (!element.id) continue;
    elements[element.id] = readElement(element, scopeId, lanes.get(element.id));
    if (isSubProcess(element)) addScope(element, element.id, lanes, elements);
  }
}

function readElement(
  element: ModdleElement,
  scopeId: string | undefined,
  lane: ModdleElement | undefined,
): ElementInfo {
  const properties = propertiesOf(element);
  const role = lane ? roleOf(lane) : (roleOf(element) ?? properties.get('role'));
  const station = properties.get('station');
  const formId = textOf(extensionOf(element, 'zeebe:FormDefinition'), 'formId');
  const ends = { sourceId: childOf(element, 'sourceRef')?.id, targetId: childOf(element, 'targetRef')?.id };
  return {
    id: element.id!,
    type: apiType(element),
    name: element.name ?? '',
    ...(scopeId && { scopeId }),
    ...(lane?.id && { lane: lane.id }),
    ...(role && { role }),
    basis: words(properties.get('basis')),
    ...(station && { station }),
    ...(formId && { formId }),
    separateFrom: words(properties.get('separateFrom')),
    clock: words(properties.get('clock')),
    properties: Object.fromEntries([...properties].filter(([name]) => !OWN_PROPERTIES.has(name))),
    ...readTaskDefinition(element),
    ...(ends.sourceId && ends.targetId && { sourceId: ends.sourceId, targetId: ends.targetId }),
  };
}

function readTaskDefinition(element: ModdleElement): Pick<ElementInfo, 'taskType' | 'taskHeaders'> {
  const taskType = textOf(extensionOf(element, 'zeebe:TaskDefinition'), 'type');
  return taskType ? { taskType, taskHeaders: readHeaders(element) } : {};
}

/** `zeebe:taskHeaders` by key. */
export function readHeaders(element: ModdleElement): Record<string, string> {
  const headers = extensionOf(element, 'zeebe:TaskHeaders');
  return Object.fromEntries(
    (headers ? childrenOf(headers, 'values') : []).map((header) => [
      textOf(header, 'key') ?? '',
      textOf(header, 'value') ?? '',
    ]),
  );
}

/** Names the `/v2` API does not make from the name in the file; what it has no name for is the nearest it has. */
const API_TYPES: Readonly<Record<string, string>> = {
  'bpmn:Transaction': 'SUB_PROCESS',
  'bpmn:ComplexGateway': 'UNKNOWN',
};

/** `bpmn:UserTask` as the `/v2` API spells it: `USER_TASK`. */
function apiType(element: ModdleElement): string {
  if (element.triggeredByEvent === true) return 'EVENT_SUB_PROCESS';
  const known = API_TYPES[element.$type];
  if (known) return known;
  return element.$type
    .replace(/^.*:/, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toUpperCase();
}

function words(text: string | undefined): string[] {
  return text ? text.split(/[\s,，、]+/).filter(Boolean) : [];
}
