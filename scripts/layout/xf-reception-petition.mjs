/** Pool 接访办理: from registration to the delivered reply. Columns 0–22 are shared with pool 秩序事件. */
import {
  boundaryTimer,
  chain,
  endEvent,
  eventBased,
  exclusive,
  flow,
  messageCatch,
  messageThrow,
  otherwise,
  parallel,
  serviceTask,
  startEvent,
  subProcess,
  timerCatch,
  userTask,
  when,
} from './build.mjs';

const [RECEPTION, LEADER, SUPERVISION, UNIT] = ['lane_reception', 'lane_leader', 'lane_supervision', 'lane_unit'];
const parent = 'sub_intake';
const notice = (template, result) => ({ headers: { template, ...(result && { result }) } });
const text = (value) => `="${value}"`;

const intake = [
  subProcess('sub_intake', '接谈受理', RECEPTION, { basis: 'S1.2 S1.3 R22-22 R22-23' }),
  startEvent('start_intake', '开始接谈', [2, RECEPTION, 0], { parent, basis: 'S1.1 S1.2' }),
  userTask('task_talk', '接谈', [3, RECEPTION, 0], 'talk', { parent, basis: 'S1.1 S1.2' }),
  exclusive('gw_conduct', '出现扰乱秩序行为？', [4, RECEPTION, 0], { parent, basis: 'S1.6 R22-26 R22-47' }),
  messageThrow('throw_order', '移交秩序事件', [4, RECEPTION, 1], {
    parent,
    basis: 'S1.6 R22-26 R22-47',
    message: 'message_conduct',
    // Conduct only: nothing of the petition but its number goes over.
    inputs: {
      caseNumber: '=caseNumber',
      conductPlace: '=conductPlace',
      conductTime: '=conductTime',
      conductFacts: '=conductFacts',
    },
    label: 'left',
  }),
  exclusive('gw_conduct_merge', '', [5, RECEPTION, 0], { parent, basis: 'S1.2' }),
  userTask('task_assess', '研判', [6, RECEPTION, 0], 'assess', { parent, basis: 'S1.4 S1.5 R22-29 R22-30 R22-31' }),
  userTask('task_route', '分级或归口', [7, RECEPTION, 0], 'route', { parent, basis: 'S1.3 R22-22 R22-23' }),
  exclusive('gw_competent', '属本级管辖？', [8, RECEPTION, 0], { parent, basis: 'S1.3 R22-22 R22-23' }),
  serviceTask('job_accept', '出具受理告知书', [9, RECEPTION, 0], 'notice', {
    parent,
    basis: 'S1.2 R22-23 R22-34',
    station: '受理',
    clock: 'stop:告知 start:办结',
    ...notice('acceptance_notice'),
  }),
  endEvent('end_intake_accepted', '已受理', [10, RECEPTION, 0], { parent, basis: 'R22-23' }),
  serviceTask('job_transfer', '出具转送去向告知单', [9, RECEPTION, 1], 'notice', {
    parent,
    basis: 'S1.3 R22-22 R22-23',
    clock: 'stop:告知',
    ...notice('transfer_notice'),
  }),
  endEvent('end_intake_transferred', '已告知去向', [10, RECEPTION, 1], { parent, basis: 'S1.3 R22-22' }),
  boundaryTimer('timer_tell_warn', '告知期限前3日', 'sub_intake', RECEPTION, '=warn(due("告知"), 3)', {
    column: 6,
    basis: 'R22-22 R22-23',
    label: 'belowLeft',
  }),
  serviceTask('job_tell_warn', '提醒告知', [7, RECEPTION, 2], 'notify', {
    basis: 'R22-22 R22-23',
    inputs: {
      to: text('R1'),
      text: '="信访事项 " + caseNumber + " 的告知期限将于 3 日后届满，请尽快完成接谈并书面告知受理情况或转送去向。"',
    },
  }),
  endEvent('end_tell_warn', '已提醒', [8, RECEPTION, 2], { basis: 'R22-22 R22-23' }),
  boundaryTimer('timer_tell_due', '告知逾期', 'sub_intake', RECEPTION, '=expires(due("告知"))', {
    column: 9,
    basis: 'R22-22 R22-23 R22-40',
    label: 'belowRight',
  }),
  userTask('task_tell_urge', '催办告知', [10, SUPERVISION, 1], 'urge', { basis: 'R22-22 R22-23 R22-40' }),
  endEvent('end_tell_urge', '已催办', [11, SUPERVISION, 1], { basis: 'R22-40' }),
];

