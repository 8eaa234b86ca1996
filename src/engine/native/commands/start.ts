/** The beginning of an instance (BPMN 2.0.2 §13.2, Process Instantiation). */
import { withoutPrototypeKeys } from '../../evaluation/plain-variables.js';
import { CommandRefused, isBegunBy } from '../../ports.js';
import type { Definition, StartCommand, StartEventInfo } from '../../ports.js';
import { emptyValues } from '../elements/scopes.js';
import { openEventSubProcesses, subscribe } from '../elements/subscriptions.js';
import type { Node } from '../compile/program.js';
import type { Execution } from '../execution/execution.js';
import { activate, activateAll } from '../execution/lifecycle.js';
import { PROCESS } from '../state.js';
import type { Occurrence } from '../state.js';

export function start(run: Execution, definition: Definition, command: StartCommand): void {
  const chosen = chooseStart(definition, command);
  run.store.add({ id: PROCESS, element: run.program.processId, parent: PROCESS });
  if (command.called) run.store.inner.called = true;
  run.journal.record('PROCESS_STARTED');
  const missing = run.program.root.dataNames.filter((name) => !Object.hasOwn(command.variables, name));
  if (missing.length > 0) run.scopes.setLocal(PROCESS, emptyValues(missing));
  run.setVariables(PROCESS, withoutPrototypeKeys(command.variables));
  openEventSubProcesses(run, PROCESS);
  if (!chosen) {
    // No start event at all: everything without incoming flow begins (§13.2).
    return activateAll(run, run.program.root.starts, PROCESS);
  }
  begin(run, run.program.nodes[chosen.elementId]!, { payload: {} }, chosen);
}

function chooseStart(
  definition: Definition,
  { startElementId, trigger, payloadOf }: StartCommand,
): StartEventInfo | undefined {
  const { startEvents } = definition;
  if (startElementId !== undefined) {
    const named = startEvents.find(
      (event) => event.elementId === startElementId && (!trigger || isBegunBy(event, trigger)),
    );
    if (!named) throw refused(definition);
    return named;
  }
  const wanted = payloadOf === 'message' ? 'message' : 'none';
  const fitting =
    startEvents.find(({ kind }) => kind === wanted) ?? (startEvents.length === 1 ? startEvents[0] : undefined);
  if (!fitting && startEvents.length > 0) throw refused(definition);
  return fitting;
}

function refused(definition: Definition): CommandRefused {
  return new CommandRefused('start-event-unknown', `流程“${definition.name}”没有这个开始事件`);
}

function begin(run: Execution, node: Node, occurrence: Occurrence, chosen: StartEventInfo): void {
  if (node.kind === 'start' && node.parallelMultiple) return beginParallelMultiple(run, node, chosen);
  const gateway = node.incoming
    .map(({ source }) => run.program.nodes[source]!)
    .find(({ eventGateway }) => eventGateway);
  // The parallel kind begins at the first event, and all its other events must come as well (§13.4.4).
  const others = gateway?.eventGateway?.parallel
    ? gateway.outgoing.map(({ to }) => to).filter((to) => to !== node)
    : [];
  activateAll(run, others, PROCESS);
  activate(run, node, PROCESS, { trigger: occurrence });
}

/** The first definition has begun the instance; its start event is complete when the others have occurred too. */
function beginParallelMultiple(run: Execution, node: Node, chosen: StartEventInfo): void {
  const instance = run.store.add({ id: run.journal.nextId(), element: node.id, parent: PROCESS });
  run.journal.recordAt(instance, 'ELEMENT_ACTIVATED');
  subscribe(run, instance.id, node);
  const names = (index: number) => {
    const event = node.events[index]!;
    return 'name' in event ? event.name : undefined;
  };
  const first = run.store
    .subscriptionsOf(instance.id)
    .find(({ kind, index = 0 }) => kind === chosen.kind && names(index) === (chosen.messageName ?? chosen.signalName));
  if (!first) return;
  delete run.store.inner.subscriptions[first.id];
  run.store.edit(instance.id).occurred = { [node.id]: { indexes: [first.index ?? 0], payload: {} } };
}
