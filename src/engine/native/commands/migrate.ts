/**
 * Going on in another version of the process. Every token must find its element there, of the same kind and in the same
 * scope; all that do not are named, and nothing is done then.
 */
import { CommandRefused } from '../../ports.js';
import type { Definition, MigrateCommand, RefusalDetail } from '../../ports.js';
import type { Node, Program } from '../compile/program.js';
import { Execution } from '../execution/execution.js';
import { PROCESS } from '../state.js';
import type { InnerState, Instance, UndoRecord } from '../state.js';
import { reconcileEvents } from './migrate-events.js';

/** The new version as the old one's ids lead into it. */
export interface Way {
  from: Program;
  to: Program;
  /** Element or flow id in the new version. */
  map: (id: string) => string;
}

export function migrate(run: Execution, definition: Definition, command: MigrateCommand): Execution {
  const { to, mapping } = command;
  if (to.engine !== 'native') throw refused([{ elementId: '', message: '目标版本由另一流程引擎执行' }]);
  const way: Way = {
    from: run.program,
    to: to.compiled as Program,
    map: (id) => (Object.hasOwn(mapping, id) ? mapping[id]! : id),
  };
  const details = [
    ...Object.entries(mapping).flatMap(([from, target]) => mappingProblems(definition, to, from, target)),
    ...run.store.instances().flatMap((instance) => problemsOf(instance, way)),
  ];
  if (details.length > 0) throw refused(details);
  const next = new Execution(
    way.to,
    { inner: mapped(run.store.inner, way), variables: run.scopes.variables, counter: run.journal.counter },
    run.host,
    run.families,
  );
  next.journal.record('PROCESS_MIGRATED', { payload: { mapping: { ...mapping } } });
  reconcileEvents(next, way, inverse(run.store.inner));
  return next;
}

function refused(details: RefusalDetail[]): CommandRefused {
  return new CommandRefused('migration-refused', `不能迁移：${details[0]!.message}`, details);
}

function mappingProblems(from: Definition, to: Definition, source: string, target: string): RefusalDetail[] {
  if (!from.elements[source]) return [{ elementId: source, message: `原版本中没有“${source}”` }];
  if (!to.elements[target]) return [{ elementId: source, message: `目标版本中没有“${target}”` }];
  return [];
}

function problemsOf(instance: Instance, way: Way): RefusalDetail[] {
  const { id, element, tokens = {}, undo = [], undoing = [] } = instance;
  const records = [...undo, ...undoing.flatMap(({ queue }) => queue.map(({ record }) => record))];
  const gone = records.filter((record) => !canUndo(record, way)).map(({ element: undone }) => undone);
  const undoProblems = gone.map((undone) => ({ elementId: undone, message: `目标版本不能再撤销已完成的“${undone}”` }));
  if (id === PROCESS) return undoProblems;
  const from = way.from.nodes[element]!;
  const to = way.to.nodes[way.map(element)];
  const problem = (message: string): RefusalDetail[] => [{ elementId: element, message }];
  if (!to) return problem(`目标版本中没有正在进行的“${from.name || element}”`);
  if (kindOf(from) !== kindOf(to)) return problem(`“${from.name || element}”在目标版本中是另一种元素`);
  if (way.map(from.scope.id) !== to.scope.id) return problem(`“${from.name || element}”在目标版本中位于另一子流程`);
  const lost = Object.keys(tokens).find((flow) => !to.incoming.some((candidate) => candidate.id === way.map(flow)));
  if (lost !== undefined) return problem(`等在“${lost}”上的令牌在目标版本中没有对应的顺序流`);
  return undoProblems;
}

function kindOf({ kind, bpmnType, loop, subProcess, join }: Node): string {
  const repeats = loop?.kind === 'multiInstance' ? (loop.sequential ? 'sequential' : 'parallel') : loop?.kind;
  return [kind, bpmnType, repeats, subProcess?.kind, join].join('/');
}

function canUndo(record: UndoRecord, way: Way): boolean {
  const from = way.from.nodes[record.element]!;
  const to = way.to.nodes[way.map(record.element)];
  if (!to || (from.compensation && !to.compensation)) return false;
  return (record.inner ?? []).every((inner) => canUndo(inner, way));
}

function mapped(inner: InnerState, way: Way): InnerState {
  const { instances, subscriptions, incidents, ...rest } = inner;
  return {
    ...rest,
    instances: mapValues(instances, (instance) => mappedInstance(instance, way)),
    subscriptions: mapValues(subscriptions, (part) => ({ ...part, element: way.map(part.element) })),
    incidents: mapValues(incidents, (part) => ({ ...part, element: way.map(part.element) })),
  };
}

function mappedInstance(instance: Instance, way: Way): Instance {
  if (instance.id === PROCESS) return { ...instance, element: way.to.processId, ...mappedParts(instance, way) };
  return { ...instance, element: way.map(instance.element), ...mappedParts(instance, way) };
}

function mappedParts({ tokens, fired, occurred, undo, undoing, adHoc }: Instance, way: Way): Partial<Instance> {
  const byId = <T>(values: Record<string, T>) =>
    Object.fromEntries(Object.entries(values).map(([id, value]) => [way.map(id), value]));
  const record = (old: UndoRecord): UndoRecord => ({
    ...old,
    element: way.map(old.element),
    ...(old.inner && { inner: old.inner.map(record) }),
  });
  return {
    ...(tokens && { tokens: byId(tokens) }),
    ...(fired && { fired: fired.map(way.map) }),
    ...(occurred && { occurred: byId(occurred) }),
    ...(undo && { undo: undo.map(record) }),
    ...(undoing && {
      undoing: undoing.map((old) => ({
        ...old,
        queue: old.queue.map((step) => ({ ...step, record: record(step.record) })),
      })),
    }),
    ...(adHoc?.queue && { adHoc: { ...adHoc, queue: adHoc.queue.map(way.map) } }),
  };
}

function mapValues<T>(values: Record<number, T>, change: (value: T) => T): Record<number, T> {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, change(value)]));
}

/** Old element ids of the instances, by instance. */
function inverse(inner: InnerState): ReadonlyMap<number, string> {
  return new Map(Object.values(inner.instances).map(({ id, element }) => [id, element]));
}
