import { Inject, Injectable } from '@nestjs/common';
import {
  CommandRefused,
  type Command,
  type Definition,
  type Engine,
  type EngineName,
  type Host,
  type Instant,
  type Key,
  type Limits,
  type Outcome,
  type State,
  type Variables,
  type WorkCalendar,
  type StartTrigger,
} from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Lock, SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { Definitions, type DefinitionRow } from '../definitions/definitions.js';
import { genesisHash } from '../history/chain.js';
import { nextKey } from '../keys.js';
import { CasePort } from '../ports/case-port.js';
import { ENGINES, WORK_CALENDAR } from '../ports/tokens.js';
import { CommandWatch } from './command-watch.js';
import { readStores, writeStores } from './data-stores.js';
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

/** A command on its way to the engine. */
interface Application {
  instance: InstanceRow;
  definition: Definition;
  before: State | null;
  command: Command;
  actor: Actor | null;
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

/** What an engine made of a command, and what the case made of that. */
interface Applied {
  outcome: Outcome;
  isClockMoved: boolean;
}

/** The version whose stores and decisions tokens meet after a command; another one after a migration. */
interface GoesOnIn {
  definition: Definition;
  definitionKey: Key;
}

/** A step is a few microseconds of the native engine and a few milliseconds of the reference, for which nothing else is served. */
const steps: Record<EngineName, number> = { native: 2_000, reference: 300 };
/**
 * A circle of automatic steps ends after so many passes: 2,000 steps through it held the one writer for 130 to 330 ms (measured on
 * a busy machine), 100 passes for 25 to 60, and cases beside it must not feel it (`npm run bench:runaways`). Repetitions of a multi-instance activity are not passes.
 */
const passes = 100;
const limits: Omit<Limits, 'steps'> = {
  passes,
  stateBytes: 1_000_000,
  feelMillis: 200,
  commandMillis: 1_000,
  instances: 1_000,
};

/** A clock may start in the command that reads it; each pass can only add clocks, so a few are enough. */
const clockPasses = 4;

/** One command on one instance: lock, apply, save, reconcile, append history, follow the case. */
@Injectable()
export class InstanceCommands {
  constructor(
    @Inject(ENGINES) private readonly engines: Record<EngineName, Engine>,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    private readonly definitions: Definitions,
    private readonly cases: CasePort,
    private readonly journal: Journal,
    private readonly clock: Clock,
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
    const host = this.host(instance);
    if (instance.caseId !== null) await transaction.lock({ kind: 'case', key: instance.caseId });
    const applied = await this.apply(transaction, { instance, definition, before: null, command, actor }, host);
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
    const host = this.host(instance);
    const applied = await this.apply(transaction, { instance, definition, before, command, actor }, host);
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
    const host = this.host(instance);
    const goesOnIn = { definition: to, definitionKey: target.definitionKey };
    const given = { instance, definition: from, before, command, actor };
    const applied = await this.apply(transaction, given, host, goesOnIn);
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
    return this.tried(reader, instance, definition, command, { definition, definitionKey: instance.definitionKey });
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
    return this.tried(reader, instance, from, { type: 'migrate', to, mapping }, goesOnIn);
  }

  private async tried(
    reader: SqlReader,
    instance: InstanceRow,
    definition: Definition,
    command: Command,
    goesOnIn: GoesOnIn,
  ): Promise<Outcome> {
    const clocks = instance.caseId ? await this.cases.clocks(reader, instance.caseId) : {};
    const complete = await this.definitions.withDecisions(goesOnIn.definition, goesOnIn.definitionKey, reader);
    const stores = await readStores(reader, goesOnIn.definition.dataStores);
    const host = complete({ ...this.host(instance), clocks, stores });
    return this.engines[instance.engine].apply(definition, JSON.parse(instance.state) as State, command, host);
  }

  private async compiled(instance: InstanceRow, reader: SqlReader): Promise<Definition> {
    return this.definitions.compiledOf(await this.definitions.row(instance.definitionKey, reader), reader);
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

  /**
   * Applies the command; where it starts a clock that a timer of the same command reads, applies it once more with that
   * clock. The engine is pure, so the first result can be thrown away.
   * @param goesOnIn whose stores and decisions tokens meet after the command: a migration continues in another version.
   */
  private async apply(
    transaction: SqlTransaction,
    { instance, definition, before, command, actor }: Application,
    given: Host,
    goesOnIn: GoesOnIn = { definition, definitionKey: instance.definitionKey },
  ): Promise<Applied> {
    const { dataStores } = goesOnIn.definition;
    await transaction.lock(...dataStores.map((key): Lock => ({ kind: 'data-store', key })));
    const host = { ...given, stores: await readStores(transaction, dataStores) };
    const engine = this.engines[instance.engine];
    const complete = await this.definitions.withDecisions(goesOnIn.definition, goesOnIn.definitionKey, transaction);
    if (instance.caseId === null) {
      return { outcome: engine.apply(definition, before, command, complete(host)), isClockMoved: false };
    }
    const { caseId, processId, instanceKey } = instance;
    const followed = new Set<string>();
    let isClockMoved = false;
    for (let pass = 1; ; pass += 1) {
      const clocks = await this.cases.clocks(transaction, caseId);
      const outcome = engine.apply(definition, before, command, complete({ ...host, clocks }));
      const { changed, isMoved } = await this.cases.follow(transaction, {
        caseId,
        processId,
        instanceKey,
        at: host.now,
        actor,
        variables: { ...outcome.state.variables, ...broughtBy(command) },
        steps: outcome.events.map((event) => ({
          event,
          element: event.elementId ? definition.elements[event.elementId] : undefined,
        })),
        followed,
      });
      isClockMoved ||= isMoved;
      if (changed.length === 0 || pass === clockPasses) return { outcome, isClockMoved };
    }
  }
}

/** What a step was given when it was done, before it reached the variables of its process. */
function broughtBy(command: Command): Variables {
  if (command.type === 'completeTask') return command.variables;
  return command.type === 'settleJob' && command.result.kind === 'ok' ? command.result.variables : {};
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
