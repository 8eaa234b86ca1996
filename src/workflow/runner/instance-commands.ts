import { Inject, Injectable } from '@nestjs/common';
import {
  CommandRefused,
  type Command,
  type Definition,
  type Instant,
  type Key,
  type Outcome,
  type State,
  type Variables,
  type WorkCalendar,
  type StartTrigger,
} from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { Definitions, type DefinitionRow } from '../definitions/definitions.js';
import { genesisHash } from '../history/chain.js';
import { nextKey } from '../keys.js';
import { CasePort } from '../ports/case-port.js';
import { WORK_CALENDAR } from '../ports/tokens.js';
import { CommandWatch } from './command-watch.js';
import { CommandApplication } from './command-application.js';
import { writeStores } from './data-stores.js';
import { Journal } from './journal.js';
import { readInstance, type InstanceRow } from './instance-row.js';
import { reconcile } from './reconcile.js';
import { moveRows } from './rows/moved-rows.js';
import type { CallChanges } from './rows/call-rows.js';

export interface InstanceStart {
  definition: DefinitionRow;
  startElementId?: string;
  /** Which of several definitions of that event has occurred. */
  trigger?: StartTrigger;
  variables: Variables;
  payloadOf?: 'message' | 'user';
  caseId?: string | null;
  unitId?: string | null;
  actor: Actor | null;
  /** The call activity that waits for the new instance. */
  caller?: { instance: InstanceRow; elementKey: Key };
  /** When the timer that starts it was due. */
  dueAt?: string;
}

/** A command on a running instance that stays in its definition. */
export type InstanceCommand = Exclude<Command, { type: 'start' } | { type: 'migrate' }>;

/** A command that was carried out, and everything others may have to follow. */
export interface Carried {
  instance: InstanceRow;
  definition: Definition;
  command: Command;
  outcome: Outcome;
  calls: CallChanges;
  /** A statutory clock of the case has another last day: timers that read it, of whichever instance, are computed anew. */
  isClockMoved: boolean;
}

/** One command on one instance: lock, apply, save, reconcile, append history, follow the case. */
@Injectable()
export class InstanceCommands {
  constructor(
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    private readonly application: CommandApplication,
    private readonly definitions: Definitions,
    private readonly cases: CasePort,
    private readonly journal: Journal,
    private readonly watch: CommandWatch,
  ) {}

  /** @throws CommandRefused when the process cannot begin in this way; nothing is written then. */
  start(transaction: SqlTransaction, start: InstanceStart): Promise<Carried> {
    const watched = { type: 'start', actor: start.actor } as const;
    return this.watch.watch(transaction, watched, () => this.begin(transaction, start));
  }

  private async begin(transaction: SqlTransaction, start: InstanceStart): Promise<Carried> {
    const { definition: row, actor, caller, dueAt } = start;
    const instance = newInstance(await nextKey(transaction), start);
    const command: Command = {
      type: 'start',
      startElementId: start.startElementId,
      trigger: start.trigger,
      variables: start.variables,
      payloadOf: start.payloadOf ?? 'user',
      ...(caller && { called: true }),
    };
    const definition = await this.definitions.compiledOf(row, transaction);
    const host = this.application.host(instance);
    if (instance.caseId !== null) await transaction.lock({ kind: 'case', key: instance.caseId });
    const applied = await this.application.apply(
      transaction,
      { instance, definition, before: null, command, actor },
      host,
    );
    const created = await this.journal.create(transaction, instance, actor, host.now);
    return this.keep(transaction, host.now, {
      instance: created,
      definition,
      before: null,
      command,
      ...applied,
      actor,
      dueAt,
    });
  }

  /** @throws Failure not-found for an unknown instance, CommandRefused when the command does not fit its state. */
  execute(
    transaction: SqlTransaction,
    instanceKey: Key,
    command: InstanceCommand,
    actor: Actor | null,
  ): Promise<Carried> {
    const watched = { type: command.type, actor };
    return this.watch.watch(transaction, watched, () => this.carryOut(transaction, instanceKey, command, actor));
  }

  private async carryOut(
    transaction: SqlTransaction,
    instanceKey: Key,
    command: InstanceCommand,
    actor: Actor | null,
  ): Promise<Carried> {
    const instance = await lockOpen(transaction, instanceKey);
    const before = JSON.parse(instance.state) as State;
    const definition = await this.compiled(instance, transaction);
    const host = this.application.host(instance);
    const applied = await this.application.apply(transaction, { instance, definition, before, command, actor }, host);
    return this.keep(transaction, host.now, { instance, definition, before, command, ...applied, actor });
  }

  /**
   * Goes on in another definition.
   * @param mapping element ids of this version to ids of the other; what is not named keeps its id
   * @throws CommandRefused migration-refused with every element that has no place there; nothing is written then.
   */
  migrate(
    transaction: SqlTransaction,
    instanceKey: Key,
    target: DefinitionRow,
    mapping: Readonly<Record<string, string>>,
    actor: Actor | null,
  ): Promise<Carried> {
    const watched = { type: 'migrate', actor } as const;
    return this.watch.watch(transaction, watched, () => this.moveTo(transaction, instanceKey, target, mapping, actor));
  }

