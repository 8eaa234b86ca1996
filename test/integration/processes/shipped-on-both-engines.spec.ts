import { readFileSync } from 'node:fs';
import { NativeEngine } from '../../../src/engine/native/native-engine.js';
import type { Command, Definition, Engine, EngineName, Variables } from '../../../src/engine/ports.js';
import { ReferenceEngine } from '../../../src/engine/reference/reference-engine.js';
import { EngineRun } from '../../builders/engine-run.js';

/** The shipped procedure, every branch, by one script of commands on both engines: after each command they must agree. */
const engines: Record<EngineName, Engine> = { native: new NativeEngine(), reference: new ReferenceEngine() };
const xml = readFileSync('processes/xf_reception.bpmn', 'utf8');
const clocks = { 告知: { lastDay: '2026-06-16' }, 办结: { lastDay: '2026-08-17' } };

type Step =
  | ['start', Variables, 'user' | 'message']
  | ['complete' | 'job' | 'jobError' | 'fire' | 'correlate', elementId: string, values?: Variables]
  | ['suspend' | 'resume' | 'cancel' | 'resolve']
  | ['set', Variables];

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
const conduct = { conductPlace: '大厅', conductTime: '2026-06-01T10:00', conductFacts: '堵门' };
const notice = (title: string) => ({ noticeId: 'n1', number: '〔2026〕1号', title });

const upTo = (assessment: Variables, route: Variables, talk: Variables = { conductOccurred: false }): Step[] => [
  ['start', registered, 'user'],
  ['job', 'job_receipt', { receipt: notice('登记凭证') }],
  ['complete', 'task_talk', talk],
  ['complete', 'task_assess', assessment],
  ['complete', 'task_route', route],
];
const accepted = (assessment: Variables): Step[] => [
  ...upTo(assessment, { competent: true, responsibleUnit: 'rsj' }),
  ['job', 'job_accept', { acceptance: notice('受理告知书') }],
];
const reasonable = { reasonable: true, conformsPolicy: true };
const unreasonable = { reasonable: false, conformsPolicy: false };
const signed: Step[] = [
  ['complete', 'task_sign', { signed: true }],
  ['job', 'job_reply', { reply: notice('答复意见书') }],
  ['complete', 'task_deliver', { deliveryWay: '直接' }],
];
const recorded: Step[] = [
  ['start', { caseNumber: 'XF-2026-0001', ...conduct }, 'message'],
  ['complete', 'task_record', { conductCode: '26(1)' }],
];
const inVain: Step[] = [...recorded, ['complete', 'task_educate', { educationResult: '无效' }]];

const reception: Record<string, Step[]> = {
  'reminded of the 告知 term, then urged': [
    ['start', registered, 'user'],
    ['job', 'job_receipt'],
    ['fire', 'timer_tell_warn'],
    ['job', 'job_tell_warn'],
    ['fire', 'timer_tell_due'],
    ['complete', 'task_tell_urge'],
  ],
  'transferred to the competent organ': [
    ...upTo(reasonable, { competent: false, targetOrgan: '市人社局' }),
    ['job', 'job_transfer'],
    ['job', 'job_close_transferred'],
  ],
  'conduct beside the petition': [
    ...upTo(reasonable, { competent: true, responsibleUnit: 'rsj' }, { conductOccurred: true, ...conduct }),
    ['job', 'job_accept'],
  ],
  'docketed, handled twice, drafted twice, delivered before the warning': [
    ...accepted(reasonable),
    ['complete', 'task_approve', { approved: true }],
    ['job', 'job_docket', { docket: notice('立案审批表') }],
    ['job', 'job_set_docket'],
    ['complete', 'task_supervise', { responsibleUnit: 'rsj' }],
    ['complete', 'task_handle'],
    ['complete', 'task_verify', { settled: false }],
    ['complete', 'task_handle'],
    ['complete', 'task_verify', { settled: true }],
    ['complete', 'task_draft', { demands: [{ no: 1, text: '补发工资', result: '支持', reply: '已补发' }] }],
    ['complete', 'task_sign', { signed: false }],
    ['complete', 'task_draft'],
    ...signed,
    ['correlate', 'msg_delivered1'],
    ['job', 'job_archive'],
  ],
  'refused a docket, delivered after the warning': [
    ...accepted(reasonable),
    ['complete', 'task_approve', { approved: false }],
    ['complete', 'task_refuse'],
    ['complete', 'task_draft_office'],
    ['complete', 'task_sign', { signed: false }],
    ['complete', 'task_draft_office'],
    ['fire', 'timer_finish_warn'],
    ['job', 'job_finish_warn'],
    ...signed,
    ['correlate', 'msg_delivered2', { deliveryWay: '邮寄' }],
    ['job', 'job_archive'],
  ],
  'explained, beyond the term, urged before the delivery': [
    ...accepted(unreasonable),
    ['complete', 'task_explain'],
    ['complete', 'task_draft_office'],
    ['fire', 'timer_finish_warn'],
    ['job', 'job_finish_warn'],
    ['fire', 'timer_finish_due'],
    ['complete', 'task_finish_urge'],
    ...signed,
    ['job', 'job_archive'],
  ],
  'explained, beyond the term, urged after the delivery': [
    ...accepted(unreasonable),
    ['complete', 'task_explain'],
    ['complete', 'task_draft_office'],
    ['fire', 'timer_finish_warn'],
    ['job', 'job_finish_warn'],
    ['fire', 'timer_finish_due'],
    ...signed,
    ['complete', 'task_finish_urge'],
    ['job', 'job_archive'],
  ],
  'an answer that is missing counts as no': [
    ...upTo(reasonable, { targetOrgan: '市人社局' }),
    ['job', 'job_transfer'],
    ['job', 'job_close_transferred'],
  ],
  'a job that reports an error nobody catches': [
    ['start', registered, 'user'],
    ['jobError', 'job_receipt'],
    ['resolve'],
    ['job', 'job_receipt'],
  ],
  'suspended, resumed and given up': [
    ['start', registered, 'user'],
    ['suspend'],
    ['set', { urgency: '紧急' }],
    ['resume'],
    ['job', 'job_receipt'],
    ['cancel'],
  ],
};

