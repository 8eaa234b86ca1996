import type { ElementInfo, HistoryEvent, Instant, Key, Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';

/** What the workflow layer needs of the business object that its instances serve. The cases feature implements it. */
export abstract class CasePort {
  /** Running clocks by name with their last day. */
  abstract clocks(reader: SqlReader, caseId: string): Promise<Record<string, { lastDay: string }>>;

  /**
   * Follows the instance: turns the clocks and reaches the stations that the elements name.
   * @throws Failure unprocessable where a rule stands against it; nothing of the command may be kept then.
   */
  abstract follow(transaction: SqlTransaction, progress: CaseProgress): Promise<ClockChanges>;

  /** Puts the open tasks of the case in the order of its clocks; a task with a date of its own keeps it. */
  abstract orderTasks(transaction: SqlTransaction, caseId: string): Promise<void>;

  /** 案件 id by number; the correlation of a message thrown to another process ends in a case. */
  abstract idByNumber(transaction: SqlTransaction, number: string): Promise<string | undefined>;
}

/** What came of following: where clocks changed, the command is applied again with them. */
export interface ClockChanges {
  /** Names of clocks that started, stopped or have another last day. */
  changed: readonly string[];
  /** A clock that was running has another last day: timers that were opened before must be computed anew. */
  isMoved: boolean;
}

export interface CaseProgress {
  caseId: string;
  processId: string;
  instanceKey: Key;
  at: Instant;
  /** Who caused the command; null for timers. */
  actor: Actor | null;
  /** What the command brought, over the variables of the process. */
  variables: Variables;
  /** Events of one command in order, each with its element. */
  steps: readonly { event: HistoryEvent; element?: ElementInfo }[];
  /** Steps of this command that were followed before, when it is applied again; the follower adds to it. */
  followed: Set<string>;
}

/** A job type carried out by the server itself. */
export interface JobHandler {
  readonly type: string;
  /**
   * Does everything that may take time (rendering, reading) and gives back what is to be written. The writing runs in the
   * same transaction that completes the job, so that a job is done exactly once.
   * @throws JobFailure when a person must mend something: the job becomes an incident with that sentence.
   */
  prepare(job: JobRow): Promise<(transaction: SqlTransaction) => Promise<Variables>>;
}

export interface JobRow {
  jobKey: string;
  instanceKey: string;
  elementId: string;
  type: string;
  headers: Record<string, string>;
  /** Input mappings, or every variable in scope when the element has none. */
  variables: Variables;
  caseId: string | null;
  processId: string;
  /** Who caused the step that opened the job; absent for timers. */
  actor: Actor | null;
}

/** A failure that trying again cannot mend. */
export class JobFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JobFailure';
  }
}
