import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** Text that some template language, expression language, spreadsheet or browser would carry out. */
const tricks = [
  '${process.exit(1)}',
  '${environment.services.x()}',
  '=1+1',
  '={a: 1}.a',
  '{{x}}',
  '{{{case.number}}}',
  '{{#each this}}',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE notice; --",
  '__proto__',
  'constructor',
];
const all = tricks.join(' ');
const demands = tricks.map((text) => `要求${text}`);

describe('text that a person enters', () => {
  let server: TestServer;
  let office: Office;
  let matter: RegisteredCase;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    matter = await office.register({
      title: '${title}=1+1{{x}}<b>',
      summary: all,
      category: '06',
      place: '=cmd|calc',
      petitioner: { name: '{{x}}<i>张三</i>', phone: '13800001234' },
      demands,
    });
  });
  afterAll(() => server.close());

  const rows = (more: object) => demands.map((text, index) => ({ no: index + 1, text, ...more }));
  const html = async (templateId: string): Promise<string> => {
    const notice = (await office.notices(matter.id)).find((one) => one.templateId === templateId);
    return (await server.as('jiefang').get<string>(`/api/notices/${notice!.id}/html`)).body;
  };
  const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  /** What the reader of the document reads. */
  const readable = (document: string): string =>
    document
      .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)))
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'");

  it('stays text in the case and its lists', async () => {
    const page = await office.case(matter.id);
    expect([page.title, page.summary, page.place]).toEqual(['${title}=1+1{{x}}<b>', all, '=cmd|calc']);
    expect(page.demands.map((demand: Json) => demand.text)).toEqual(demands);
    const found = (await server.as('jiefang').get(`/api/cases?q=${encodeURIComponent('${title}')}`)).body;
    expect(found.items.map((item: Json) => item.id)).toEqual([matter.id]);
    expect((await server.as('jiefang').get(`/api/cases?q=${encodeURIComponent('%_')}`)).body.total).toBe(0);
  });

  it('stays text in the process, from its start through forms to its variables', async () => {
    const item = (await office.find('jiefang', matter.id, 'task_talk'))!;
    const start = (await server.as('jiefang').get(`/api/tasks/${item.taskKey}`)).body;
    expect(start.values.demands.map((demand: Json) => demand.text)).toEqual(demands);
    await office.complete(
      'jiefang',
      matter.id,
      'task_talk',
      answers.talk(rows({ answer: all }) as never, { facts: all, talkPlace: '=1+1' }),
    );
    await office.complete(
      'jiefang',
      matter.id,
      'task_assess',
      answers.assess({ assessReason: all, conformsPolicy: false, needsExplanation: true }),
    );
    const task = (await office.find('jiefang', matter.id, 'task_explain'))!;
    const { values } = (await server.as('jiefang').get(`/api/tasks/${task.taskKey}`)).body;
    expect([values.facts, values.talkPlace, values.assessReason]).toEqual([all, '=1+1', all]);
    expect(values.demands.map((demand: Json) => demand.answer)).toEqual(demands.map(() => all));
    expect((await office.instance(matter.id, 'xf_reception'))!.status).toBe('active');
    const incidents = await server
      .as('jiefang')
      .post('/v2/incidents/search', { filter: { processInstanceKey: matter.instanceKey } });
    expect(incidents.body.items).toEqual([]);
  });

  it('cannot name a field that reaches an object’s prototype', async () => {
    const item = (await office.find('jiefang', matter.id, 'task_explain'))!;
    await server.as('jiefang').post(`/api/tasks/${item.taskKey}/claim`);
    const { version } = (await server.as('jiefang').get(`/api/tasks/${item.taskKey}`)).body.task;
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__defineGetter__', 'prototype']) {
      const answer = await server
        .as('jiefang')
        .post(`/api/tasks/${item.taskKey}/completion`, { values: { ...answers.explain(), [name]: 'x' }, version });
      expect([name, answer.status]).toEqual([name, ['constructor', 'prototype'].includes(name) ? 400 : 422]);
      expect(answer.body.problems.map((problem: Json) => problem.path)).toContain(name);
    }
    const variables = { ...answers.explain(), constructor: { prototype: { polluted: true } } };
    expect(
      (await server.as('jiefang').post(`/v2/user-tasks/${item.taskKey}/completion`, { variables })).status,
    ).toBeGreaterThanOrEqual(400);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    await office.complete('jiefang', matter.id, 'task_explain', answers.explain());
  });

  it('stays text in the notices, where markup is shown and not carried out', async () => {
    await office.complete(
      'kezhang',
      matter.id,
      'task_route',
      answers.route('rsj', { routeBasis: '${routeBasis} =1+1 {{x}} <script>' }),
    );
    await office.complete('chengban', matter.id, 'task_receive', answers.receive());
    await office.complete('chengban', matter.id, 'task_tell', answers.tell());
    for (const templateId of ['registration_receipt', 'acceptance_notice']) {
      const document = await html(templateId);
      expect(document).not.toMatch(/<script|<img|<i>张三/i);
      for (const text of tricks.filter((trick) => trick.length > 4))
        expect(readable(document)).toContain(escaped(text));
      expect(readable(document)).toContain(escaped('{{x}}<i>张三</i>'));
    }
  });

  it('stays text in the timeline', async () => {
    const events = (await server.as('jiefang').get(`/api/cases/${matter.id}/timeline`)).body as Json[];
    const talked = events.find((event) => event.elementId === 'task_talk' && event.entered);
    const entered = JSON.stringify(talked.entered);
    for (const text of tricks) expect(entered).toContain(JSON.stringify(text).slice(1, -1));
    expect((await server.as('auditor').post('/api/audit/verify', {})).body.status).toBe('intact');
  });
});