const watch = [
  eventBased('ebg_watch1', '期限监督', [17, SUPERVISION, 0], { basis: 'R22-34 R22-40' }),
  messageCatch('msg_delivered1', '答复送达', [18, SUPERVISION, 0], { basis: 'R22-34', message: 'message_delivered' }),
  timerCatch('timer_finish_warn', '办结期限前7日', [17, SUPERVISION, 1], {
    basis: 'R22-34',
    timer: '=warn(due("办结"), 7)',
  }),
  serviceTask('job_finish_warn', '临期提醒', [18, SUPERVISION, 1], 'notify', {
    basis: 'R22-34',
    inputs: {
      to: text('R6'),
      text: '="信访事项 " + caseNumber + " 的办结期限将于 7 日后届满，请抓紧办理、拟写答复；确需延期的，应当在期限届满前报批。"',
    },
  }),
  eventBased('ebg_watch2', '到期监督', [19, SUPERVISION, 1], { basis: 'R22-34 R22-40' }),
  messageCatch('msg_delivered2', '答复送达', [20, SUPERVISION, 1], { basis: 'R22-34', message: 'message_delivered' }),
  timerCatch('timer_finish_due', '办结逾期', [19, SUPERVISION, 2], {
    basis: 'R22-34 R22-40',
    timer: '=expires(due("办结"))',
  }),
  userTask('task_finish_urge', '督办', [20, SUPERVISION, 2], 'urge', { basis: 'S1.4 R22-34 R22-40', station: '督办' }),
  exclusive('gw_watch_merge', '', [21, SUPERVISION, 0], { basis: 'R22-34' }),
];

const handling = [
  exclusive('gw_policy', '要求合理且符合政策？', [13, RECEPTION, 0], { basis: 'S1.4 S1.5' }),
  userTask('task_explain', '解释疏导', [14, RECEPTION, 0], 'explain', { basis: 'S1.5 R22-32', station: '办理' }),
  userTask('task_approve', '领导审批', [13, LEADER, 0], 'approve', {
    basis: 'S1.4',
    separateFrom: 'task_talk task_assess task_route',
  }),
  exclusive('gw_approved', '同意立案？', [14, LEADER, 0], { basis: 'S1.4' }),
  userTask('task_refuse', '说明不予立案理由', [14, RECEPTION, 1], 'explain', { basis: 'S1.4 S1.5', station: '办理' }),
  serviceTask('job_docket', '立案', [14, LEADER, 1], 'notice', {
    basis: 'S1.4',
    ...notice('docket_approval', 'docket'),
  }),
  serviceTask('job_set_docket', '登记立案号', [14, SUPERVISION, 1], 'case', {
    basis: 'S1.4',
    station: '办理',
    inputs: {
      docketNumber: '=docket.number',
      status: text('办理中'),
      responsibleUnit: '=responsibleUnit',
      kind: '=kind',
      level: '=level',
    },
  }),
  userTask('task_supervise', '督查交办', [14, SUPERVISION, 2], 'supervise', { basis: 'S1.4 R22-22', station: '督办' }),
  userTask('task_handle', '承办', [14, UNIT, 0], 'handle', { basis: 'S1.4 R22-31', unit: '=responsibleUnit' }),
  userTask('task_verify', '督查核实', [15, SUPERVISION, 1], 'verify', { basis: 'S1.4', separateFrom: 'task_handle' }),
  exclusive('gw_settled', '落实到位？', [15, SUPERVISION, 2], { basis: 'S1.4' }),
  userTask('task_draft', '拟写答复', [16, UNIT, 0], 'draft_reply', { basis: 'S1.2 R22-32', unit: '=responsibleUnit' }),
  userTask('task_draft_office', '拟写答复', [16, RECEPTION, 0], 'draft_reply', { basis: 'S1.2 S1.5 R22-32' }),
];

