import type { VerifyStatus } from '../workflow/history/verify.js';

/** What a command says to the shell; scripts rely on it. */
export const exitCodes = {
  ok: 0,
  /** `deploy`, `accounts`: a file was refused. */
  refused: 1,
  altered: 1,
  truncated: 2,
  wrongKey: 3,
  /** A database file is damaged, or of a newer release. */
  damaged: 4,
  /** A command or an option that does not exist, or a file that cannot be read (EX_USAGE). */
  usage: 64,
  /** The command could not do its work: no database, no keys, a full disk (EX_SOFTWARE). */
  fault: 70,
  /** `restore`: a server uses the database (EX_TEMPFAIL). */
  occupied: 75,
} as const;

const byStatus: Record<VerifyStatus, number> = {
  intact: exitCodes.ok,
  altered: exitCodes.altered,
  truncated: exitCodes.truncated,
  'wrong-key': exitCodes.wrongKey,
};

export const exitCodeOf = (status: VerifyStatus): number => byStatus[status];

/** A command that was called wrongly; the message says how to call it. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
