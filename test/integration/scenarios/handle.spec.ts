import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { Matters, wages } from '../../builders/scenarios/matters.js';
import { expectWhole, FlowCoverage } from '../../builders/scenarios/flow-coverage.js';
import { throwMessage } from '../../builders/scenarios/thrown-message.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** P4 办理答复, every sequence flow. */
describe('xf_handle', () => {
  const coverage = new FlowCoverage('xf_handle', '办理答复');
  let server: TestServer;
  let office: Matters;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Matters(server);
  });
  afterAll(() => server.close());

  /** A server of its own, for what needs another day. */
  async function elsewhere(play: (other: Matters, own: TestServer) => Promise<void>): Promise<void> {
    const own = await startTestServer();
    try {
      const other = new Matters(own);
      await play(other, own);
      expect(await other.incidents()).toEqual([]);
      await coverage.add(own);
    } finally {
      await own.close();
    }
  }

  it('S5, R22-31, R22-33: heard, mediated, each flag has its task, drafted twice, signed, delivered, rated', async () => {
    const matter = await office.accepted();
    await office.complete('juzhang', matter.id, 'task_assign', answers.assign());
    const both = { hearingHeld: true, mediationHeld: true };
    await office.complete('chengban', matter.id, 'task_handle', answers.handle(both));
    await office.complete('chengban', matter.id, 'task_hearing', answers.hearing());
    expect(await office.find('chengban', matter.id, 'task_judge')).toBeUndefined();
    await office.complete('chengban', matter.id, 'task_mediate', answers.mediationAgreed());
    expect(await office.titles(matter.id)).toContain('调解（和解）协议书');

    const flags = [['合理', '困难'], ['无理']];
    const none = await office.attempt(
      'chengban',
      matter.id,
      'task_judge',
      answers.judge(office.numbered(wages), [[], []]),
    );
    expect(none.status).toBe(422);
    expect(JSON.stringify(none.body)).toContain('三到位判定');
    await office.complete('chengban', matter.id, 'task_judge', answers.judge(office.numbered(wages), flags));
    await office.complete('chengban', matter.id, 'task_measures', answers.measures());
    await office.complete('chengban', matter.id, 'task_persuade', answers.explain());
    expect(await office.find('chengban', matter.id, 'task_draft')).toBeUndefined();
    const fund = { fundNeeded: true, fundAmount: 5000, fundPurpose: '医疗费用。' };
    await office.complete('chengban', matter.id, 'task_relief', answers.relief(fund));

    const unanswered = office.replies(wages, '支持').map(({ no, text }) => ({ no, text }));
    const refused = await office.attempt('chengban', matter.id, 'task_draft', answers.draftReply(unanswered as never));
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('答复内容');
    const reply = answers.draftReply(office.replies(wages, '支持', '不予支持'));
    await office.complete('chengban', matter.id, 'task_draft', reply);
    await office.complete('fazhi', matter.id, 'task_review', answers.replyReview(false));
    await office.complete('chengban', matter.id, 'task_draft', reply);
    await office.complete('fazhi', matter.id, 'task_review', answers.replyReview());
    expect(await office.find('fuzeren', matter.id, 'task_sign')).toBeUndefined();
    await office.complete('juzhang', matter.id, 'task_sign', answers.signReply(false));
    await office.complete('chengban', matter.id, 'task_draft', reply);
    await office.complete('fazhi', matter.id, 'task_review', answers.replyReview());
    await office.complete('juzhang', matter.id, 'task_sign', answers.signReply());
    await office.complete('chengban', matter.id, 'task_deliver', answers.deliver());
    const delivered = await office.case(matter.id);
    expect(delivered.status).toBe('已答复');
    expect(delivered.clocks).toContainEqual(expect.objectContaining({ name: '复查申请期', lastDay: '2026-07-01' }));
    await office.complete('jiefang', matter.id, 'task_satisfaction', answers.satisfaction());
    expect(await office.titles(matter.id)).toEqual(
      expect.arrayContaining(['信访处理意见书（答复意见书）', '满意度回访表']),
    );
    await office.complete('chengban', matter.id, 'task_execute', answers.execute());
    expect(await office.find('dangan', matter.id, 'task_archive')).toBeUndefined();
    expect((await office.request(matter.id, '复查申请')).status).toBe(200);
    await office.complete('dangan', matter.id, 'task_archive', answers.archive());
    expect(await office.case(matter.id)).toMatchObject({ status: '已办结', outcome: '调解和解' });
    expect((await office.instance(matter.id, 'xf_handle'))!.status).toBe('completed');
    const again = await office.request(matter.id, '复查申请');
    expect([again.status, again.body.code]).toEqual([409, 'nobody-waits']);
  });

  it('R22-32: who drafted may not sign, though a head; who has an interest declares it', async () => {
    const matter = await office.accepted();
    const interested = await office.attempt('juzhang', matter.id, 'task_assign', answers.assign({ noConflict: false }));
    expect(interested.status).toBe(422);
    expect(JSON.stringify(interested.body)).toContain('利害关系');
  });

  it('R22-31: simple handling is answered by mouth, in writing, or becomes normal handling', async () => {
    const simple = async () => {
      const matter = await office.accepted(wages, true);
      await office.complete('juzhang', matter.id, 'task_assign', answers.assign({ simpleChosen: true }));
      return matter;
    };
    const spoken = await simple();
    const replies = office.replies(wages, '解释说明');
    await office.complete('chengban', spoken.id, 'task_simple', answers.simple('口头或者电子答复', replies));
    await office.complete('chengban', spoken.id, 'task_deliver', answers.deliver());
    expect((await office.case(spoken.id)).status).toBe('已答复');
    const written = await simple();
    await office.complete('chengban', written.id, 'task_simple', answers.simple('书面答复', replies));
    expect(await office.find('chengban', written.id, 'task_draft')).toBeDefined();
    const normal = await simple();
    await office.complete('chengban', normal.id, 'task_simple', answers.simpleToNormal());
    await office.complete('chengban', normal.id, 'task_handle', answers.handle({ mediationHeld: true }));
    await office.complete('chengban', normal.id, 'task_mediate', answers.mediationFailed());
    const conduct = {
      conductOccurred: true,
      conductTime: '2026-06-01T10:00+08:00',
      conductPlace: '县人社局大厅',
      conductFacts: '推搡工作人员并损坏桌椅两件。',
    };
    const flags = [['困难'], ['困难']];
    await office.complete('chengban', normal.id, 'task_judge', answers.judge(office.numbered(wages), flags, conduct));
    await office.complete('chengban', normal.id, 'task_relief', answers.relief());
    expect(await office.find('jiefang', normal.id, 'task_record')).toBeDefined();
    expect(await office.find('chengban', normal.id, 'task_draft')).toBeDefined();
  });

  it('a withdrawal needs the petitioner’s signature, and ends the handling', async () => {
    const matter = await office.accepted();
    const unsigned = await office.request(matter.id, '撤回');
    expect(unsigned.status).toBe(400);
    expect(JSON.stringify(unsigned.body)).toContain('签名');
    expect((await office.request(matter.id, '撤回', { signed: true })).status).toBe(200);
    expect(await office.case(matter.id)).toMatchObject({ status: '已办结', outcome: '撤回' });
    expect(await office.find('juzhang', matter.id, 'task_assign')).toBeUndefined();
  });

  it('R22-35: a quashed opinion is handled anew', async () => {
    const matter = await office.register(wages);
    await throwMessage(server, matter.number, '重办', {
      title: wages.title,
      demands: office.numbered(wages),
      category: '06',
      kind: '申诉求决',
      route31: '31(6)',
      responsibleUnit: 'rsj',
      level: '县级',
      redoReason: '事实不清。',
    });
    expect(await office.incidents()).toEqual([]);
    expect(await office.find('juzhang', matter.id, 'task_assign')).toBeDefined();
    expect((await office.case(matter.id)).clocks).toContainEqual(expect.objectContaining({ name: '办结' }));
  });

  it('R22-34: the head extends once, by thirty days at most, before the term ends; the petitioner is told', async () => {
    await elsewhere(async (other, own) => {
      const matter = await other.accepted();
      const refusedToo = await other.accepted();
      const undecided = await other.accepted();
      await other.until('2026-07-17T01:00:00.000Z');
      expect(await other.find('fuzeren', matter.id, 'task_extend')).toBeUndefined();
      const tooLong = await other.attempt('juzhang', matter.id, 'task_extend', answers.extend(31));
      expect(tooLong.status).toBe(422);
      expect(JSON.stringify(tooLong.body)).toContain('延长天数');
      await other.complete('juzhang', matter.id, 'task_extend', answers.extend());
      await other.complete('juzhang', refusedToo.id, 'task_extend', answers.extensionRefused());
      expect((await other.case(matter.id)).clocks).toContainEqual(
        expect.objectContaining({ name: '办结', lastDay: '2026-08-31' }),
      );
      expect(await other.titles(matter.id)).toEqual(expect.arrayContaining(['延期办理审批表', '延期办理告知书']));
      const notice = (await other.notices(matter.id)).find(({ templateId }) => templateId === 'extension_notice')!;
      const html = (await own.as('jiefang').get<string>(`/api/notices/${notice.id}/html`)).body;
      expect(html).toContain('2026年8月31日');
      for (const day of ['2026-07-24T01:00', '2026-07-28T01:00', '2026-07-31T16:00'])
        await other.until(`${day}:00.000Z`);
      const told = (await own.as('chengban').get<Json[]>('/api/reminders')).body.map((reminder: Json) => reminder.text);
      expect(told.filter((text: string) => text.includes(refusedToo.number))).toHaveLength(2);
      expect(told.filter((text: string) => text.includes(matter.number))).toHaveLength(0);
      // Asked on July 17th, a day late: fifteen days end on a Saturday, so on Monday.
      await other.until('2026-08-03T16:00:00.000Z');
      expect(await other.find('juzhang', undecided.id, 'task_extend')).toBeUndefined();
    });
  });

  it('S3: without a request for 30 days the matter is archived; an evaluation that does not come holds nothing up', async () => {
    await elsewhere(async (other) => {
      const matter = await other.investigated();
      await other.replied(matter, wages, '不予支持');
      await other.until('2026-07-01T15:59:00.000Z');
      expect(await other.find('dangan', matter.id, 'task_archive')).toBeUndefined();
      await other.until('2026-07-01T16:00:00.000Z');
      await other.complete('dangan', matter.id, 'task_archive', answers.archive());
      expect(await other.case(matter.id)).toMatchObject({ status: '已办结', outcome: '不予支持' });
      expect((await other.instance(matter.id, 'xf_handle'))!.status).toBe('completed');
    });
  });

  it('has taken every sequence flow, and raised no incident', async () => {
    expect(await office.incidents()).toEqual([]);
    await coverage.add(server);
    await expectWhole(coverage);
  });
});
