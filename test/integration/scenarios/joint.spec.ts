import { joint } from '../../builders/answers/joint.js';
import type { Json } from '../../builders/caller.js';
import { CaseAtWork } from '../../builders/scenarios/case-at-work.js';
import { expectWhole, FlowCoverage } from '../../builders/scenarios/flow-coverage.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** 调度, 联席会议, 领导包案 and 专项资金 (source document part 3, rules L3 and H15), played over HTTP. */
describe('联席会议·包案·专项资金·调度', () => {
  const coverage = new FlowCoverage('xf_joint', '联席会议、包案、专项资金和调度');
  const rules = ({ problems }: Json): string[] => problems.map(({ rule }: { rule: string }) => rule);
  const done = '已责令支付并监督发放。';
  const reports = [
    { unit: 'rsj', done },
    { unit: 'zrzy', done },
  ];
  let server: TestServer;
  let matter: CaseAtWork;
  beforeEach(async () => {
    server = await startTestServer();
    matter = await CaseAtWork.open(server);
  });
  afterEach(async () => {
    expect(await matter.faults()).toEqual([]);
    await coverage.add(server);
    await server.close();
  });

  async function dispatched(): Promise<void> {
    await matter.receives('调度', joint.raised({ jointReason: '五十余人聚集在工地。' }));
    await matter.does('kezhang', 'task_dispatch', joint.dispatch());
    for (const officer of ['chengban', 'chengban2']) {
      await matter.does(officer, 'task_sign_off', joint.signOff());
      await matter.does(officer, 'task_dispatch_report', joint.report());
    }
  }

  async function met(): Promise<void> {
    await matter.does('kezhang', 'task_convene', joint.convene());
    await matter.does('zhaoji', 'task_conference', joint.conference());
  }

  async function followed(): Promise<void> {
    await matter.does('chengban', 'task_follow_up', joint.followUp());
    await matter.does('juzhang2', 'task_follow_up', joint.followUp());
  }

  it('调度令: an order for each unit, each answers for itself, the convener closes', async () => {
    await dispatched();
    expect(await matter.titles()).toEqual(['调度令', '调度令']);
    const report = joint.report().dispatchDone;
    const told = reports.map(({ unit }) => ({ unit, done: report }));
    await matter.does('zhaoji', 'task_dispatch_close', joint.dispatched('已处置', told));
    expect(await matter.ends('xf_joint')).toEqual(expect.arrayContaining(['end_dispatched', 'end_unit']));
    expect((await matter.instances('xf_joint'))[0]!.status).toBe('completed');
  });

  it('two hours without a signature are reported to the convener, unit by unit', async () => {
    await matter.receives('调度', joint.raised());
    await matter.does('kezhang', 'task_dispatch', joint.dispatch());
    await matter.does('chengban', 'task_sign_off', joint.signOff());
    await matter.passesTo('2026-06-01T02:59:59.000Z');
    expect(await matter.reminders('zhaoji')).toEqual([]);
    await matter.passesTo('2026-06-01T03:00:00.000Z');
    expect(await matter.reminders('zhaoji')).toEqual([expect.stringContaining('已满 2 小时')]);
    expect(await matter.offers('chengban2', 'task_sign_off')).toBeDefined();
  });

  it('an event that the units cannot settle goes on to the conference, which is called again until it is', async () => {
    await dispatched();
    const told = reports.map(({ unit }) => ({ unit, done: joint.report().dispatchDone }));
    await matter.does('zhaoji', 'task_dispatch_close', joint.dispatched('提交联席会议', told));
    await met();
    await followed();
    await matter.does('kezhang', 'task_conference_close', joint.closed('再次召集', reports));
    await met();
    await followed();
    await matter.does('kezhang', 'task_conference_close', joint.closed('化解', reports));
    expect(await matter.ends('xf_joint')).toContain('end_settled');
  });

  it('联席会议: letters to the departments, a quorum, minutes, and each unit answers for its part (L5, R22-24)', async () => {
    await matter.receives('争议', joint.raised());
    await matter.does('kezhang', 'task_convene', joint.convene());
    expect(await matter.titles()).toEqual(['协调函', '协调函']);
    const below = await matter.refusal('zhaoji', 'task_conference', joint.conference([true, false]));
    expect(rules(below)).toEqual(['conference-quorum']);
    expect(below.detail).toContain('过半数成员单位到会');
    await matter.does('zhaoji', 'task_conference', joint.conference());
    expect(await matter.titles()).toContain('联席会议纪要');
    expect(await matter.offers('chengban', 'task_follow_up')).toMatchObject({ unitName: '中和县人力资源和社会保障局' });
    await matter.passesTo('2026-06-10T16:00:00.000Z');
    expect((await matter.reminders('ducha')).filter((text) => text.includes('议定事项已到期'))).toHaveLength(2);
    await followed();
    await matter.does('kezhang', 'task_conference_close', joint.closed('转入办理', reports));
    expect(await matter.ends('xf_joint')).toContain('end_to_handle');
  });

  it('a hard matter may be brought before the conference directly', async () => {
    await matter.receives('疑难', joint.raised());
    expect(await matter.offers('kezhang', 'task_convene')).toBeDefined();
    expect(await matter.offers('zhaoji', 'task_convene')).toBeUndefined();
  });

  it('包案: leaders at each level report every month until the petitioner confirms (L3, S4.4)', async () => {
    await matter.receives('包案', joint.raised({ leader: '高文博', leadUntil: '2026-08-01' }));
    expect(
      rules(
        await matter.refusal('xianzhang', 'task_commit', { ...joint.commit(), leadMeasures: '签订息访承诺后支付。' }),
      ),
    ).toEqual(['no-condition-on-petitioning']);
    await matter.does('xianzhang', 'task_commit', joint.commit());
    expect(await matter.titles()).toEqual(['包案责任书', '包案责任书']);
    expect((await matter.office.case(matter.id)).leads).toMatchObject([
      { level: '乡镇街道级', leader: '石磊', until: '2026-08-01' },
      { level: '县级', leader: '高文博', post: '副县长' },
    ]);

    for (const [month, settled] of [
      ['07', false],
      ['08', true],
    ] as const) {
      await matter.passesTo(`2026-${month}-01T16:00:00.000Z`);
      await matter.does('xianzhang', 'task_lead_report', joint.leadReport(settled));
      await matter.does('zhenzhang', 'task_lead_report', joint.leadReport(settled));
    }
    expect((await matter.office.case(matter.id)).leads[1].reportedOn).toBe('2026-08-02');
    // The term of the 包案 ended on 1 August.
    expect((await matter.reminders('zhaoji')).join()).toContain('包案期限已届满');
    await matter.does('kezhang', 'task_confirm', joint.confirm(false));
    await matter.passesTo('2026-09-03T00:00:00.000Z');
    await matter.does('xianzhang', 'task_lead_report', joint.leadReport(true));
    await matter.does('zhenzhang', 'task_lead_report', joint.leadReport(true));
    await matter.does('kezhang', 'task_confirm', joint.confirm(true));
    expect((await matter.office.case(matter.id)).leads[0].resolvedOn).toBe('2026-09-03');
    expect(await matter.ends('xf_joint')).toContain('end_lead');
  });

  describe('专项资金 (H15)', () => {
    beforeEach(() => matter.receives('资金', joint.raised({ fundAmount: 12000, fundPurpose: '支付治疗费用。' })));

    it.each([
      ['fundPurpose', '签订息访承诺后一次性发放'],
      ['fundPurpose', '不 再 上 访的，予以支付'],
      ['fundReason', '本人保证停止上访并撤回信访后方可领取'],
    ])('%s that conditions help on not petitioning is refused: %s', async (field, text) => {
      const refused = await matter.refusal('jingban', 'task_fund_apply', joint.apply({ [field]: text }));
      expect(rules(refused)).toEqual(['no-condition-on-petitioning']);
      expect(refused.detail).toContain('不得以不上访、息访、撤回信访为条件');
    });

    it('three persons apply, approve and pay, a fourth audits; the auditor reads all', async () => {
      await matter.does('jingban', 'task_fund_apply', joint.apply());
      expect(await matter.offers('jingban', 'task_fund_approve')).toBeUndefined();
      const over = await matter.refusal('lingdao', 'task_fund_approve', joint.approve(true, { approvedAmount: 20000 }));
      expect(rules(over)).toEqual(['fund-amount']);
      await matter.does('lingdao', 'task_fund_approve', joint.approve(true));
      expect(await matter.titles()).toEqual(['专项资金审批表']);
      expect(await matter.refusal('jingban', 'task_fund_pay', joint.pay())).toMatchObject({
        code: 'separation-of-duties',
        detail: expect.stringContaining('申请专项资金'),
      });
      expect(rules(await matter.refusal('caizheng', 'task_fund_pay', joint.pay({ paidAmount: 9000 })))).toEqual([
        'fund-amount',
      ]);
      await matter.does('caizheng', 'task_fund_pay', joint.pay());
      await matter.does('shenji', 'task_fund_audit', joint.audit('需要整改'));
      await matter.does('caizheng', 'task_fund_mend', joint.mend());
      await matter.does('shenji', 'task_fund_audit', joint.audit('合规'));
      expect(await matter.ends('xf_joint')).toContain('end_paid');

      const [instance] = (await matter.office.case(matter.id, 'shenji')).instances.filter(
        (one: Json) => one.processId === 'xf_joint',
      );
      expect(instance.doneElementIds).toEqual(
        expect.arrayContaining(['task_fund_apply', 'task_fund_approve', 'task_fund_pay']),
      );
    });

    it('what is not approved is not paid', async () => {
      await matter.does('jingban', 'task_fund_apply', joint.apply());
      await matter.does('lingdao', 'task_fund_approve', joint.approve(false));
      expect(await matter.ends('xf_joint')).toContain('end_fund_refused');
    });
  });

  afterAll(async () => {
    await expectWhole(coverage);
  });
});
