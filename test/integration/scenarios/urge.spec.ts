import { late, urge } from '../../builders/answers/urge.js';
import { CaseAtWork } from '../../builders/scenarios/case-at-work.js';
import { expectWhole, FlowCoverage } from '../../builders/scenarios/flow-coverage.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** 督办问责 (《信访工作条例》第四十条, rule L7): five rungs, each with its term, played over HTTP. */
describe('督办问责', () => {
  const coverage = new FlowCoverage('xf_urge', '督办问责');
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

  /** Up to the 约谈, after the unit has let every term pass. */
  async function neglected(): Promise<void> {
    await matter.receives('督办', late.urged());
    await matter.does('ducha', 'task_call', urge.call());
    await matter.passesTo('2026-06-04T16:00:00.000Z');
    await matter.does('ducha', 'task_letter', urge.letter());
    await matter.passesTo('2026-06-12T16:00:00.000Z');
    await matter.does('ducha2', 'task_interview', urge.interview());
  }

  /** Up to the unit's defence. */
  async function accused(): Promise<void> {
    await neglected();
    await matter.does('ducha', 'task_improve', urge.improve());
    await matter.does('lingdao', 'task_improve_sign', urge.improveSign());
    await matter.does('juzhang', 'task_improve_feedback', urge.improveFeedback());
    await matter.does('ducha', 'task_assess', urge.assess(false, true));
  }

  it('催办 is enough where the unit mends what is late; who is late does not check himself', async () => {
    await matter.receives('超期', late.overdue());
    expect(await matter.offers('chengban2', 'task_rectify')).toBeUndefined();
    await matter.does('ducha', 'task_call', urge.call());
    await matter.does('chengban', 'task_rectify', urge.rectify());
    await matter.does('ducha', 'task_check', urge.check(true));
    expect(await matter.ends('xf_urge')).toEqual(['end_rectified']);
    expect(await matter.titles()).toEqual([]);
  });

  it('督办函 after a 催办 that did not help, and the unit mends', async () => {
    await matter.receives('超期', late.overdue());
    await matter.does('ducha', 'task_call', urge.call());
    await matter.does('juzhang', 'task_rectify', urge.rectify(false));
    await matter.does('ducha', 'task_check', urge.check(false));
    await matter.does('ducha', 'task_letter', urge.letter());
    expect(await matter.titles()).toEqual(['督办函']);
    await matter.does('juzhang', 'task_rectify_letter', urge.rectify());
    await matter.does('ducha2', 'task_check_letter', urge.check(true));
    expect(await matter.ends('xf_urge')).toEqual(['end_rectified_letter']);
  });

  it('three and five working days without an answer each bring the next rung, never earlier', async () => {
    await matter.receives('督办', late.urged());
    await matter.does('ducha', 'task_call', urge.call());
    await matter.passesTo('2026-06-04T15:59:59.000Z');
    expect(await matter.offers('ducha', 'task_letter')).toBeUndefined();
    await matter.passesTo('2026-06-04T16:00:00.000Z');
    expect(await matter.offers('chengban', 'task_rectify')).toBeUndefined();
    await matter.does('ducha', 'task_letter', urge.letter());
    await matter.passesTo('2026-06-12T15:59:59.000Z');
    expect(await matter.offers('ducha', 'task_interview')).toBeUndefined();
    await matter.passesTo('2026-06-12T16:00:00.000Z');
    expect(await matter.offers('ducha', 'task_interview')).toBeDefined();
  });

  it('改进建议书 is answered in writing and carried out (R22-40)', async () => {
    await matter.receives('督办', late.urged());
    await matter.does('ducha', 'task_call', urge.call());
    await matter.does('juzhang', 'task_rectify', urge.rectify(false));
    await matter.does('ducha', 'task_check', urge.check(false));
    await matter.does('ducha', 'task_letter', urge.letter());
    await matter.does('juzhang', 'task_rectify_letter', urge.rectify(false));
    await matter.does('ducha', 'task_check_letter', urge.check(false));
    await matter.does('ducha', 'task_interview', urge.interview());
    await matter.does('ducha', 'task_improve', urge.improve());
    await matter.does('lingdao', 'task_improve_sign', urge.improveSign(false));
    await matter.does('ducha', 'task_improve', urge.improve());
    await matter.does('lingdao', 'task_improve_sign', urge.improveSign());
    expect(await matter.titles()).toEqual(['督办函', '改进工作建议书']);
    const clock = (await matter.office.case(matter.id)).clocks.find(
      ({ name }: { name: string }) => name === '改进反馈',
    );
    expect(clock).toMatchObject({ daysAllowed: 30 });
    await matter.does('juzhang', 'task_improve_feedback', urge.improveFeedback());
    await matter.does('ducha2', 'task_assess', urge.assess(true));
    expect(await matter.ends('xf_urge')).toEqual(['end_improved']);
  });

  it('a 改进建议书 left without an answer for thirty days is assessed all the same', async () => {
    await neglected();
    await matter.does('ducha', 'task_improve', urge.improve());
    await matter.does('lingdao', 'task_improve_sign', urge.improveSign());
    await matter.passesTo('2026-07-13T16:00:00.000Z');
    expect(await matter.offers('juzhang', 'task_improve_feedback')).toBeUndefined();
    await matter.does('ducha', 'task_assess', urge.assess(true));
    expect(await matter.ends('xf_urge')).toEqual(['end_improved']);
  });

  describe('责任追究建议 (L7)', () => {
    it('is refused without evidence and without a causal link, each with the rule', async () => {
      await accused();
      await matter.does('juzhang', 'task_defence', urge.defence());
      const without = await matter.refusal(
        'ducha',
        'task_account',
        urge.account({ accountabilityEvidence: [], causalLink: '' }),
      );
      expect(without.problems.map(({ rule }: { rule: string }) => rule)).toEqual([
        'accountability-evidence',
        'accountability-causal-link',
      ]);
      expect(without.problems[0].message).toContain('L7');
    });

    it('hears the unit, is signed by another person, and is decided by discipline inspection', async () => {
      await accused();
      await matter.does('juzhang', 'task_defence', urge.defence());
      await matter.does('ducha', 'task_account', urge.account());
      await matter.does('lingdao', 'task_account_sign', urge.accountSign(false));
      await matter.does('ducha', 'task_account', urge.account());
      await matter.does('lingdao', 'task_account_sign', urge.accountSign());
      expect(await matter.titles()).toEqual(['督办函', '改进工作建议书', '责任追究建议书']);
      expect(await matter.offers('lingdao', 'task_discipline')).toBeUndefined();
      await matter.does('jijian', 'task_discipline', urge.discipline());
      expect(await matter.ends('xf_urge')).toEqual(['end_accounted']);
    });

    it('waits five working days for the defence, not longer', async () => {
      await accused();
      await matter.passesTo('2026-06-22T15:59:59.000Z');
      expect(await matter.offers('juzhang', 'task_defence')).toBeDefined();
      // 19 June is 端午节.
      await matter.passesTo('2026-06-22T16:00:00.000Z');
      expect(await matter.offers('juzhang', 'task_defence')).toBeUndefined();
      await matter.does('ducha', 'task_account', urge.account());
      await matter.does('lingdao', 'task_account_sign', urge.accountSign());
      expect(await matter.titles()).toContain('责任追究建议书');
    });
  });

  it('a ground that is none of the list is written as 其他 with its words among the facts', async () => {
    await matter.receives('督办', late.urged('群众来电反映'));
    const item = (await matter.offers('ducha', 'task_call'))!;
    const page = await server.as('ducha').get(`/api/tasks/${item.taskKey}`);
    expect(page.body.values).toMatchObject({
      urgeGround: '其他',
      urgeFacts: expect.stringMatching(/^群众来电反映：/),
    });
  });

  afterAll(async () => {
    await expectWhole(coverage);
  });
});
