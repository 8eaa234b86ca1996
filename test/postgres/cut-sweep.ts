import { Client } from 'pg';
import type { Database, SqlTransaction, SqlValue } from '../../src/platform/database/database.js';
import type { TcpProxy } from '../builders/postgres/tcp-proxy.js';

/** Number of rows and a hash over all of them, by table. */
type Content = Record<string, { rows: number; hash: string }>;

/** More moments than any operation here has; a sweep that gets there has not ended by itself. */
const mostMoments = 400;

/** What a process that was killed does after: nothing. */
class Dead extends Error {
  constructor() {
    super('the process is dead');
    this.name = 'Dead';
  }
}

/**
 * Cuts a server's connections at any statement of what it writes, or at its COMMIT. Everything the server tries to write after that
 * is refused here, since a killed process would not try.
 */
export class CutSweep {
  /** Moments until the cut. */
  private left = Infinity;
  /** Writes until the one whose COMMIT is cut off from its answer; 0: none. */
  private cutAfter = 0;
  private isDead = false;
  private committed: Content = {};

  private constructor(
    private readonly proxy: TcpProxy,
    private readonly direct: Client,
  ) {}

  /** @param url of the database without the proxy */
  static async between(database: Database, proxy: TcpProxy, url: string): Promise<CutSweep> {
    const direct = new Client({ connectionString: url });
    await direct.connect();
    const sweep = new CutSweep(proxy, direct);
    const write = database.write.bind(database);
    database.write = async <T>(work: (transaction: SqlTransaction) => Promise<T>): Promise<T> => {
      if (sweep.isDead) throw new Dead();
      const value = await write(async (transaction) => {
        const result = await work(sweep.watched(transaction));
        if (sweep.isMoment()) proxy.weather = 'cut-before-commit';
        if (sweep.isLastCommit()) proxy.weather = 'cut-after-commit';
        return result;
      });
      if (sweep.left !== Infinity) sweep.committed = await sweep.content();
      return value;
    };
    return sweep;
  }

  close(): Promise<void> {
    return this.direct.end();
  }

  run(sql: string): Promise<unknown> {
    return this.direct.query(sql);
  }

  /**
   * Cuts at each moment of the operation in turn, which succeeds at last. What is left is what was committed before, at each.
   * @param reset undoes what an earlier write of the operation has committed
   * @returns how many moments there were, and the rows that the whole operation adds, by table
   */
  async ofEach(
    operation: () => Promise<unknown>,
    reset: () => Promise<unknown> = async () => undefined,
  ): Promise<{ moments: number; added: Record<string, number> }> {
    for (let moment = 1; moment < mostMoments; moment += 1) {
      const before = (this.committed = await this.content());
      this.left = moment;
      await operation().catch((reason: unknown) => {
        if (!this.isDead) throw reason;
      });
      const isWhole = !this.isDead;
      this.left = Infinity;
      this.isDead = false;
      await this.rolledBack();
      const after = await this.content();
      if (isWhole) return { moments: moment - 1, added: difference(before, after) };
      const changed = Object.keys(after).filter((table) => after[table]!.hash !== this.committed[table]!.hash);
      if (changed.length > 0) throw new Error(`cut at moment ${moment}, and left traces in ${changed.join(', ')}`);
      await reset();
    }
    throw new Error(`more than ${mostMoments} moments`);
  }

  /** Cuts right after the COMMIT of the last write, before the server hears of it; gives the rows added, by table. */
  async afterCommit(operation: () => Promise<unknown>, writes = 1): Promise<Record<string, number>> {
    const before = await this.content();
    const { cuts } = this.proxy;
    this.cutAfter = writes;
    await operation().catch(() => undefined);
    this.cutAfter = 0;
    this.isDead = false;
    this.proxy.weather = 'fair';
    await this.rolledBack();
    if (this.proxy.cuts !== cuts + 1) throw new Error('no COMMIT was cut');
    return difference(before, await this.content());
  }

  private isMoment(): boolean {
    if (this.left === Infinity || (this.left -= 1) > 0) return false;
    this.left = Infinity;
    return (this.isDead = true);
  }

  private isLastCommit(): boolean {
    if (this.cutAfter === 0 || (this.cutAfter -= 1) > 0) return false;
    return (this.isDead = true);
  }

  private watched(transaction: SqlTransaction): SqlTransaction {
    const cutAtMoment = (): void => {
      if (this.isMoment()) this.proxy.cut();
    };
    return new Proxy(transaction, {
      get(target, name: keyof SqlTransaction) {
        const value: unknown = target[name];
        if (typeof value !== 'function') return value;
        if (name !== 'all' && name !== 'get' && name !== 'run') return value.bind(target) as unknown;
        return (sql: string, parameters?: readonly SqlValue[]) => {
          cutAtMoment();
          return target[name](sql, parameters);
        };
      },
    });
  }

  /** PostgreSQL notices a moment later that somebody has gone. */
  private async rolledBack(): Promise<void> {
    const open = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'minqing-write' AND xact_start IS NOT NULL`;
    while ((await this.direct.query(open)).rows.length > 0);
  }

  private async content(): Promise<Content> {
    const tables = await this.direct.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'graphile_worker') ORDER BY 1`,
    );
    const parts = tables.rows.map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*)::int AS rows, md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) AS hash FROM ${name} t`,
    );
    const { rows } = await this.direct.query<{ name: string; rows: number; hash: string }>(parts.join(' UNION ALL '));
    return Object.fromEntries(rows.map(({ name, ...rest }) => [name, rest]));
  }
}

function difference(before: Content, after: Content): Record<string, number> {
  const added = Object.keys(after).map((name) => [name, after[name]!.rows - before[name]!.rows] as const);
  return Object.fromEntries(added.filter(([, rows]) => rows !== 0));
}