const order: Record<string, Step[]> = {
  'calmed by education': [...recorded, ['complete', 'task_educate', { educationResult: '有效' }]],
  'not serious': [...inVain, ['complete', 'task_legal', { serious: false, illegalSuspected: true }]],
  'not approved by the head': [
    ...inVain,
    ['complete', 'task_legal', { serious: true, illegalSuspected: true }],
    ['complete', 'task_chief', { chiefApproved: false }],
  ],
  'referred, reminded and answered': [
    ...inVain,
    ['complete', 'task_legal', { serious: true, illegalSuspected: true }],
    ['complete', 'task_chief', { chiefApproved: true }],
    ['job', 'job_letter', { letter: notice('联系公安机关函') }],
    ['fire', 'timer_feedback'],
    ['job', 'job_feedback_remind'],
    ['complete', 'task_feedback', { feedbackText: '已处置' }],
  ],
};

function carryOut(run: EngineRun, step: Step): void {
  switch (step[0]) {
    case 'start':
      return void run.apply({ type: 'start', variables: step[1], payloadOf: step[2] });
    case 'set':
      return void run.apply({ type: 'setVariables', variables: step[1] });
    case 'suspend':
    case 'resume':
    case 'cancel':
      return void run.apply({ type: step[0] } as Command);
    case 'resolve':
      return void run.apply({ type: 'resolveIncident', key: run.last.incidents[0]!.key });
    case 'fire':
      return void run.fire(step[1]);
    case 'jobError':
      return void run.jobError(step[1], 'PRINTER', step[2]);
    default:
      return void run[step[0]](step[1], step[2]);
  }
}

const sorted = (values: unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();

/** What both engines must say alike: neither the order of what happens at one moment nor the keys. */
function observed({ last }: EngineRun): object {
  const of = (type: string) => sorted(last.events.filter((event) => event.type === type).map((event) => event.elementId));
  return {
    status: last.status,
    completed: of('ELEMENT_COMPLETED'),
    terminated: of('ELEMENT_TERMINATED'),
    flows: of('FLOW_TAKEN'),
    waits: sorted(last.waits.map((wait) => withoutKeys(wait))),
    incidents: sorted(last.incidents.map(({ elementId, errorType }) => ({ elementId, errorType }))),
    thrown: sorted(last.thrown.map((thrown) => ordered(thrown))),
    variables: ordered(last.state.variables),
  };
}

const withoutKeys = ({ key: _key, elementInstanceKey: _instance, ...rest }: { key: string; elementInstanceKey: string }) =>
  ordered(rest);

/** With names in one order: the engines put variables together in their own. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, ordered(inner)]),
  );
}

describe('the shipped procedure on both engines', () => {
  const definitions = {} as Record<EngineName, Definition[]>;
  const seen = new Set<string>();
  beforeAll(async () => {
    for (const engine of Object.values(engines)) definitions[engine.name] = await engine.compile(xml);
  });

  const begin = (engine: EngineName, processId: string) =>
    new EngineRun(engines[engine], definitions[engine].find((one) => one.processId === processId)!, { clocks });

  describe.each([
    ['xf_reception', reception],
    ['xf_order', order],
  ])('%s', (processId, scripts) => {
    it.each(Object.entries(scripts))('%s', (_, steps) => {
      const native = begin('native', processId);
      const reference = begin('reference', processId);
      for (const step of steps) {
        carryOut(native, step);
        carryOut(reference, step);
        expect([step, observed(native)]).toEqual([step, observed(reference)]);
      }
      for (const event of native.allEvents) seen.add(event);
    });
  });

  it('has been through every element and every flow', () => {
    const elements = definitions.native.flatMap((definition) => Object.values(definition.elements));
    const missed = elements
      .filter(({ type }) => type !== 'LANE')
      .filter(({ id, type }) => !seen.has(`${type === 'SEQUENCE_FLOW' ? 'FLOW_TAKEN' : 'ELEMENT_COMPLETED'} ${id}`));
    expect(missed.map(({ id }) => id)).toEqual([]);
  });
});
