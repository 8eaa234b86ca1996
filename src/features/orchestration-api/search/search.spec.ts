import { openTestDatabase, type TestDatabase } from '../../../../test/builders/database.js';
import { Failure } from '../../../platform/failure.js';
import { always } from './condition.js';
import { choice, flag, instant, integer, key, text, variables, within } from './filters.js';
import { Search, type Searchable } from './search.js';
import { byKey, byNumber, byText } from './sorts.js';

/** Units stand in for any row: a tree with texts that may be empty. */
const units: Searchable = {
  from: '(SELECT u.*, CASE WHEN u.parent_id IS NULL THEN 0 ELSE 1 END AS depth FROM unit u) u',
  columns: 'u.id AS "id", u.name AS "name"',
  key: 'u.id',
  alternatives: true,
  filters: {
    id: key('u.id'),
    name: text('u.name'),
    parent: text('u.parent_id'),
    depth: integer('u.depth'),
    level: choice('u.level', ['county', 'town']),
    isRoot: flag('u.parent_id IS NULL'),
    hasChild: within((inner) => `EXISTS (SELECT 1 FROM unit c WHERE c.parent_id = u.id AND ${inner})`, text('c.name')),
    since: instant('u.phone'),
    variables: variables('u.id'),
  },
  sorts: { name: byText('u.name'), id: byKey('u.id'), depth: byNumber('u.depth'), parent: byText('u.parent_id') },
};

