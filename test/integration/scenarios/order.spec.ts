import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import type { RegisteredCase } from '../../builders/office.js';
import { Matters, wages } from '../../builders/scenarios/matters.js';
import { expectWhole, FlowCoverage } from '../../builders/scenarios/flow-coverage.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** P7 秩序事件与公安联络, every sequence flow; nothing of it touches the petition. */
describe('xf_order', () => {
  const coverage = new FlowCoverage('xf_order', '秩序事件与公安联络');
  let server: TestServer;
  let office: Matters;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Matters(server);
  });
  afterAll(() => server.close());

  const conduct = {
    conductOccurred: true,
    conductTime: '2026-06-01T09:40+08:00',
    conductPlace: '接待大厅',
    conductFacts: '在大厅高声喊叫并拍打柜台，影响接待秩序。',
  };
  const petitionOf = async (matter: RegisteredCase): Promise<unknown[]> => {
    const { status, stage, clocks, outcome } = await office.case(matter.id);
    return [status, stage, clocks, outcome];
  };

  async function educated(result: '有效' | '无效', at = office): Promise<RegisteredCase> {
    const matter = await at.talked(wages, conduct);
    await at.complete('jiefang', matter.id, 'task_record', answers.conductRecord());
    await at.complete('jiefang', matter.id, 'task_relief', answers.reliefCheck());
    await at.complete('jiefang', matter.id, 'task_educate', answers.educationRecord(result));
    return matter;
  }
  async function referred(at = office): Promise<RegisteredCase> {
    const matter = await educated('无效', at);
    await at.complete('fazhi', matter.id, 'task_legal', answers.legalAssessment(true, true));
    await at.complete('fuzeren', matter.id, 'task_chief', answers.chiefApproval(true));
    return matter;
  }

  it('2.3 c: what education has calmed ends there, after help to a person who is ill', async () => {
    const matter = await office.talked(wages, conduct);
    const before = await petitionOf(matter);
    await office.complete('jiefang', matter.id, 'task_record', answers.conductRecord({ conductCode: '26(4)' }));
    await office.complete('jiefang', matter.id, 'task_relief', answers.reliefCheck(true));
    await office.complete('jiefang', matter.id, 'task_care', answers.reliefGiven());
    await office.complete('jiefang', matter.id, 'task_educate', answers.educationRecord('有效'));
    expect((await office.instance(matter.id, 'xf_order', 'fazhi'))!.status).toBe('completed');
    expect(await petitionOf(matter)).toEqual(before);
    expect(await office.find('jiefang', matter.id, 'task_assess')).toBeDefined();
  });

  it('2.3 a: an unreasonable demand, a repeated visit or a going to the media is no conduct that can be chosen', async () => {
    const matter = await office.talked(wages, conduct);
    for (const conductCode of ['诉求无理', '重复来访', '越级', '不签字', '联系媒体']) {
      const refused = await office.attempt('jiefang', matter.id, 'task_record', answers.conductRecord({ conductCode }));
      expect([conductCode, refused.status]).toEqual([conductCode, 422]);
    }
  });

  it('2.3 b: fewer than two witnesses are refused', async () => {
    const matter = await office.talked(wages, conduct);
    const witnesses = [{ name: '陈某', contact: '门卫室' }];
    const refused = await office.attempt('jiefang', matter.id, 'task_record', answers.conductRecord({ witnesses }));
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('见证人');
  });

  it('2.3 d: what is not serious is not referred', async () => {
    const matter = await educated('无效');
    await office.complete('fazhi', matter.id, 'task_legal', answers.legalAssessment(false, true));
    expect((await office.instance(matter.id, 'xf_order', 'fazhi'))!.status).toBe('completed');
    expect(await office.find('fuzeren', matter.id, 'task_chief')).toBeUndefined();
  });

  it('2.3 e: the head may decide against it', async () => {
    const matter = await educated('无效');
    const values = {
      ...answers.legalAssessment(true, false),
      assemblySuspected: true,
      legalArticle: '《集会游行示威法》',
    };
    await office.complete('fazhi', matter.id, 'task_legal', values);
    await office.complete('fuzeren', matter.id, 'task_chief', answers.chiefApproval(false));
    expect((await office.instance(matter.id, 'xf_order', 'fazhi'))!.status).toBe('completed');
  });

  it('H2, H4, H5, H10: referred by three people, with the person’s own statement, reviewed; the petition goes on', async () => {
    const matter = await referred();
    const before = await petitionOf(matter);
    const letter = (await office.notices(matter.id, 'fuzeren')).find(
      ({ templateId }) => templateId === 'police_letter',
    )!;
    const html = (await server.as('fuzeren').get<string>(`/api/notices/${letter.id}/html`)).body;
    expect(html).toContain('堵住县政府大门');
    expect(html).not.toContain('48000');
    expect(await office.instance(matter.id, 'xf_order', 'ducha')).toBeUndefined();
    await office.complete('jiefang', matter.id, 'task_statement', answers.conductStatement());
    await office.complete('lianluo', matter.id, 'task_feedback', answers.policeFeedback());
    expect(await office.find('fazhi', matter.id, 'task_review')).toBeDefined();
    const assessor = await office.attempt('fazhi', matter.id, 'task_review', answers.referralReview());
    expect([assessor.status, assessor.body.code]).toEqual([403, 'separation-of-duties']);
    await office.complete('jijian', matter.id, 'task_review', answers.referralReview());
    expect((await office.instance(matter.id, 'xf_order', 'lianluo'))!.status).toBe('completed');
    expect(await petitionOf(matter)).toEqual(before);
    await office.complete('jiefang', matter.id, 'task_assess', answers.assess());
  });

  it('H10: a wrong referral is corrected; feedback and review that are late are asked for', async () => {
    const own = await startTestServer();
    const other = new Matters(own);
    const matter = await referred(other);
    await other.until('2026-06-04T16:00:00.000Z');
    expect((await own.as('lianluo').get<Json[]>('/api/reminders')).body).toHaveLength(1);
    await other.complete('lianluo', matter.id, 'task_feedback', answers.policeFeedback());
    await other.until('2026-06-15T16:00:00.000Z');
    expect((await own.as('jijian').get<Json[]>('/api/reminders')).body).toHaveLength(1);
    await other.complete('jijian', matter.id, 'task_review', answers.referralReview(true));
    expect(await other.incidents()).toEqual([]);
    expect(await other.titles(matter.id, 'jijian')).toContain('更正通知');
    await coverage.add(own);
    await own.close();
  });

  it('2.3: immediate danger goes to 110 and 120 at once, is recorded within 24 hours, and reviewed', async () => {
    const own = await startTestServer();
    const other = new Matters(own);
    const matter = await other.talked(wages, conduct);
    const danger = { conductCode: '26(2)', immediateDanger: true };
    await other.complete('jiefang', matter.id, 'task_record', answers.conductRecord(danger));
    await other.complete('jiefang', matter.id, 'task_emergency', answers.emergencyCall());
    expect(await other.find('fazhi', matter.id, 'task_legal')).toBeUndefined();
    await other.until('2026-06-02T01:00:00.000Z');
    expect((await own.as('jiefang').get<Json[]>('/api/reminders')).body).toHaveLength(1);
    await other.complete('jiefang', matter.id, 'task_late_record', answers.emergencyRecord());
    await other.complete('fazhi', matter.id, 'task_review', answers.referralReview());
    expect((await other.instance(matter.id, 'xf_order', 'fazhi'))!.status).toBe('completed');
    expect(await other.incidents()).toEqual([]);
    await coverage.add(own);
    await own.close();
  });

  it('has taken every sequence flow, and raised no incident', async () => {
    expect(await office.incidents()).toEqual([]);
    await coverage.add(server);
    await expectWhole(coverage);
  });
});
