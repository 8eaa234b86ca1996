import type { Answer, Json } from '../../builders/caller.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const june = 'from=2026-06-01&to=2026-06-30';

describe('leaders’ reception days', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const get = async (by: string, path: string): Promise<Json> =>
    (await server.as(by).get(`/api/receptions${path}`)).body;
  const post = (by: string, path: string, body: object): Promise<Answer<Json>> =>
    server.as(by).post(`/api/receptions${path}`, body);
  const publicly = async (query = june): Promise<Json> =>
    (await fetch(`${server.url}/api/public/receptions?${query}`)).json();
  const gapsOf = async (unitId: string): Promise<Json[]> =>
    (await get('jiefang', '/coverage?month=2026-06')).rows.filter(
      (row: Json) => row.unitId === unitId && row.missing > 0,
    );

  it('L1: shows every week, every half month and every working day without a leader', async () => {
    expect((await gapsOf('county')).map(({ key }) => key)).toEqual(['2026-W23', '2026-W24', '2026-W25', '2026-W26']);
    expect(await gapsOf('town_cg')).toMatchObject([{ required: 2, planned: 0, missing: 2 }]);
    expect(await gapsOf('rsj')).toMatchObject([{ required: 2, planned: 0, missing: 2 }]);
    expect(await gapsOf('xfj')).toHaveLength(21);
  });

  it('are drafted for every unit at once by the petition office (L4), and for the own one by its head', async () => {
    const own = await post('zhenzhang', '/roster', { month: '2026-06' });
    expect(own.body).toMatchObject({ drafted: 2, withoutLeader: 0 });
    expect(await gapsOf('town_cg')).toEqual([]);
    const all = await post('kezhang', '/roster', { month: '2026-06' });
    expect(all.status).toBe(200);
    expect(all.body.coverage.gaps).toEqual([]);
    expect((await post('kezhang', '/roster', { month: '2026-06' })).body.drafted).toBe(0);
    expect(await get('zhenzhang', `?${june}`)).toHaveLength(2);
    expect((await post('zhenzhang', '/roster', { month: '2026-06', unitId: 'rsj' })).status).toBe(404);
  });

  it('are not seen by anybody else before they are published', async () => {
    expect(await publicly()).toEqual([]);
    expect(await get('jiefang', `?${june}`)).toEqual([]);
    const [slot] = await get('kezhang', `?${june}`);
    expect((await server.as('jiefang').get(`/api/receptions/${slot.id}`)).status).toBe(404);
    expect((await server.as('zhenzhang').get(`/api/receptions/${slot.id}`)).status).toBe(404);
  });

  it('are not published while somebody has no leader, and say where', async () => {
    const answer = await post('kezhang', '/publication', { month: '2026-06' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'leader-missing' } });
    for (const slot of await get('kezhang', `?${june}`)) {
      if (slot.leaderName !== '') continue;
      const { day, startsAt, endsAt, place, version } = slot;
      const edited = await server
        .as('kezhang')
        .put(`/api/receptions/${slot.id}`, { day, startsAt, endsAt, place, version, leaderName: '副局长 宋江' });
      expect(edited).toMatchObject({ status: 200, body: { leaderName: '副局长 宋江', version: 2 } });
    }
  });

  it('are not published with a gap, unless the reason is given (L1)', async () => {
    const [first] = (await get('kezhang', `?${june}&unitId=county`)) as Json[];
    expect((await server.as('kezhang').delete(`/api/receptions/${first.id}?version=${first.version}`)).status).toBe(
      204,
    );
    const refused = await post('kezhang', '/publication', { month: '2026-06', unitId: 'county' });
    expect(refused.body).toMatchObject({ code: 'coverage-incomplete', status: 422 });
    expect(refused.body.detail).toContain(
      '2026 年第 23 周（2026-06-01 至 2026-06-07）应安排领导接待 1 次，已安排 0 次',
    );
    expect(refused.body.errors ?? refused.body.problems).toMatchObject([{ rule: 'L1' }]);
    const published = await post('kezhang', '/publication', {
      month: '2026-06',
      unitId: 'county',
      reason: '第 23 周全县防汛。',
    });
    expect(published.body).toMatchObject({ published: 3 });
    expect((await publicly()).map(({ day }: Json) => day)).toEqual(['2026-06-10', '2026-06-17', '2026-06-24']);
  });

  it('are public with time, place and leader, and nothing else', async () => {
    expect((await post('kezhang', '/publication', { month: '2026-06', reason: '第 23 周全县防汛。' })).status).toBe(
      200,
    );
    const slots = await publicly();
    expect(slots.length).toBeGreaterThan(25);
    expect(Object.keys(slots[0]).sort()).toEqual([
      'day',
      'endsAt',
      'kind',
      'leaderName',
      'place',
      'startsAt',
      'unitName',
    ]);
    expect(new Set(slots.map(({ kind }: Json) => kind))).toEqual(new Set(['领导接待日', '大厅值班']));
  });

  it('S3: are taken over by another leader for a reason, which is kept', async () => {
    const [slot] = (await get('kezhang', `?${june}&unitId=county`)) as Json[];
    const substitute = (body: object): Promise<Answer<Json>> =>
      post('kezhang', `/${slot.id}/substitution`, { version: slot.version, ...body });
    expect(JSON.stringify((await substitute({ leaderName: '副县长 林冲' })).body)).toContain('「顶替原因」');
    expect((await substitute({ leaderName: '副县长 林冲', reason: ' ' })).status).toBe(400);
    expect((await substitute({ leaderName: '副县长 林冲', reason: '高文博到省里开会。' })).status).toBe(200);
    expect((await substitute({ leaderName: '副县长 林冲', reason: '再改。' })).body.code).toBe('slot-changed');
    expect(await get('jiefang', `/${slot.id}`)).toMatchObject({
      leaderName: '副县长 林冲',
      changes: [{ kind: '顶替', reason: '高文博到省里开会。', changedBy: '张敬之' }, { kind: '公布' }],
    });
    expect((await publicly()).some(({ leaderName }: Json) => leaderName === '副县长 林冲')).toBe(true);
  });

  it('are cancelled only with a reason once they are public, and then leave the public page', async () => {
    const [slot] = (await get('kezhang', `?${june}&unitId=rsj`)) as Json[];
    expect((await server.as('kezhang').delete(`/api/receptions/${slot.id}?version=${slot.version}`)).body.code).toBe(
      'slot-published',
    );
    const { day, startsAt, endsAt, place, version } = slot;
    const edited = await server
      .as('juzhang')
      .put(`/api/receptions/${slot.id}`, { day, startsAt, endsAt, place, version, leaderName: '郭建华' });
    expect(edited.body.code).toBe('slot-published');
    expect((await post('juzhang2', `/${slot.id}/cancellation`, { version, reason: '停电' })).status).toBe(404);
    expect((await post('juzhang', `/${slot.id}/cancellation`, { version, reason: '办公楼停电' })).body.status).toBe(
      'cancelled',
    );
    expect(await gapsOf('rsj')).toMatchObject([{ planned: 1, missing: 1 }]);
  });

  it.each([
    ['a day that is none', { day: '2026-02-30' }, 'day-invalid'],
    ['a day that is past', { day: '2026-05-29' }, 'day-past'],
    ['hours that end before they begin', { startsAt: '10:00', endsAt: '09:00' }, 'hours-invalid'],
    ['an account that is no leader’s', { leaderId: 'nobody' }, 'leader-unknown'],
    ['a time that is taken', { day: '2026-06-10' }, 'slot-taken'],
  ])('refuse %s', async (_, change, code) => {
    const body = {
      unitId: 'county',
      day: '2026-06-11',
      startsAt: '09:00',
      endsAt: '11:00',
      place: '信访大厅',
      leaderName: '县长 高文博',
    };
    expect((await post('kezhang', '', { ...body, ...change })).body.code).toBe(code);
  });

  it('follow the frequencies of the installation', async () => {
    const twice = { times: 3, period: 'month', targetPercent: 85 };
    expect((await server.as('admin').put('/api/receptions/obligations/乡镇街道', twice)).status).toBe(204);
    expect(await gapsOf('town_cg')).toMatchObject([{ required: 3, planned: 2, missing: 1 }]);
    expect((await server.as('admin').put('/api/receptions/obligations/没有', twice)).status).toBe(404);
    expect((await server.as('kezhang').put('/api/receptions/obligations/县', twice)).status).toBe(403);
  });

  it('refuse a look at more than a quarter, and days that no calendar has', async () => {
    expect(await publicly('from=2026-01-01&to=2026-12-31')).toMatchObject({ code: 'span-invalid' });
    expect(await publicly('from=2026-02-30&to=2026-03-01')).toMatchObject({ code: 'day-invalid' });
  });
});
