import type { ReadEvent } from '../../../workflow/history/history-reader.js';
import { enteredFields } from './entered.js';
import { repeatedActivityOf, repetitionOf } from './repetitions.js';
import { duration, shanghaiTime } from './shanghai-time.js';
import type { TimelineFacts } from './timeline-facts.js';

/** What a timeline says about an event. */
export interface Telling {
  /** A few words. */
  title: string;
  /** One sentence. */
  detail?: string;
}

type Teller = (event: ReadEvent, name: string, facts: TimelineFacts) => Telling | null;

/** Kinds of elements whose passing is worth a line; gateways, events and flows show only as the path on the drawing. */
const tellers: Record<string, Teller> = {
  PROCESS_STARTED: (event, _name, facts) => ({
    title: `发起「${facts.processName}」`,
    detail: `${event.meta['calledBy'] ? '由上级流程调用，' : ''}按「${facts.processName}」第 ${versionOf(event, facts)} 版流程图办理。`,
  }),
  PROCESS_COMPLETED: (_event, _name, facts) => ({ title: `「${facts.processName}」办理结束` }),
  PROCESS_CANCELED: (event, _name, facts) => ({ title: `「${facts.processName}」被终止`, ...reason(event) }),
  PROCESS_SUSPENDED: () => ({ title: '暂停办理', detail: '流程已暂停，恢复前不能提交。' }),
  PROCESS_RESUMED: () => ({ title: '恢复办理' }),

  ELEMENT_ACTIVATED: (event, name, facts) => {
    const type = typeOf(event, facts);
    if (type === REPEATED) return { title: `开始办理「${name}」`, detail: '这一步可办多次，各次分别记录。' };
    if (stages.has(type)) return { title: `进入「${name}」阶段`, ...itemIn(event, facts) };
    if (type !== 'USER_TASK') return null;
    const candidates = taskOf(event, facts)?.candidates ?? [];
    const waiting = candidates.length > 0 ? `等待${candidates.join('、')}办理。` : '';
    return { title: `转入「${name}」`, ...detailed(waiting + (itemIn(event, facts).detail ?? '')) };
  },
  ELEMENT_COMPLETED: (event, name, facts) => {
    const type = typeOf(event, facts);
    if (type === REPEATED) return { title: `「${name}」办理完毕`, ...roundsDone(event, facts) };
    if (stages.has(type)) return { title: `完成「${name}」阶段` };
    if (type !== 'USER_TASK') return null;
    const task = taskOf(event, facts);
    return {
      title: `提交了「${name}」`,
      ...(task ? { detail: `自转入起用时${duration(task.createdAt, event.at)}。` } : {}),
    };
  },
  ELEMENT_TERMINATED: (event, name, facts) => {
    const type = typeOf(event, facts);
    if (type === REPEATED) return { title: `「${name}」中止`, detail: '流程转到其他路径或已终止，余下的不再办理。' };
    if (stages.has(type)) return { title: `「${name}」阶段中止`, detail: '流程转到其他路径，该阶段不再办理。' };
    if (type !== 'USER_TASK') return null;
    const isEnough = repetitionOf(event, facts)?.activity.completedAt === event.at;
    const why = isEnough
      ? '已满足提前结束的条件，这一次不再需要办理。'
      : '流程转到其他路径或已终止，该步骤不再需要办理。';
    return { title: `撤销「${name}」`, detail: why };
  },
  FLOW_TAKEN: () => null,

  TASK_ASSIGNED: (event, name, facts) => {
    const assignee = textOf(event.meta['assignee']);
    const own = event.actorId !== null && facts.people.get(event.actorId)?.username === assignee;
    return {
      title: own ? `签收了「${name}」` : `将「${name}」指派给${facts.displayNames.get(assignee) ?? '其他人员'}`,
    };
  },
  TASK_RELEASED: (_event, name) => ({ title: `退回了「${name}」`, detail: '该步骤重新等待签收。' }),
  TASK_UPDATED: (event, name) => ({ title: `调整了「${name}」的办理安排`, ...changedFields(event) }),

  ATTACHMENT_ADDED: (event) => ({ title: `存入一份${textOf(event.meta['kind'])}` }),
  ATTACHMENT_VOIDED: (event) => ({ title: '作废一份材料', ...detailed(textOf(event.entered?.['reason'])) }),

  NOTICE_ISSUED: (event, name, facts) => {
    const notice = facts.notices.get(textOf(event.meta['noticeId']));
    const number = notice?.number ?? textOf(event.meta['number']);
    return { title: `「${notice?.title ?? name}」已出具 ${number}`.trimEnd() };
  },
  NOTICE_DELIVERED: ({ meta }) => ({
    title: `「${textOf(meta['title'])}」已送达 ${textOf(meta['number'])}`.trimEnd(),
    detail: `${textOf(meta['way'])}送达，送达日期 ${textOf(meta['deliveredOn'])}。`,
  }),
  JOB_COMPLETED: (event, name, facts) => {
    const type = facts.jobs.get(event.elementInstanceKey ?? '');
    // The notice tells of itself.
    if (type === 'notice') return null;
    if (type === 'notify') return { title: `发出提醒「${name}」` };
    return { title: type === 'case' ? `更新事项信息「${name}」` : `完成「${name}」` };
  },

  JOB_FAILED: (event, name) => ({ title: `「${name}」没有办成`, ...message(event) }),
  JOB_TIMED_OUT: (event, name) => ({
    title: `「${name}」的程序没有按时回报`,
    detail: `${shanghaiTime(textOf(event.meta['deadline']))} 前没有收到结果，重新交给程序办理。`,
  }),

  TIMER_FIRED: (_event, name) => ({ title: `期限提醒「${name}」`, detail: '到达设定的时间，由系统自动触发。' }),
  TIMER_RESCHEDULED: (event, name) => {
    const dueAt = textOf(event.entered?.['dueAt']);
    const moved = dueAt ? `改为 ${shanghaiTime(dueAt)} 触发。` : '';
    return { title: `重新计算期限「${name}」`, ...detailed(calendarChanged(event) + moved) };
  },
  CLOCK_MOVED: (event) => ({
    title: `「${textOf(event.meta['name'])}」期限改为 ${textOf(event.meta['to'])}`,
    detail: `${calendarChanged(event)}原为 ${textOf(event.meta['from'])}。`,
  }),
  MESSAGE_THROWN: (event, name) => ({ title: `发出通知「${textOf(event.entered?.['name']) || name}」` }),
  MESSAGE_CORRELATED: (_event, name) => ({ title: `收到通知「${name}」` }),
  SIGNAL_THROWN: (event, name) => ({ title: `发出广播「${textOf(event.entered?.['name']) || name}」` }),
  SIGNAL_CAUGHT: (_event, name) => ({ title: `收到广播「${name}」` }),

  CALL: (_event, name) => ({ title: `「${name}」调用了另一流程`, detail: '被调用的流程单独办理，办完后回到本流程。' }),
  CALL_COMPLETED: (_event, name) => ({ title: `「${name}」调用的流程已办完` }),
  CONDITION_MET: (_event, name) => ({
    title: `条件成立「${name}」`,
    detail: '办理数据符合设定的条件，由系统自动触发。',
  }),
  DATA_STORE_WRITTEN: (_event, name) => ({ title: `「${name}」更新了共用数据` }),
  DECISION_EVALUATED: (event, name) => ({ title: `按决策表判定「${name}」`, ...decided(event) }),
  ESCALATION_THROWN: (event, name) => ({ title: `「${name}」上报情况`, ...code(event, 'escalationCode', '上报代码') }),
  COMPENSATION_STARTED: (_event, name) => ({
    title: `开始撤销已完成的步骤「${name}」`,
    detail: '已完成的步骤按完成的先后倒着撤销。',
  }),
  PROCESS_MODIFIED: (event, _name, facts) => ({ title: '调整了办理位置', detail: adjusted(event, facts) }),
  PROCESS_MIGRATED: (event) => ({ title: '转到另一版流程图办理', ...migrated(event) }),

  ERROR_THROWN: (event, name) => ({ title: `「${name}」报告错误`, ...code(event, 'errorCode', '错误代码') }),
  INCIDENT_CREATED: (event, name) => ({ title: `「${name}」出现异常`, ...message(event) }),
  INCIDENT_RESOLVED: (_event, name) => ({ title: `「${name}」的异常已处理`, detail: '该环节重新执行。' }),
  INSTANCE_ARCHIVED: ({ meta }) => ({
    title: '已归档',
    detail: `此前的 ${Number(meta['events'])} 条记录已移入归档文件 ${textOf(meta['file'])}（SHA-256：${textOf(meta['sha256'])}）。需要查阅时，请系统管理员从归档取回。`,
  }),
  INSTANCE_RESTORED: ({ meta }) => ({ title: '从归档取回', detail: `取自归档文件 ${textOf(meta['file'])}。` }),
  VARIABLES_SET: () => ({ title: '修改了办理数据', detail: '数据由人员或程序直接修改，不是通过办理步骤填写。' }),
};

