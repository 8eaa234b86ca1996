import { readFileSync } from 'node:fs';
import { answers } from '../../../test/builders/answers.js';
import { request, review } from '../../../test/builders/answers/review.js';
import { late, urge } from '../../../test/builders/answers/urge.js';
import { EngineRun } from '../../../test/builders/engine-run.js';
import type { Definition, Variables } from '../ports.js';
import { ReferenceEngine } from './reference-engine.js';

/** The shipped procedures that this engine accepts, as the host would drive them: what waits, until when, and what is thrown. */
const engine = new ReferenceEngine();
const clocks = {
  复查: { lastDay: '2026-07-01' },
  复核: { lastDay: '2026-07-01' },
  改进反馈: { lastDay: '2026-07-01' },
};
const definitions: Record<string, Definition> = {};
const runs: EngineRun[] = [];

function begin(processId: string, startElementId: string, variables: object): EngineRun {
  const run = new EngineRun(engine, definitions[processId]!, { clocks });
  runs.push(run);
  const given = { caseNumber: 'XF-2026-0001', ...variables } as Variables;
  return run.apply({ type: 'start', variables: given, startElementId, payloadOf: 'message' });
}

beforeAll(async () => {
  for (const processId of ['xf_order', 'xf_review', 'xf_urge']) {
    const [definition] = await engine.compile(readFileSync(`processes/${processId}.bpmn`, 'utf8'));
    definitions[processId] = definition!;
  }
});

describe('秩序事件', () => {
  const conduct = { conductPlace: '大厅', conductTime: '2026-06-01T10:00', conductFacts: '堵门' };
  const recorded = (more: Variables = {}) =>
    begin('xf_order', 'start_order', conduct).complete('task_record', { conductCode: '26(1)', ...more });
  const educated = (educationResult: string) =>
    recorded()
      .complete('task_relief', { reliefNeeded: false })
      .complete('task_educate', { educationResult })
      .job('job_education');
  const referred = () =>
    educated('无效')
      .complete('task_legal', { serious: true, illegalSuspected: true })
      .complete('task_chief', { chiefApproved: true });

  it('ends when education has worked, and with it the wait for a statement', () => {
    const run = educated('有效');
    expect(run.lastEvents).toContain('ELEMENT_COMPLETED end_calm');
    expect(run.last).toMatchObject({ status: 'completed', waits: [] });
  });

  it('goes on persuading when it is not serious', () => {
    expect(educated('无效').complete('task_legal', { serious: false, illegalSuspected: true }).lastEvents).toContain(
      'ELEMENT_COMPLETED end_continue',
    );
  });

  it('is not referred without the approval of the head', () => {
    const run = educated('无效')
      .complete('task_legal', { serious: true, illegalSuspected: true })
      .complete('task_chief', { chiefApproved: false });
    expect(run.lastEvents).toContain('ELEMENT_COMPLETED end_not_referred');
  });

  it('is referred with a letter, reminded of the answer after three working days and looked at again within five', () => {
    const run = referred();
    run.job('job_letter', { letter: { noticeId: 'n2', number: '函〔2026〕1号', title: '联系公安机关函' } });
    expect(run.last.thrown).toMatchObject([
      {
        name: '联系公安机关',
        correlationKey: 'XF-2026-0001',
        variables: { caseNumber: 'XF-2026-0001', letterNumber: '函〔2026〕1号' },
      },
    ]);
    expect(run.last.thrown[0]).not.toHaveProperty('variables.conductFacts');
    expect(run.wait('timer_feedback')).toMatchObject({ dueAt: '2026-06-04T16:00:00.000Z', interrupting: false });
    expect(run.wait('task_feedback')).toMatchObject({ candidateGroups: ['R9'] });
    run.fire('timer_feedback').job('job_feedback_remind').complete('task_feedback', { feedbackText: '已处置' });
    expect(run.wait('task_review')).toMatchObject({ candidateGroups: ['R10', 'R11'] });
    expect(run.wait('timer_review')).toMatchObject({ dueAt: '2026-06-08T16:00:00.000Z', interrupting: false });
    expect(run.complete('task_review', { referralWrong: false }).last.status).toBe('completed');
  });

  it('asks for help first where there is a real danger, and for its record within a day', () => {
    const run = recorded({ immediateDanger: true }).complete('task_emergency', answers.emergencyCall());
    expect(run.wait('timer_late_record')).toMatchObject({ dueAt: '2026-06-02T02:00:00.000Z', interrupting: false });
    expect(run.complete('task_late_record').waiting).toEqual(['task_review', 'task_statement', 'timer_review']);
  });
});

