import { isA, listOf, nameOf, type ModdleElement } from '../moddle.js';
import { drawnElements, elementInWords } from './drawn-elements.js';
import { facetsOf, type Facet, type Facets } from './facets.js';

export interface Change {
  kind: 'added' | 'removed' | 'changed';
  elementId: string;
  /** `用户任务“送达”` */
  subject: string;
  /** What changed about it, one clause a setting; empty for added and removed elements. */
  details: string[];
}

export interface Comparison {
  changes: Change[];
  /** Shapes and connections that are only placed otherwise. */
  moved: number;
}

const LONGEST_VALUE = 40;

/**
 * What a person would say is different between two drawings of a process. Elements are matched by id.
 * @param roleNames role names by role code
 */
export function compareDefinitions(
  before: ModdleElement,
  after: ModdleElement,
  roleNames: ReadonlyMap<string, string> = new Map(),
): Comparison {
  const old = drawnElements(before);
  const now = drawnElements(after);
  const names = { roles: roleNames, elements: namesById([...old.values(), ...now.values()].map((d) => d.element)) };
  const changes: Change[] = [];

  for (const [id, drawn] of now) {
    if (isSilent(drawn.element)) continue;
    const previous = old.get(id);
    const subject = elementInWords(drawn.element);
    if (!previous) {
      changes.push({ kind: 'added', elementId: id, subject, details: [] });
      continue;
    }
    const details = differences(facetsOf(previous, names), facetsOf(drawn, names));
    if (details.length > 0) changes.push({ kind: 'changed', elementId: id, subject, details });
  }
  for (const [id, { element }] of old) {
    if (now.has(id) || isSilent(element)) continue;
    changes.push({ kind: 'removed', elementId: id, subject: elementInWords(element), details: [] });
  }
  return { changes: inOrder(changes), moved: movedCount(before, after, now) };
}

/** A collaboration says nothing beyond its pools; data objects are seen through their references. */
function isSilent(element: ModdleElement): boolean {
  return isA(element, 'bpmn:Collaboration', 'bpmn:DataObject', 'bpmn:Category');
}

function namesById(elements: ModdleElement[]): Map<string, string> {
  return new Map(
    elements.flatMap((element) => (element.id ? [[element.id, nameOf(element) ?? elementInWords(element)]] : [])),
  );
}

function differences(before: Facets, after: Facets): string[] {
  const labels = new Set([...before.keys(), ...after.keys()]);
  return [...labels].flatMap((label) => {
    const old = before.get(label);
    const now = after.get(label);
    if (old?.value === now?.value) return [];
    if (label === '其他设置') return ['修改了其他设置'];
    if (old === undefined) return [`${label}定为${quoted(now)}`];
    if (now === undefined) return [`去掉了${label}${quoted(old)}`];
    return [`${label}由${quoted(old)}改为${quoted(now)}`];
  });
}

function quoted(facet: Facet | undefined): string {
  const words = facet?.words ?? '';
  return `“${words.length > LONGEST_VALUE ? `${words.slice(0, LONGEST_VALUE)}…` : words}”`;
}

const order: Change['kind'][] = ['added', 'removed', 'changed'];

/** Added before removed before changed; connections last within each, because they follow from their ends. */
function inOrder(changes: Change[]): Change[] {
  const rank = (change: Change) =>
    order.indexOf(change.kind) * 2 + Number(/^(顺序流|消息流|关联)/.test(change.subject));
  return changes.toSorted((a, b) => rank(a) - rank(b));
}

function movedCount(before: ModdleElement, after: ModdleElement, now: ReadonlyMap<string, unknown>): number {
  const old = placesOf(before);
  let moved = 0;
  for (const [id, place] of placesOf(after)) if (now.has(id) && old.has(id) && old.get(id) !== place) moved += 1;
  return moved;
}

function placesOf(definitions: ModdleElement): Map<string, string> {
  const places = new Map<string, string>();
  for (const diagram of listOf(definitions, 'diagrams')) {
    for (const shown of listOf(diagram.get('plane') as ModdleElement | undefined, 'planeElement')) {
      const id = (shown.get('bpmnElement') as ModdleElement | undefined)?.id;
      const points = [shown.get('bounds') as ModdleElement | undefined, ...listOf(shown, 'waypoint')];
      const numbers = points.flatMap((point) =>
        point ? ['x', 'y', 'width', 'height'].map((name) => point[name] ?? '') : [],
      );
      if (id) places.set(id, numbers.join(' '));
    }
  }
  return places;
}

/** One line a change, as it is read in the publishing dialog and in the history. */
export function changeInWords(change: Change): string {
  if (change.kind === 'added') return `新增${change.subject}`;
  if (change.kind === 'removed') return `删除${change.subject}`;
  return `修改${change.subject}：${change.details.join('；')}`;
}
