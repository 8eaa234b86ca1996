import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { Database } from '../../../src/platform/database/database.js';

const wages = {
  title: '反映某建筑公司拖欠农民工工资',
  summary: '张桂兰在城东安置房工地务工，被拖欠工资，多次讨要未果。',
  category: '06',
  demands: ['要求支付工资共计48000元'],
};
const talk = (more: object = {}) => answers.talk([{ no: 1, text: wages.demands[0]!, answer: '交人社局办理' }], more);

describe('the auditor’s view', () => {
  let server: TestServer;
  let office: Office;
  let matter: RegisteredCase;
  const auditor = () => server.as('auditor');
  const list = async (query: string): Promise<Json> => (await auditor().get(`/api/audit/instances?${query}`)).body;
  const keys = async (query: string): Promise<string[]> => (await list(query)).items.map((item: Json) => item.key);
  const timeline = async (key: string): Promise<Json[]> =>
    (await auditor().get(`/api/audit/instances/${key}/timeline`)).body;
  const run = (sql: string): Promise<number> => server.app.get(Database).write((transaction) => transaction.run(sql));

  /** What the late matter has: the conduct, and one supervision for each of the two terms that passed. */
  const withoutOrder = ['xf_reception', 'xf_route', 'xf_urge', 'xf_urge'];
  const all = ['xf_order', ...withoutOrder];
  const processes = (items: Json[]): string[] => items.map((item) => item.processId).sort();
  const keysOf = (events: Json[]): Set<string> => new Set(events.map((event) => event.instanceKey));

  /** Registered on 1 June; talked with at once, assessed two days after the fifteen-day limit to tell. */
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    matter = await office.register(wages);
    await office.complete(
      'jiefang',
      matter.id,
      'task_talk',
      talk({
        conductOccurred: true,
        conductPlace: '信访大厅',
        conductTime: '2026-06-01T10:00+08:00',
        conductFacts: '在大厅内大声喧哗，持续约二十分钟。',
      }),
    );
    server.clock.passDays(18);
    await server.tick();
    await office.complete('jiefang', matter.id, 'task_assess', answers.assess({ conformsPolicy: false }));
  });
  afterAll(() => server.close());

  describe('of all instances', () => {
    it('has every process of the case, newest first, and where they stand', async () => {
      const { items, total } = await list('');
      expect(total).toBe(all.length);
      expect(processes(items)).toEqual(all);
      expect(items.at(-1).key).toBe(matter.instanceKey);
      const starts = items.map((item: Json) => item.startedAt);
      expect(starts).toEqual([...starts].sort().reverse());
      expect(items.find((item: Json) => item.processId === 'xf_reception')).toMatchObject({
        key: matter.instanceKey,
        caseId: matter.id,
        caseNumber: matter.number,
        title: wages.title,
        version: 1,
        status: 'active',
        overdue: true,
        incidents: 0,
        unit: { id: 'xfj' },
        current: [{ elementId: 'call_route', name: '分流受理' }],
      });
      expect(items.find((item: Json) => item.processId === 'xf_route')).toMatchObject({
        caseId: matter.id,
        overdue: true,
        current: [{ elementId: 'task_route', name: '分级或归口' }],
      });
    });

    it.each([
      ['processId=xf_reception', true],
      ['processId=xf_order', false],
      ['version=1&processId=xf_reception', true],
      ['version=2', false],
      ['status=active&processId=xf_reception', true],
      ['status=completed', false],
      ['unitId=county&processId=xf_reception', true],
      ['unitId=rsj', false],
      ['overdue=true', true],
      ['overdue=false', false],
      ['incident=true', false],
      ['incident=false&processId=xf_reception', true],
      ['from=2026-06-01&to=2026-06-01', true],
      ['to=2026-05-31', false],
      ['from=2026-06-02', false],
      [`q=${encodeURIComponent('拖欠农民工')}`, true],
      ['q=%25', false],
      [`outcome=${encodeURIComponent('支持')}`, false],
    ])('filters by %s', async (query, found) => {
      expect((await keys(query)).includes(matter.instanceKey)).toBe(found);
    });

    it('finds by case number and by key, and pages', async () => {
      expect(await keys(`q=${matter.number}`)).toHaveLength(all.length);
      expect(await keys(`q=${matter.instanceKey}`)).toEqual([matter.instanceKey]);
      expect(await list('page=2&size=1')).toMatchObject({ total: all.length, page: 2, size: 1, items: [{}] });
    });

    it.each(['status=lost', 'from=2026-13-01', 'size=1000', 'page=0', 'colour=red'])(
      'refuses the filter %s',
      async (query) => {
        expect((await auditor().get(`/api/audit/instances?${query}`)).status).toBe(400);
      },
    );

    it('is not for officers, owners and administrators', async () => {
      for (const username of ['jiefang', 'owner', 'admin']) {
        expect((await server.as(username).get('/api/audit/instances')).status).toBe(403);
        expect((await server.as(username).post('/api/audit/verify', {})).status).toBe(403);
      }
    });
  });

  describe('of one instance', () => {
    it('marks the drawing: counts, where it stands, what was late, which way it went', async () => {
      const { body } = await auditor().get(`/api/audit/instances/${matter.instanceKey}`);
      expect(body.elements['task_talk']).toMatchObject({
        name: '接谈',
        count: 1,
        active: 0,
        late: false,
        incidents: 0,
      });
      expect(body.elements['task_assess']).toMatchObject({ count: 1, late: true });
      expect(body.elements['call_route']).toMatchObject({ active: 1 });
      const [route] = await keys('processId=xf_route');
      const routed = await auditor().get(`/api/audit/instances/${route}`);
      expect(routed.body.elements['task_route']).toMatchObject({ active: 1, late: true });
      expect(body.notices).toMatchObject([{ title: '来访事项登记凭证', instanceKey: matter.instanceKey }]);
      expect(body.incidentsOpen).toEqual([]);
      expect(Object.values(body.flows).every((count) => count === 1)).toBe(true);
      expect(body.path[0]).toMatchObject({ elementId: 'start_register', kind: 'element' });
      expect(body.path.some((step: Json) => step.kind === 'flow')).toBe(true);
    });

    it('tells who did what, when, with which values, and what was late', async () => {
      const events = await timeline(matter.instanceKey);
      const titles = events.map((event) => event.title);
      expect(titles).toEqual(
        expect.arrayContaining([
          '转入「接谈」',
          '签收了「接谈」',
          '提交了「接谈」',
          '提交了「研判」',
          '「分流受理」调用了另一流程',
        ]),
      );
      expect(titles.find((title) => /^「来访事项登记凭证」已出具 .*号?/.test(title))).toBeDefined();
      expect(titles.some((title) => title.startsWith('期限提醒'))).toBe(true);
      expect(titles.some((title) => title === '修改了办理数据')).toBe(false);

      const talked = events.find((event) => event.title === '提交了「接谈」')!;
      expect(talked).toMatchObject({
        elementId: 'task_talk',
        actor: { username: 'jiefang', unitName: '中和县信访局' },
        definition: { version: 1 },
      });
      expect(talked.late).toBeUndefined();
      expect(talked.entered).toEqual(expect.arrayContaining([expect.objectContaining({ value: '信访接待大厅' })]));
      expect(talked.entered.some((field: Json) => /^[A-Za-z]+$/.test(field.label))).toBe(false);
      expect(events.find((event) => event.title === '提交了「研判」')).toMatchObject({
        late: true,
        detail: expect.stringContaining('告知期限'),
      });
      expect(events.find((event) => event.notice)).toMatchObject({
        type: 'NOTICE_ISSUED',
        notice: { templateId: 'registration_receipt' },
      });
      expect(events.map((event) => event.seq)).toEqual(events.map((event) => event.seq).sort((a, b) => a - b));
    });

    it('is told to officers of the case, and to nobody else', async () => {
      for (const path of ['', '/timeline']) {
        expect((await server.as('jiefang').get(`/api/audit/instances/${matter.instanceKey}${path}`)).status).toBe(200);
        for (const username of ['chengban2', 'owner', 'admin']) {
          expect((await server.as(username).get(`/api/audit/instances/${matter.instanceKey}${path}`)).status).toBe(404);
        }
        expect((await auditor().get(`/api/audit/instances/999${path}`)).status).toBe(404);
      }
    });
  });

  describe('of a case', () => {
    it('joins the timelines of its instances in time order', async () => {
      const { body: events } = await auditor().get(`/api/cases/${matter.id}/timeline`);
      expect(keysOf(events)).toEqual(new Set(await keys('')));
      expect(events.map((event: Json) => event.at)).toEqual(events.map((event: Json) => event.at).sort());
    });

    it('leaves out the incident of conduct for who has no part in it', async () => {
      const { body: events } = await server.as('lingdao').get(`/api/cases/${matter.id}/timeline`);
      const { items } = await list('');
      const seen = keysOf(events);
      expect(processes(items.filter((item: Json) => seen.has(item.key)))).toEqual(withoutOrder);
    });

    it('is not found outside the scope', async () => {
      expect((await server.as('owner').get(`/api/cases/${matter.id}/timeline`)).status).toBe(404);
      expect((await auditor().get('/api/cases/none/timeline')).status).toBe(404);
    });
  });

  describe('checking', () => {
    const verify = async (body: object = {}): Promise<Json> => (await auditor().post('/api/audit/verify', body)).body;

    it('finds the history intact, as a whole and for one instance', async () => {
      expect(await verify()).toMatchObject({
        status: 'intact',
        checkedAt: server.clock.instant(),
        message: expect.stringContaining('校验通过'),
      });
      expect(await verify({ instanceKey: matter.instanceKey })).toMatchObject({ status: 'intact' });
      expect((await auditor().post('/api/audit/verify', { instanceKey: '999' })).status).toBe(404);
      expect((await auditor().post('/api/audit/verify', { instanceKey: 'x' })).status).toBe(400);
    });

    it('shares one reading of the whole history among those who ask at once', async () => {
      const answers = await Promise.all([verify(), verify(), verify()]);
      expect(answers.map((answer) => answer.status)).toEqual(['intact', 'intact', 'intact']);
    });

    it('names the event that somebody altered in the database, and the timeline can still be read', async () => {
      const events = await timeline(matter.instanceKey);
      const talked = events.find((event) => event.title === '提交了「接谈」')!;
      await run(
        `UPDATE history_payload SET sealed = 'AAAA' WHERE instance_key = '${matter.instanceKey}' AND seq < ${talked.seq}`,
      );
      await run(
        `UPDATE history_event SET actor_id = 'nobody' WHERE instance_key = '${matter.instanceKey}' AND seq = ${talked.seq}`,
      );
      expect(await verify()).toMatchObject({
        status: 'altered',
        firstBad: { instanceKey: matter.instanceKey },
        message: expect.stringContaining('校验未通过'),
      });
      const broken = (await timeline(matter.instanceKey)).find((event) => event.title === '提交了「接谈」')!;
      expect(broken.detail).toContain('已无法读取');
    });
  });
});
