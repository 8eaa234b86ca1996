import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import type { Petition, RegisteredCase } from '../../builders/office.js';
import { Matters, wages } from '../../builders/scenarios/matters.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** The six rules of 接访工作制度 (source document, part 1), each played to its end by the people of the office. */
describe('the six rules of reception', () => {
  let server: TestServer;
  let office: Matters;
  beforeEach(async () => {
    server = await startTestServer();
    office = new Matters(server);
  });
  afterEach(async () => {
    expect(await office.incidents()).toEqual([]);
    await server.close();
  });

  /** From 分级或归口 to the delivered opinion, with the steps that the flag of every demand asks for. */
  async function answered(matter: RegisteredCase, petition: Petition, flag: '合理' | '无理', result: string) {
    await office.complete('kezhang', matter.id, 'task_route', answers.route('rsj'));
    await office.complete('chengban', matter.id, 'task_receive', answers.receive());
    await office.complete('chengban', matter.id, 'task_tell', answers.tell());
    await office.complete('juzhang', matter.id, 'task_assign', answers.assign());
    expect(await office.find('chengban2', matter.id, 'task_handle')).toBeUndefined();
    await office.complete('chengban', matter.id, 'task_handle', answers.handle());
    const demands = office.numbered(petition);
    await office.complete(
      'chengban',
      matter.id,
      'task_judge',
      answers.judge(
        demands,
        demands.map(() => [flag]),
      ),
    );
    if (flag === '合理') await office.complete('chengban', matter.id, 'task_measures', answers.measures());
    else await office.complete('chengban', matter.id, 'task_persuade', answers.explain());
    await office.replied(matter, petition, result);
    if (result === '支持') await office.complete('chengban', matter.id, 'task_execute', answers.execute());
  }

  /** Thirty days after the delivery nobody has asked for a review, and the matter is over. */
  async function closed(matter: RegisteredCase): Promise<Json> {
    await office.until('2026-07-01T16:00:00.000Z');
    await office.complete('dangan', matter.id, 'task_archive', answers.archive());
    expect((await office.instance(matter.id, 'xf_reception'))!.status).toBe('completed');
    return office.case(matter.id);
  }

  it('rules 1–4: wages owed to three workers are approved, docketed, supervised, paid and answered', async () => {
    const three = { ...wages, headcount: 3, companions: [{ name: '李大山' }, { name: '王春生' }] };
    const matter = await office.assessed(three, {});
    expect(matter.number).toMatch(/^\d{6}20260601\d{5}$/);
    await office.complete('jiefang', matter.id, 'task_docket', answers.docket());
    await office.complete('lingdao', matter.id, 'task_approve', answers.approve(true));
    expect((await office.case(matter.id)).docketNumber).toMatch(/信立〔2026〕1号$/);
    await office.complete('ducha', matter.id, 'task_supervise', answers.supervise('rsj'));
    await office.complete('ducha', matter.id, 'task_inspect', answers.inspect());
    await answered(matter, three, '合理', '支持');
    expect(await office.case(matter.id)).toMatchObject({ status: '已答复', unit: { id: 'rsj' } });

    const done = await closed(matter);
    await office.complete('ducha', matter.id, 'task_verify', answers.verify(true));
    await office.complete('lingdao', matter.id, 'task_close', answers.closeDocket());
    expect(done).toMatchObject({ status: '已办结', outcome: '支持' });
    expect(done.demands.map((demand: Json) => demand.result)).toEqual(['支持', '支持']);
    const reached = done.stations.filter((station: Json) => station.reachedAt).map((station: Json) => station.name);
    expect(reached).toEqual(['提出', '受理', '办理', '督办', '回复']);
    expect(await office.titles(matter.id)).toEqual(
      expect.arrayContaining(['来访事项登记凭证', '受理告知书', '立案审批表', '信访处理意见书（答复意见书）']),
    );
    expect((await office.instance(matter.id, 'xf_docket'))!.status).toBe('completed');
  });

  it('rule 5: a land requisition is explained with the policy named, and answered in writing', async () => {
    const land = {
      title: '咨询并质疑城关镇东关村土地征收补偿标准',
      summary: '信访人认为其承包地征收补偿低于邻村，要求说明依据并提高标准。',
      category: '01',
      demands: ['要求说明征地补偿标准的依据', '要求按邻村标准补偿'],
    };
    const matter = await office.assessed(land, { conformsPolicy: false, needsExplanation: true });
    expect(await office.find('jiefang', matter.id, 'task_docket')).toBeUndefined();
    expect(await office.find('kezhang', matter.id, 'task_route')).toBeUndefined();
    const unnamed = { ...answers.explain(), policyText: '' };
    expect((await office.attempt('jiefang', matter.id, 'task_explain', unnamed)).status).toBe(422);
    await office.complete('jiefang', matter.id, 'task_explain', answers.explain());
    await answered(matter, land, '无理', '解释说明');
    expect(await closed(matter)).toMatchObject({ status: '已办结', outcome: '解释说明' });
  });

  it('rule 3: a matter of another district is told where to go, and ends there', async () => {
    const matter = await office.assessed();
    await office.complete('kezhang', matter.id, 'task_route', answers.routeElsewhere('永平县信访局'));
    expect(await office.case(matter.id)).toMatchObject({ status: '已办结', outcome: '转送' });
    const notices = await office.notices(matter.id);
    expect(notices.map((notice) => notice.title)).toEqual(['来访事项登记凭证', '转送函', '转送去向告知单']);
    const html = (await server.as('jiefang').get<string>(`/api/notices/${notices[2]!.id}/html`)).body;
    expect(html).toContain('永平县信访局');
  });

  it('rule 4: an application refused with reasons is still answered', async () => {
    const post = {
      title: '要求为其亲属安排公益性岗位',
      summary: '信访人要求为不符合条件的亲属安排公益性岗位。',
      category: '10',
      demands: ['要求安排公益性岗位'],
    };
    const matter = await office.assessed(post, {});
    await office.complete('jiefang', matter.id, 'task_docket', answers.docket());
    await office.complete('lingdao', matter.id, 'task_approve', answers.approve(false, '不符合安置条件，请说明理由。'));
    await office.complete('jiefang', matter.id, 'task_refuse', answers.explain());
    await answered(matter, post, '无理', '不予支持');
    const done = await closed(matter);
    expect(done).toMatchObject({ status: '已办结', outcome: '不予支持' });
    expect(done.docketNumber ?? null).toBeNull();
  });

  it('rule 6: a blocked gate is referred by three people, while the petition is answered in time', async () => {
    const pension = {
      title: '反映养老保险缴费年限认定问题',
      summary: '信访人对养老保险缴费年限认定有异议，接谈时情绪激动。',
      category: '11',
      demands: ['要求重新认定缴费年限'],
    };
    const matter = await office.talked(pension, {
      conductOccurred: true,
      conductTime: '2026-06-01T09:40+08:00',
      conductPlace: '接待大厅',
      conductFacts: '在大厅高声喊叫并拍打柜台，影响接待秩序。',
    });
    await office.complete('jiefang', matter.id, 'task_record', answers.conductRecord());
    await office.complete('jiefang', matter.id, 'task_relief', answers.reliefCheck());
    await office.complete('jiefang', matter.id, 'task_educate', answers.educationRecord('无效'));
    await office.complete('fazhi', matter.id, 'task_legal', answers.legalAssessment(true, true));
    await office.complete('fuzeren', matter.id, 'task_chief', answers.chiefApproval(true));

    const letter = (await office.notices(matter.id, 'fuzeren')).find(
      (notice) => notice.templateId === 'police_letter',
    )!;
    const html = (await server.as('fuzeren').get<string>(`/api/notices/${letter.id}/html`)).body;
    expect(html).toContain('堵住县政府大门');
    for (const words of ['养老保险', '重新认定']) expect(html).not.toContain(words);
    // Whoever sees the petition does not therefore see the incident (domain rule H5).
    expect(await office.titles(matter.id, 'ducha')).toEqual(['来访事项登记凭证']);
    expect((await server.as('ducha').get(`/api/notices/${letter.id}/html`)).status).toBe(404);

    await office.complete('jiefang', matter.id, 'task_assess', answers.assess({ conformsPolicy: false }));
    await answered(matter, pension, '合理', '解释说明');
    await office.complete('lianluo', matter.id, 'task_feedback', answers.policeFeedback());
    await office.complete('jiefang', matter.id, 'task_statement', answers.conductStatement());
    await office.complete('jijian', matter.id, 'task_review', answers.referralReview());
    expect((await office.instance(matter.id, 'xf_order', 'lianluo'))!.status).toBe('completed');

    const done = await closed(matter);
    expect(done).toMatchObject({ status: '已办结', outcome: '解释说明' });
    for (const name of ['告知', '办结']) {
      const [clock] = done.clocks.filter((one: Json) => one.name === name);
      expect([name, clock.level, clock.daysLeft >= 0]).toEqual([name, 'stopped', true]);
    }
  });
});
