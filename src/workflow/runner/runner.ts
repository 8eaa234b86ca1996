import { Injectable } from '@nestjs/common';
import {
  CommandRefused,
  type Definition,
  type Key,
  type Outcome,
  type Variables,
  type StartTrigger,
} from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { Definitions, type DefinitionRow } from '../definitions/definitions.js';
import { lockedReceiver, lockedReceivers } from '../messages/subscriptions.js';
import { CasePort } from '../ports/case-port.js';
import { Calls, expectCallerActive } from './calls.js';
import { consequencesOf, type Consequence, type MessageContent } from './consequences.js';
import { InstanceCommands, type Carried, type InstanceCommand } from './instance-commands.js';
import type { InstanceRow } from './instance-row.js';

export interface StartInput {
  /** Exactly this definition; absent: the newest version of `processId`. */
  definition?: DefinitionRow;
  processId?: string;
  startElementId?: string;
  /** Which of several definitions of that event has occurred. */
  trigger?: StartTrigger;
  variables: Variables;
  payloadOf?: 'message' | 'user';
  caseId?: string;
  unitId?: string;
  actor: Actor | null;
  /** When the timer that starts it was due. */
  dueAt?: string;
}

export interface MigrationTarget {
  definitionKey: Key;
  /** Element ids of this version to ids of the other; what is not named keeps its id. */
  mapping: Readonly<Record<string, string>>;
}

export interface Executed {
  instanceKey: Key;
  /** The instance after everything that the command set off. */
  outcome: Outcome;
  definition: Definition;
}

/** Messages and signals that one command may set off in a row; a ring of automatic processes ends here, with nothing written. */
const chainLimit = 16;

/** Commands on other instances that one command may set off: a multi-instance call of a thousand, and their answers. */
const followLimit = 2_500;

/** Something still to be carried out; `hops` counts the messages and signals on the way to it. */
interface Pending {
  consequence: Consequence;
  hops: number;
}

/**
 * The one write path: a command on an instance, and then what it means for others (messages, signals, called processes and
 * their answers), one after another and all in the caller's transaction.
 */
@Injectable()
export class Runner {
  constructor(
    private readonly commands: InstanceCommands,
    private readonly calls: Calls,
    private readonly definitions: Definitions,
    private readonly cases: CasePort,
  ) {}

  /** Starts an instance and runs it to its first waits. @throws Failure not-found, CommandRefused start-event-unknown. */
  async start(transaction: SqlTransaction, input: StartInput): Promise<Executed> {
    const definition = input.definition ?? (await this.definitions.latest(input.processId!, transaction));
    const carried = await this.commands.start(transaction, { ...input, definition });
    return this.followed(transaction, carried, input.actor);
  }

  /**
   * Carries out one command on a running instance.
   * @throws Failure not-found for an unknown instance, CommandRefused when the command does not fit its state.
   */
  async execute(
    transaction: SqlTransaction,
    instanceKey: Key,
    command: InstanceCommand,
    actor: Actor | null,
  ): Promise<Executed> {
    if (command.type === 'resume') await expectCallerActive(transaction, instanceKey);
    return this.followed(transaction, await this.commands.execute(transaction, instanceKey, command, actor), actor);
  }

  /**
   * Goes on in another definition.
   * @param mapping element ids of this version to ids of the other; what is not named keeps its id
   * @throws CommandRefused migration-refused with every element that has no place there; nothing is written then.
   */
  async migrate(
    transaction: SqlTransaction,
    instanceKey: Key,
    target: MigrationTarget,
    actor: Actor | null,
  ): Promise<Executed> {
    const row = await this.definitions.row(target.definitionKey, transaction);
    const carried = await this.commands.migrate(transaction, instanceKey, row, target.mapping, actor);
    return this.followed(transaction, carried, actor);
  }

  /** What a migration would come to; nothing is kept. @throws as {@link migrate} does. */
  async tryMigration(reader: SqlReader, instanceKey: Key, target: MigrationTarget): Promise<Outcome> {
    const row = await this.definitions.row(target.definitionKey, reader);
    return this.commands.tryMigration(reader, instanceKey, row, target.mapping);
  }

