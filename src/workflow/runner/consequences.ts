/** What a command on one instance means for others. */
import type { CallResult, CallWait, Key, Variables } from '../../engine/ports.js';
import type { InstanceRow } from './instance-row.js';
import type { Carried, InstanceCommand } from './instance-commands.js';

export interface MessageContent {
  name: string;
  correlationKey: string;
  variables: Variables;
}

export type Consequence =
  | { kind: 'message'; message: MessageContent; source: InstanceRow }
  /** Its thrower has caught it already. */
  | { kind: 'signal'; name: string; variables: Variables; source: InstanceRow }
  /** A call activity begins to wait for a process. */
  | { kind: 'call'; caller: InstanceRow; wait: CallWait }
  /** A called instance tells the call activity that waits for it how it ended, or what it threw. */
  | { kind: 'answer'; from: InstanceRow; result: CallResult }
  /** Called instances are suspended, resumed and canceled with their caller. */
  | { kind: 'command'; instanceKey: Key; command: InstanceCommand }
  /** A statutory clock has another last day: a timer of the same case that reads clocks is computed anew. */
  | { kind: 'timer'; instanceKey: Key; timerKey: Key };

/** In the order in which they are to be carried out; `children`: called instances that are open after the command. */
export function consequencesOf(carried: Carried, children: readonly Key[]): Consequence[] {
  const { instance, command, outcome, calls } = carried;
  const withChildren: InstanceCommand | undefined =
    command.type === 'suspend' || command.type === 'resume' ? { type: command.type } : undefined;
  return [
    ...outcome.thrown.flatMap((thrown) => thrownOut(thrown, instance)),
    ...calls.abandoned.map((instanceKey): Consequence => ({ kind: 'command', instanceKey, command: abandon })),
    ...calls.opened.map((wait): Consequence => ({ kind: 'call', caller: instance, wait })),
    ...(withChildren
      ? children.map((key): Consequence => ({ kind: 'command', instanceKey: key, command: withChildren }))
      : []),
    ...ending(carried),
  ];
}

const abandon: InstanceCommand = { type: 'cancel', reason: '调用它的环节已不再等待' };

function thrownOut(thrown: Carried['outcome']['thrown'][number], source: InstanceRow): Consequence[] {
  switch (thrown.kind) {
    case 'message':
      return [{ kind: 'message', message: thrown, source }];
    case 'signal':
      return [{ kind: 'signal', name: thrown.name, variables: thrown.variables, source }];
    // Written with the command itself: the next instance reads it from the database.
    case 'store':
      return [];
    case 'escalation': {
      const { escalationCode, variables } = thrown;
      return source.parentKey === null
        ? []
        : [{ kind: 'answer', from: source, result: { kind: 'escalation', escalationCode, variables } }];
    }
  }
}

function ending({ instance, outcome, definition }: Carried): Consequence[] {
  if (instance.parentKey === null) return [];
  const answer = (result: CallResult): Consequence[] => [{ kind: 'answer', from: instance, result }];
  if (outcome.status === 'completed') return answer({ kind: 'ok', variables: outcome.state.variables });
  if (outcome.status !== 'canceled') return [];
  if (outcome.uncaught) return answer({ kind: 'error', ...outcome.uncaught });
  return answer({ kind: 'failure', message: `被调用的流程“${definition.name}”已取消，重试将重新调用` });
}
