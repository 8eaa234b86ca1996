import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { Office } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** The six rules of 接访工作制度 (source document, part 1), each played to its end by the people of the office. */
describe('the six rules of reception', () => {
  let server: TestServer;
  let office: Office;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
  });
  afterAll(() => server.close());

  const wages = {
    title: '反映某建筑公司拖欠三名农民工工资',
    summary: '张桂兰等三人在城东安置房工地务工，自2026年1月起被拖欠工资，多次讨要未果。',
    category: '06',
    headcount: 3,
    companions: [{ name: '李大山' }, { name: '王春生' }],
    demands: ['要求支付2026年1月至4月工资共计48000元', '要求用人单位补签劳动合同'],
  };
  const numbered = (texts: string[], more: (text: string) => object) =>
    texts.map((text, index) => ({ no: index + 1, text, ...more(text) }));
  const talkOf = (petition: { demands: string[] }, more: object = {}) =>
    answers.talk(numbered(petition.demands, () => ({ answer: '已登记，依法交有关单位办理。' })) as never, more);
  const replyOf = (petition: { demands: string[] }, result: string) =>
    answers.draftReply(numbered(petition.demands, () => ({ result, reply: '经查，已依法处理，情况如上。' })) as never);
  const titles = (notices: Json[]) => notices.map((notice) => notice.title);

  it('rules 1–4: wages owed to three migrant workers are approved, docketed, supervised, paid and answered', async () => {
    const matter = await office.register(wages);
    expect(matter.number).toMatch(/^\d{6}20260601\d{5}$/);
    await office.complete('jiefang', matter.id, 'task_talk', talkOf(wages));
    await office.complete('jiefang', matter.id, 'task_assess', answers.assess());
    await office.complete('jiefang', matter.id, 'task_route', answers.route('rsj'));
    expect(titles(await office.notices(matter.id))).toEqual(['来访事项登记凭证', '受理告知书']);

    await office.complete('lingdao', matter.id, 'task_approve', answers.approve(true));
    const docketed = await office.case(matter.id);
    expect(docketed.docketNumber).toMatch(/信立〔2026〕1号$/);
    expect(docketed.unit).toMatchObject({ id: 'rsj' });

    await office.complete('ducha', matter.id, 'task_supervise', answers.supervise('rsj'));
    expect(await office.find('chengban2', matter.id, 'task_handle')).toBeUndefined();
    await office.complete('chengban', matter.id, 'task_handle', answers.handle());
    await office.complete('ducha', matter.id, 'task_verify', answers.verify(false));
    await office.complete('chengban', matter.id, 'task_handle', answers.handle());
    await office.complete('ducha', matter.id, 'task_verify', answers.verify(true));
    await office.complete('chengban', matter.id, 'task_draft', replyOf(wages, '支持'));
    await office.complete('lingdao', matter.id, 'task_sign', answers.signReply());
    await office.complete('jiefang', matter.id, 'task_deliver', answers.deliver());

    const done = await office.case(matter.id);
    expect(done).toMatchObject({ status: '已办结', outcome: '支持' });
    expect(done.demands.map((demand: Json) => demand.result)).toEqual(['支持', '支持']);
    expect(done.stations.filter((station: Json) => station.reachedAt).map((station: Json) => station.name)).toEqual([
      '提出',
      '受理',
      '办理',
      '督办',
      '回复',
    ]);
    expect(titles(await office.notices(matter.id))).toEqual([
      '来访事项登记凭证',
      '受理告知书',
      '立案审批表',
      '信访处理意见书（答复意见书）',
    ]);
    expect((await office.instance(matter.id, 'xf_reception'))!.status).toBe('completed');
  });

  it('rule 5: a land requisition is explained with the policy named, and answered in writing', async () => {
    const land = {
      title: '咨询并质疑城关镇东关村土地征收补偿标准',
      summary: '信访人认为其承包地征收补偿低于邻村，要求说明依据并提高标准。',
      category: '01',
      demands: ['要求说明征地补偿标准的依据', '要求按邻村标准补偿'],
    };
    const matter = await office.register(land);
    await office.complete('jiefang', matter.id, 'task_talk', talkOf(land));
    await office.complete(
      'jiefang',
      matter.id,
      'task_assess',
      answers.assess({ conformsPolicy: false, needsExplanation: true }),
    );
    await office.complete('jiefang', matter.id, 'task_route', answers.route('xfj'));
    expect(await office.find('lingdao', matter.id, 'task_approve')).toBeUndefined();
    await office.complete('jiefang', matter.id, 'task_explain', answers.explain());
    await office.complete('jiefang2', matter.id, 'task_draft_office', replyOf(land, '解释说明'));
    await office.complete('lingdao', matter.id, 'task_sign', answers.signReply(false));
    await office.complete('jiefang2', matter.id, 'task_draft_office', replyOf(land, '解释说明'));
    await office.complete('lingdao', matter.id, 'task_sign', answers.signReply());
    await office.complete('jiefang', matter.id, 'task_deliver', answers.deliver());
    expect(await office.case(matter.id)).toMatchObject({ status: '已办结', outcome: '解释说明' });
  });

  it('rule 3: a matter of another district is told where to go, and ends there', async () => {
    const elsewhere = {
      title: '反映邻县道路施工扬尘问题',
      summary: '信访人居住在邻县，反映当地施工扬尘影响生活。',
      category: '99',
      demands: ['要求治理扬尘'],
    };
    const matter = await office.register(elsewhere);
    await office.complete('jiefang', matter.id, 'task_talk', talkOf(elsewhere));
    await office.complete('jiefang', matter.id, 'task_assess', answers.assess());
    await office.complete('jiefang', matter.id, 'task_route', answers.routeElsewhere('永平县信访局'));
    expect(await office.case(matter.id)).toMatchObject({ status: '已办结', outcome: '转送' });
    const notices = await office.notices(matter.id);
    expect(titles(notices)).toEqual(['来访事项登记凭证', '转送去向告知单']);
    expect((await server.as('jiefang').get<string>(`/api/notices/${notices[1]!.id}/html`)).body).toContain(
      '永平县信访局',
    );
  });

  it('rule 4: an application refused with reasons is still answered', async () => {
    const refused = {
      title: '要求为其亲属安排公益性岗位',
      summary: '信访人要求为不符合条件的亲属安排公益性岗位。',
      category: '10',
      demands: ['要求安排公益性岗位'],
    };
    const matter = await office.register(refused);
    await office.complete('jiefang', matter.id, 'task_talk', talkOf(refused));
    await office.complete('jiefang', matter.id, 'task_assess', answers.assess());
    await office.complete('jiefang', matter.id, 'task_route', answers.route('rsj'));
    await office.complete(
      'lingdao',
      matter.id,
      'task_approve',
      answers.approve(false, '不符合公益性岗位安置条件，不予立案，请说明理由。'),
    );
    await office.complete('jiefang', matter.id, 'task_refuse', answers.explain());
    await office.complete('jiefang', matter.id, 'task_draft_office', replyOf(refused, '不予支持'));
    await office.complete('lingdao', matter.id, 'task_sign', answers.signReply());
    await office.complete('jiefang', matter.id, 'task_deliver', answers.deliver());
    const done = await office.case(matter.id);
    expect(done).toMatchObject({ status: '已办结', outcome: '不予支持' });
    expect(done.docketNumber ?? null).toBeNull();
  });

  const shouting = {
    title: '反映养老保险缴费年限认定问题',
    summary: '信访人对养老保险缴费年限认定有异议，接谈时情绪激动。',
    category: '11',
    demands: ['要求重新认定缴费年限'],
  };
  const conduct = {
    conductOccurred: true,
    conductTime: '2026-06-01T09:40+08:00',
    conductPlace: '接待大厅',
    conductFacts: '在大厅高声喊叫并拍打柜台，影响接待秩序。',
  };

  it('rule 6: shouting that stops after talk ends there; the petition never notices', async () => {
    const matter = await office.register(shouting);
    await office.complete('jiefang', matter.id, 'task_talk', talkOf(shouting, conduct));
    const before = await office.case(matter.id);
    await office.complete('jiefang', matter.id, 'task_record', answers.conductRecord({ conductCode: '26(4)' }));
    await office.complete('jiefang', matter.id, 'task_educate', answers.educationRecord('有效'));
    expect((await office.instance(matter.id, 'xf_order', 'fazhi'))!.status).toBe('completed');
    const after = await office.case(matter.id);
    expect([after.status, after.clocks, after.stage]).toEqual([before.status, before.clocks, before.stage]);
    expect(await office.find('jiefang', matter.id, 'task_assess')).toBeDefined();
  });

  it('rule 6: a blocked gate after talk in vain is referred by three people, while the petition is answered in time', async () => {
    const matter = await office.register(shouting);
    await office.complete('jiefang', matter.id, 'task_talk', talkOf(shouting, conduct));
    await office.complete('jiefang', matter.id, 'task_record', answers.conductRecord());
    await office.complete('jiefang', matter.id, 'task_educate', answers.educationRecord('无效'));
    await office.complete('fazhi', matter.id, 'task_legal', answers.legalAssessment(true, true));
    await office.complete('fuzeren', matter.id, 'task_chief', answers.chiefApproval(true));

    const letter = (await office.notices(matter.id, 'fuzeren')).find(
      (notice) => notice.templateId === 'police_letter',
    )!;
    const html = (await server.as('fuzeren').get<string>(`/api/notices/${letter.id}/html`)).body;
    expect(html).toContain('堵住县政府大门');
    expect(html).not.toContain('养老保险');
    expect(html).not.toContain('重新认定');
    // Whoever sees the petition does not therefore see the incident (domain rule H5).
    expect(titles(await office.notices(matter.id, 'ducha'))).toEqual(['来访事项登记凭证']);
    expect(await office.instance(matter.id, 'xf_order', 'ducha')).toBeUndefined();
    expect((await server.as('ducha').get(`/api/notices/${letter.id}/html`)).status).toBe(404);

    await office.complete(
      'jiefang',
      matter.id,
      'task_assess',
      answers.assess({ conformsPolicy: false, needsExplanation: true }),
    );
    await office.complete('jiefang', matter.id, 'task_route', answers.route('rsj'));
    await office.complete('jiefang', matter.id, 'task_explain', answers.explain());
    await office.complete('jiefang', matter.id, 'task_draft_office', replyOf(shouting, '解释说明'));
    await office.complete('lingdao', matter.id, 'task_sign', answers.signReply());
    await office.complete('jiefang', matter.id, 'task_deliver', answers.deliver());
    await office.complete('lianluo', matter.id, 'task_feedback', answers.policeFeedback());

    const done = await office.case(matter.id);
    expect(done).toMatchObject({ status: '已办结', outcome: '解释说明' });
    expect(done.clocks.every((clock: Json) => clock.level === 'stopped' && clock.daysLeft >= 0)).toBe(true);
    expect((await office.instance(matter.id, 'xf_order', 'lianluo'))!.status).toBe('completed');
  });
});
