import { bpmnText, end, exclusive, flow, start } from '../../builders/bpmn-text.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { Deployer } from '../../../src/workflow/definitions/deployer.js';

/** Nobody has said which way. */
const undecided = bpmnText(
  'undecided',
  start('begin'),
  flow('begin', 'which'),
  exclusive('which', 'which_no'),
  flow('which', 'yes', '=agreed'),
  flow('which', 'no'),
  end('yes'),
  end('no'),
);

describe('open incidents in the browser', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.app
      .get(Deployer)
      .deploy({ files: [{ name: 'undecided.bpmn', content: undecided }], note: '', userId: 'test' });
  });
  afterAll(() => server.close());

  const begin = async (): Promise<string> =>
    (await server.as('owner').post('/v2/process-instances', { processDefinitionId: 'undecided', variables: {} })).body
      .processInstanceKey;
  const list = async (username = 'owner', query = '') => (await server.as(username).get(`/api/incidents${query}`)).body;
  const keyOf = async (instanceKey: string): Promise<string> =>
    (await list()).items.find((item: { instanceKey: string }) => item.instanceKey === instanceKey).key;
  const resolve = (keys: unknown, username = 'owner') =>
    server.as(username).post('/api/incidents/resolution', { keys });

  it('are named with their element, and tried again one by one or many', async () => {
    const [stuck, mended, done] = [await begin(), await begin(), await begin()];
    const { items, total } = await list('owner', '?processId=undecided');
    expect(total).toBe(3);
    expect(items[0]).toMatchObject({
      instanceKey: stuck,
      processName: 'undecided',
      version: 1,
      elementName: '判断',
      errorType: 'CONDITION_ERROR',
    });
    const before = await Promise.all([stuck, mended, done].map(keyOf));
    await server.as('owner').put(`/v2/element-instances/${mended}/variables`, { variables: { agreed: true } });
    await server.as('owner').post(`/v2/process-instances/${done}/cancellation`, {});
    const answer = await resolve([...before, before[0], '99']);
    expect(answer.status).toBe(200);
    expect(answer.body.items).toEqual([
      { key: before[0], resolved: true, message: null },
      { key: before[1], resolved: true, message: null },
      { key: before[2], resolved: false, message: expect.stringMatching(/没有找到/) },
      { key: '99', resolved: false, message: expect.stringMatching(/没有找到/) },
    ]);
    const after = await list('owner', '?processId=undecided');
    expect(after.items.map((item: { instanceKey: string }) => item.instanceKey)).toEqual([stuck]);
    expect(after.items[0].key).not.toBe(before[0]);
  });

  it('are not there for strangers, and not resolved by those who only read', async () => {
    const key = await keyOf(await begin());
    expect((await list('chengguan')).total).toBe(0);
    expect((await list('admin')).total).toBeGreaterThan(0);
    expect((await resolve([key], 'chengguan')).body.items).toEqual([
      { key, resolved: false, message: expect.stringMatching(/没有找到/) },
    ]);
    expect((await resolve([key], 'auditor')).status).toBe(403);
    expect(await keyOf(await begin())).toBeTruthy();
  });

  it.each([[undefined], [[]], ['5'], [[5]], [['a']], [Array.from({ length: 101 }, (_, index) => String(index))]])(
    'refuse keys they cannot read: %#',
    async (keys) => {
      const answer = await resolve(keys);
      expect([answer.status, answer.body.problems[0].path]).toEqual([400, 'keys']);
    },
  );

  it('are shown page by page', async () => {
    await begin();
    const { total } = await list();
    const first = await list('owner', '?size=1');
    expect([first.items.length, first.total]).toEqual([1, total]);
    expect((await list('owner', `?size=1&page=${total + 1}`)).items).toEqual([]);
    expect((await server.as('owner').get('/api/incidents?size=0')).status).toBe(400);
  });
});
