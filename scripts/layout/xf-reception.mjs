/**
 * Writes processes/xf_reception.bpmn: 来访接待登记 — from registration to the answer on the spot or to xf_route.
 * Run: node scripts/layout/xf-reception.mjs
 */
import {
  boundaryTimer,
  callActivity,
  chain,
  endEvent,
  exclusive,
  flow,
  inclusive,
  messageEnd,
  messageStart,
  messageThrow,
  notice,
  otherwise,
  ruleTask,
  same,
  serviceTask,
  startEvent,
  subProcess,
  userTask,
  when,
  writeWhenStarted,
} from './build.mjs';

const [OFFICE, RECEPTION, DISCIPLINE] = ['lane_office', 'lane_reception', 'lane_discipline'];
const parent = 'sub_intake';
const received = { basis: 'S1.1 S3.1 S3.6 R22-22 R22-23', station: '提出', clock: 'start:告知' };

const beginnings = [
  messageStart('start_online', '网上信访', [0, RECEPTION, 0], { ...received, message: 'message_online' }),
  messageStart('start_letter', '来信', [0, RECEPTION, 1], { ...received, message: 'message_letter' }),
  startEvent('start_register', '来访登记', [0, RECEPTION, 2], received),
  messageStart('start_call', '来电', [0, RECEPTION, 3], { ...received, message: 'message_call' }),
  messageStart('start_visit', '下访转入', [0, RECEPTION, 4], {
    ...received,
    basis: 'S1.1 S4.4 R22-22',
    message: 'message_visit',
  }),
  exclusive('gw_written', '', [1, RECEPTION, 1], { basis: 'R22-22' }),
  exclusive('gw_elsewhere', '', [1, RECEPTION, 3], { basis: 'R22-22' }),
  serviceTask('job_receipt', '出具登记凭证', [1, RECEPTION, 2], 'notice', {
    basis: 'S1.1 R22-22',
    ...notice('registration_receipt'),
  }),
];

const intake = [
  subProcess('sub_intake', '接谈研判', RECEPTION, { basis: 'S1.2 S1.3 R22-22 R22-23' }),
  startEvent('start_intake', '开始接谈', [2, RECEPTION, 2], { parent, basis: 'S1.1 S1.2' }),
  exclusive('gw_represent', '超过5人？', [3, RECEPTION, 2], { parent, basis: 'L4 R22-20' }),
  userTask('task_represent', '推选代表', [3, RECEPTION, 3], 'representatives', { parent, basis: 'L4 R22-20' }),
  userTask('task_talk', '接谈', [4, RECEPTION, 2], 'talk', { parent, basis: 'S1.1 S1.2' }),
  exclusive('gw_conduct', '出现扰乱秩序行为？', [5, RECEPTION, 2], { parent, basis: 'S1.6 R22-26 R22-47' }),
  messageThrow('throw_order', '移交秩序事件', [5, RECEPTION, 3], {
    parent,
    basis: 'S1.6 R22-26 R22-47 H4',
    message: 'message_conduct',
    // Conduct only: nothing of the petition but its number goes over.
    inputs: same('caseNumber', 'conductPlace', 'conductTime', 'conductFacts'),
    label: 'left',
  }),
  ruleTask('rule_kind', '类型建议', [6, RECEPTION, 2], 'xf_kind', 'kindAdvice', {
    parent,
    basis: 'R22-29 R22-30 R22-31',
    outputs: { kind: '=kindAdvice.kind', route31: '=kindAdvice.route31' },
  }),
  ruleTask('rule_urgency', '缓急建议', [7, RECEPTION, 2], 'xf_urgency', 'urgencyAdvice', {
    parent,
    basis: 'R22-25',
    outputs: { urgent: '=urgencyAdvice.urgent', urgentReason: '=urgencyAdvice.reason' },
  }),
  userTask('task_assess', '研判', [8, RECEPTION, 2], 'assess', {
    parent,
    basis: 'S1.4 S1.5 R22-25 R22-29 R22-30 R22-31',
  }),
  endEvent('end_assessed', '已研判', [9, RECEPTION, 2], { parent, basis: 'S1.2' }),
  boundaryTimer('timer_tell_warn', '告知期限前3日', 'sub_intake', RECEPTION, '=warn(due("告知"), 3)', {
    column: 4,
    basis: 'R22-22 R22-23',
    label: 'belowLeft',
  }),
  serviceTask('job_tell_warn', '提醒告知', [5, RECEPTION, 4], 'notify', {
    basis: 'R22-22 R22-23',
    inputs: {
      to: '="R1"',
      text: '="信访事项 " + caseNumber + " 的告知期限将于 3 日后届满，请尽快完成接谈、研判并移交分流。"',
    },
  }),
  endEvent('end_tell_warn', '已提醒', [6, RECEPTION, 4], { basis: 'R22-22 R22-23' }),
  boundaryTimer('timer_tell_due', '告知逾期', 'sub_intake', RECEPTION, '=expires(due("告知"))', {
    column: 7,
    basis: 'R22-22 R22-23 R22-40',
    label: 'belowLeft',
  }),
  messageEnd('end_tell_overdue', '超期', [8, RECEPTION, 4], {
    basis: 'R22-40',
    message: 'message_overdue',
    inputs: {
      caseNumber: '=caseNumber',
      overdueClock: '="告知"',
      overdueStep: '="接谈研判"',
      lateUnit: '=receivingUnit',
    },
  }),
];

