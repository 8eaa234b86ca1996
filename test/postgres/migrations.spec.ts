import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../src/platform/database/data-sources.js';
import { migratePostgres, postgresOptions } from '../../src/platform/database/postgres/schema.js';
import { createDatabase, properOptions, type PostgresCopy } from '../builders/postgres/databases.js';

describe('migrations on PostgreSQL', () => {
  let empty: PostgresCopy;
  let nodes: DataSource[];
  beforeEach(async () => {
    nodes = [];
  });
  afterEach(async () => {
    for (const node of nodes) await node.destroy();
    await empty.drop();
  });

  const node = async (): Promise<DataSource> => {
    const source = await new DataSource(postgresOptions(empty)).initialize();
    nodes.push(source);
    return source;
  };

  it('run once when two nodes start at the same time, and not again', async () => {
    empty = await createDatabase(properOptions);
    const sources = [await node(), await node()];
    const done = await Promise.all(sources.map((source) => migratePostgres(source, empty)));
    expect(done.map(({ length }) => length).sort()).toEqual([0, migrations.length]);
    expect(await migratePostgres(sources[0]!, empty)).toEqual([]);
  });

  it('can be taken back to an empty database', async () => {
    empty = await createDatabase(properOptions);
    const source = await node();
    await migratePostgres(source, empty);
    for (let undone = 0; undone < migrations.length; undone += 1) await source.undoLastMigration();
    const client = new Client({ connectionString: empty.url });
    await client.connect();
    const { rows } = await client.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S') AND relname NOT LIKE 'migrations%'`,
    );
    await client.end();
    expect(rows).toEqual([]);
  });

  it.each([
    [
      'sorts by the rules of a language',
      `LOCALE_PROVIDER icu ICU_LOCALE 'zh-Hans-CN' LOCALE 'C' ENCODING UTF8`,
      '排序规则',
    ],
    ['cannot hold Chinese text', `ENCODING SQL_ASCII LOCALE 'C' LOCALE_PROVIDER libc`, '编码'],
  ])('are refused by a database that %s', async (_, options, word) => {
    empty = await createDatabase(`TEMPLATE template0 ${options}`);
    await expect(migratePostgres(await node(), empty)).rejects.toThrow(word);
  });
});
