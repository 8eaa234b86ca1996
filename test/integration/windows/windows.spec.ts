import type { Json } from '../../builders/caller.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** 一站式接待: sixteen windows that an administrator changes, and a queue number for who comes to one. */
describe('windows of the hall', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const register = (more: object): Promise<Json> =>
    server.as('jiefang').post('/api/cases', {
      channel: '走访',
      urgency: '一般',
      headcount: 1,
      category: '06',
      title: '反映拖欠工资',
      summary: '工地拖欠工资，多次讨要未果。',
      petitioner: { name: '张桂兰' },
      demands: [{ text: '要求支付工资' }],
      ...more,
    });
  const change = (by: string, id: string, body: object): Promise<Json> => server.as(by).put(`/api/windows/${id}`, body);

  it('are sixteen at first', async () => {
    const { body } = await server.as('jiefang').get('/api/windows');
    expect(body).toHaveLength(16);
    expect(body[1]).toEqual({
      id: 'w02',
      name: '人社窗口',
      department: '人力资源和社会保障局',
      open: true,
      position: 2,
    });
  });

  it('number those who come, window by window and from one each day; others are not called', async () => {
    expect((await register({ window: 'w02' })).body).toMatchObject({
      queueNumber: '02-001',
      message: expect.stringContaining('排队号 02-001'),
    });
    const second = (await register({ window: 'w02' })).body;
    expect(second.queueNumber).toBe('02-002');
    expect((await register({ window: 'w03' })).body.queueNumber).toBe('03-001');
    expect((await register({ window: 'w02', channel: '来信' })).body.queueNumber).toBeUndefined();
    expect((await register({})).body.queueNumber).toBeUndefined();
    server.clock.passDays(1);
    expect((await register({ window: 'w02' })).body.queueNumber).toBe('02-001');
    expect((await server.as('jiefang').get(`/api/cases/${second.id}`)).body).toMatchObject({
      window: '人社窗口',
      queueNumber: '02-002',
    });
  });

  it('are changed by an administrator alone; a closed one registers nobody', async () => {
    const body = { name: '人社窗口', department: '人力资源和社会保障局', open: false };
    expect((await change('jiefang', 'w02', body)).status).toBe(403);
    expect((await change('admin', 'w02', body)).body).toMatchObject({ id: 'w02', open: false });
    const refused = await register({ window: 'w02' });
    expect([refused.status, refused.body.problems[0].path]).toEqual([400, 'window']);
    expect((await register({ window: '3号' })).status).toBe(400);
  });

  it('may be more', async () => {
    const added = await change('admin', 'w17', { name: '税务窗口', department: '税务局', open: true });
    expect(added.body).toMatchObject({ id: 'w17', position: 17 });
    expect((await change('admin', '窗口', { name: '税务窗口', department: '税务局', open: true })).status).toBe(400);
  });
});
