import type { ReadEvent } from '../../../workflow/history/history-reader.js';
import { assembleTimeline, pathOf, type TimelineEvent } from './assemble.js';
import { formFields } from './form-fields.js';
import type { TimelineFacts } from './timeline-facts.js';

const wang = { username: 'jiefang', displayName: '王秀兰', unitName: '中和县信访局' };
const notice = {
  id: 'n1',
  number: '信受〔2026〕1号',
  title: '登记凭证',
  templateId: 'registration_receipt',
  caseId: 'c1',
  instanceKey: '7',
  issuedAt: '2026-06-01T01:00:00.000Z',
  issuedBy: { displayName: '王秀兰' },
  sha256: 'ab',
};
const talkForm = formFields(JSON.stringify({ components: [{ type: 'textarea', key: 'facts', label: '反映的事实' }] }));

const facts = (events: ReadEvent[], more: Partial<TimelineFacts> = {}): TimelineFacts => ({
  instanceKey: '7',
  processName: '接访办理',
  version: 3,
  events,
  elements: new Map([
    ['20', { elementId: 'task_talk', name: '接谈', type: 'USER_TASK' }],
    ['21', { elementId: 'gw_conduct', name: '判断', type: 'EXCLUSIVE_GATEWAY' }],
    ['22', { elementId: 'job_receipt', name: '出具登记凭证', type: 'SERVICE_TASK' }],
    ['23', { elementId: 'sub_intake', name: '接谈受理', type: 'SUB_PROCESS' }],
  ]),
  names: new Map([['task_talk', '接谈']]),
  tasks: new Map([
    [
      '20',
      { taskKey: '20', createdAt: '2026-06-01T01:00:00.000Z', dueAt: null, candidates: ['接访员'], fields: talkForm },
    ],
  ]),
  jobs: new Map([['22', 'notice']]),
  notices: new Map([['n1', notice]]),
  people: new Map([
    ['u1', wang],
    ['u2', { username: 'lijun', displayName: '李军', unitName: '中和县信访局' }],
  ]),
  displayNames: new Map([
    ['jiefang', '王秀兰'],
    ['lijun', '李军'],
  ]),
  clocks: [],
  labels: new Map([['caseNumber', '信访编号']]),
  ...more,
});

let seq = 0;
const event = (type: string, more: Partial<ReadEvent> = {}): ReadEvent => ({
  instanceKey: '7',
  seq: (seq += 1),
  at: '2026-06-01T01:00:00.000Z',
  type,
  elementId: null,
  elementInstanceKey: null,
  actorId: null,
  meta: {},
  payloadHash: null,
  prevHash: '',
  hash: `h${seq}`,
  block: 1,
  entered: null,
  unreadable: false,
  ...more,
});
const onTask = { elementId: 'task_talk', elementInstanceKey: '20' };
const told = (...events: ReadEvent[]): TimelineEvent[] => assembleTimeline(facts(events));
const one = (...events: ReadEvent[]): TimelineEvent => {
  const timeline = told(...events);
  expect(timeline).toHaveLength(1);
  return timeline[0]!;
};