const after = [
  exclusive('gw_accusation', '检举控告？', [10, RECEPTION, 2], { basis: 'R22-30 H7' }),
  userTask('task_discipline', '移送纪检监察', [11, DISCIPLINE, 0], 'discipline', { basis: 'R22-30 H7' }),
  serviceTask('job_close_discipline', '登记移送', [12, DISCIPLINE, 0], 'case', {
    basis: 'R22-30 H7',
    clock: 'stop:告知',
    inputs: { status: '="已办结"', outcome: '="转送"', kind: '=kind' },
  }),
  endEvent('end_discipline', '已移送', [13, DISCIPLINE, 0], { basis: 'R22-30 H7' }),
  exclusive('gw_docket', '合理且符合政策？', [11, RECEPTION, 2], { basis: 'S1.4' }),
  messageThrow('throw_docket', '立案申请', [11, RECEPTION, 1], {
    basis: 'S1.4',
    message: 'message_docket',
    inputs: {
      ...same('caseNumber', 'title', 'demands', 'kind'),
      level: '="县级"',
      docketReason: '=assessReason',
      responsibleUnit: '=receivingUnit',
    },
    label: 'above',
  }),
  exclusive('gw_docketed', '', [12, RECEPTION, 2], { basis: 'S1.4' }),
  inclusive('gw_assessed', '', [13, RECEPTION, 2], { basis: 'S1.5 R22-25' }),
  userTask('task_report', '速报', [14, OFFICE, 0], 'urgent_report', { basis: 'R22-25 S3.5' }),
  serviceTask('job_report', '出具情况专报', [15, OFFICE, 0], 'notice', {
    basis: 'R22-25',
    ...notice('situation_report'),
  }),
  messageThrow('throw_dispatch', '调度', [16, OFFICE, 0], {
    basis: 'R22-25 S3.5',
    message: 'message_dispatch',
    inputs: {
      ...same('caseNumber', 'title', 'demands'),
      responsibleUnit: '=receivingUnit',
      jointReason: '=reportFacts',
    },
  }),
  userTask('task_explain', '解释疏导', [15, RECEPTION, 3], 'explain', { basis: 'S1.5 R22-32' }),
  inclusive('gw_joined', '', [16, RECEPTION, 2], { basis: 'S1.3 S1.5' }),
  exclusive('gw_onsite', '可当场答复？', [17, RECEPTION, 2], { basis: 'S1.2 S1.3' }),
  callActivity('call_route', '分流受理', [18, RECEPTION, 2], 'xf_route', {
    basis: 'S1.3 R22-22',
    inputs: same(
      'caseNumber',
      'title',
      'demands',
      'category',
      'place',
      'kind',
      'route31',
      'headcount',
      'urgent',
      'receivingUnit',
      'repeated',
    ),
  }),
  endEvent('end_routed', '已分流', [19, RECEPTION, 2], { basis: 'S1.3' }),
  userTask('task_answer', '当场答复', [18, RECEPTION, 3], 'answer', {
    basis: 'S1.2 S3.3 R22-23 H11',
    station: '回复',
    clock: 'stop:告知',
  }),
  serviceTask('job_answer', '出具答复意见书', [19, RECEPTION, 3], 'notice', {
    basis: 'R22-32 H11',
    ...notice('reply_opinion'),
  }),
  serviceTask('job_close_onsite', '登记当场办结', [20, RECEPTION, 3], 'case', {
    basis: 'S1.2 S3.3',
    inputs: {
      status: '="已办结"',
      outcome: '=string join(distinct values(demands.result), "、")',
      demands: '=demands',
      kind: '=kind',
    },
  }),
  messageEnd('end_onsite', '当场办结', [21, RECEPTION, 3], {
    basis: 'S1.2 S3.3',
    message: 'message_settled',
    inputs: { caseNumber: '=caseNumber', outcome: '=string join(distinct values(demands.result), "、")' },
  }),
];

