import { Database } from '../../../src/platform/database/database.js';
import { Runner } from '../../../src/workflow/runner/runner.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = { title: '反映村道损坏', summary: '村道损坏多年。', category: '99', demands: ['要求修复村道'] };

describe('the three invariants', () => {
  let server: TestServer;
  let office: Office;
  let sound: RegisteredCase;
  let broken: RegisteredCase;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    await server.tick();
    sound = await office.register(petition);
    broken = await office.register({ ...petition, title: '反映水渠堵塞' });
  });
  afterAll(() => server.close());

  const list = (by = 'auditor', query = '') => server.as(by).get(`/api/invariants${query}`);
  const check = (by: string) => server.as(by).post('/api/invariants/checks', {});
  const set = (assignments: string, caseId: string) =>
    server.app
      .get(Database)
      .write((transaction) => transaction.run(`UPDATE petition_case SET ${assignments} WHERE id = ?`, [caseId]));

  it('find nothing among the demonstration cases and new registrations', async () => {
    const { status, body } = await check('ducha');
    expect(status).toBe(200);
    expect(body).toMatchObject({ items: [], total: 0, check: { by: { displayName: '陈志远' } } });
    expect(body.check.cases).toBeGreaterThanOrEqual(2);
  });

  it('name each case that breaks one, with a way to it and why', async () => {
    await set(`status = '已办结'`, broken.id);
    const { body } = await check('ducha');
    expect(body.counts).toEqual({ 件件有着落: 0, 案案有结果: 1, 事事有回音: 1 });
    expect(body.items).toMatchObject([
      {
        caseId: broken.id,
        caseNumber: broken.number,
        invariant: '事事有回音',
        message: expect.stringContaining('诉求 1'),
      },
      { caseId: broken.id, invariant: '案案有结果', message: '已办结，但没有办理结果。' },
    ]);
    expect((await list('auditor', `?invariant=${encodeURIComponent('案案有结果')}`)).body).toMatchObject({
      total: 1,
      items: [{ invariant: '案案有结果' }],
    });
  });

  it('show nobody a case that is not theirs, and let only supervisors ask for a check', async () => {
    expect((await list('chengguan')).body).toMatchObject({ items: [], total: 0, counts: { 案案有结果: 0 } });
    expect((await check('jiefang')).status).toBe(403);
    expect((await list('auditor', '?invariant=x')).status).toBe(400);
  });

  it('are looked at every night at two, once, and made up for after an outage', async () => {
    const at = async () => (await list()).body.check.at;
    const before = await at();
    server.clock.set('2026-06-01T17:59:00.000Z');
    await server.tick();
    expect(await at()).toBe(before);
    server.clock.set('2026-06-01T18:00:30.000Z');
    await server.tick();
    expect((await list()).body.check).toEqual({ at: '2026-06-01T18:00:30.000Z', cases: expect.any(Number) });
    server.clock.set('2026-06-02T03:00:00.000Z');
    await server.tick();
    expect(await at()).toBe('2026-06-01T18:00:30.000Z');
    server.clock.set('2026-06-05T04:00:00.000Z');
    await server.tick();
    expect(await at()).toBe('2026-06-05T04:00:00.000Z');
  });

  it('find a matter that has no unit when the time to find one is over, and one that nobody works on', async () => {
    server.clock.set('2026-06-17T01:00:00.000Z');
    expect((await check('ducha')).body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ caseId: sound.id, message: '应于 2026-06-16 前明确责任单位，至今没有责任单位。' }),
      ]),
    );
    const { instanceKey } = sound;
    await server.app
      .get(Database)
      .write((transaction) =>
        server.app.get(Runner).execute(transaction, instanceKey, { type: 'cancel', reason: '测试' }, null),
      );
    expect((await check('ducha')).body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          caseId: sound.id,
          invariant: '件件有着落',
          message: expect.stringContaining('无人在办'),
        }),
      ]),
    );
  });
});
