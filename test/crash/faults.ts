import { testedDatabase } from '../builders/database.js';
import type { Database, SqlTransaction, SqlValue } from '../../src/platform/database/database.js';

/** Stands for whatever can stop a statement: a full disk, a broken one, a lost connection. */
export class StatementFault extends Error {
  constructor(readonly statement: number) {
    super(`statement ${statement} failed`);
    this.name = 'StatementFault';
  }
}

/** Lets one statement of one of the next writes fail; what comes before and after that write runs untouched. */
export class Faults {
  private failing = 0;
  /** Writes to let pass before. */
  private spared = 0;
  private seen = 0;

  private constructor() {}

  /** Puts itself between the server and its database, for as long as the server runs. */
  static before(database: Database): Faults {
    const faults = new Faults();
    const write = database.write.bind(database);
    database.write = <T>(work: (transaction: SqlTransaction) => Promise<T>): Promise<T> => {
      const isSpared = faults.spared > 0;
      if (isSpared) faults.spared -= 1;
      const failing = isSpared ? 0 : faults.failing;
      if (!isSpared) faults.failing = 0;
      return write((transaction) => {
        faults.seen = 0;
        return work(failing > 0 ? faults.guard(transaction, failing) : transaction);
      });
    };
    return faults;
  }

  /**
   * The k-th statement of the next write fails, counted from 1.
   * @param spared writes before it that do not
   */
  failAt(k: number, spared = 0): void {
    this.failing = k;
    this.spared = spared;
  }

  /** Every statement counts: some that write also give rows back (`RETURNING`). */
  private guard(transaction: SqlTransaction, failing: number): SqlTransaction {
    const next = (): void => {
      this.seen += 1;
      if (this.seen === failing) throw new StatementFault(failing);
    };
    return {
      async all<Row>(sql: string, parameters?: readonly SqlValue[]) {
        next();
        return transaction.all<Row>(sql, parameters);
      },
      async get<Row>(sql: string, parameters?: readonly SqlValue[]) {
        next();
        return transaction.get<Row>(sql, parameters);
      },
      async run(sql: string, parameters?: readonly SqlValue[]) {
        next();
        return transaction.run(sql, parameters);
      },
      dialect: transaction.dialect,
      locks: transaction.locks,
      lock: (...locks) => transaction.lock(...locks),
      afterCommit: (effect) => transaction.afterCommit(effect),
    };
  }
}

const tablesOf = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  postgres: `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
};

/** Every row of every table as text, by table; columns of `except` (`job.retries`) are left out. */
export async function wholeDatabase(
  database: Database,
  except: readonly string[] = [],
): Promise<Record<string, string>> {
  const tables = await database.all<{ name: string }>(tablesOf[testedDatabase]);
  const content: Record<string, string> = {};
  for (const { name } of tables) {
    const rows = await database.all<Record<string, unknown>>(`SELECT * FROM ${name}`);
    const texts = rows.map((row) =>
      JSON.stringify(row, (key, value: unknown) => (except.includes(`${name}.${key}`) ? undefined : value)),
    );
    content[name] = texts.sort().join('\n');
  }
  return content;
}