const flows = [
  flow('start_online', 'gw_written', { exit: 'right', enter: 'top' }),
  ...chain('start_letter', 'gw_written'),
  flow('gw_written', 'job_receipt', { exit: 'bottom', enter: 'top' }),
  ...chain('start_register', 'job_receipt', 'sub_intake', 'gw_accusation'),
  ...chain('start_call', 'gw_elsewhere'),
  flow('start_visit', 'gw_elsewhere', { exit: 'right', enter: 'bottom' }),
  flow('gw_elsewhere', 'job_receipt', { exit: 'top', enter: 'bottom' }),
  ...chain('start_intake', 'gw_represent'),
  when('gw_represent', 'task_represent', '是', '=(headcount > 5) = true', { exit: 'bottom', enter: 'top' }),
  otherwise('gw_represent', 'task_talk', '否'),
  flow('task_represent', 'task_talk', { exit: 'right', enter: 'bottom' }),
  ...chain('task_talk', 'gw_conduct'),
  when('gw_conduct', 'throw_order', '是', '=conductOccurred = true', { exit: 'bottom', enter: 'top' }),
  otherwise('gw_conduct', 'rule_kind', '否'),
  flow('throw_order', 'rule_kind', { exit: 'right', enter: 'bottom' }),
  ...chain('rule_kind', 'rule_urgency', 'task_assess', 'end_assessed'),
  flow('timer_tell_warn', 'job_tell_warn', { exit: 'bottom', enter: 'left' }),
  ...chain('job_tell_warn', 'end_tell_warn'),
  flow('timer_tell_due', 'end_tell_overdue', { exit: 'bottom', enter: 'left' }),
  when('gw_accusation', 'task_discipline', '是', '=kind = "检举控告"', { exit: 'bottom', enter: 'left' }),
  otherwise('gw_accusation', 'gw_docket', '否'),
  ...chain('task_discipline', 'job_close_discipline', 'end_discipline'),
  when('gw_docket', 'throw_docket', '是', '=reasonable = true and conformsPolicy = true', {
    exit: 'top',
    enter: 'bottom',
  }),
  otherwise('gw_docket', 'gw_docketed', '否'),
  flow('throw_docket', 'gw_docketed', { exit: 'right', enter: 'top' }),
  ...chain('gw_docketed', 'gw_assessed'),
  when('gw_assessed', 'task_report', '重大紧急', '=urgent = true', { exit: 'top', enter: 'left' }),
  otherwise('gw_assessed', 'gw_joined', '其他'),
  when('gw_assessed', 'task_explain', '需解释', '=needsExplanation = true', { exit: 'bottom', enter: 'left' }),
  ...chain('task_report', 'job_report', 'throw_dispatch'),
  flow('throw_dispatch', 'gw_joined', { exit: 'bottom', enter: 'top' }),
  flow('task_explain', 'gw_joined', { exit: 'right', enter: 'bottom' }),
  ...chain('gw_joined', 'gw_onsite'),
  otherwise('gw_onsite', 'call_route', '否'),
  when('gw_onsite', 'task_answer', '是', '=answeredOnSite = true', { exit: 'bottom', enter: 'left' }),
  ...chain('call_route', 'end_routed'),
  ...chain('task_answer', 'job_answer', 'job_close_onsite', 'end_onsite'),
];

const receptionPool = {
  id: 'pool_reception',
  name: '来访接待登记',
  process: {
    id: 'xf_reception',
    name: '来访接待登记',
    versionTag: '2.0',
    basis: 'S1.1 S1.2 S1.3 S1.4 S1.5 S1.6 L4 R22-22',
  },
  lanes: [
    { id: OFFICE, name: '信访科', role: 'R2', rows: [0], basis: 'R22-25' },
    { id: RECEPTION, name: '接访员', role: 'R1', rows: [0, 1, 2, 3, 4], basis: 'S1.1 S1.2' },
    { id: DISCIPLINE, name: '纪检监察联络', role: 'R11', rows: [0], basis: 'R22-30 H7' },
  ],
  nodes: [...beginnings, ...intake, ...after],
  flows,
};

export const model = {
  id: 'xf_reception_definitions',
  collaboration: 'xf_collaboration',
  messages: [
    { id: 'message_online', name: '网上信访' },
    { id: 'message_letter', name: '来信' },
    { id: 'message_call', name: '来电' },
    { id: 'message_visit', name: '下访转入' },
    { id: 'message_conduct', name: '秩序事件' },
    { id: 'message_overdue', name: '超期' },
    { id: 'message_docket', name: '立案申请' },
    { id: 'message_dispatch', name: '调度' },
    { id: 'message_settled', name: '办结' },
  ],
  pools: [receptionPool],
  messageFlows: [],
};

void writeWhenStarted(model, 'xf_reception', import.meta.url);
