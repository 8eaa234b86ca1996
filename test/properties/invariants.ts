/** What must hold of every state of the native engine, whatever the process and the commands. */
import type { Program } from '../../src/engine/native/compile/program.js';
import { PROCESS, innerOf } from '../../src/engine/native/state.js';
import type { InnerState, Instance } from '../../src/engine/native/state.js';
import type { Definition, HistoryEvent, Outcome } from '../../src/engine/ports.js';

/** Everything wrong with an outcome; empty when it is sound. */
export function violations(definition: Definition, outcome: Outcome, history: readonly HistoryEvent[]): string[] {
  const inner = innerOf(outcome.state);
  if (inner.ended) return [...afterTheEnd(inner, outcome), ...balanced(history, [])];
  const instances = Object.values(inner.instances);
  return [
    ...instances.flatMap((instance) => misplaced(instance, inner, definition.compiled as Program)),
    ...instances.flatMap((instance) => idle(instance, inner, definition.compiled as Program)),
    ...orphans(inner),
    ...waits(inner, outcome),
    ...balanced(history, instances),
  ];
}

function afterTheEnd(inner: InnerState, outcome: Outcome): string[] {
  const rest = [inner.instances, inner.subscriptions, inner.incidents].flatMap((part) => Object.keys(part));
  const open = outcome.waits.length + outcome.incidents.length;
  return rest.length + open > 0 ? [`ended, but ${rest.join()} and ${open} waits are left`] : [];
}

/** Every instance lies in an open scope of the right element, or in the body of its own loop. */
function misplaced(instance: Instance, inner: InnerState, { nodes }: Program): string[] {
  if (instance.id === PROCESS) return [];
  const around = inner.instances[instance.parent];
  const node = nodes[instance.element]!;
  if (!around) return [`${instance.element} is in a scope that is gone`];
  const fits =
    instance.round === undefined
      ? around.loop === undefined && (node.scope.id === '' ? around.id === PROCESS : around.element === node.scope.id)
      : around.loop !== undefined && around.element === instance.element;
  return fits ? [] : [`${instance.element} is in the wrong scope`];
}

/** No token is lost: what has nothing inside waits for something, or is known to be stuck. */
function idle(instance: Instance, inner: InnerState, { nodes }: Program): string[] {
  const { id, wait, tokens, held, undoing } = instance;
  const hasInside = Object.values(inner.instances).some((other) => other.parent === id && other.id !== id);
  const isKnown = Object.values(inner.incidents).some((incident) => incident.instance === id);
  const catches = (element: string) => element === instance.element || nodes[instance.element]?.kind === 'eventBased';
  const isCatching = Object.values(inner.subscriptions).some(({ owner, element }) => owner === id && catches(element));
  if (wait || tokens || held || undoing || hasInside || isKnown || isCatching) return [];
  if (isWaitingForUndo(instance, inner)) return [];
  return [`${instance.element} (${id}) waits for nothing`];
}

function isWaitingForUndo({ id }: Instance, inner: InnerState): boolean {
  return Object.values(inner.instances).some(({ undoing = [] }) => undoing.some(({ thrower }) => thrower === id));
}

function orphans({ instances, subscriptions, incidents }: InnerState): string[] {
  return [
    ...Object.values(subscriptions)
      .filter(({ owner }) => !instances[owner])
      .map(({ element }) => `subscription of ${element} without an owner`),
    ...Object.values(incidents)
      .filter(({ instance }) => !instances[instance])
      .map(({ element }) => `incident of ${element} without an instance`),
  ];
}

/** The end is reached or something is open; every wait is that of an open instance; keys are given once. */
function waits(inner: InnerState, { waits: open, incidents, state }: Outcome): string[] {
  const keys = [...open, ...incidents].map(({ key }) => key);
  const known = new Set(Object.keys(inner.instances));
  const idOf = (key: string) => String(BigInt(key) % 2n ** 23n);
  return [
    ...(keys.length === 0 ? ['active, but nothing is open'] : []),
    ...(new Set(keys).size < keys.length ? ['a key was given twice'] : []),
    ...open
      .filter(({ elementInstanceKey }) => !known.has(idOf(elementInstanceKey)))
      .map(({ elementId }) => `${elementId} waits without a token`),
    ...keys.filter((key) => Number(idOf(key)) >= state.counter).map((key) => `key ${key} is beyond the counter`),
  ];
}

/** What began has ended once, or is open; nothing ends that did not begin. */
function balanced(history: readonly HistoryEvent[], instances: readonly Instance[]): string[] {
  const open = new Set<string>();
  const problems: string[] = [];
  for (const { type, elementId, elementInstanceKey: key = '' } of history) {
    if (type === 'ELEMENT_ACTIVATED') {
      if (open.has(key)) problems.push(`${elementId} began twice`);
      open.add(key);
    } else if (type === 'ELEMENT_COMPLETED' || type === 'ELEMENT_TERMINATED') {
      if (!open.delete(key)) problems.push(`${elementId} ended without having begun`);
    }
  }
  const expected = instances.filter(
    ({ id, tokens, held, compensates }) => id !== PROCESS && !tokens && !held && !compensates,
  );
  const ids = new Set([...open].map((key) => Number(BigInt(key) % 2n ** 23n)));
  for (const { id, element } of expected) if (!ids.delete(id)) problems.push(`${element} is open without having begun`);
  for (const id of ids) problems.push(`instance ${id} vanished without an end`);
  return problems;
}