const replying = [
  exclusive('gw_reply', '', [16, LEADER, 0], { basis: 'R22-32' }),
  userTask('task_sign', '签发答复', [17, LEADER, 0], 'sign_reply', {
    basis: 'R22-32',
    separateFrom: 'task_draft task_draft_office',
  }),
  exclusive('gw_signed', '同意签发？', [18, LEADER, 0], { basis: 'R22-32' }),
  serviceTask('job_reply', '出具处理意见书', [19, LEADER, 0], 'notice', {
    basis: 'S1.2 R22-32 R22-35',
    ...notice('reply_opinion'),
  }),
  userTask('task_deliver', '送达', [19, RECEPTION, 0], 'deliver', {
    basis: 'S1.2 R22-32 R22-35',
    station: '回复',
    clock: 'stop:办结',
  }),
  messageThrow('throw_delivered', '答复送达', [20, RECEPTION, 0], { basis: 'R22-34', message: 'message_delivered' }),
  parallel('gw_watch_join', '监督结束', [21, RECEPTION, 0], { basis: 'R22-34' }),
  serviceTask('job_archive', '归档', [22, RECEPTION, 0], 'case', {
    basis: 'S1.2 R22-34',
    inputs: {
      status: text('已办结'),
      outcome: '=string join(distinct values(demands.result), "、")',
      demands: '=demands',
      kind: '=kind',
      level: '=level',
      responsibleUnit: '=responsibleUnit',
    },
  }),
  endEvent('end_archived', '已归档', [23, RECEPTION, 0], { basis: 'S1.2 R22-34' }),
];

const flows = [
  ...chain('start_register', 'job_receipt', 'sub_intake', 'gw_local'),
  ...chain('start_intake', 'task_talk', 'gw_conduct'),
  when('gw_conduct', 'throw_order', '是', '=conductOccurred = true', { exit: 'bottom' }),
  otherwise('gw_conduct', 'gw_conduct_merge', '否'),
  flow('throw_order', 'gw_conduct_merge', { exit: 'right', enter: 'bottom' }),
  ...chain('gw_conduct_merge', 'task_assess', 'task_route', 'gw_competent'),
  when('gw_competent', 'job_accept', '是', '=competent = true'),
  otherwise('gw_competent', 'job_transfer', '否', { exit: 'bottom', enter: 'left' }),
  ...chain('job_accept', 'end_intake_accepted'),
  ...chain('job_transfer', 'end_intake_transferred'),
  flow('timer_tell_warn', 'job_tell_warn', { exit: 'bottom', enter: 'left' }),
  ...chain('job_tell_warn', 'end_tell_warn'),
  flow('timer_tell_due', 'task_tell_urge', { exit: 'bottom', enter: 'left' }),
  ...chain('task_tell_urge', 'end_tell_urge'),
  when('gw_local', 'gw_watch_split', '是', '=competent = true'),
  otherwise('gw_local', 'job_close_transferred', '否', { exit: 'bottom', enter: 'top' }),
  ...chain('job_close_transferred', 'end_transferred'),
  ...chain('gw_watch_split', 'gw_policy'),
  flow('gw_watch_split', 'ebg_watch1', { exit: 'bottom', enter: 'left' }),
  when('gw_policy', 'task_approve', '是', '=reasonable = true and conformsPolicy = true', {
    exit: 'bottom',
    enter: 'top',
  }),
  otherwise('gw_policy', 'task_explain', '否'),
  ...chain('task_approve', 'gw_approved'),
  when('gw_approved', 'job_docket', '同意', '=approved = true', { exit: 'bottom', enter: 'top' }),
  otherwise('gw_approved', 'task_refuse', '不同意', { exit: 'top', enter: 'bottom' }),
  flow('job_docket', 'job_set_docket', { exit: 'bottom', enter: 'top' }),
  flow('job_set_docket', 'task_supervise', { exit: 'bottom', enter: 'top' }),
  flow('task_supervise', 'task_handle', { exit: 'bottom', enter: 'top' }),
  flow('task_handle', 'task_verify', { exit: 'right-20', enter: 'left' }),
  flow('task_verify', 'gw_settled', { exit: 'bottom', enter: 'top' }),
  when('gw_settled', 'task_draft', '是', '=settled = true', { exit: 'right', enter: 'left' }),
  otherwise('gw_settled', 'task_handle', '否', { exit: 'bottom', enter: 'right+20' }),
  flow('task_explain', 'task_draft_office'),
  flow('task_refuse', 'task_draft_office', { exit: 'right', enter: 'left+20' }),
  flow('task_draft', 'gw_reply', { exit: 'top', enter: 'bottom' }),
  flow('task_draft_office', 'gw_reply', { exit: 'bottom', enter: 'top' }),
  ...chain('gw_reply', 'task_sign', 'gw_signed'),
  when('gw_signed', 'job_reply', '同意', '=signed = true'),
  when(
    'gw_signed',
    'task_draft',
    '退回承办单位',
    '=signed = false and reasonable = true and conformsPolicy = true and approved = true',
    { exit: 'bottom', enter: 'right' },
  ),
  otherwise('gw_signed', 'task_draft_office', '退回接访员', { exit: 'top', enter: 'right' }),
  flow('job_reply', 'task_deliver', { exit: 'top', enter: 'bottom' }),
  ...chain('task_deliver', 'throw_delivered', 'gw_watch_join', 'job_archive', 'end_archived'),
  ...chain('ebg_watch1', 'msg_delivered1', 'gw_watch_merge'),
  flow('ebg_watch1', 'timer_finish_warn', { exit: 'bottom', enter: 'top' }),
  ...chain('timer_finish_warn', 'job_finish_warn', 'ebg_watch2', 'msg_delivered2'),
  flow('msg_delivered2', 'gw_watch_merge', { exit: 'right', enter: 'bottom' }),
  flow('ebg_watch2', 'timer_finish_due', { exit: 'bottom', enter: 'top' }),
  ...chain('timer_finish_due', 'task_finish_urge'),
  flow('task_finish_urge', 'gw_watch_merge', { exit: 'right', enter: 'right' }),
  flow('gw_watch_merge', 'gw_watch_join', { exit: 'top', enter: 'bottom' }),
];

