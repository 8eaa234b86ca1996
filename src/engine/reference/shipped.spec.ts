import { readFileSync } from 'node:fs';
import { EngineRun } from '../../../test/builders/engine-run.js';
import type { Definition, Variables } from '../ports.js';
import { ReferenceEngine } from './reference-engine.js';

/** The shipped procedure, every branch, as the host would drive it. */
const engine = new ReferenceEngine();
const xml = readFileSync('processes/xf_reception.bpmn', 'utf8');
const clocks = { 告知: { lastDay: '2026-06-16' }, 办结: { lastDay: '2026-08-17' } };
const registered: Variables = {
  caseNumber: 'XF-2026-0001',
  demands: [{ no: 1, text: '补发工资' }],
  category: '拖欠农民工工资',
  title: '拖欠工资',
  place: '城关镇',
  headcount: 1,
  urgency: '普通',
  registeredAt: '2026-06-01T02:00:00.000Z',
};

let reception: Definition;
let order: Definition;
const runs: EngineRun[] = [];

function begin(definition: Definition): EngineRun {
  const run = new EngineRun(engine, definition, { clocks });
  runs.push(run);
  return run;
}

/** From registration to the decision whether the petition is our own. */
function received(talk: Variables, route: Variables): EngineRun {
  return begin(reception)
    .start(registered)
    .job('job_receipt')
    .complete('task_talk', talk)
    .complete('task_assess', { reasonable: true, conformsPolicy: true })
    .complete('task_route', route);
}

function accepted(assessment: Variables): EngineRun {
  const run = begin(reception)
    .start(registered)
    .job('job_receipt')
    .complete('task_talk', { conductOccurred: false })
    .complete('task_assess', assessment)
    .complete('task_route', { competent: true, responsibleUnit: 'rsj' })
    .job('job_accept');
  expect(run.waiting).toEqual(expect.arrayContaining(['msg_delivered1', 'timer_finish_warn']));
  return run;
}

/** From a signed reply to the archive; `watch` is where the supervision branch waits for the delivery. */
function archived(run: EngineRun, watch?: string): EngineRun {
  run.complete('task_sign', { signed: true }).job('job_reply').complete('task_deliver', { deliveryWay: '直接' });
  expect(run.last.thrown).toEqual([
    {
      kind: 'message',
      elementId: 'throw_delivered',
      name: '答复送达',
      correlationKey: 'XF-2026-0001',
      variables: expect.any(Object),
    },
  ]);
  if (watch) run.correlate(watch);
  expect(run.waiting).toEqual(['job_archive']);
  run.job('job_archive');
  expect(run.last).toMatchObject({ status: 'completed', waits: [], incidents: [] });
  return run;
}

beforeAll(async () => {
  const definitions = await engine.compile(xml);
  reception = definitions.find(({ processId }) => processId === 'xf_reception')!;
  order = definitions.find(({ processId }) => processId === 'xf_order')!;
});

describe('接访办理', () => {
  it('opens the two reminders of the 告知 clock beside the reception', () => {
    const run = begin(reception).start(registered).job('job_receipt');
    expect(run.wait('timer_tell_warn')).toMatchObject({
      dueAt: '2026-06-13T01:00:00.000Z',
      usesClock: true,
      interrupting: false,
    });
    expect(run.wait('timer_tell_due')).toMatchObject({
      dueAt: '2026-06-16T16:00:00.000Z',
      usesClock: true,
      interrupting: false,
    });
    expect(run.wait('task_talk')).toMatchObject({ formId: 'talk', candidateGroups: ['R1'] });
    run.fire('timer_tell_warn').job('job_tell_warn').fire('timer_tell_due');
    expect(run.waiting).toEqual(['task_talk', 'task_tell_urge']);
    expect(run.wait('task_tell_urge')).toMatchObject({ candidateGroups: ['R3'] });
    run.complete('task_tell_urge', {});
    expect(run.waiting).toEqual(['task_talk']);
  });

  it('transfers what is not its own and closes it', () => {
    const run = received({ conductOccurred: false }, { competent: false, targetOrgan: '市人社局' }).job('job_transfer');
    expect(run.waiting).toEqual(['job_close_transferred']);
    expect(run.wait('job_close_transferred')).toMatchObject({
      type: 'case',
      variables: { status: '已办结', outcome: '转送' },
    });
    run.job('job_close_transferred');
    expect(run.last.status).toBe('completed');
  });

  it('throws the order event with the conduct only, and goes on with the petition', () => {
    const run = received(
      {
        conductOccurred: true,
        conductPlace: '大厅',
        conductTime: '2026-06-01T10:00',
        conductFacts: '堵门',
        facts: '诉求内容',
      },
      { competent: true, responsibleUnit: 'rsj' },
    );
    expect(run.thrown).toMatchObject([
      {
        name: '秩序事件',
        correlationKey: 'XF-2026-0001',
        variables: { caseNumber: 'XF-2026-0001', conductFacts: '堵门' },
      },
    ]);
    expect(run.thrown[0]).not.toHaveProperty('variables.facts');
    expect(run.thrown[0]).not.toHaveProperty('variables.demands');
    expect(run.waiting).toContain('job_accept');
  });

  it('is approved, docketed, handled twice, sent back once, delivered before the warning', () => {
    const run = accepted({ reasonable: true, conformsPolicy: true }).complete('task_approve', { approved: true });
    run.job('job_docket', { docket: { noticeId: 'n1', number: '立〔2026〕1号', title: '立案审批表' } });
    expect(run.wait('job_set_docket')).toMatchObject({
      variables: { docketNumber: '立〔2026〕1号', responsibleUnit: 'rsj' },
    });
    run.job('job_set_docket').complete('task_supervise', { responsibleUnit: 'rsj' });
    expect(run.wait('task_handle')).toMatchObject({ unit: 'rsj', candidateGroups: ['R6'] });
    run
      .complete('task_handle')
      .complete('task_verify', { settled: false })
      .complete('task_handle')
      .complete('task_verify', { settled: true });
    run.complete('task_draft', { demands: [{ no: 1, text: '补发工资', result: '支持', reply: '已补发' }] });
    run.complete('task_sign', { signed: false });
    expect(run.waiting).toContain('task_draft');
    run.complete('task_draft');
    archived(run, 'msg_delivered1');
  });

  it('is refused a docket, explained, sent back to the office, delivered after the warning', () => {
    const run = accepted({ reasonable: true, conformsPolicy: true }).complete('task_approve', { approved: false });
    run.complete('task_refuse').complete('task_draft_office').complete('task_sign', { signed: false });
    expect(run.waiting).toContain('task_draft_office');
    run.complete('task_draft_office').fire('timer_finish_warn').job('job_finish_warn');
    expect(run.waiting).toEqual(['msg_delivered2', 'task_sign', 'timer_finish_due']);
    archived(run, 'msg_delivered2');
  });

  it('needs explanation, runs over the term, is urged and delivered', () => {
    const run = accepted({ reasonable: false, conformsPolicy: false })
      .complete('task_explain')
      .complete('task_draft_office');
    run.fire('timer_finish_warn').job('job_finish_warn').fire('timer_finish_due');
    expect(run.wait('task_finish_urge')).toMatchObject({ formId: 'urge', candidateGroups: ['R3'] });
    run.complete('task_finish_urge');
    archived(run);
  });

  it('may be urged after the delivery as well', () => {
    const run = accepted({ reasonable: false, conformsPolicy: false })
      .complete('task_explain')
      .complete('task_draft_office');
    run.fire('timer_finish_warn').job('job_finish_warn').fire('timer_finish_due');
    run.complete('task_sign', { signed: true }).job('job_reply').complete('task_deliver', { deliveryWay: '邮寄' });
    expect(run.waiting).toEqual(['task_finish_urge']);
    run.complete('task_finish_urge').job('job_archive');
    expect(run.last.status).toBe('completed');
  });
});

