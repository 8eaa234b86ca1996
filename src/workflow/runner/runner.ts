import { Inject, Injectable } from '@nestjs/common';
import {
  CommandRefused,
  type Command,
  type Definition,
  type Engine,
  type EngineName,
  type Host,
  type Key,
  type Limits,
  type Outcome,
  type State,
  type Variables,
  type WorkCalendar,
} from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { Definitions, type DefinitionRow } from '../definitions/definitions.js';
import { genesisHash } from '../history/chain.js';
import { nextKey } from '../keys.js';
import { CasePort } from '../ports/case-port.js';
import { ENGINES, WORK_CALENDAR } from '../ports/tokens.js';
import { oldestSubscription } from '../messages/subscriptions.js';
import { Journal } from './journal.js';
import { readInstance, type InstanceRow } from './instance-row.js';
import { reconcile } from './reconcile.js';

export interface StartInput {
  /** Exactly this definition; absent: the newest version of `processId`. */
  definition?: DefinitionRow;
  processId?: string;
  startElementId?: string;
  variables: Variables;
  payloadOf?: 'message' | 'user';
  caseId?: string;
  unitId?: string;
  actor: Actor | null;
}

export interface Executed {
  instanceKey: Key;
  outcome: Outcome;
  definition: Definition;
}

/** A step is a few microseconds of the native engine and a few milliseconds of the reference, for which nothing else is served. */
const steps: Record<EngineName, number> = { native: 2_000, reference: 300 };
const limits: Omit<Limits, 'steps'> = { stateBytes: 1_000_000, feelMillis: 200, instances: 1_000 };

/** Messages that one command may set off in a row; a ring of automatic processes ends here, with nothing written. */
const chainLimit = 16;

/** A clock may start in the command that reads it; each pass can only add clocks, so a few are enough. */
const clockPasses = 4;

/**
 * The one write path: lock, apply, save, reconcile, append history, follow the case, deliver what was thrown — all in the
 * caller's transaction.
 */