/**
 * What the timeline says about one event; null where it says nothing. An event of a type that this version does not know is
 * told too: nothing that is in the chain may be left out silently.
 */
export function tell(event: ReadEvent, facts: TimelineFacts): Telling | null {
  const name = nameOf(event, facts);
  const teller = Object.hasOwn(tellers, event.type) ? tellers[event.type] : undefined;
  const telling = teller ? teller(event, name, facts) : { title: `其他记录「${name}」` };
  const repetition = repetitionOf(event, facts);
  if (!telling || !repetition) return telling;
  const ending = `「${name}」${telling.title.includes(`「${name}」阶段`) ? '阶段' : ''}`;
  return { ...telling, title: telling.title.split(ending).join(`${ending}第 ${repetition.round} 次`) };
}

/** The body of an activity that is carried out several times. */
const REPEATED = 'MULTI_INSTANCE_BODY';

/** Transactions count as subprocesses. */
const stages: ReadonlySet<string | undefined> = new Set(['SUB_PROCESS', 'EVENT_SUB_PROCESS', 'AD_HOC_SUB_PROCESS']);

export function nameOf(event: ReadEvent, facts: TimelineFacts): string {
  const element = facts.elements.get(event.elementInstanceKey ?? '');
  if (element) return element.name;
  return (event.elementId && facts.names.get(event.elementId)) || facts.processName;
}

