import { request, review } from '../../builders/answers/review.js';
import { CaseAtWork } from '../../builders/scenarios/case-at-work.js';
import { expectWhole, FlowCoverage } from '../../builders/scenarios/flow-coverage.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** 复查复核 (《信访工作条例》第三十五条至第三十七条), played by two reviewers, two leaders and the unit that handled the matter. */
describe('复查 and 复核', () => {
  const coverage = new FlowCoverage('xf_review', '复查复核');
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(async () => {
    await coverage.add(server);
    await server.close();
  });

  /** 收件 to 审查 by one reviewer. */
  async function examined(matter: CaseAtWork, reviewer: string, hearing = false): Promise<void> {
    await matter.does(reviewer, 'task_intake', review.intake());
    await matter.does('chengban', 'task_files', review.files());
    await matter.does(reviewer, 'task_examine', review.examine(hearing));
  }

  async function concluded(
    matter: CaseAtWork,
    people: { reviewer: string; signer: string },
    decision: string,
    kind: '复查' | '复核',
    deliveredOn: string,
  ): Promise<void> {
    await matter.does(people.reviewer, 'task_draft', review.draft(decision, kind));
    await matter.does(people.signer, 'task_sign', review.sign());
    await matter.does(people.reviewer, 'task_deliver', review.deliver(deliveredOn));
  }

  it('三级终结: 复查 upholds, 复核 hears and upholds; the case remembers the final opinion, and help goes on (R22-36, R22-37)', async () => {
    const matter = await CaseAtWork.open(server);
    await matter.receives('复查立项', request());
    expect(await matter.offers('chengban2', 'task_intake')).toBeUndefined();
    await examined(matter, 'fuchaban');
    await matter.does('fuchaban', 'task_draft', review.draft('维持'));
    await matter.does('lingdao', 'task_sign', review.sign(false));
    await concluded(matter, { reviewer: 'fuchaban', signer: 'lingdao' }, '维持', '复查', '2026-06-05');
    expect(await matter.titles()).toEqual(['复查意见书']);

    await matter.passesTo('2026-06-20T02:00:00.000Z');
    await matter.receives('复核申请', { requestText: '对复查意见不服。', requestedOn: '2026-06-20' });
    expect(await matter.ends('xf_review')).toContain('end_re_review');

    // Who reviewed the first time takes no part in the second: no reviewer, no leader.
    expect(await matter.refusal('fuchaban', 'task_intake', review.intake())).toMatchObject({
      code: 'separation-of-duties',
      detail: expect.stringContaining('此前办理过本事项'),
    });
    await examined(matter, 'fuchaban2', true);
    const paused = (await matter.office.case(matter.id)).clocks.find(({ name }: { name: string }) => name === '复核');
    expect(paused.level).toBe('paused');
    expect((await matter.reminders('chengban')).join()).toContain('举行听证');
    await matter.does('fuchaban2', 'task_hearing', review.hearing());
    await matter.does('fuchaban2', 'task_draft', review.draft('维持', '复核'));
    expect(await matter.refusal('lingdao', 'task_sign', review.sign())).toMatchObject({ code: 'separation-of-duties' });
    await matter.does('xianzhang', 'task_sign', review.sign());
    await matter.does('fuchaban2', 'task_deliver', review.deliver('2026-07-10'));
    await matter.does('fuchaban2', 'task_guide', review.guide());

    expect(await matter.ends('xf_review')).toContain('end_final');
    expect(await matter.titles()).toEqual(['复查意见书', '复核意见书']);
    const seen = await matter.office.case(matter.id);
    expect(seen.finalReview).toEqual({ number: expect.stringContaining('信复核〔2026〕1号'), on: '2026-06-20' });
    expect(await matter.faults()).toEqual([]);
  });

  it.each(['撤销', '变更', '责令重新办理'])(
    '%s sends the matter back with what is to be done (R22-35)',
    async (decision) => {
      const matter = await CaseAtWork.open(server);
      await matter.receives('复查立项', request());
      await examined(matter, 'fuchaban');
      await concluded(matter, { reviewer: 'fuchaban', signer: 'xianzhang' }, decision, '复查', '2026-06-10');
      expect(await matter.ends('xf_review')).toContain('end_redo');
      expect((await matter.instances('xf_review'))[0]!.status).toBe('completed');
      expect(await matter.faults()).toEqual([]);
    },
  );

  it('thirty days after delivery without a request the review is over (R22-36)', async () => {
    const matter = await CaseAtWork.open(server);
    await matter.receives('复查立项', request());
    await examined(matter, 'fuchaban');
    await concluded(matter, { reviewer: 'fuchaban', signer: 'lingdao' }, '维持', '复查', '2026-06-10');
    await matter.passesTo('2026-07-10T15:59:00.000Z');
    expect(await matter.ends('xf_review')).not.toContain('end_upheld');
    await matter.passesTo('2026-07-10T16:00:00.000Z');
    expect(await matter.ends('xf_review')).toContain('end_upheld');
  });

  it('a late request is never refused by the system: a person decides, and writes why', async () => {
    const late = request({ deliveredOn: '2026-04-01' });
    const matter = await CaseAtWork.open(server);
    await matter.receives('复查立项', late);
    expect(await matter.refusal('fuchaban', 'task_intake', review.intake())).toMatchObject({ code: 'form-invalid' });
    await matter.does('fuchaban', 'task_intake', review.intake(review.late(false)));
    expect(await matter.titles()).toEqual(['复查复核请求不予受理告知书']);
    expect(await matter.ends('xf_review')).toContain('end_rejected');

    const excused = await CaseAtWork.open(server);
    await excused.receives('复查立项', late);
    await excused.does('fuchaban', 'task_intake', review.intake(review.late(true)));
    expect(await excused.offers('chengban', 'task_files')).toBeDefined();
    expect(await excused.faults()).toEqual([]);
  });

  it('the term of thirty days: a reminder five days before, then supervision (R22-35, R22-40)', async () => {
    const matter = await CaseAtWork.open(server);
    await matter.receives('复查立项', request());
    const clock = (await matter.office.case(matter.id)).clocks.find(({ name }: { name: string }) => name === '复查');
    expect(clock).toMatchObject({ lastDay: '2026-07-01' });
    await matter.passesTo('2026-06-26T01:00:00.000Z');
    expect((await matter.reminders('fuchaban')).join()).toContain('复查期限将于 5 日后届满');
    await matter.passesTo('2026-07-01T16:00:00.000Z');
    expect(await matter.ends('xf_review')).toContain('end_overdue');
    expect(await matter.offers('ducha', 'task_call')).toBeDefined();
    expect(await matter.offers('fuchaban', 'task_intake')).toBeDefined();
    expect(await matter.faults()).toEqual([]);
  });

  it('drafter and signer are two persons (domain.md §4)', async () => {
    const matter = await CaseAtWork.open(server);
    await matter.receives('复查立项', request());
    await examined(matter, 'fuchaban');
    await matter.does('fuchaban', 'task_draft', review.draft('维持'));
    expect(await matter.offers('fuchaban', 'task_sign')).toBeUndefined();
  });

  afterAll(async () => {
    await expectWhole(coverage);
  });
});