  /** What a command would do; nothing is kept. Clocks that it would start are not running yet. */
  dryRun(reader: SqlReader, instanceKey: Key, command: InstanceCommand): Promise<Outcome> {
    return this.commands.dryRun(reader, instanceKey, command);
  }

  /**
   * Publishes a message: to the one subscription that waits for it longest, else to the process that it starts. Gives the
   * receiver's instance, or null when nobody waits.
   */
  async deliver(transaction: SqlTransaction, message: MessageContent, actor: Actor | null): Promise<Key | null> {
    const received = await this.receive(transaction, message, actor);
    return received ? (await this.followed(transaction, received, actor)).instanceKey : null;
  }

  /** Broadcasts a signal: to every instance that waits for it, and to every process that it starts. Gives all of them. */
  async broadcast(
    transaction: SqlTransaction,
    signal: { name: string; variables: Variables },
    actor: Actor | null,
  ): Promise<Key[]> {
    const reached = await this.signal(transaction, signal, actor);
    await this.follow(transaction, reached, actor);
    return reached.map(({ instance }) => instance.instanceKey);
  }

  /** Gives the last of what happened to each of the instances with which it begins. */
  private async follow(
    transaction: SqlTransaction,
    first: readonly Carried[],
    actor: Actor | null,
  ): Promise<ReadonlyMap<Key, Carried>> {
    const latest = new Map(first.map((carried) => [carried.instance.instanceKey, carried]));
    const pending: Pending[] = [];
    for (const carried of first) pending.push(...(await this.pending(transaction, carried, 0)));
    for (let done = 0; done < pending.length; done += 1) {
      const { consequence, hops } = pending[done]!;
      if (hops > chainLimit || done >= followLimit) throw loop();
      for (const carried of await this.carryOut(transaction, consequence, actor)) {
        const { instanceKey } = carried.instance;
        if (latest.has(instanceKey)) latest.set(instanceKey, carried);
        pending.push(...(await this.pending(transaction, carried, hops)));
      }
    }
    return latest;
  }

  private async followed(transaction: SqlTransaction, carried: Carried, actor: Actor | null): Promise<Executed> {
    const { instanceKey } = carried.instance;
    const { outcome, definition } = (await this.follow(transaction, [carried], actor)).get(instanceKey)!;
    return { instanceKey, outcome, definition };
  }

  private async pending(transaction: SqlTransaction, carried: Carried, hops: number): Promise<Pending[]> {
    const { command, instance } = carried;
    const isForAll = command.type === 'suspend' || command.type === 'resume';
    const children = isForAll ? await this.calls.children(transaction, instance.instanceKey) : [];
    const timers = carried.isClockMoved ? await timersOfClocks(transaction, instance.caseId!) : [];
    return [...timers, ...consequencesOf(carried, children)].map((consequence) => {
      const isHop = consequence.kind === 'message' || consequence.kind === 'signal';
      return { consequence, hops: isHop ? hops + 1 : hops };
    });
  }

  private async carryOut(
    transaction: SqlTransaction,
    consequence: Consequence,
    actor: Actor | null,
  ): Promise<Carried[]> {
    switch (consequence.kind) {
      case 'message':
        return some(await this.receive(transaction, consequence.message, actor, consequence.source));
      case 'signal':
        return this.signal(transaction, consequence, actor, consequence.source);
      case 'call':
        return some(await this.calls.begin(transaction, consequence.caller, consequence.wait, actor));
      case 'answer':
        return some(await this.calls.answer(transaction, consequence.from, consequence.result, actor));
      case 'command':
        return some(await this.alongWithCaller(transaction, consequence.instanceKey, consequence.command, actor));
      case 'timer':
        return some(await this.computeAnew(transaction, consequence, actor));
    }
  }