describe('复查复核', () => {
  const facts = {
    superiorUnit: 'county',
    superiorOrgan: '县人民政府',
    category: '06',
    kind: '申诉求决',
    level: '县级',
  };
  const opened = (more: object = {}) =>
    begin('xf_review', 'start_review', request(more)).job('job_facts', { facts } as Variables);
  const decided = (decision: string) =>
    opened()
      .complete('task_intake', review.intake() as Variables)
      .complete('task_files', review.files())
      .complete('task_examine', review.examine() as Variables)
      .complete('task_draft', review.draft(decision) as Variables)
      .complete('task_sign', review.sign())
      .job('job_review_opinion', { opinion: { noticeId: 'n3', number: '复查〔2026〕1号', title: '复查意见书' } })
      .complete('task_deliver', review.deliver('2026-06-20'));

  it('reminds before its own term and reports the end of it, without standing in the way', () => {
    const run = opened();
    expect(run.wait('timer_warn')).toMatchObject({ usesClock: true, interrupting: false });
    expect(run.wait('timer_due')).toMatchObject({ dueAt: '2026-07-01T16:00:00.000Z', interrupting: false });
    run.fire('timer_warn').job('job_warn').fire('timer_due');
    expect(run.last.thrown).toMatchObject([
      { name: '超期', variables: { overdueClock: '复查', lateUnit: 'county', caseNumber: 'XF-2026-0001' } },
    ]);
    expect(run.waiting).toEqual(['task_intake']);
  });

  it('refuses what came after thirty days without a reason', () => {
    const run = opened({ deliveredOn: '2026-04-01' }).complete('task_intake', review.late(false) as Variables);
    expect(run.job('job_rejection').lastEvents).toContain('ELEMENT_COMPLETED end_rejected');
  });

  it('waits thirty days for a further request once upheld, and hands the matter back once changed', () => {
    const upheld = decided('维持');
    expect(upheld.waiting).toEqual(['msg_re_review', 'timer_no_request']);
    expect(upheld.wait('timer_no_request')).toMatchObject({ dueAt: '2026-07-20T16:00:00.000Z' });
    expect(upheld.correlate('msg_re_review').last).toMatchObject({ status: 'completed', waits: [] });
    expect(decided('撤销').last).toMatchObject({
      status: 'completed',
      thrown: [{ correlationKey: 'XF-2026-0001', variables: { responsibleUnit: 'rsj', level: '县级' } }],
    });
  });
});

describe('督办问责', () => {
  const called = () => begin('xf_urge', 'start_overdue', late.overdue()).complete('task_call', urge.call());

  it('gives the unit three working days, then the letter five', () => {
    const run = called();
    expect(run.variables).toMatchObject({ urgeGround: '逾期未办结', lateSince: '2026-06-01' });
    expect(run.wait('task_rectify')).toMatchObject({ candidateGroups: ['R7', 'R6', 'R1'], unit: 'rsj' });
    expect(run.wait('timer_call')).toMatchObject({ dueAt: '2026-06-04T16:00:00.000Z', interrupting: true });
    run.fire('timer_call').complete('task_letter', urge.letter());
    run.job('job_letter', { letter: { noticeId: 'n4', number: '督〔2026〕1号', title: '督办函' } });
    expect(run.wait('timer_letter')).toMatchObject({ dueAt: '2026-06-08T16:00:00.000Z', interrupting: true });
    run.fire('timer_letter');
    expect(run.waiting).toEqual(['task_interview']);
  });

  it('ends where the matter was put right', () => {
    const run = called()
      .complete('task_rectify', urge.rectify() as Variables)
      .complete('task_check', urge.check(true));
    expect(run.last).toMatchObject({ status: 'completed', waits: [] });
  });
});

describe('all runs together', () => {
  it('have left no element open and raised no incident', () => {
    for (const run of runs) {
      expect(run.allEvents.filter((event) => event.startsWith('INCIDENT'))).toEqual([]);
      if (run.last.status !== 'completed') continue;
      const count = (type: string) => run.events.filter((event) => event.type === type).length;
      expect(count('ELEMENT_ACTIVATED')).toBe(count('ELEMENT_COMPLETED') + count('ELEMENT_TERMINATED'));
    }
  });
});
