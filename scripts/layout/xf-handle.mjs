/**
 * Writes processes/xf_handle.bpmn: 办理答复 — handled, answered, delivered, and open for review for 30 days.
 * Run: node scripts/layout/xf-handle.mjs
 */
import {
  boundaryMessage,
  boundaryTimer,
  chain,
  endEvent,
  eventBased,
  exclusive,
  flow,
  messageCatch,
  messageEnd,
  messageStart,
  messageThrow,
  notice,
  otherwise,
  parallel,
  same,
  serviceTask,
  subProcess,
  timerCatch,
  userTask,
  when,
  writeWhenStarted,
} from './build.mjs';
import { UNIT, workFlows, workNodes } from './xf-handle-work.mjs';

const CHIEF = 'lane_chief';
const unit = '=responsibleUnit';
const scope = 'sub_handle';
/** What became of the demands; an agreement of both sides is an outcome of its own (R22-33). */
const outcome = '=if mediationAgreed = true then "调解和解" else string join(distinct values(demands.result), "、")';
const remind = (days) => ({
  basis: 'R22-34',
  inputs: {
    to: '="R6"',
    text: `="信访事项 " + caseNumber + " 的办结期限 ${days} 日后届满，请抓紧办理、答复；确需延期的，应当在届满前报批。"`,
  },
});

const beginning = [
  messageStart('start_handle', '受理', [0, UNIT, 2], { basis: 'S3.2 R22-34', message: 'message_accepted' }),
  messageStart('start_redo', '重办', [0, UNIT, 3], {
    basis: 'R22-35 R22-36',
    message: 'message_redo',
    clock: 'start:办结',
  }),
  exclusive('gw_begin', '', [1, UNIT, 2], { basis: 'R22-34' }),
  subProcess('sub_handle', '办理至送达', UNIT, { basis: 'R22-31 R22-32 R22-34' }),
];

const watching = [
  boundaryTimer('timer_extend', '前15日', scope, UNIT, '=warn(due("办结"), 15)', {
    column: 3,
    basis: 'R22-34',
    label: 'belowLeft',
  }),
  userTask('task_extend', '延期审批', [4, CHIEF, 0], 'extension', { basis: 'R22-34', unit, clock: 'extend:办结' }),
  // Opened fifteen days before the term ends: with the term the question is over, also where the matter was settled meanwhile.
  boundaryTimer('timer_extend_over', '期限届满', 'task_extend', CHIEF, '=expires(addCalendarDays(today(), 15))', {
    basis: 'R22-34',
    interrupting: true,
    offset: 30,
  }),
  endEvent('end_extend_over', '未决定延期', [4.5, CHIEF, 1], { basis: 'R22-34' }),
  exclusive('gw_extend', '同意延期？', [5, CHIEF, 0], { basis: 'R22-34' }),
  serviceTask('job_extension_approval', '出具延期审批表', [6, CHIEF, 0], 'notice', {
    basis: 'R22-34',
    inputs: {
      ...same('responsibleUnit', 'extensionApproved', 'extensionReason', 'extensionOpinion'),
      extendedTo: '=due("办结")',
    },
    ...notice('extension_approval'),
  }),
  serviceTask('job_extension', '出具延期告知书', [8, CHIEF, 0], 'notice', {
    basis: 'R22-34',
    inputs: { ...same('responsibleUnit', 'extensionReason'), extendedTo: '=due("办结")' },
    ...notice('extension_notice'),
  }),
  endEvent('end_extended', '已延期', [9, CHIEF, 0], { basis: 'R22-34' }),
  endEvent('end_not_extended', '不延期', [6, CHIEF, 1], { basis: 'R22-34' }),
  boundaryTimer('timer_finish_warn', '前7日', scope, UNIT, '=warn(due("办结"), 7)', {
    column: 7,
    basis: 'R22-34',
    label: 'belowLeft',
  }),
  serviceTask('job_finish_warn', '提醒办结', [8, UNIT, 6], 'notify', remind(7)),
  endEvent('end_finish_warn', '已提醒', [9, UNIT, 6], { basis: 'R22-34' }),
  boundaryTimer('timer_finish_warn2', '前3日', scope, UNIT, '=warn(due("办结"), 3)', {
    column: 10,
    basis: 'R22-34',
    label: 'belowLeft',
  }),
  serviceTask('job_finish_warn2', '再次提醒办结', [11, UNIT, 6], 'notify', remind(3)),
  endEvent('end_finish_warn2', '已再次提醒', [12, UNIT, 6], { basis: 'R22-34' }),
  boundaryTimer('timer_finish_due', '办结逾期', scope, UNIT, '=expires(due("办结"))', {
    column: 13,
    basis: 'R22-34 R22-40',
    label: 'belowLeft',
  }),
  messageEnd('end_overdue', '超期', [14, UNIT, 6], {
    basis: 'R22-34 R22-40',
    message: 'message_overdue',
    inputs: {
      caseNumber: '=caseNumber',
      overdueClock: '="办结"',
      overdueStep: '="办理答复"',
      lateUnit: '=responsibleUnit',
    },
  }),
  boundaryMessage('msg_withdraw', '撤回', scope, UNIT, 'message_withdraw', {
    column: 15,
    interrupting: true,
    basis: 'R22-31 H13',
    label: 'belowLeft',
  }),
  serviceTask('job_withdrawn', '登记撤回', [16, UNIT, 6], 'case', {
    basis: 'R22-31',
    clock: 'stop:办结',
    inputs: { status: '="已办结"', outcome: '="撤回"' },
  }),
  messageEnd('end_withdrawn', '已撤回', [17, UNIT, 6], {
    basis: 'R22-31',
    message: 'message_settled',
    inputs: { caseNumber: '=caseNumber', outcome: '="撤回"' },
  }),
];