@Injectable()
export class Runner {
  constructor(
    @Inject(ENGINES) private readonly engines: Record<EngineName, Engine>,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    private readonly definitions: Definitions,
    private readonly cases: CasePort,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  /** Starts an instance and runs it to its first waits. */
  async start(transaction: SqlTransaction, input: StartInput, depth = 0): Promise<Executed> {
    const row = input.definition ?? (await this.definitions.latest(input.processId!, transaction));
    const instance: InstanceRow = {
      instanceKey: await nextKey(transaction),
      processId: row.processId,
      version: row.version,
      definitionKey: row.definitionKey,
      engine: row.engine,
      state: '',
      lockVersion: 0,
      status: 'active',
      caseId: input.caseId ?? null,
      unitId: input.unitId ?? input.actor?.unitId ?? null,
      lastSeq: 0,
      lastHash: '',
      wrappedKey: '',
    };
    instance.lastHash = genesisHash(instance.instanceKey);
    const created = await this.journal.create(transaction, instance, input.actor, this.clock.instant());
    const command: Command = {
      type: 'start',
      startElementId: input.startElementId,
      variables: input.variables,
      payloadOf: input.payloadOf ?? 'user',
    };
    return this.run(transaction, created, null, command, input.actor, depth);
  }

  /**
   * Carries out one command on a running instance.
   * @throws Failure not-found for an unknown instance, CommandRefused when the command does not fit its state.
   */
  async execute(
    transaction: SqlTransaction,
    instanceKey: Key,
    command: Command,
    actor: Actor | null,
    depth = 0,
  ): Promise<Executed> {
    const instance = await readInstance(transaction, instanceKey);
    if (instance.status === 'completed' || instance.status === 'canceled') {
      throw new CommandRefused('instance-ended', '该流程实例已经结束，不能再操作。');
    }
    return this.run(transaction, instance, JSON.parse(instance.state) as State, command, actor, depth);
  }

  /** What a command would do; nothing is kept. Clocks that it would start are not running yet. */
  async dryRun(reader: SqlReader, instanceKey: Key, command: Command): Promise<Outcome> {
    const instance = await readInstance(reader, instanceKey);
    const definition = await this.definitions.compiledOf(
      await this.definitions.row(instance.definitionKey, reader),
      reader,
    );
    const clocks = instance.caseId ? await this.cases.clocks(reader, instance.caseId) : {};
    const complete = await this.definitions.withDecisions(definition, instance.definitionKey, reader);
    const host = complete({ ...this.host(instance), clocks });
    return this.engines[instance.engine].apply(definition, JSON.parse(instance.state) as State, command, host);
  }

  private host(instance: InstanceRow): Host {
    return {
      now: this.clock.instant(),
      keyBase: BigInt(instance.instanceKey),
      calendar: this.calendar,
      clocks: {},
      limits: { ...limits, steps: steps[instance.engine] },
    };
  }

  private async run(
    transaction: SqlTransaction,
    instance: InstanceRow,
    before: State | null,
    command: Command,
    actor: Actor | null,
    depth: number,
  ): Promise<Executed> {
    if (depth > chainLimit) {
      throw new Failure(
        'unprocessable',
        'message-loop',
        '流程之间的消息循环触发，操作未执行。请联系流程管理员检查流程图。',
      );
    }
    const definition = await this.definitions.compiledOf(
      await this.definitions.row(instance.definitionKey, transaction),
      transaction,
    );
    const host = this.host(instance);
    const { now } = host;
    const outcome = await this.apply(transaction, instance, definition, before, command, host);
    const dueAt = command.type === 'fireTimer' ? await dueTimeOf(transaction, command.key) : undefined;
    await reconcile(transaction, { instance, definition, outcome, before, now });
    await this.journal.record(transaction, instance, outcome, { command, actor, now, dueAt });
    for (const thrown of outcome.thrown) {
      if (thrown.kind === 'message') await this.deliver(transaction, thrown, actor, depth + 1);
    }
    return { instanceKey: instance.instanceKey, outcome, definition };
  }

  /**
   * Applies the command; where it starts a clock that a timer of the same command reads, applies it once more with that
   * clock. The engine is pure, so the first result can be thrown away.
   */
  private async apply(
    transaction: SqlTransaction,
    instance: InstanceRow,
    definition: Definition,
    before: State | null,
    command: Command,
    host: Host,
  ): Promise<Outcome> {
    const engine = this.engines[instance.engine];
    const complete = await this.definitions.withDecisions(definition, instance.definitionKey, transaction);
    if (instance.caseId === null) return engine.apply(definition, before, command, complete(host));
    for (let pass = 1; ; pass += 1) {
      const clocks = await this.cases.clocks(transaction, instance.caseId);
      const outcome = engine.apply(definition, before, command, complete({ ...host, clocks }));
      const changed = await this.cases.follow(transaction, {
        caseId: instance.caseId,
        processId: instance.processId,
        at: host.now,
        steps: outcome.events.map((event) => ({
          event,
          element: event.elementId ? definition.elements[event.elementId] : undefined,
        })),
      });
      if (changed.length === 0 || pass === clockPasses) return outcome;
    }
  }

  /**
   * Publishes a message: to the one subscription that waits for it longest, else to the process that it starts. Gives the
   * receiver's instance, or null when nobody waits.
   */
  async deliver(
    transaction: SqlTransaction,
    message: { name: string; correlationKey: string; variables: Variables },
    actor: Actor | null,
    depth = 0,
  ): Promise<Key | null> {
    const subscription = await oldestSubscription(transaction, message.name, message.correlationKey);
    if (subscription) {
      const command: Command = {
        type: 'correlateMessage',
        key: subscription.subscriptionKey,
        variables: message.variables,
      };
      await this.execute(transaction, subscription.instanceKey, command, actor, depth);
      return subscription.instanceKey;
    }
    const [target] = await this.definitions.startedBy(message.name, transaction);
    if (!target) return null;
    const started = await this.start(
      transaction,
      {
        definition: target.row,
        startElementId: target.startElementId,
        variables: message.variables,
        payloadOf: 'message',
        caseId: await this.cases.idByNumber(transaction, message.correlationKey),
        actor,
      },
      depth,
    );
    return started.instanceKey;
  }
}

/** Read before the row goes: the history tells when a timer fired late. */
async function dueTimeOf(reader: SqlReader, timerKey: Key): Promise<string | undefined> {
  const row = await reader.get<{ due_at: string }>(`SELECT due_at FROM timer WHERE timer_key = ?`, [timerKey]);
  return row?.due_at;
}
