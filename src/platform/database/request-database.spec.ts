import { openTestDatabase, type TestDatabase } from '../../../test/builders/database.js';
import { Database, type SqlReader, type SqlTransaction } from './database.js';
import { RequestDatabase } from './request-database.js';

describe('the transaction of a request', () => {
  let test: TestDatabase;
  let database: RequestDatabase;
  beforeEach(async () => {
    test = await openTestDatabase();
    database = new RequestDatabase(test.database);
  });
  afterEach(() => test.close());

  const add = (transaction: SqlTransaction, name: string) =>
    transaction.run(`INSERT INTO key_counter (name, last) VALUES (?, 1)`, [name]);
  const names = async (reader: SqlReader = test.database) =>
    (await reader.all<{ name: string }>(`SELECT name FROM key_counter ORDER BY name`)).map(({ name }) => name);
  const nothing = async (): Promise<void> => undefined;

  it('holds all writes of the request and what is added last, and shows them to its reads only', async () => {
    const seen: string[][] = [];
    const result = await database.together(
      async () => {
        await database.write((transaction) => add(transaction, 'a'));
        seen.push(await names(database), await names());
        await database.write((transaction) => add(transaction, 'b'));
        return 'done';
      },
      async (transaction, answer) => void (await add(transaction, answer)),
    );
    expect(result).toBe('done');
    expect(seen).toEqual([['a'], []]);
    expect(await names()).toEqual(['a', 'b', 'done']);
  });

  it('is made for the last addition alone when the request writes nothing', async () => {
    await database.together(nothing, async (transaction) => void (await add(transaction, 'last')));
    expect(await names()).toEqual(['last']);
  });

  it('keeps nothing when the request fails after a write, or the last addition does', async () => {
    const failing = database.together(async () => {
      await database.write((transaction) => add(transaction, 'a'));
      throw new Error('refused');
    }, nothing);
    await expect(failing).rejects.toThrow('refused');
    const late = database.together(
      () => database.write((transaction) => add(transaction, 'b')),
      () => Promise.reject(new Error('key taken')),
    );
    await expect(late).rejects.toThrow('key taken');
    expect(await names()).toEqual([]);
    await database.write((transaction) => add(transaction, 'c'));
    expect(await names()).toEqual(['c']);
  });

  it('keeps nothing when a write failed, though the request went on', async () => {
    const caught = database.together(async () => {
      await database
        .write(async (transaction) => {
          await add(transaction, 'a');
          throw new Error('half done');
        })
        .catch(nothing);
      await database.write((transaction) => add(transaction, 'b'));
    }, nothing);
    await expect(caught).rejects.toThrow('half done');
    expect(await names()).toEqual([]);
  });

  it('leaves the writes of others in the same COMMIT alone', async () => {
    const others = ['x', 'y'].map((name) => test.database.write((transaction) => add(transaction, name)));
    const own = database.together(async () => {
      await database.write((transaction) => add(transaction, 'own'));
      throw new Error('refused');
    }, nothing);
    const after = database.write((transaction) => add(transaction, 'z'));
    await expect(own).rejects.toThrow('refused');
    await Promise.all([...others, after]);
    expect(await names()).toEqual(['x', 'y', 'z']);
  });

  it('runs effects after its commit and outside of it: what they write is theirs', async () => {
    const told: string[] = [];
    let effect: Promise<unknown> = Promise.resolve();
    await database.together(
      () =>
        database.write(async (transaction) => {
          await add(transaction, 'a');
          transaction.afterCommit(() => {
            told.push('committed');
            effect = database.write((later) => add(later, 'effect'));
          });
        }),
      async () => void told.push('last'),
    );
    await effect;
    expect(told).toEqual(['last', 'committed']);
    expect(await names()).toEqual(['a', 'effect']);
  });

  it('is carried out anew when the database ran it again after a rollback of its group', async () => {
    const again = new RequestDatabase(new RunsEverythingTwice(test.database, 1));
    let runs = 0;
    await again.together(async () => {
      runs += 1;
      await again.write((transaction) => add(transaction, `run ${runs}`));
    }, nothing);
    expect(await names()).toEqual(['run 2']);
  });

  it('says that the server is busy when that does not end', async () => {
    const again = new RequestDatabase(new RunsEverythingTwice(test.database, 99));
    const busy = again.together(() => again.write((transaction) => add(transaction, 'a')), nothing);
    await expect(busy).rejects.toMatchObject({ code: 'storage-busy' });
    expect(await names()).toEqual([]);
  });
});

/** Rolls back and runs again the first so many writes, as a full disk does to a group and a deadlock to a transaction. */
class RunsEverythingTwice extends Database {
  constructor(
    private readonly real: Database,
    private left: number,
  ) {
    super();
  }

  override all<Row>(sql: string): Promise<Row[]> {
    return this.real.all<Row>(sql);
  }

  override get<Row>(sql: string): Promise<Row | undefined> {
    return this.real.get<Row>(sql);
  }

  override async write<T>(work: (transaction: SqlTransaction) => Promise<T>): Promise<T> {
    if (this.left-- > 0) {
      const rolledBack = new Error('rolled back');
      await this.real
        .write(async (transaction) => {
          await work(transaction);
          throw rolledBack;
        })
        .catch((reason: unknown) => {
          if (reason !== rolledBack) throw reason;
        });
    }
    return this.real.write(work);
  }
}