  private async moveTo(
    transaction: SqlTransaction,
    instanceKey: Key,
    target: DefinitionRow,
    mapping: Readonly<Record<string, string>>,
    actor: Actor | null,
  ): Promise<Carried> {
    const instance = await lockOpen(transaction, instanceKey);
    const before = JSON.parse(instance.state) as State;
    const from = await this.compiled(instance, transaction);
    const to = await this.definitions.compiledOf(target, transaction);
    const command: Command = { type: 'migrate', to, mapping };
    const host = this.application.host(instance);
    const goesOnIn = { definition: to, definitionKey: target.definitionKey };
    const given = { instance, definition: from, before, command, actor };
    const applied = await this.application.apply(transaction, given, host, goesOnIn);
    const { definitionKey, processId, version } = target;
    const moved = { ...instance, definitionKey, processId, version };
    await moveRows(transaction, moved, to, mapping);
    return this.keep(transaction, host.now, { instance: moved, definition: to, before, command, ...applied, actor });
  }

  private async keep(
    transaction: SqlTransaction,
    now: Instant,
    {
      before,
      actor,
      dueAt,
      ...done
    }: Omit<Carried, 'calls'> & { before: State | null; actor: Actor | null; dueAt?: string },
  ): Promise<Carried> {
    const { instance, command, outcome } = done;
    // Read before the row goes: the history tells when a timer fired late.
    const wasDue = command.type === 'fireTimer' ? await dueTimeOf(transaction, command.key) : dueAt;
    if (wasDue) this.watch.timerFired(transaction, wasDue, now);
    const tip = await this.journal.record(transaction, instance, outcome, { command, actor, now, dueAt: wasDue });
    const calls = await reconcile(transaction, { ...done, before, tip, now, calendar: this.calendar.version });
    await writeStores(transaction, instance.instanceKey, outcome.thrown, now);
    if (instance.caseId !== null) await this.cases.orderTasks(transaction, instance.caseId);
    return { ...done, calls };
  }

  /** What a command would do; nothing is kept. Clocks that it would start are not running yet. */
  async dryRun(reader: SqlReader, instanceKey: Key, command: Command): Promise<Outcome> {
    const instance = await readOpen(reader, instanceKey);
    const definition = await this.compiled(instance, reader);
    return this.application.tried(reader, instance, definition, command, {
      definition,
      definitionKey: instance.definitionKey,
    });
  }

  /** What a migration would come to; nothing is kept. @throws CommandRefused as {@link migrate} does. */
  async tryMigration(
    reader: SqlReader,
    instanceKey: Key,
    target: DefinitionRow,
    mapping: Readonly<Record<string, string>>,
  ): Promise<Outcome> {
    const instance = await readOpen(reader, instanceKey);
    const to = await this.definitions.compiledOf(target, reader);
    const goesOnIn = { definition: to, definitionKey: target.definitionKey };
    const from = await this.compiled(instance, reader);
    return this.application.tried(reader, instance, from, { type: 'migrate', to, mapping }, goesOnIn);
  }

  private async compiled(instance: InstanceRow, reader: SqlReader): Promise<Definition> {
    return this.definitions.compiledOf(await this.definitions.row(instance.definitionKey, reader), reader);
  }
}

function newInstance(instanceKey: Key, { definition, caseId, unitId, actor, caller }: InstanceStart): InstanceRow {
  return {
    instanceKey,
    processId: definition.processId,
    version: definition.version,
    definitionKey: definition.definitionKey,
    engine: definition.engine,
    state: '',
    lockVersion: 0,
    status: 'active',
    caseId: caseId ?? null,
    caseUnitId: null,
    unitId: unitId ?? actor?.unitId ?? null,
    parentKey: caller?.instance.instanceKey ?? null,
    parentElementKey: caller?.elementKey ?? null,
    rootKey: caller ? (caller.instance.rootKey ?? caller.instance.instanceKey) : null,
    lastSeq: 0,
    lastHash: genesisHash(instanceKey),
    wrappedKey: '',
  };
}

/** Nobody else changes the instance, nor the case that follows it, until the end of the transaction. */
async function lockOpen(transaction: SqlTransaction, instanceKey: Key): Promise<InstanceRow> {
  await transaction.lock({ kind: 'instance', key: instanceKey });
  const instance = await readOpen(transaction, instanceKey);
  if (instance.caseId !== null) await transaction.lock({ kind: 'case', key: instance.caseId });
  return instance;
}

async function readOpen(reader: SqlReader, instanceKey: Key): Promise<InstanceRow> {
  const instance = await readInstance(reader, instanceKey);
  if (instance.status === 'completed' || instance.status === 'canceled')
    throw new CommandRefused('instance-ended', '该流程实例已经结束，不能再操作。');
  return instance;
}

async function dueTimeOf(reader: SqlReader, timerKey: Key): Promise<string | undefined> {
  const row = await reader.get<{ due_at: string }>(`SELECT due_at FROM timer WHERE timer_key = ?`, [timerKey]);
  return row?.due_at;
}