const afterwards = [
  parallel('gw_after', '送达之后', [19, UNIT, 2], { basis: 'R22-35 S5.5' }),
  exclusive('gw_support', '有支持的诉求？', [20, UNIT, 1], { basis: 'R22-32' }),
  userTask('task_execute', '督促执行', [21, UNIT, 1], 'execute', { basis: 'R22-32', unit }),
  exclusive('gw_executed', '', [22, UNIT, 1], { basis: 'R22-32' }),
  eventBased('ebg_review', '复查申请期', [20, UNIT, 2], { basis: 'R22-35' }),
  messageCatch('msg_review', '复查申请', [21, UNIT, 2], {
    basis: 'R22-35',
    clock: 'stop:复查申请期',
    message: 'message_review_request',
  }),
  messageThrow('throw_review', '复查立项', [22, UNIT, 2], {
    basis: 'R22-35',
    message: 'message_review',
    inputs: {
      ...same('caseNumber', 'title', 'demands', 'responsibleUnit', 'deliveredOn', 'requestText', 'requestedOn'),
      priorOpinion: '=string join(for demand in demands return demand.result + "：" + demand.reply, "；")',
      priorNumber: '=if replyDocument = null then "口头或者电子答复" else replyDocument.number',
    },
  }),
  timerCatch('timer_period', '送达满30日', [21, UNIT, 3], {
    basis: 'R22-35',
    timer: '=expires(due("复查申请期"))',
  }),
  exclusive('gw_period', '', [23, UNIT, 2], { basis: 'R22-35' }),
  parallel('gw_close', '', [24, UNIT, 2], { basis: 'S3.3 R22-34' }),
  userTask('task_archive', '归档', [24, UNIT, 3], 'archive', { basis: 'S3.3 R22-34', candidateGroups: 'R15' }),
  serviceTask('job_archive', '登记办结', [24, UNIT, 4], 'case', {
    basis: 'S3.3 R22-34',
    inputs: {
      status: '="已办结"',
      outcome,
      demands: '=demands',
      kind: '=kind',
      level: '=level',
      responsibleUnit: '=responsibleUnit',
    },
  }),
  messageEnd('end_archived', '办结', [24, UNIT, 5], {
    basis: 'S3.3 R22-34',
    message: 'message_settled',
    inputs: { caseNumber: '=caseNumber', outcome },
  }),
  userTask('task_satisfaction', '邀请评价', [20, UNIT, 4], 'satisfaction', {
    basis: 'S1.1 S5.5 H13',
    candidateGroups: 'R1',
  }),
  boundaryTimer('timer_satisfaction', '30日未评价', 'task_satisfaction', UNIT, undefined, {
    duration: 'P30D',
    interrupting: true,
    basis: 'S5.5 H13',
    label: 'belowRight',
  }),
  serviceTask('job_satisfaction', '出具回访表', [21, UNIT, 4], 'notice', {
    basis: 'S5.5 H13',
    ...notice('satisfaction_form'),
  }),
  endEvent('end_rated', '已评价', [22, UNIT, 4], { basis: 'S5.5 H13' }),
  endEvent('end_unrated', '未评价', [21, UNIT, 5], { basis: 'S5.5 H13' }),
];