describe('秩序事件', () => {
  const conduct = {
    caseNumber: 'XF-2026-0001',
    conductPlace: '大厅',
    conductTime: '2026-06-01T10:00',
    conductFacts: '堵门',
  };
  const recorded = () =>
    begin(order)
      .apply({ type: 'start', variables: conduct, payloadOf: 'message' })
      .complete('task_record', { conductCode: '26(1)' });
  const assessed = () => recorded().complete('task_educate', { educationResult: '无效' });

  it('ends when education has worked', () => {
    expect(recorded().complete('task_educate', { educationResult: '有效' }).lastEvents).toContain(
      'ELEMENT_COMPLETED end_calm',
    );
  });

  it('goes on persuading when it is not serious', () => {
    expect(assessed().complete('task_legal', { serious: false, illegalSuspected: true }).lastEvents).toContain(
      'ELEMENT_COMPLETED end_continue',
    );
  });

  it('is not referred without the approval of the head', () => {
    const run = assessed()
      .complete('task_legal', { serious: true, illegalSuspected: true })
      .complete('task_chief', { chiefApproved: false });
    expect(run.lastEvents).toContain('ELEMENT_COMPLETED end_not_referred');
  });

  it('is referred with a letter, and reminded of the answer after three working days', () => {
    const run = assessed()
      .complete('task_legal', { serious: true, illegalSuspected: true })
      .complete('task_chief', { chiefApproved: true });
    run.job('job_letter', { letter: { noticeId: 'n2', number: '函〔2026〕1号', title: '联系公安机关函' } });
    expect(run.last.thrown).toMatchObject([{ name: '联系公安机关', correlationKey: 'XF-2026-0001' }]);
    expect(run.wait('timer_feedback')).toMatchObject({ dueAt: '2026-06-04T16:00:00.000Z', interrupting: false });
    expect(run.wait('task_feedback')).toMatchObject({ candidateGroups: ['R9'] });
    run.fire('timer_feedback').job('job_feedback_remind').complete('task_feedback', { feedbackText: '已处置' });
    expect(run.last.status).toBe('completed');
  });
});

describe('all runs together', () => {
  it('have gone through every element and taken every flow', () => {
    const seen = new Set(runs.flatMap((run) => run.allEvents));
    const elements = [...Object.values(reception.elements), ...Object.values(order.elements)].filter(
      ({ type }) => type !== 'LANE',
    );
    const missed = elements.filter(
      ({ id, type }) => !seen.has(`${type === 'SEQUENCE_FLOW' ? 'FLOW_TAKEN' : 'ELEMENT_COMPLETED'} ${id}`),
    );
    expect(missed.map(({ id }) => id)).toEqual([]);
  });

  it('have left no element open and raised no incident', () => {
    for (const run of runs) {
      expect(run.allEvents.filter((event) => event.startsWith('INCIDENT'))).toEqual([]);
      if (run.last.status !== 'completed') continue;
      const count = (type: string) => run.events.filter((event) => event.type === type).length;
      expect(count('ELEMENT_ACTIVATED')).toBe(count('ELEMENT_COMPLETED') + count('ELEMENT_TERMINATED'));
    }
  });
});
