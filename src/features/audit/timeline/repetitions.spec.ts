import type { ReadEvent } from '../../../workflow/history/history-reader.js';
import { assembleTimeline } from './assemble.js';
import type { TimelineFacts } from './timeline-facts.js';

/** 20 is the body of a user task, 21 to 23 its repetitions; 30 the body of a stage, 31 its only repetition. */
const elements = new Map([
  ['20', { elementId: 'visit', name: '逐户走访', type: 'MULTI_INSTANCE_BODY' }],
  ['21', { elementId: 'visit', name: '逐户走访', type: 'USER_TASK' }],
  ['22', { elementId: 'visit', name: '逐户走访', type: 'USER_TASK' }],
  ['23', { elementId: 'visit', name: '逐户走访', type: 'USER_TASK' }],
  ['30', { elementId: 'stage', name: '核查', type: 'MULTI_INSTANCE_BODY' }],
  ['31', { elementId: 'stage', name: '核查', type: 'SUB_PROCESS' }],
  ['32', { elementId: 'check', name: '查账', type: 'USER_TASK' }],
  ['40', { elementId: 'branch', name: '补正', type: 'EVENT_SUB_PROCESS' }],
]);

const nine = '2026-06-01T01:00:00.000Z';
const ten = '2026-06-01T02:00:00.000Z';

function event(type: string, key: string | null, more: Partial<ReadEvent> = {}): ReadEvent {
  return {
    instanceKey: '7',
    seq: 0,
    at: nine,
    type,
    elementId: key === null ? null : elements.get(key)!.elementId,
    elementInstanceKey: key,
    actorId: null,
    meta: {},
    payloadHash: null,
    prevHash: '',
    hash: '',
    block: 1,
    entered: null,
    unreadable: false,
    ...more,
  };
}

const within = (scopeKey: string, entered: ReadEvent['entered'] = null, at = nine): Partial<ReadEvent> => ({
  meta: { scopeKey },
  entered,
  at,
});

function told(events: ReadEvent[]): string[] {
  const facts: TimelineFacts = {
    instanceKey: '7',
    processName: '核查',
    version: 2,
    events: events.map((one, index) => ({ ...one, seq: index + 1 })),
    elements,
    names: new Map([...elements.values()].map(({ elementId, name }) => [elementId, name])),
    tasks: new Map(),
    jobs: new Map(),
    notices: new Map(),
    people: new Map(),
    displayNames: new Map(),
    clocks: [],
    labels: new Map(),
  };
  return assembleTimeline(facts).map(({ title, detail }) => (detail ? `${title}：${detail}` : title));
}

const item = (household: string, loopCounter: number) => ({ finding: null, household, loopCounter });

describe('an activity that is carried out several times', () => {
  it('is told with its body and which repetition each record belongs to', () => {
    expect(
      told([
        event('ELEMENT_ACTIVATED', '20'),
        event('ELEMENT_ACTIVATED', '21', within('20', item('张三户', 1))),
        event('ELEMENT_COMPLETED', '21', within('20')),
        event('ELEMENT_ACTIVATED', '22', within('20', item('李四户', 2))),
        event('ELEMENT_COMPLETED', '22', within('20')),
        event('ELEMENT_COMPLETED', '20'),
      ]),
    ).toEqual([
      '开始办理「逐户走访」：这一步可办多次，各次分别记录。',
      '转入「逐户走访」第 1 次：这一次办理：张三户。',
      '提交了「逐户走访」第 1 次',
      '转入「逐户走访」第 2 次：这一次办理：李四户。',
      '提交了「逐户走访」第 2 次',
      '「逐户走访」办理完毕：共 2 次。',
    ]);
  });

  it('says that enough were done', () => {
    const lines = told([
      event('ELEMENT_ACTIVATED', '20'),
      event('ELEMENT_ACTIVATED', '21', within('20')),
      event('ELEMENT_ACTIVATED', '22', within('20')),
      event('ELEMENT_ACTIVATED', '23', within('20')),
      event('ELEMENT_TERMINATED', '22', within('20')),
      event('ELEMENT_COMPLETED', '21', within('20', null, ten)),
      event('ELEMENT_TERMINATED', '23', within('20', null, ten)),
      event('ELEMENT_COMPLETED', '20', { at: ten }),
    ]);
    expect(lines).toContain('撤销「逐户走访」第 2 次：流程转到其他路径或已终止，该步骤不再需要办理。');
    expect(lines).toContain('撤销「逐户走访」第 3 次：已满足提前结束的条件，这一次不再需要办理。');
    expect(lines.at(-1)).toBe('「逐户走访」办理完毕：共 3 次，办完 1 次，撤销 2 次。');
  });

  it('may have nothing to do, or be broken off', () => {
    expect(told([event('ELEMENT_ACTIVATED', '20'), event('ELEMENT_COMPLETED', '20')]).at(-1)).toBe(
      '「逐户走访」办理完毕：没有需要办理的，一次也没有办。',
    );
    expect(told([event('ELEMENT_ACTIVATED', '20'), event('ELEMENT_TERMINATED', '20')]).at(-1)).toBe(
      '「逐户走访」中止：流程转到其他路径或已终止，余下的不再办理。',
    );
  });

  it('may be a stage; what happens inside it is no repetition of its own', () => {
    expect(
      told([
        event('ELEMENT_ACTIVATED', '30'),
        event('ELEMENT_ACTIVATED', '31', within('30')),
        event('ELEMENT_ACTIVATED', '32', within('31')),
        event('ELEMENT_COMPLETED', '31', within('30')),
      ]),
    ).toEqual([
      '开始办理「核查」：这一步可办多次，各次分别记录。',
      '进入「核查」阶段第 1 次',
      '转入「查账」',
      '完成「核查」阶段第 1 次',
    ]);
  });
});

describe('what the native engine adds to a history', () => {
  it.each([
    ['an event subprocess', event('ELEMENT_ACTIVATED', '40'), '进入「补正」阶段'],
    [
      'a decision',
      event('DECISION_EVALUATED', '32', { entered: { decisionId: 'level', version: 3, output: '集体访' } }),
      '按决策表判定「查账」：决策表第 3 版，结果：集体访。',
    ],
    [
      'a decision without result',
      event('DECISION_EVALUATED', '32', { entered: { decisionId: 'level', version: 3, output: null } }),
      '按决策表判定「查账」：决策表第 3 版，没有得出结果。',
    ],
    [
      'an escalation',
      event('ESCALATION_THROWN', '32', { entered: { escalationCode: 'report' } }),
      '「查账」上报情况：上报代码 report。',
    ],
    [
      'a modification',
      event('PROCESS_MODIFIED', null, { entered: { activated: ['visit'], terminated: ['check', 'check', 'gone'] } }),
      '调整了办理位置：由人员直接调整，不是按流程图流转。开始「逐户走访」。中止「查账」、「其他环节」。',
    ],
    [
      'a migration',
      event('PROCESS_MIGRATED', null, { meta: { version: 2 } }),
      '转到另一版流程图办理：从此按第 2 版流程图办理。',
    ],
    [
      'the version an instance began with',
      event('PROCESS_STARTED', null, { meta: { version: 1, calledBy: '5' } }),
      '发起「核查」：由上级流程调用，按「核查」第 1 版流程图办理。',
    ],
  ])('tells %s', (_what, one, line) => {
    expect(told([one])).toEqual([line]);
  });
});
