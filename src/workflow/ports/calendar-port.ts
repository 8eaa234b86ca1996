import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';

/** Why the working-day calendar is as it is. */
export interface CalendarOrigin {
  /** User id of who changed it. */
  changedBy: string;
  reason: string;
}

/** What the workflow layer needs of the working-day calendar besides its days. The calendar feature implements it. */
export abstract class CalendarPort {
  /** Takes over what was changed, also by another node. Gives the version that holds now. */
  abstract refresh(): Promise<string>;

  /** Who made the calendar what it is; undefined when it came with the software. */
  abstract origin(reader: SqlReader, version: string): Promise<CalendarOrigin | undefined>;

  /** Whether clocks run whose last day was counted with another calendar. */
  abstract hasStaleClocks(reader: SqlReader): Promise<boolean>;

  /** Counts such clocks anew and says in the history of their cases what moved; some at a time. */
  abstract recountClocks(transaction: SqlTransaction, origin: CalendarOrigin | undefined): Promise<void>;
}
