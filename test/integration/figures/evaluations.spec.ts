import { Database } from '../../../src/platform/database/database.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = { title: '反映村道损坏', summary: '村道损坏多年。', category: '99', demands: ['要求修复村道'] };
const opinion = { ofOffice: '满意', ofUnit: '不满意', remark: '办得慢' };

describe('what a petitioner thinks of the work', () => {
  let server: TestServer;
  let office: Office;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
  });
  afterAll(() => server.close());

  const write = (sql: string, parameters: string[]) =>
    server.app.get(Database).write((transaction) => transaction.run(sql, parameters));
  /** A matter whose reply has been handed over. */
  const replied = async (): Promise<RegisteredCase & { queryCode: string }> => {
    const matter = await office.register(petition);
    await write(`UPDATE petition_case SET status = '已答复', responsible_unit_id = 'rsj' WHERE id = ?`, [matter.id]);
    await write(
      `INSERT INTO case_station (case_id, station, reached_at) VALUES (?, '回复', '2026-06-01T02:00:00.000Z')`,
      [matter.id],
    );
    return { ...matter, queryCode: (await office.case(matter.id)).queryCode };
  };
  const say = (number: string, queryCode: string, body: object = opinion) =>
    fetch(`${server.url}/api/public/cases/evaluation`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number, queryCode, ...body }),
    });
  const enter = (by: string, id: string, body: object) => server.as(by).post(`/api/cases/${id}/evaluation`, body);
  const code = async (response: Response) => [response.status, ((await response.json()) as { code: string }).code];

  it('he says himself, with number and query code, once', async () => {
    const { id, number, queryCode } = await replied();
    expect((await say(number, queryCode)).status).toBe(204);
    expect((await server.as('jiefang').get(`/api/cases/${id}/evaluation`)).body).toEqual({
      isOpen: false,
      evaluation: { ...opinion, source: '查询码', at: server.clock.instant() },
    });
    expect(await code(await say(number, queryCode, { ...opinion, ofUnit: '满意' }))).toEqual([
      409,
      'already-evaluated',
    ]);
  });

  it('he says after the reply, not before', async () => {
    const matter = await office.register(petition);
    const { queryCode } = await office.case(matter.id);
    expect(await code(await say(matter.number, queryCode))).toEqual([409, 'not-replied']);
  });

  it('nobody says for him by guessing: the answer is the same for number and code, and soon there is none', async () => {
    const { number, queryCode } = await replied();
    expect(await code(await say(number, 'AAAAAAAA'))).toEqual([404, 'lookup-failed']);
    expect(await code(await say('0', queryCode))).toEqual([404, 'lookup-failed']);
    for (let tries = 0; tries < 7; tries += 1) await say(number, 'AAAAAAAA');
    expect((await say(number, queryCode)).status).toBe(429);
    server.clock.passMinutes(6);
    expect((await say(number, queryCode)).status).toBe(204);
  });

  it('staff enter only with the paper he signed or the record of the call, and not the handling unit (H13)', async () => {
    const { id } = await replied();
    expect((await server.as('jiefang').get(`/api/cases/${id}/evaluation`)).body).toEqual({ isOpen: true });
    expect((await enter('jiefang', id, opinion)).status).toBe(400);
    expect((await enter('jiefang', id, { ...opinion, source: '签字回访表', evidence: '' })).status).toBe(400);
    const proof = { ...opinion, source: '通话记录', evidence: '录音 2026-0601-3' };
    expect((await enter('chengban', id, proof)).status).toBe(403);
    expect((await enter('chengguan', id, proof)).status).toBe(404);
    expect((await enter('jiefang', id, proof)).body.evaluation).toMatchObject({
      source: '通话记录',
      evidence: '录音 2026-0601-3',
      enteredBy: '王秀兰',
    });
    expect((await enter('jiefang2', id, proof)).status).toBe(409);
  });

  it('becomes the shares of those who answered, when there was time to answer', async () => {
    server.clock.set('2026-07-02T02:00:00.000Z');
    const { body } = await server.as('auditor').get('/api/statistics?from=2026-07-01&to=2026-07-31');
    const figure = (name: string) => body.figures.find((one: { code: string }) => one.code === name);
    expect(figure('participation')).toMatchObject({ n: 3, d: 3 });
    expect(figure('satisfied-office')).toMatchObject({ n: 3, d: 3, units: [{ unitId: 'xfj' }] });
    expect(figure('satisfied-unit')).toMatchObject({ n: 0, d: 3, units: [{ unitId: 'rsj' }] });
  });

  it.each([{ ofOffice: '很好' }, { ofUnit: '' }, { remark: '长'.repeat(501) }])(
    'takes no other words: %j',
    async (change) => {
      const { number, queryCode } = await replied();
      expect((await say(number, queryCode, { ...opinion, ...change })).status).toBe(400);
    },
  );

  it('nobody keeps him from saying it by guessing at his number from elsewhere (H6)', async () => {
    const { number, queryCode } = await replied();
    const from = async (address: string, code: string) => {
      const response = await fetch(`${server.url}/api/public/cases/evaluation`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
        body: JSON.stringify({ number, queryCode: code, ...opinion }),
      });
      return response.status;
    };
    for (let tries = 0; tries < 8; tries += 1) expect(await from('203.0.113.9', 'AAAAAAAA')).toBe(404);
    expect(await from('203.0.113.9', queryCode)).toBe(429);
    expect(await from('203.0.113.10', queryCode)).toBe(204);
  });
});