const flows = [
  ...chain('start_handle', 'gw_begin', 'sub_handle', 'gw_after'),
  flow('start_redo', 'gw_begin', { exit: 'right', enter: 'bottom' }),
  ...workFlows,
  flow('timer_extend', 'task_extend', { exit: 'bottom', enter: 'left' }),
  flow('timer_extend_over', 'end_extend_over', { exit: 'bottom', enter: 'left' }),
  ...chain('task_extend', 'gw_extend'),
  when('gw_extend', 'job_extension_approval', '同意', '=extensionApproved = true'),
  otherwise('gw_extend', 'end_not_extended', '不同意', { exit: 'bottom', enter: 'left' }),
  ...chain('job_extension_approval', 'job_extension', 'end_extended'),
  flow('timer_finish_warn', 'job_finish_warn', { exit: 'bottom', enter: 'left' }),
  ...chain('job_finish_warn', 'end_finish_warn'),
  flow('timer_finish_warn2', 'job_finish_warn2', { exit: 'bottom', enter: 'left' }),
  ...chain('job_finish_warn2', 'end_finish_warn2'),
  flow('timer_finish_due', 'end_overdue', { exit: 'bottom', enter: 'left' }),
  flow('msg_withdraw', 'job_withdrawn', { exit: 'bottom', enter: 'left' }),
  ...chain('job_withdrawn', 'end_withdrawn'),
  ...chain('gw_after', 'ebg_review', 'msg_review', 'throw_review', 'gw_period', 'gw_close'),
  flow('gw_after', 'gw_support', { exit: 'top', enter: 'left' }),
  flow('gw_after', 'task_satisfaction', { exit: 'bottom', enter: 'left' }),
  when('gw_support', 'task_execute', '是', '=(some demand in demands satisfies demand.result = "支持") = true'),
  otherwise('gw_support', 'gw_executed', '否', { exit: 'top', enter: 'top' }),
  ...chain('task_execute', 'gw_executed'),
  flow('gw_executed', 'gw_close', { exit: 'right', enter: 'top' }),
  flow('ebg_review', 'timer_period', { exit: 'bottom', enter: 'left' }),
  flow('timer_period', 'gw_period', { exit: 'right', enter: 'bottom' }),
  flow('gw_close', 'task_archive', { exit: 'bottom', enter: 'top' }),
  flow('task_archive', 'job_archive', { exit: 'bottom', enter: 'top' }),
  flow('job_archive', 'end_archived', { exit: 'bottom', enter: 'top' }),
  ...chain('task_satisfaction', 'job_satisfaction', 'end_rated'),
  flow('timer_satisfaction', 'end_unrated', { exit: 'bottom', enter: 'left' }),
];

const handlePool = {
  id: 'pool_handle',
  name: '办理答复',
  process: {
    id: 'xf_handle',
    name: '办理答复',
    versionTag: '1.0',
    basis: 'S1.2 S5.5 R22-31 R22-32 R22-33 R22-34 R22-35',
  },
  lanes: [
    { id: UNIT, name: '承办单位', role: 'R6', rows: [0, 1, 2, 3, 4, 5, 6], basis: 'R22-31 R22-32' },
    { id: CHIEF, name: '单位负责人', role: 'R7', rows: [0, 1], basis: 'R22-34' },
  ],
  nodes: [...beginning, ...workNodes, ...watching, ...afterwards],
  flows,
};

export const model = {
  id: 'xf_handle_definitions',
  collaboration: 'xf_handle_collaboration',
  messages: [
    { id: 'message_accepted', name: '受理' },
    { id: 'message_redo', name: '重办' },
    { id: 'message_conduct', name: '秩序事件' },
    { id: 'message_fund', name: '资金' },
    { id: 'message_withdraw', name: '撤回' },
    { id: 'message_overdue', name: '超期' },
    { id: 'message_review_request', name: '复查申请' },
    { id: 'message_review', name: '复查立项' },
    { id: 'message_settled', name: '办结' },
  ],
  pools: [handlePool],
  messageFlows: [],
};

void writeWhenStarted(model, 'xf_handle', import.meta.url);