  private async alongWithCaller(
    transaction: SqlTransaction,
    instanceKey: Key,
    command: InstanceCommand,
    actor: Actor | null,
  ): Promise<Carried | undefined> {
    await transaction.lock({ kind: 'instance', key: instanceKey });
    const { status } = (await transaction.get<{ status: string }>(
      `SELECT status FROM process_instance WHERE instance_key = ?`,
      [instanceKey],
    ))!;
    // Ended by the same command already, or suspended before its caller was.
    const fits =
      command.type === 'resume'
        ? status === 'suspended'
        : status === 'active' || (command.type === 'cancel' && status === 'suspended');
    return fits ? this.commands.execute(transaction, instanceKey, command, actor) : undefined;
  }

  private async computeAnew(
    transaction: SqlTransaction,
    { instanceKey, timerKey }: { instanceKey: Key; timerKey: Key },
    actor: Actor | null,
  ): Promise<Carried | undefined> {
    await transaction.lock({ kind: 'instance', key: instanceKey });
    const command: InstanceCommand = { type: 'rescheduleTimer', key: timerKey, because: { clock: 'moved' } };
    try {
      return await this.commands.execute(transaction, instanceKey, command, actor);
    } catch (reason) {
      // It is gone by now, or reads a clock that has stopped: then it keeps the time it has.
      if (reason instanceof CommandRefused) return undefined;
      throw reason;
    }
  }

  private async receive(
    transaction: SqlTransaction,
    message: MessageContent,
    actor: Actor | null,
    source?: InstanceRow,
  ): Promise<Carried | undefined> {
    const { name, correlationKey, variables } = message;
    const open = await lockedReceiver(transaction, name, correlationKey);
    if (open) {
      const command: InstanceCommand = { type: 'correlateMessage', key: open.subscriptionKey, variables };
      return this.commands.execute(transaction, open.instanceKey, command, actor);
    }
    const [target] = await this.definitions.startedBy({ kind: 'message', messageName: name }, transaction);
    if (!target) return undefined;
    return this.commands.start(transaction, {
      definition: target.row,
      startElementId: target.event.elementId,
      trigger: target.event,
      variables,
      payloadOf: 'message',
      caseId: await this.cases.idByNumber(transaction, correlationKey),
      unitId: actor?.unitId ?? source?.unitId,
      actor,
    });
  }

  private async signal(
    transaction: SqlTransaction,
    { name, variables }: { name: string; variables: Variables },
    actor: Actor | null,
    source?: InstanceRow,
  ): Promise<Carried[]> {
    const reached: Carried[] = [];
    for (const instanceKey of await lockedReceivers(transaction, name, source?.instanceKey)) {
      const command: InstanceCommand = { type: 'broadcastSignal', name, variables };
      reached.push(await this.commands.execute(transaction, instanceKey, command, actor));
    }
    for (const { row, event } of await this.definitions.startedBy({ kind: 'signal', signalName: name }, transaction)) {
      const unitId = actor?.unitId ?? source?.unitId;
      reached.push(
        await this.commands.start(transaction, {
          definition: row,
          startElementId: event.elementId,
          trigger: event,
          variables,
          payloadOf: 'message',
          unitId,
          actor,
        }),
      );
    }
    return reached;
  }
}

/** Open timers of all instances of a case that read a clock, in the one order in which instances are locked. */
async function timersOfClocks(reader: SqlReader, caseId: string): Promise<Consequence[]> {
  const timers = await reader.all<{ timerKey: Key; instanceKey: Key }>(
    `SELECT t.timer_key AS "timerKey", t.instance_key AS "instanceKey" FROM timer t JOIN process_instance i ON i.instance_key = t.instance_key
     WHERE i.case_id = ? AND t.uses_clock = 1 ORDER BY length(t.instance_key), t.instance_key, length(t.timer_key), t.timer_key`,
    [caseId],
  );
  return timers.map((timer) => ({ kind: 'timer', ...timer }));
}

const some = (carried: Carried | undefined): Carried[] => (carried ? [carried] : []);

const loop = (): Failure =>
  new Failure(
    'unprocessable',
    'message-loop',
    '流程之间的消息或调用循环触发，操作未执行。请联系流程管理员检查流程图。',
  );
