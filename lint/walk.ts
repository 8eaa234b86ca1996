/** Ways through a moddle tree that several rules share. */
import { childrenOf } from './moddle.js';
import type { ModdleElement } from './moddle.js';

/** A process or subprocess with what lies directly in it. */
export interface Scope {
  element: ModdleElement;
  nodes: ModdleElement[];
  flows: ModdleElement[];
}

export function processesOf(definitions: ModdleElement): ModdleElement[] {
  return childrenOf(definitions, 'rootElements').filter((element) => element.$type === 'bpmn:Process');
}

export function executableProcessesOf(definitions: ModdleElement): ModdleElement[] {
  return processesOf(definitions).filter((process) => process.isExecutable === true);
}

/** Every scope of the executable processes, outermost first. */
export function scopesOf(definitions: ModdleElement): Scope[] {
  return executableProcessesOf(definitions).flatMap((process) => scopesIn(process));
}

export function scopesIn(element: ModdleElement): Scope[] {
  const children = childrenOf(element, 'flowElements');
  const flows = children.filter((child) => child.$type === 'bpmn:SequenceFlow');
  const nodes = children.filter((child) => NODE_TYPES.test(child.$type));
  return [{ element, nodes, flows }, ...nodes.filter(isSubProcess).flatMap((child) => scopesIn(child))];
}

/** Every flow node of the executable processes. */
export function nodesOf(definitions: ModdleElement): ModdleElement[] {
  return scopesOf(definitions).flatMap((scope) => scope.nodes);
}

const NODE_TYPES = /(Task|Event|Gateway|SubProcess|Activity|Transaction)$/;

/** Embedded, event, ad-hoc subprocess or transaction. */
export function isSubProcess(element: ModdleElement): boolean {
  return /(SubProcess|Transaction)$/.test(element.$type);
}

export function isEventSubProcess(element: ModdleElement | undefined): boolean {
  return element?.triggeredByEvent === true;
}

export function isActivity(element: ModdleElement): boolean {
  return /(Task|SubProcess|Transaction|CallActivity)$/.test(element.$type);
}

export function isGateway(element: ModdleElement): boolean {
  return element.$type.endsWith('Gateway');
}

export function isEvent(element: ModdleElement): boolean {
  return element.$type.endsWith('Event');
}

/** Lanes of a process and of the subprocesses in it, nested ones too. */
export function lanesOf(process: ModdleElement): ModdleElement[] {
  return scopesIn(process).flatMap(({ element }) =>
    childrenOf(element, 'laneSets').flatMap((laneSet) => childrenOf(laneSet, 'lanes').flatMap(withNestedLanes)),
  );
}

function withNestedLanes(lane: ModdleElement): ModdleElement[] {
  const nested = lane.childLaneSet as ModdleElement | undefined;
  return [lane, ...(nested ? childrenOf(nested, 'lanes').flatMap(withNestedLanes) : [])];
}

/** Every contained element below and including `element`, without the diagram; with its depth. */
export function* descendantsOf(
  element: ModdleElement,
  depth = 0,
): Generator<{ element: ModdleElement; depth: number }> {
  yield { element, depth };
  for (const name of Object.keys(element)) {
    if (name.startsWith('$') || name === 'diagrams') continue;
    const value = element[name];
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isModdleElement(child) && child.$parent === element) yield* descendantsOf(child, depth + 1);
    }
  }
}

export function isModdleElement(value: unknown): value is ModdleElement {
  return value !== null && typeof value === 'object' && typeof (value as ModdleElement).$type === 'string';
}

/** The id of an element or of the nearest element around it that has one. */
export function nearestId(element: ModdleElement | undefined): string {
  for (let current = element; current; current = current.$parent) {
    if (current.id) return current.id;
  }
  return '';
}

/** Elements in one file, the diagram not counted. */
export const MOST_ELEMENTS = 2_000;

/** Elements of BPMN that have an id. */
export function countElements(definitions: ModdleElement): number {
  let count = 0;
  for (const { element } of descendantsOf(definitions)) {
    if (element.id !== undefined && !element.$type.startsWith('zeebe:')) count += 1;
  }
  return count;
}
