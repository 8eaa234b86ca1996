/**
 * After a migration: events that are new get their timers and subscriptions, gone ones lose them. An event that was there
 * before keeps what it has: a timer that has fired stays fired, one that runs keeps its due time.
 */
import type { EventModel } from '../../compile/model.js';
import type { Node, Program, Scope } from '../compile/program.js';
import { subscribe } from '../elements/subscriptions.js';
import type { Execution } from '../execution/execution.js';
import { PROCESS } from '../state.js';
import type { Incident, Instance } from '../state.js';
import type { Way } from './migrate.js';

export function reconcileEvents(run: Execution, way: Way, oldElements: ReadonlyMap<number, string>): void {
  for (const { id } of run.store.instances()) {
    const instance = run.store.get(id);
    if (instance.tokens || instance.held) continue;
    const before = new Map(
      eventsOf(way.from, instance, oldElements.get(id)!).map((event) => [way.map(event.id), event]),
    );
    const now = eventsOf(run.program, instance, instance.element);
    const known = new Set(now.map((event) => event.id));
    for (const subscription of run.store.subscriptionsOf(id)) {
      if (!known.has(subscription.element)) delete run.store.inner.subscriptions[subscription.id];
    }
    for (const incident of run.store.incidents()) {
      const isOfEvent = incident.retry.step === 'subscribe' || incident.retry.step === 'condition';
      if (incident.instance === id && isOfEvent && !known.has(incident.element)) resolve(run, incident);
    }
    for (const event of now) {
      const old = before.get(event.id);
      if (old && sameTriggers(old, event)) continue;
      run.store.closeSubscriptions(id, event.id);
      subscribe(run, id, event);
    }
  }
}

/** What could not wait need not wait any more. */
function resolve(run: Execution, { id, instance, element }: Incident): void {
  delete run.store.inner.incidents[id];
  run.journal.recordAt(run.store.get(instance), 'INCIDENT_RESOLVED', { elementId: element });
}

/** Events that wait on behalf of an instance. */
function eventsOf(program: Program, instance: Instance, element: string): Node[] {
  if (instance.id === PROCESS) return startsIn(program.root);
  const node = program.nodes[element]!;
  const isRound = node.loop !== undefined && instance.round !== undefined;
  return [
    ...(isRound ? [] : node.boundaries),
    ...(node.inside && !instance.loop && !instance.interrupted ? startsIn(node.inside) : []),
    ...(node.kind === 'catch' || node.kind === 'receive' ? [node] : []),
    ...(node.kind === 'eventBased' ? node.outgoing.map(({ to }) => to) : []),
  ];
}

function startsIn(scope: Scope): Node[] {
  return scope.eventSubProcesses.map(({ start }) => start);
}

/** A timer keeps its due time whatever its new expression; anything else that changed waits for the new thing. */
function sameTriggers(before: Node, after: Node): boolean {
  const text = (event: EventModel) => (event.kind === 'timer' ? event.kind : JSON.stringify(event));
  return before.events.map(text).join() === after.events.map(text).join();
}
