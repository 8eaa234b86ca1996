import type { Json } from '../../builders/caller.js';
import { decision, dmnText, literal } from '../../builders/dmn-text.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** Forms and decision tables as the process owner keeps them. */
describe('forms and decision tables', () => {
  let server: TestServer;
  beforeAll(async () => void (server = await startTestServer()));
  afterAll(() => server.close());

  const owner = () => server.as('owner');
  const list = async () => (await owner().get<Json>('/api/resources')).body;
  const formOf = async (name: string): Promise<Json> => (await list()).find((item: Json) => item.name === name);
  const contentOf = async (name: string, version = 1) =>
    (await owner().get<string>(`/api/resources/${name}/versions/${version}/content`)).body;
  const publish = (name: string, content: string, baseVersion: number) =>
    owner().post<Json>('/api/resources', { name, content, note: '调整', baseVersion });

  it('are listed with where they are used', async () => {
    const talk = await formOf('talk.form');
    expect(talk).toMatchObject({ kind: 'form', versions: [expect.objectContaining({ version: 1 })] });
    expect(talk.usedBy).toContainEqual(expect.objectContaining({ processId: 'xf_reception', elementName: '接谈' }));
  });

  it('are published as their next version, and only over the one that was edited', async () => {
    const changed = (await contentOf('talk.form')).replace('接谈地点', '接谈的地点');
    expect((await publish('talk.form', changed, 1)).body).toMatchObject({ version: 2 });
    const late = await publish('talk.form', changed.replace('接谈的地点', '地点'), 1);
    expect([late.status, late.body.code]).toEqual([409, 'stale-base']);
    expect(await contentOf('talk.form', 2)).toBe(changed);
    expect((await publish('talk.form', changed, 2)).body.message).toContain('没有产生新版本');
  });

  it('a decision file is checked, and published with its name', async () => {
    const good = dmnText(decision('term', literal('15')));
    expect((await owner().post<Json>('/api/resources/check', { name: 'terms.dmn', content: good })).body).toEqual({
      problems: [],
    });
    expect((await publish('terms.dmn', good, 0)).status).toBe(201);
    expect(await formOf('terms.dmn')).toMatchObject({ kind: 'dmn', usedBy: [] });
  });

  it.each([
    ['broken JSON', 'talk.form', '{'],
    [
      'a form with a script',
      'talk.form',
      JSON.stringify({ id: 'talk', type: 'default', components: [{ id: 'a', type: 'html', content: '<script>' }] }),
    ],
    ['no decision', 'terms.dmn', '<definitions/>'],
  ])('%s is refused with its problems, and nothing changes', async (_what, name, content) => {
    const before = await list();
    const { problems } = (await owner().post<Json>('/api/resources/check', { name, content })).body;
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0].message).toMatch(/[\u4e00-\u9fff]/);
    const base = before.find((item: Json) => item.name === name)?.versions[0].version ?? 0;
    expect((await publish(name, content, base)).status).toBe(422);
    expect(await list()).toEqual(before);
  });

  it('are not for those who do not keep the procedures', async () => {
    expect((await server.as('jiefang').get('/api/resources')).status).toBe(403);
    expect(
      (await server.as('auditor').post('/api/resources', { name: 'a.form', content: '{}', note: 'x', baseVersion: 0 }))
        .status,
    ).toBe(403);
    expect((await owner().get('/api/resources/..%2Fx/versions/1/content')).status).toBeGreaterThanOrEqual(400);
    expect((await owner().get('/api/resources/none.form/versions/1/content')).status).toBe(404);
  });
});
