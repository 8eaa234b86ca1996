import { Inject, Injectable } from '@nestjs/common';
import type {
  Command,
  Definition,
  Engine,
  EngineName,
  Host,
  Key,
  Limits,
  Outcome,
  State,
  Variables,
  WorkCalendar,
} from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Lock, SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { Definitions } from '../definitions/definitions.js';
import { CasePort } from '../ports/case-port.js';
import { ENGINES, WORK_CALENDAR } from '../ports/tokens.js';
import { readStores } from './data-stores.js';
import type { InstanceRow } from './instance-row.js';

/** A command on its way to the engine. */
export interface Application {
  instance: InstanceRow;
  definition: Definition;
  before: State | null;
  command: Command;
  actor: Actor | null;
}

/** What an engine made of a command, and what the case made of that. */
export interface Applied {
  outcome: Outcome;
  isClockMoved: boolean;
}

/** The version whose stores and decisions tokens meet after a command; another one after a migration. */
export interface GoesOnIn {
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

/** Hands a command to the engine with all that the engine is to know, and lets the case follow what came of it. */
@Injectable()
export class CommandApplication {
  constructor(
    @Inject(ENGINES) private readonly engines: Record<EngineName, Engine>,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    private readonly definitions: Definitions,
    private readonly cases: CasePort,
    private readonly clock: Clock,
  ) {}

  host(instance: InstanceRow): Host {
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
  async apply(
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

  /** What a command would do; nothing is kept. Clocks that it would start are not running yet. */
  async tried(
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
}

/** What a step was given when it was done, before it reached the variables of its process. */
function broughtBy(command: Command): Variables {
  if (command.type === 'completeTask') return command.variables;
  return command.type === 'settleJob' && command.result.kind === 'ok' ? command.result.variables : {};
}
