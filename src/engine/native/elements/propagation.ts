/**
 * Errors and escalations look for the nearest event that catches them, outwards (BPMN 2.0.2 §10.5.7, “Handling Events”;
 * §13.5.5, Error and Escalation): boundary events of the activity, event subprocesses of the scope around it, boundary
 * events of that scope, and so on. On one level an event that names the code goes before one that catches all.
 */
import type { Variables } from '../../ports.js';
import type { Node } from '../compile/program.js';
import { PROCESS } from '../state.js';
import type { Instance } from '../state.js';
import type { Execution } from '../execution/execution.js';
import { endProcess } from '../execution/lifecycle.js';
import { happen } from './occurrences.js';
import { scopeTable } from './subscriptions.js';

type Kind = 'error' | 'escalation';

interface Catcher {
  owner: number;
  event: Node;
}

/** @param origin the instance that throws; it may be complete already. */
export function findCatcher(run: Execution, origin: Instance, kind: Kind, code = ''): Catcher | undefined {
  for (let current = origin; current.id !== PROCESS; current = run.store.get(current.parent)) {
    const boundary = run.store.has(current.id) ? ownBoundary(run, current, kind, code) : undefined;
    if (boundary) return { owner: current.id, event: boundary };
    const scope = run.store.get(current.parent);
    if (scope.loop || scope.interrupted) continue;
    const starts = scopeTable(run, scope.id)
      .eventSubProcesses.filter(({ node }) => node.id !== current.element)
      .map(({ start }) => start);
    const start = bestOf(starts, kind, code);
    if (start) return { owner: scope.id, event: start };
  }
  return undefined;
}

/** Boundary events of a loop belong to its body; a subprocess that is being compensated has none any more. */
function ownBoundary(run: Execution, instance: Instance, kind: Kind, code: string): Node | undefined {
  const node = run.nodeOf(instance);
  if (instance.compensates || (node.loop && instance.round !== undefined)) return undefined;
  return bestOf(node.boundaries, kind, code);
}

function bestOf(events: readonly Node[], kind: Kind, code: string): Node | undefined {
  const codesOf = (event: Node) =>
    event.events.flatMap((definition) => (definition.kind === kind ? [definition.code] : []));
  return (
    events.find((event) => codesOf(event).some((caught) => caught === code)) ??
    events.find((event) => codesOf(event).includes(undefined))
  );
}

export interface Fault {
  code: string;
  message?: string;
  payload: Variables;
}

/**
 * Whether an error thrown here will be caught, in this instance or by who called it. Asked before the thrower is
 * completed: an error that nobody catches stays with it as an incident.
 */
export function canCatch(run: Execution, origin: Instance, code: string): boolean {
  return run.store.inner.called === true || findCatcher(run, origin, 'error', code) !== undefined;
}

/** @returns false when nothing catches it. */
export function throwError(run: Execution, origin: Instance, { code, message, payload }: Fault): boolean {
  run.journal.recordAt(origin, 'ERROR_THROWN', { payload: { errorCode: code, ...(message && { message }) } });
  const catcher = findCatcher(run, origin, 'error', code);
  if (catcher) {
    happen(run, catcher.owner, catcher.event, { payload });
    return true;
  }
  if (!run.store.inner.called) return false;
  endProcess(run, 'canceled', { errorCode: code });
  run.uncaught = { errorCode: code, ...(message && { message }), variables: payload };
  return true;
}

/** An escalation that nothing catches is no fault (BPMN 2.0.2 §10.5.1, Table 10.84): the thrower goes on. */
export function throwEscalation(run: Execution, origin: Instance, code: string, payload: Variables): void {
  run.journal.recordAt(origin, 'ESCALATION_THROWN', { payload: { escalationCode: code } });
  const catcher = findCatcher(run, origin, 'escalation', code);
  if (catcher) return happen(run, catcher.owner, catcher.event, { payload });
  if (!run.store.inner.called) return;
  run.thrown.push({ kind: 'escalation', elementId: origin.element, escalationCode: code, variables: payload });
}
