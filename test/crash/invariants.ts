import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import type { Ledger } from './ledger.js';

/** The tables of a server that may be running, read-only. */
export class Tables {
  private readonly handle: Sqlite.Database;

  constructor(dataDir: string) {
    this.handle = new Sqlite(join(dataDir, 'minqing.sqlite'), { readonly: true });
  }

  all<Row>(sql: string, ...parameters: (string | number)[]): Row[] {
    return this.handle.prepare(sql).all(...parameters) as Row[];
  }

  number(sql: string, ...parameters: (string | number)[]): number {
    return (
      (this.handle
        .prepare(sql)
        .pluck()
        .get(...parameters) as number | undefined) ?? 0
    );
  }

  close(): void {
    this.handle.close();
  }
}

/** What invariants are read from; SQLite's answers at once. */
export interface ReadableTables {
  all<Row>(sql: string, ...parameters: (string | number)[]): Row[] | Promise<Row[]>;
}

/** Everything that is wrong with the tables by themselves, and held against the ledger. */
export async function violations(tables: ReadableTables, ledger: Ledger): Promise<string[]> {
  const half = await halfDoneNotices(tables);
  return [
    ...(await contradictions(tables, ledger)),
    ...(await wrongNumbers(tables)),
    ...(half === 0 ? [] : [`${half} notices half done`]),
  ];
}

async function counted(tables: ReadableTables, sql: string, ...parameters: string[]): Promise<number> {
  return (await tables.all<{ n: number }>(sql, ...parameters))[0]!.n;
}

/** Entries of the ledger that the tables contradict: acknowledged is there once, refused is not, unknown is at most once. */
async function contradictions(tables: ReadableTables, ledger: Ledger): Promise<string[]> {
  const found: string[] = [];
  for (const { title, fate, answer } of ledger.registrations) {
    const number = fate === 'acknowledged' ? (answer!.body.number as string) : undefined;
    const rows = await tables.all<{ number: string; instances: number }>(
      `SELECT c.number, (SELECT count(*) FROM process_instance i WHERE i.case_id = c.id AND i.process_id = 'xf_reception') AS instances
       FROM petition_case c WHERE c.title = ?`,
      title,
    );
    if (!allowed(fate).includes(rows.length)) found.push(`${fate} ${title}: ${rows.length} cases`);
    if (number !== undefined && rows[0]?.number !== number)
      found.push(`${title}: told ${number}, kept ${rows[0]?.number}`);
    if (rows.some((row) => row.instances !== 1)) found.push(`${title}: ${rows[0]!.instances} instances`);
  }
  for (const [taskKey, fates] of fatesByTask(ledger)) {
    const done = await counted(
      tables,
      `SELECT count(*) AS n FROM user_task WHERE task_key = ? AND state = 'COMPLETED'`,
      taskKey,
    );
    const events = await counted(
      tables,
      `SELECT count(*) AS n FROM history_event WHERE element_instance_key = ? AND type = 'ELEMENT_COMPLETED'`,
      taskKey,
    );
    const acknowledged = fates.filter((fate) => fate === 'acknowledged').length;
    const most = acknowledged > 0 || fates.includes('unknown') ? 1 : 0;
    if (acknowledged > 1 || done < acknowledged || done > most || events !== done) {
      found.push(`task ${taskKey} (${fates.join()}): completed ${done}, in history ${events}`);
    }
  }
  return found;
}

const allowed = (fate: string): number[] => (fate === 'acknowledged' ? [1] : fate === 'refused' ? [0] : [0, 1]);

function fatesByTask(ledger: Ledger): Map<string, string[]> {
  const fates = new Map<string, string[]>();
  for (const { taskKey, fate } of ledger.completions) fates.set(taskKey, [...(fates.get(taskKey) ?? []), fate]);
  return fates;
}

/** Numbers that are doubled, missing from their series, or beyond what the series has given. */
async function wrongNumbers(tables: ReadableTables): Promise<string[]> {
  const cases = await tables.all<{ number: string }>(
    `SELECT number FROM petition_case GROUP BY number HAVING count(*) > 1`,
  );
  const found = cases.map(({ number }) => `case number ${number} twice`);
  const given = await tables.all<{ series: string; last: number }>(
    `SELECT series, last FROM number_series WHERE series IN (SELECT series FROM notice)`,
  );
  for (const { series, last } of given) {
    // A 告知单 bears the number of the letter of its case that it tells of.
    const issued = await tables.all<{ number: string }>(
      `SELECT number FROM (SELECT case_id, number, template_id, row_number() OVER (PARTITION BY case_id, number, template_id ORDER BY id) AS copy FROM notice WHERE series = ?) borne
       GROUP BY case_id, number, copy`,
      series,
    );
    const numbers = issued.map(({ number }) => Number(/(\d+)号$/.exec(number)?.[1]));
    const expected = Array.from({ length: last }, (_, index) => index + 1);
    if (numbers.sort((left, right) => left - right).join() !== expected.join())
      found.push(`${series}: given ${last}, issued ${numbers.join()}`);
  }
  return found;
}

/** Jobs that were done without their notice, or notices without a finished job. */
function halfDoneNotices(tables: ReadableTables): Promise<number> {
  return counted(
    tables,
    `SELECT (SELECT count(*) FROM job j WHERE j.type = 'notice' AND j.state = 'COMPLETED' AND NOT EXISTS (SELECT 1 FROM notice n WHERE n.job_key = j.job_key))
     + (SELECT count(*) FROM notice n WHERE NOT EXISTS (SELECT 1 FROM job j WHERE j.job_key = n.job_key AND j.state = 'COMPLETED')) AS n`,
  );
}