describe('the timeline of an instance', () => {
  beforeEach(() => (seq = 0));

  it('tells who submitted a step, what was entered and how long it took', () => {
    const entered = event('VARIABLES_SET', {
      elementId: 'task_talk',
      actorId: 'u1',
      entered: { facts: '拖欠三名农民工工资' },
    });
    const done = event('ELEMENT_COMPLETED', { ...onTask, actorId: 'u1' });
    const [row] = [one(entered, done)];
    expect(row).toMatchObject({
      seq: 2,
      title: '提交了「接谈」',
      detail: '自转入起用时不到 1 分钟。',
      actor: wang,
      entered: [{ label: '反映的事实', value: '拖欠三名农民工工资' }],
      definition: { version: 3 },
      hash: 'h2',
    });
    expect(row!.late).toBeUndefined();
  });

  it('marks a step that was submitted after the last day of a clock', () => {
    const done = event('ELEMENT_COMPLETED', { ...onTask, actorId: 'u1', at: '2026-06-20T01:00:00.000Z' });
    const clocks = [{ name: '告知', startedOn: '2026-06-01', lastDay: '2026-06-16', stoppedAt: null }];
    const [row] = assembleTimeline(facts([done], { clocks }));
    expect(row).toMatchObject({ late: true, detail: '自转入起用时 19 天。告知期限为 2026-06-16，已超期 4 天。' });
  });

  it('says that a step waits and for whom', () => {
    expect(one(event('ELEMENT_ACTIVATED', onTask))).toMatchObject({
      title: '转入「接谈」',
      detail: '等待接访员办理。',
      actor: null,
    });
  });

  it('tells a claim apart from an assignment', () => {
    const claim = event('TASK_ASSIGNED', { ...onTask, actorId: 'u1', meta: { assignee: 'jiefang' } });
    const assignment = event('TASK_ASSIGNED', { ...onTask, actorId: 'u1', meta: { assignee: 'lijun' } });
    expect(told(claim, assignment).map((row) => row.title)).toEqual(['签收了「接谈」', '将「接谈」指派给李军']);
  });

  it('shows a notice with its number, and the job that issued it only once', () => {
    const job = { elementId: 'job_receipt', elementInstanceKey: '22' };
    const row = one(
      event('NOTICE_ISSUED', { ...job, meta: { noticeId: 'n1', number: '信受〔2026〕1号' } }),
      event('JOB_COMPLETED', job),
    );
    expect(row).toMatchObject({ title: '「登记凭证」已出具 信受〔2026〕1号', notice });
  });

  it('names number and step of a notice that the reader may not open', () => {
    const issued = event('NOTICE_ISSUED', {
      elementId: 'job_receipt',
      elementInstanceKey: '22',
      meta: { noticeId: 'other', number: '信受〔2026〕2号' },
    });
    expect(one(issued).title).toBe('「出具登记凭证」已出具 信受〔2026〕2号');
    expect(one(issued).notice).toBeUndefined();
  });

  it('says with what a process began', () => {
    const row = one(
      event('PROCESS_STARTED', { actorId: 'u1' }),
      event('VARIABLES_SET', { actorId: 'u1', entered: { caseNumber: '5-1' } }),
    );
    expect(row).toMatchObject({
      title: '发起「接访办理」',
      detail: '按「接访办理」第 3 版流程图办理。',
      entered: [{ label: '信访编号', value: '5-1' }],
    });
  });

  it.each([
    ['TIMER_FIRED', {}, '期限提醒「接谈」'],
    ['TIMER_RESCHEDULED', { entered: { dueAt: '2026-07-01T01:00:00.000Z' } }, '重新计算期限「接谈」'],
    ['MESSAGE_THROWN', { entered: { name: '秩序事件', variables: {} } }, '发出通知「秩序事件」'],
    ['MESSAGE_CORRELATED', {}, '收到通知「接谈」'],
    ['INCIDENT_CREATED', { entered: { errorType: 'CONDITION_ERROR', message: '条件缺少数据。' } }, '「接谈」出现异常'],
    ['INCIDENT_RESOLVED', {}, '「接谈」的异常已处理'],
    ['TASK_RELEASED', {}, '退回了「接谈」'],
    ['TASK_UPDATED', { meta: { fields: ['dueAt', 'priority'] } }, '调整了「接谈」的办理安排'],
    ['ELEMENT_TERMINATED', {}, '撤销「接谈」'],
    ['PROCESS_COMPLETED', {}, '「接访办理」办理结束'],
    ['PROCESS_CANCELED', { entered: { reason: '重复登记' } }, '「接访办理」被终止'],
    ['CALL', { meta: { calledInstanceKey: '16777216' } }, '「接谈」调用了另一流程'],
    ['CALL_COMPLETED', {}, '「接谈」调用的流程已办完'],
    ['CONDITION_MET', {}, '条件成立「接谈」'],
    ['DATA_STORE_WRITTEN', {}, '「接谈」更新了共用数据'],
    ['DECISION_EVALUATED', {}, '按决策表判定「接谈」'],
    ['ESCALATION_THROWN', {}, '「接谈」上报情况'],
    ['COMPENSATION_STARTED', {}, '开始撤销已完成的步骤「接谈」'],
    ['PROCESS_MODIFIED', {}, '调整了办理位置'],
    ['PROCESS_MIGRATED', {}, '转到另一版流程图办理'],
    ['SOMETHING_NEW', {}, '其他记录「接谈」'],
  ])('has words for %s', (type, more, title) => {
    expect(one(event(type, { ...onTask, ...more })).title).toBe(title);
  });

  it('says that a timer started the instance late', () => {
    const meta = { version: 1, dueAt: '2026-05-01T01:00:00.000Z' };
    expect(one(event('PROCESS_STARTED', { meta }))).toMatchObject({ late: true });
    expect(one(event('PROCESS_STARTED', { meta: { version: 1 } }))).not.toHaveProperty('late');
  });

  it('leads from a call on to the called instance', () => {
    const call = event('CALL', { ...onTask, meta: { calledInstanceKey: '16777216' } });
    expect(one(call).calledInstanceKey).toBe('16777216');
    expect(one(event('CALL_COMPLETED', onTask))).not.toHaveProperty('calledInstanceKey');
  });

  it('gives details where they help', () => {
    expect(one(event('TIMER_RESCHEDULED', { ...onTask, entered: { dueAt: '2026-07-01T01:00:00.000Z' } })).detail).toBe(
      '改为 2026-07-01 09:00 触发。',
    );
    expect(one(event('TASK_UPDATED', { ...onTask, meta: { fields: ['dueAt', 'priority'] } })).detail).toBe(
      '调整了期限、优先级。',
    );
    expect(one(event('PROCESS_CANCELED', { entered: { reason: '重复登记' } })).detail).toBe('原因：重复登记');
    expect(one(event('INCIDENT_CREATED', { ...onTask, entered: { message: '条件缺少数据。' } })).detail).toBe(
      '条件缺少数据。',
    );
  });

  it('leaves gateways, flows and mapped inputs to the drawing', () => {
    const gateway = { elementId: 'gw_conduct', elementInstanceKey: '21' };
    const quiet = [
      event('ELEMENT_ACTIVATED', gateway),
      event('ELEMENT_COMPLETED', gateway),
      event('FLOW_TAKEN', { elementId: 'flow_1' }),
      event('VARIABLES_SET', { ...onTask, entered: { text: '提醒' } }),
    ];
    expect(told(...quiet)).toEqual([]);
    expect(pathOf(quiet)).toEqual([
      { seq: 1, elementId: 'gw_conduct', kind: 'element' },
      { seq: 3, elementId: 'flow_1', kind: 'flow' },
    ]);
  });

  it('tells a direct change of data, because nobody submitted it in a step', () => {
    const change = event('VARIABLES_SET', {
      actorId: 'u2',
      at: '2026-06-02T01:00:00.000Z',
      entered: { caseNumber: '5-2' },
    });
    expect(one(change)).toMatchObject({
      title: '修改了办理数据',
      actor: { displayName: '李军' },
      entered: [{ label: '信访编号', value: '5-2' }],
    });
  });

  it('says when what was entered cannot be read any more, and goes on', () => {
    const broken = event('VARIABLES_SET', { elementId: 'task_talk', unreadable: true });
    expect(one(broken, event('ELEMENT_COMPLETED', onTask)).detail).toContain('已无法读取');
  });

  it('keeps an actor whose account is gone', () => {
    expect(one(event('PROCESS_SUSPENDED', { actorId: 'gone' })).actor).toEqual({
      username: '',
      displayName: '已注销的账号',
      unitName: '',
    });
  });
});
