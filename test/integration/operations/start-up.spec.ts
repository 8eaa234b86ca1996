import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, type SqlTransaction } from '../../../src/platform/database/database.js';
import { PostgresDatabase } from '../../../src/platform/database/postgres/postgres-database.js';
import { SqliteDatabase } from '../../../src/platform/database/sqlite-database.js';
import { CalendarSweep } from '../../../src/workflow/timers/calendar-sweep.js';
import { WORK_CALENDAR } from '../../../src/workflow/ports/tokens.js';
import { testedDatabase } from '../../builders/database.js';
import { wagesPetition } from '../../builders/petition.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const store: { prototype: Database } = testedDatabase === 'sqlite' ? SqliteDatabase : PostgresDatabase;

/** Notes the text of every statement that a database runs. */
function listen(): string[] {
  const heard: string[] = [];
  const { all, get, write } = store.prototype;
  jest.spyOn(store.prototype, 'all').mockImplementation(function (this: Database, sql, parameters) {
    heard.push(sql);
    return all.call(this, sql, parameters) as Promise<never[]>;
  });
  jest.spyOn(store.prototype, 'get').mockImplementation(function (this: Database, sql, parameters) {
    heard.push(sql);
    return get.call(this, sql, parameters) as Promise<undefined>;
  });
  jest.spyOn(store.prototype, 'write').mockImplementation(function (this: Database, work) {
    return write.call(this, (transaction: SqlTransaction) => work(noting(transaction, heard)));
  });
  return heard;
}

function noting(transaction: SqlTransaction, heard: string[]): SqlTransaction {
  return {
    all: (sql, parameters) => (heard.push(sql), transaction.all(sql, parameters)),
    get: (sql, parameters) => (heard.push(sql), transaction.get(sql, parameters)),
    run: (sql, parameters) => (heard.push(sql), transaction.run(sql, parameters)),
    dialect: transaction.dialect,
    locks: transaction.locks,
    lock: (...locks) => transaction.lock(...locks),
    afterCommit: (effect) => transaction.afterCommit(effect),
  };
}

describe('starting on a database with open instances', () => {
  let dataDir: string;
  beforeAll(() => (dataDir = mkdtempSync(join(tmpdir(), 'minqing-start-'))));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
  afterEach(() => jest.restoreAllMocks());

  /** Registers cases and lets everything settle that follows from it. */
  async function register(count: number): Promise<void> {
    const server = await startTestServer({ dataDir });
    for (let index = 0; index < count; index += 1) {
      const answer = await server.as('jiefang').post('/api/cases', wagesPetition);
      expect(answer.status).toBe(201);
    }
    for (let turn = 0; turn < 3; turn += 1) await server.tick();
    await server.close();
  }

  /** Statements until the server is ready and has had its first turn. */
  async function statementsOfStart(): Promise<string[]> {
    const heard = listen();
    const server = await startTestServer({ dataDir });
    await server.tick();
    const statements = [...heard];
    await server.close();
    jest.restoreAllMocks();
    return statements;
  }

  it('takes the same statements whether three of them are open or thirty', async () => {
    await register(3);
    const few = await statementsOfStart();
    expect(few.length).toBeGreaterThan(10);
    await register(27);
    const many = await statementsOfStart();
    expect(many.toSorted()).toEqual(few.toSorted());
  });

  describe('whose clocks were counted with another calendar', () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startTestServer({ dataDir });
      const database = server.app.get(Database);
      const row = await database.get<{ id: string }>(`SELECT id FROM petition_case LIMIT 1`);
      await database.write(async (transaction) => {
        for (let round = 2; round <= 4_200; round += 1)
          await transaction.run(
            `INSERT INTO case_clock (case_id, name, round, started_on, last_day, days_allowed, basis, calendar) VALUES (?, '受理', ?, '2026-06-01', '2026-06-16', 15, 'R22-34', ?)`,
            [row!.id, round, round % 2 === 0 ? 'older' : null],
          );
      });
    });
    afterAll(() => server.close());

    const left = async (): Promise<number> => {
      const row = await server.app
        .get(Database)
        .get<{ n: number | string }>(
          `SELECT count(*) AS n FROM case_clock WHERE stopped_at IS NULL AND (calendar IS NULL OR calendar <> ?)`,
          [server.app.get<{ version: string }>(WORK_CALENDAR).version],
        );
      return Number(row!.n);
    };

    it('counts some of them in each turn, and all in the end', async () => {
      const sweep = server.app.get(CalendarSweep);
      expect(await left()).toBe(4_199);
      expect(await sweep.catchUp()).toEqual({ computed: 0, isMore: true });
      // Forty batches: twenty-one for those without a version, the last of them not full.
      expect(await left()).toBe(200);
      expect(await sweep.catchUp()).toEqual({ computed: 0, isMore: false });
      expect(await left()).toBe(0);
    });
  });
});