describe('search', () => {
  let data: TestDatabase;
  let search: Search;

  beforeAll(async () => {
    data = await openTestDatabase();
    search = new Search(data.database);
    const rows: [string, string | null, string, string, string][] = [
      ['9', null, '中和县', 'county', '2026-06-01T00:00:00.000Z'],
      ['10', '9', '信访局', 'county', '2026-06-01T01:00:00.000Z'],
      ['11', '9', '城关镇', 'town', '2026-06-01T02:00:00.000Z'],
      ['12', '9', '100%_镇', 'town', '2026-06-02T00:00:00.000Z'],
      ['13', '10', '城关镇', 'town', '2026-06-03T00:00:00.000Z'],
    ];
    await data.database.write(async (transaction) => {
      for (const [id, parent, name, level, phone] of rows) {
        await transaction.run(
          `INSERT INTO unit (id, parent_id, name, level, path, short_code, phone) VALUES (?, ?, ?, ?, '', '', ?)`,
          [id, parent, name, level, phone],
        );
      }
    });
  });
  afterAll(() => data.close());

  const ids = async (body: unknown, scope = always): Promise<string[]> =>
    (await search.find<{ id: string }>(units, scope, body)).items.map((item) => item.id);
  const filtered = (filter: Record<string, unknown>): Promise<string[]> => ids({ filter });
  const refusal = async (body: unknown): Promise<string | undefined> => {
    const reason = await search.find(units, always, body).catch((error: unknown) => error);
    return reason instanceof Failure ? `${reason.kind} ${reason.problems![0]!.path}` : undefined;
  };

  it('finds everything in the order of the keys as numbers when nothing is asked', async () => {
    expect(await ids(undefined)).toEqual(['9', '10', '11', '12', '13']);
    expect(await ids({})).toEqual(['9', '10', '11', '12', '13']);
  });

  it.each<[string, Record<string, unknown>, string[]]>([
    ['equal', { name: '城关镇' }, ['11', '13']],
    ['$eq', { name: { $eq: '信访局' } }, ['10']],
    ['$neq with what is empty', { parent: { $neq: '9' } }, ['9', '13']],
    ['$exists', { parent: { $exists: false } }, ['9']],
    ['$in', { id: { $in: ['10', '12', '99'] } }, ['10', '12']],
    ['an empty $in', { id: { $in: [] } }, []],
    ['$notIn with what is empty', { parent: { $notIn: ['9'] } }, ['9', '13']],
    ['an empty $notIn', { parent: { $notIn: [] } }, ['9', '10', '11', '12', '13']],
    ['$like with *', { name: { $like: '*镇' } }, ['11', '12', '13']],
    ['$like with ?', { name: { $like: '??县' } }, ['9']],
    ['$like with SQL wildcards as themselves', { name: { $like: '*%_*' } }, ['12']],
    ['$like with an escaped star', { name: { $like: '\\*镇' } }, []],
    ['two operators at once', { name: { $like: '*镇', $neq: '城关镇' } }, ['12']],
    ['no operator', { name: {} }, ['9', '10', '11', '12', '13']],
    ['integers', { depth: { $gte: 1 }, id: { $neq: '10' } }, ['11', '12', '13']],
    [
      'instants in another zone',
      { since: { $gt: '2026-06-01T09:00:00+08:00', $lte: '2026-06-02T00:00:00Z' } },
      ['11', '12'],
    ],
    ['a closed list', { level: { $in: ['county'] } }, ['9', '10']],
    ['a flag', { isRoot: false }, ['10', '11', '12', '13']],
    ['rows of another table', { hasChild: { $like: '城*' } }, ['9', '10']],
    ['variables', { variables: [{ name: 'n', value: '1' }] }, []],
    ['alternatives', { $or: [{ name: '中和县' }, { level: 'town', id: { $in: ['11'] } }] }, ['9', '11']],
    ['alternatives beside a common part', { level: 'county', $or: [{ id: '10' }, { id: '11' }] }, ['10']],
  ])('filters by %s', async (_, filter, expected) => {
    expect(await filtered(filter)).toEqual(expected);
  });

  it('never goes beyond the scope', async () => {
    const scope = { sql: 'u.level = ?', parameters: ['town'] };
    expect(await ids({ filter: { $or: [{ level: 'county' }, { isRoot: true }] } }, scope)).toEqual([]);
    expect((await search.find(units, scope, {})).page.totalItems).toBe(3);
    expect(await search.get(units, scope, '10')).toBeUndefined();
    expect(await search.get(units, scope, '11')).toEqual({ id: '11', name: '城关镇' });
  });

  it.each<[unknown, string]>([
    [{ filter: { phone: '1' } }, 'invalid filter.phone'],
    [{ filter: { toString: '1' } }, 'invalid filter.toString'],
    [{ filter: { name: { $regex: '.*' } } }, 'invalid filter.name.$regex'],
    [{ filter: { name: { constructor: 1 } } }, 'invalid filter.name.constructor'],
    [{ filter: { name: 5 } }, 'invalid filter.name'],
    [{ filter: { name: null } }, 'invalid filter.name'],
    [{ filter: { name: 'x'.repeat(1_001) } }, 'invalid filter.name'],
    [{ filter: { name: { $like: 'x'.repeat(101) } } }, 'invalid filter.name.$like'],
    [{ filter: { name: { $in: Array.from({ length: 1_001 }, () => 'x') } } }, 'invalid filter.name.$in'],
    [
      {
        filter: { $or: Array.from({ length: 6 }, () => ({ name: { $in: Array.from({ length: 1_000 }, () => 'x') } })) },
      },
      'invalid filter',
    ],
    [{ filter: { id: "1' OR 1=1" } }, 'invalid filter.id'],
    [{ filter: { id: { $like: '1*' } } }, 'invalid filter.id.$like'],
    [{ filter: { id: { $in: ['1', 2] } } }, 'invalid filter.id.$in[1]'],
    [{ filter: { depth: { $gt: 1.5 } } }, 'invalid filter.depth.$gt'],
    [{ filter: { since: '2026-06-01' } }, 'invalid filter.since'],
    [{ filter: { since: '2026-13-01T00:00:00Z' } }, 'invalid filter.since'],
    [{ filter: { level: 'village' } }, 'invalid filter.level'],
    [{ filter: { isRoot: 'true' } }, 'invalid filter.isRoot'],
    [{ filter: { parent: { $exists: 'no' } } }, 'invalid filter.parent.$exists'],
    [{ filter: { variables: [{ name: 'n', value: '1', scope: '2' }] } }, 'invalid filter.variables[0].scope'],
    [{ filter: { $or: [{ nothing: 1 }] } }, 'invalid filter.$or[0].nothing'],
    [{ filter: { $or: [{ $or: [] }] } }, 'invalid filter.$or[0].$or'],
    [{ filter: [] }, 'invalid filter'],
    [{ sort: [{ field: 'level' }] }, 'invalid sort[0].field'],
    [{ sort: [{ field: 'constructor' }] }, 'invalid sort[0].field'],
    [{ sort: [{ field: 'name', order: 'desc' }] }, 'invalid sort[0].order'],
    [{ sort: [{ field: 'name', nulls: 'first' }] }, 'invalid sort[0].nulls'],
    [{ sort: { field: 'name' } }, 'invalid sort'],
    [{ page: { limit: 0 } }, 'invalid page.limit'],
    [{ page: { limit: 10_001 } }, 'invalid page.limit'],
    [{ page: { from: -1 } }, 'invalid page.from'],
    [{ page: { from: 1, after: 'W10=' } }, 'invalid page.after'],
    [{ page: { after: 'not base64!' } }, 'invalid page.after'],
    [{ page: { size: 5 } }, 'invalid page.size'],
    [{ filters: {} }, 'invalid filters'],
    [[], 'invalid body'],
    ['text', 'invalid body'],
  ])('refuses request %# by its path', async (body, expected) => {
    expect(await refusal(body)).toBe(expected);
  });

  it('sorts by several columns, each in its direction', async () => {
    expect(
      await ids({
        sort: [
          { field: 'name', order: 'DESC' },
          { field: 'id', order: 'ASC' },
        ],
      }),
    ).toEqual(['11', '13', '10', '9', '12']);
    expect(await ids({ sort: [{ field: 'parent' }] })).toEqual(['9', '13', '10', '11', '12']);
  });

  const orders = [
    { sort: undefined },
    { sort: [{ field: 'name' }] },
    { sort: [{ field: 'name', order: 'DESC' }] },
    { sort: [{ field: 'parent', order: 'DESC' }, { field: 'depth' }] },
    { sort: [{ field: 'id', order: 'DESC' }] },
  ];

  it.each(orders)('pages forwards and backwards through $sort without a gap or a repetition', async ({ sort }) => {
    const all = await ids({ sort });
    const forwards: string[] = [];
    let after: string | null | undefined;
    do {
      const found = await search.find<{ id: string }>(units, always, {
        sort,
        page: { limit: 2, ...(after ? { after } : {}) },
      });
      expect(found.page.totalItems).toBe(5);
      forwards.push(...found.items.map((item) => item.id));
      after = found.page.endCursor;
    } while (after);
    expect(forwards).toEqual(all);

    const last = await search.find<{ id: string }>(units, always, { sort, page: { from: 3, limit: 2 } });
    const before = await search.find<{ id: string }>(units, always, {
      sort,
      page: { limit: 2, before: last.page.startCursor },
    });
    expect(before.items.map((item) => item.id)).toEqual(all.slice(1, 3));
  });

  it('refuses a cursor of another order', async () => {
    const { page } = await search.find(units, always, { sort: [{ field: 'name' }], page: { limit: 1 } });
    expect(await refusal({ page: { after: page.endCursor } })).toBe('invalid page.after');
  });

  it.each([
    ...orders.map(({ sort }) => ({ sort, page: { limit: 2 } })),
    { sort: [{ field: 'name' }], page: { from: 3, limit: 10 } },
    { page: { from: 50, limit: 10 } },
    { filter: { name: 'nobody' } },
  ])('reads few rows at once and many in order with the same answer: %j', async (body) => {
    const inOrder = await search.find<{ id: string }>(units, always, body);
    expect(await search.find<{ id: string }>(units, always, body, true)).toEqual(inOrder);
    const next = { ...body, page: { limit: 2, after: inOrder.page.endCursor } };
    const before = { ...body, page: { limit: 2, before: inOrder.page.endCursor } };
    for (const further of inOrder.page.endCursor ? [next, before] : [])
      expect(await search.find(units, always, further, true)).toEqual(await search.find(units, always, further));
  });

  it('compares keys beyond what JavaScript numbers can tell apart', async () => {
    const large = ['9223372036854775806', '9223372036854775807'];
    await data.database.write(async (transaction) => {
      for (const id of large)
        await transaction.run(
          `INSERT INTO unit (id, name, level, path, short_code) VALUES (?, '大', 'large', '', '')`,
          [id],
        );
    });
    const scope = { sql: `u.level = 'large'`, parameters: [] };
    const first = await search.find<{ id: string }>(units, scope, { page: { limit: 1 } });
    const second = await search.find<{ id: string }>(units, scope, { page: { limit: 1, after: first.page.endCursor } });
    expect([first.items[0]!.id, second.items[0]!.id]).toEqual(large);
  });
});
