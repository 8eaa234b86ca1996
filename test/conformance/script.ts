/** What a `.script` file says, before anything of it is looked up in a running instance; see README.md for the notation. */
import type { Json, Limits } from '../../src/engine/ports.js';

export interface CaseScript {
  title: string;
  /** Where the rule is written down. */
  section: string;
  /** Why the reference engine cannot run the case; absent: it must. */
  gap?: string;
  /** The diagram, when it is not the file of the same base name. */
  file?: string;
  /** Which process of a file with several. */
  processId?: string;
  /** Every way the process begins, as the host is told: `kind element detail`. Absent: not compared. */
  starts?: string[];
  /** A .dmn file of the folder, whose decisions the host hands in. */
  decisionFile?: string;
  /** FEEL by decision id, `id@deployment` or `id@versionTag`. */
  decisions: Record<string, string>;
  limits: Partial<Limits>;
  clocks: Record<string, { lastDay: string }>;
  /** The file must be refused with exactly these problems, each `rule element`. */
  rejected: string[];
  steps: Step[];
}

export interface Step {
  line: number;
  /** The command as written. */
  text: string;
  verb: string;
  words: string[];
  json?: Json;
  /** Words behind the JSON, such as `local` or `called`. */
  flags: string[];
  expected: Expectation[];
}

export interface Expectation {
  line: number;
  kind: ExpectationKind;
  /** The element of `due`, `local` and `wait`. */
  subject?: string;
  text: string;
}

/** Compared after every command: a case that does not write one of them says that there is none (status: active). */
export const ALWAYS = ['done', 'terminated', 'waits', 'incidents', 'thrown', 'uncaught', 'status'] as const;
/** Compared where a case writes them. */
export const ON_REQUEST = ['variables', 'local', 'wait', 'due', 'flows', 'history', 'refused'] as const;

export type ExpectationKind = (typeof ALWAYS)[number] | (typeof ON_REQUEST)[number];

export class ScriptError extends Error {
  constructor(line: number, message: string) {
    super(`line ${line}: ${message}`);
    this.name = 'ScriptError';
  }
}
