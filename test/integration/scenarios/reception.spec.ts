import { answers } from '../../builders/answers.js';
import { Matters, wages } from '../../builders/scenarios/matters.js';
import { expectWhole, FlowCoverage } from '../../builders/scenarios/flow-coverage.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** P1 来访接待登记, every sequence flow. */
describe('xf_reception', () => {
  const coverage = new FlowCoverage('xf_reception', '来访接待登记');
  let server: TestServer;
  let office: Matters;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Matters(server);
  });
  afterAll(() => server.close());

  it.each(['网上', '来信', '来电', '传真', '下访', '走访', '领导交办'])(
    '%s begins at its own start event',
    async (channel) => {
      const matter = await office.register({ ...wages, channel });
      expect(await office.find('jiefang', matter.id, 'task_talk')).toBeDefined();
    },
  );

  it('S1.2: what can be answered at the window is answered there, every demand, and delivered', async () => {
    const matter = await office.talked();
    await office.complete(
      'jiefang',
      matter.id,
      'task_assess',
      answers.assess({ answeredOnSite: true, conformsPolicy: false }),
    );
    const missing = office.replies(wages, '解释说明').map(({ no, text }) => ({ no, text }));
    const refused = await office.attempt('jiefang', matter.id, 'task_answer', answers.answer(missing as never));
    expect(refused.status).toBe(422);
    expect(refused.body.detail).toContain('处理结果');
    await office.complete('jiefang', matter.id, 'task_answer', answers.answer(office.replies(wages, '解释说明')));
    expect(await office.case(matter.id)).toMatchObject({ status: '已办结', outcome: '解释说明' });
    expect(await office.titles(matter.id)).toContain('信访处理意见书（答复意见书）');
  });

  it('R22-20, L4: more than five choose representatives, a sixth representative is refused', async () => {
    const many = { ...wages, headcount: 7 };
    const matter = await office.register(many);
    const six = ['一', '二', '三', '四', '五', '六'].map((name) => `代表${name}`);
    const refused = await office.attempt('jiefang', matter.id, 'task_represent', answers.represent(six));
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('代表名单');
    await office.complete('jiefang', matter.id, 'task_represent', answers.represent(six.slice(0, 5)));
    expect(await office.find('jiefang', matter.id, 'task_talk')).toBeDefined();
  });

  it('S1.4, R22-25: an urgent matter is reported and dispatched, docketed and explained, and goes on', async () => {
    const matter = await office.talked({ ...wages, headcount: 60 });
    const page = await server
      .as('jiefang')
      .get(`/api/tasks/${(await office.find('jiefang', matter.id, 'task_assess'))!.taskKey}`);
    expect(page.body.values).toMatchObject({ kind: '申诉求决', urgent: true });
    await office.complete(
      'jiefang',
      matter.id,
      'task_assess',
      answers.assess({ urgent: true, needsExplanation: true }),
    );
    expect(await office.find('jiefang', matter.id, 'task_docket')).toBeDefined();
    expect(await office.find('kezhang', matter.id, 'task_route')).toBeUndefined();
    await office.complete('kezhang', matter.id, 'task_report', answers.urgentReport());
    await office.complete('jiefang', matter.id, 'task_explain', answers.explain());
    expect(await office.titles(matter.id)).toContain('信访情况专报');
    expect(await office.find('kezhang', matter.id, 'task_route')).toBeDefined();
  });

  it('R22-30, H7: an accusation goes to the discipline office, and nobody else of the county sees it any more', async () => {
    const matter = await office.talked({ ...wages, category: '16', title: '检举某局干部以权谋私' });
    await office.complete('jiefang', matter.id, 'task_assess', answers.accuse());
    expect(await office.find('kezhang', matter.id, 'task_route')).toBeUndefined();
    await office.complete('jijian', matter.id, 'task_discipline', answers.discipline());
    for (const other of ['jiefang2', 'kezhang', 'lingdao', 'ducha', 'chengban', 'juzhang', 'fuzeren', 'fazhi'])
      expect([other, (await server.as(other).get(`/api/cases/${matter.id}`)).status]).toEqual([other, 404]);
    for (const [who, status] of [
      ['jijian', 200],
      ['auditor', 200],
      ['jiefang', 200],
    ] as const)
      expect([who, (await server.as(who).get(`/api/cases/${matter.id}`)).status]).toEqual([who, status]);
    expect(await office.case(matter.id, 'jijian')).toMatchObject({ status: '已办结', outcome: '转送' });
  });

  it('S1.6: conduct during the talk starts an incident of its own while the petition goes on', async () => {
    const matter = await office.talked(wages, {
      conductOccurred: true,
      conductTime: '2026-06-01T09:40+08:00',
      conductPlace: '接待大厅',
      conductFacts: '在大厅高声喊叫并拍打柜台，影响接待秩序。',
    });
    expect(await office.find('jiefang', matter.id, 'task_record')).toBeDefined();
    expect(await office.find('jiefang', matter.id, 'task_assess')).toBeDefined();
  });

  it('S1.3: ends when the matter is routed', async () => {
    const matter = await office.assessed();
    await office.complete('kezhang', matter.id, 'task_route', answers.routeElsewhere('永平县信访局'));
    expect((await office.instance(matter.id, 'xf_reception'))!.status).toBe('completed');
  });

  it('R22-23: reminds three days before the term to tell ends, and reports what is late', async () => {
    const matter = await office.register(wages);
    await office.until('2026-06-13T01:00:00.000Z');
    await office.until('2026-06-16T16:00:00.000Z');
    expect(await office.find('jiefang', matter.id, 'task_talk')).toBeDefined();
  });

  it('has taken every sequence flow, and raised no incident', async () => {
    expect(await office.incidents()).toEqual([]);
    await coverage.add(server);
    await expectWhole(coverage);
  });
});
