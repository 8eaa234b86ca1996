import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Log } from '../../platform/logging/log.js';
import { Background } from '../background.js';

/**
 * Milliseconds by which what another node has written may lie ahead of this node's clock. Clocks of one installation that differ by
 * more move each other's leases; a result is fenced off by its number all the same.
 */
const clockTolerance = 60_000;

/** Jobs that are set right in one turn; the next turn follows at once. */
const batch = 500;

interface AheadRow {
  jobKey: string;
  /** When its lease or back-off began, by the clock of then. */
  began: string;
  runAt: string;
  lease: number;
}

/**
 * Leases and back-offs are instants, so a clock that is put back makes them longer by as much: a job whose worker died would lie
 * for an hour, or a year. One that began in the future begins now instead, with the length it had: it lasts at most that much
 * longer, and a worker that is alive keeps its job. (To count it as over at once would do the work of every living worker twice.)
 */
@Injectable()
export class LeaseClock {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    background: Background,
  ) {
    background.add('leases after a clock was put back', () => this.setRight());
  }

  /** Gives true when there is more. */
  async setRight(): Promise<boolean> {
    const now = this.clock.now();
    const present = now.toISOString();
    const latest = new Date(now.getTime() + clockTolerance).toISOString();
    // Only jobs that are leased, put off or opened ahead of time lie in the future: the index on state and instant finds them.
    const ahead = await this.database.all<AheadRow>(
      `SELECT job_key AS "jobKey", COALESCE(updated_at, created_at) AS "began", run_at AS "runAt", lease AS "lease" FROM job
       WHERE state = 'CREATED' AND run_at > ? AND COALESCE(updated_at, created_at) > ? LIMIT ${batch}`,
      [present, latest],
    );
    for (const row of ahead) await this.beginNow(row, now);
    if (ahead.length > 0)
      this.log.warn('the clock was put back: leases and waiting times of jobs begin anew', { jobs: ahead.length });
    return ahead.length === batch;
  }

  /** One job a transaction: nothing else is locked meanwhile. Nothing happens when it was settled or given out since the look. */
  private beginNow({ jobKey, began, runAt, lease }: AheadRow, now: Date): Promise<number> {
    const length = Math.max(0, Date.parse(runAt) - Date.parse(began));
    const until = new Date(now.getTime() + length).toISOString();
    return this.database.write((transaction) =>
      transaction.run(
        `UPDATE job SET run_at = ?, lease_until = CASE WHEN lease_until IS NULL THEN NULL ELSE ? END, updated_at = ?
         WHERE job_key = ? AND state = 'CREATED' AND lease = ? AND run_at = ?`,
        [until, until, now.toISOString(), jobKey, lease, runAt],
      ),
    );
  }
}
