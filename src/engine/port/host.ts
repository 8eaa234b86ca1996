/** What the workflow layer hands in with every command: plain values, whose versions it writes into the history. */
import type { TimeAllowance } from '../feel/time-limit.js';
import type { CalledResource } from './definition.js';
import type { Day, Instant, Json, Variables } from './values.js';

export interface Host {
  /** The command's instant. */
  now: Instant;
  /** First key of the instance: instance number × 2²³. The engine adds its counter. */
  keyBase: bigint;
  calendar: WorkCalendar;
  /** Running clocks of the case by name; `due("办结")` reads `lastDay`. */
  clocks: Readonly<Record<string, { lastDay: Day }>>;
  /** Decisions that business rule tasks may call. Absent: none. */
  decisions?: DecisionTables;
  /** Values of data stores before the command, by name; one that is absent has none yet. */
  stores?: Readonly<Variables>;
  limits: Limits;
  /** What is left of `commandMillis`; an engine sets it when a command begins. */
  allowance?: TimeAllowance;
}

export interface WorkCalendar {
  readonly version: string;
  isWorkingDay(day: Day): boolean;
}

export interface DecisionTables {
  /**
   * Decides with a deployed decision.
   * @returns undefined when no such decision is deployed.
   * @throws FeelError when an expression fails or the hit policy is violated.
   */
  decide(decision: CalledResource, variables: Variables): DecisionResult | undefined;
}

export interface DecisionResult {
  output: Json;
  decisionId: string;
  version: number;
  /** Ids of the rules that matched, in the order of the table; empty for a literal expression. */
  matchedRules: string[];
}

export interface Limits {
  /** Element activations in one command. */
  steps: number;
  /** Tokens that flows bring to one element of one scope instance in one command. Absent: as many as `steps`. */
  passes?: number;
  /** Bytes of the saved state. */
  stateBytes: number;
  /** Milliseconds one FEEL expression with iteration may take. */
  feelMillis: number;
  /** Milliseconds that all expressions and decisions of one command may take together. Absent: 1,000. */
  commandMillis?: number;
  /** Instances of one multi-instance activity. Absent: 1,000. */
  instances?: number;
}
