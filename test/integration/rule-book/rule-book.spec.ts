import type { Json } from '../../builders/caller.js';
import { Office } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { wages, wagesTalk } from '../../builders/wages-case.js';

/** The source document beside the diagrams, and the cases that passed an article. */
describe('the rule book', () => {
  let server: TestServer;
  let office: Office;
  let matter: { id: string };
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    matter = await office.register(wages);
    const conduct = {
      conductOccurred: true,
      conductPlace: '县政府大门',
      conductTime: '2026-06-01T10:00+08:00',
      conductFacts: '堵住大门约四十分钟。',
    };
    await office.complete('jiefang', matter.id, 'task_talk', wagesTalk(conduct));
    server.clock.passMinutes(1);
    await office.register({ ...wages, title: '反映另一工地拖欠工资' });
  });
  afterAll(() => server.close());

  const book = async (by = 'jiefang') => (await server.as(by).get('/api/rule-book')).body as Json;
  const casesOf = async (article: string, by = 'jiefang', query = '') =>
    (await server.as(by).get(`/api/rule-book/articles/${article}/cases${query}`)).body as Json;

  it('shows for an article its words and the steps that carry it out', async () => {
    const { lines, articles } = await book();
    const listening = articles.find((article: Json) => article.id === 'S1.2');
    expect(lines[listening.lines[0] - 1]).toContain('耐心听');
    expect(listening.elements).toContainEqual(
      expect.objectContaining({
        processId: 'xf_reception',
        elementId: 'task_talk',
        elementName: '接谈',
        elementType: 'USER_TASK',
      }),
    );
    expect(articles.find((article: Json) => article.id === 'Q1')).toMatchObject({ kind: 'study', elements: [] });
  });

  it('lists the cases that passed there, newest first, a page at a time', async () => {
    expect(await casesOf('S1.2')).toMatchObject({ total: 2 });
    const { total, items } = await casesOf('S1.2', 'jiefang', '?page=2&size=1');
    expect(total).toBe(2);
    expect(items.map((item: Json) => item.id)).toEqual([matter.id]);
  });

  it('shows a case under an article of conduct only to those who may see the incident', async () => {
    expect((await casesOf('R22-47', 'fuzeren')).items.map((item: Json) => item.id)).toContain(matter.id);
    const secondReceptionist = (await casesOf('2.3', 'chengban2')).items;
    expect(secondReceptionist).toEqual([]);
  });

  it('shows nobody a case outside their scope', async () => {
    expect(await casesOf('S1.2', 'chengguan')).toEqual({ total: 0, items: [] });
  });

  it('lists a rule as carried out as soon as a diagram that names it is published', async () => {
    const before = await book('owner');
    const target = before.uncovered[0] as string | undefined;
    if (target === undefined) return;
    const { body: xml } = await server.as('owner').get<string>('/api/processes/xf_reception.bpmn/versions/1/xml');
    const changed = xml.replace(/(id="task_talk"[\s\S]*?name="basis" value=")/, `$1${target} `);
    const deployed = await server
      .as('owner')
      .post('/api/deployments', { resourceName: 'xf_reception.bpmn', xml: changed, note: '补充依据', baseVersion: 1 });
    expect(deployed.status).toBe(201);
    const after = await book('owner');
    expect(after.uncovered).not.toContain(target);
  });

  it('refuses an article that it does not have, and pages out of range', async () => {
    expect((await server.as('jiefang').get('/api/rule-book/articles/S9.9/cases')).status).toBe(404);
    expect((await server.as('jiefang').get('/api/rule-book/articles/S1.2/cases?page=0')).status).toBe(400);
    expect((await server.as('jiefang').get('/api/rule-book/articles/S1.2/cases?size=1000')).status).toBe(400);
  });
});