export const typeOf = (event: ReadEvent, facts: TimelineFacts): string | undefined =>
  facts.elements.get(event.elementInstanceKey ?? '')?.type;

const taskOf = (event: ReadEvent, facts: TimelineFacts) => facts.tasks.get(event.elementInstanceKey ?? '');

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const detailed = (detail: string): Pick<Telling, 'detail'> => (detail ? { detail } : {});
/** That the working days were changed, and why. */
function calendarChanged({ meta }: ReadEvent): string {
  if (meta['clock'] === 'moved') return '法定期限有变动，';
  if (typeof meta['calendar'] !== 'string') return '';
  const reason = textOf(meta['reason']);
  return reason ? `工作日有调整（${reason}），` : '新公布了放假安排，';
}

/** Engines and job workers write their messages without a full stop. */
const message = (event: ReadEvent): Pick<Telling, 'detail'> =>
  detailed(textOf(event.entered?.['message']).replace(/([^。！？])$/u, '$1。'));
const reason = (event: ReadEvent): Pick<Telling, 'detail'> => {
  const text = textOf(event.entered?.['reason']);
  return detailed(text && `原因：${text}`);
};
const code = (event: ReadEvent, field: string, word: string): Pick<Telling, 'detail'> => {
  const text = textOf(event.entered?.[field]);
  return detailed(text && `${word} ${text}。`);
};

/** The version an event names; those recorded before it was named have that of the instance. */
const versionOf = (event: ReadEvent, facts: TimelineFacts): number =>
  typeof event.meta['version'] === 'number' ? event.meta['version'] : facts.version;

const migrated = ({ meta }: ReadEvent): Pick<Telling, 'detail'> =>
  typeof meta['version'] === 'number' ? { detail: `从此按第 ${meta['version']} 版流程图办理。` } : {};

const itemIn = (event: ReadEvent, facts: TimelineFacts): Pick<Telling, 'detail'> => {
  const item = repetitionOf(event, facts)?.item;
  return detailed(item ? `这一次办理：${item}。` : '');
};

function roundsDone(event: ReadEvent, facts: TimelineFacts): Pick<Telling, 'detail'> {
  const activity = repeatedActivityOf(event, facts);
  if (!activity) return {};
  if (activity.begun === 0) return { detail: '没有需要办理的，一次也没有办。' };
  const { begun, terminated } = activity;
  return {
    detail:
      terminated > 0 ? `共 ${begun} 次，办完 ${begun - terminated} 次，撤销 ${terminated} 次。` : `共 ${begun} 次。`,
  };
}

function decided(event: ReadEvent): Pick<Telling, 'detail'> {
  const { version, output } = event.entered ?? {};
  const result = enteredFields([], { output }).map(({ value }) => value);
  const by = typeof version === 'number' ? `决策表第 ${version} 版，` : '';
  return event.entered
    ? { detail: `${by}${result.length > 0 ? `结果：${result.join('；')}。` : '没有得出结果。'}` }
    : {};
}

/** Which steps were begun and ended by hand. */
function adjusted(event: ReadEvent, facts: TimelineFacts): string {
  const namesOf = (field: string): string => {
    const ids = event.entered?.[field];
    const names = Array.isArray(ids) ? ids.map((id) => `「${facts.names.get(String(id)) ?? '其他环节'}」`) : [];
    return [...new Set(names)].join('、');
  };
  const [begun, ended] = [namesOf('activated'), namesOf('terminated')];
  return `由人员直接调整，不是按流程图流转。${begun && `开始${begun}。`}${ended && `中止${ended}。`}`;
}

const settings: Record<string, string> = {
  candidateGroups: '办理岗位',
  candidateUsers: '办理人员',
  dueAt: '期限',
  followUpAt: '跟进时间',
  priority: '优先级',
};

function changedFields(event: ReadEvent): Pick<Telling, 'detail'> {
  const { fields } = event.meta;
  const names = Array.isArray(fields) ? fields.flatMap((field) => settings[String(field)] ?? []) : [];
  return detailed(names.length > 0 ? `调整了${names.join('、')}。` : '');
}