export const receptionPool = {
  id: 'pool_reception',
  name: '接访办理',
  process: { id: 'xf_reception', name: '来访事项接访办理', versionTag: '1.0', basis: 'S1.1 S1.2 S1.3 S1.4 S1.5 S1.6' },
  lanes: [
    { id: RECEPTION, name: '接访员', role: 'R1', rows: [0, 1, 2], basis: 'S1.1 S1.2' },
    { id: LEADER, name: '主管领导', role: 'R5', rows: [0, 1], basis: 'S1.4 R22-32' },
    { id: SUPERVISION, name: '信访督查组', role: 'R3', rows: [0, 1, 2], basis: 'S1.4 R22-40' },
    { id: UNIT, name: '承办单位', role: 'R6', rows: [0], basis: 'S1.4 R22-31' },
  ],
  nodes: [
    startEvent('start_register', '登记', [0, RECEPTION, 0], {
      basis: 'S1.1 R22-22',
      station: '提出',
      clock: 'start:告知',
    }),
    serviceTask('job_receipt', '出具登记凭证', [1, RECEPTION, 0], 'notice', {
      basis: 'S1.1 R22-22',
      ...notice('registration_receipt'),
    }),
    ...intake,
    exclusive('gw_local', '本级办理？', [11, RECEPTION, 0], { basis: 'S1.3 R22-22 R22-23' }),
    serviceTask('job_close_transferred', '转送办结', [11, RECEPTION, 1], 'case', {
      basis: 'S1.3 R22-22',
      inputs: { status: text('已办结'), outcome: text('转送'), kind: '=kind', level: '=level' },
    }),
    endEvent('end_transferred', '已转送告知', [11, RECEPTION, 2], { basis: 'S1.3 R22-22' }),
    parallel('gw_watch_split', '办理与监督', [12, RECEPTION, 0], { basis: 'S1.4 R22-34' }),
    ...watch,
    ...handling,
    ...replying,
  ],
  flows,
};
