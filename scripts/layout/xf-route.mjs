/**
 * Writes processes/xf_route.bpmn: 分流受理 — which level and organ, told in writing within 15 days. Called by xf_reception.
 * Run: node scripts/layout/xf-route.mjs
 */
import {
  boundaryMessage,
  boundaryTimer,
  chain,
  endEvent,
  exclusive,
  flow,
  messageEnd,
  messageThrow,
  notice,
  notify,
  otherwise,
  ruleTask,
  serviceTask,
  startEvent,
  userTask,
  when,
  writeWhenStarted,
} from './build.mjs';

const [UNIT, OFFICE, LEADER] = ['lane_unit', 'lane_office', 'lane_leader'];
const basis = 'S1.3 R22-22 R22-23';
const matter = '="信访事项 " + caseNumber + ';
/** Told where the matter goes, it ends here: status, outcome, and who is supervising it hears of it. */
const closed = (outcome, at, rule) =>
  serviceTask(at.id, at.name, at.at, 'case', {
    basis: rule,
    inputs: { status: '="已办结"', outcome: `="${outcome}"`, kind: '=kind', level: '=level' },
  });
const settled = (id, name, at, outcome, rule) =>
  messageEnd(id, name, at, {
    basis: rule,
    message: 'message_settled',
    inputs: { caseNumber: '=caseNumber', outcome: `="${outcome}"` },
  });
const overdue = (id, name, at, [clock, step], unit) =>
  messageEnd(id, name, at, {
    basis: 'R22-22 R22-23 R22-40',
    message: 'message_overdue',
    inputs: { caseNumber: '=caseNumber', overdueClock: `="${clock}"`, overdueStep: `="${step}"`, lateUnit: unit },
  });

const office = [
  startEvent('start_route', '分流开始', [0, OFFICE, 0], { basis }),
  ruleTask('rule_routing', '归口建议', [1, OFFICE, 0], 'xf_routing', 'routing', {
    basis,
    // Also when an objection has brought the matter back.
    clock: 'start:转送 stop:接收告知',
    outputs: {
      level: '=routing.level',
      organ: '=routing.organ',
      responsibleUnit: '=routing.unit',
      routeBasis: '=routing.basis',
    },
  }),
  userTask('task_route', '分级或归口', [2, OFFICE, 0], 'route', { basis }),
  boundaryTimer('timer_route_warn', '前5日', 'task_route', OFFICE, '=warn(due("转送"), 5)', { basis, offset: 0 }),
  boundaryTimer('timer_route_warn2', '前2日', 'task_route', OFFICE, '=warn(due("转送"), 2)', { basis, offset: 50 }),
  boundaryTimer('timer_route_due', '到期', 'task_route', OFFICE, '=expires(due("转送"))', {
    basis: 'R22-22 R22-40',
    offset: 100,
  }),
  serviceTask('job_route_warn', '提醒分流', [1, OFFICE, 1], 'notify', {
    basis,
    ...notify('R2', `${matter}" 的转送、交办期限 5 日后届满，请尽快分级归口。"`),
  }),
  endEvent('end_route_warn', '已提醒', [0, OFFICE, 1], { basis }),
  serviceTask('job_route_warn2', '再次提醒', [1, OFFICE, 2], 'notify', {
    basis,
    ...notify('R2', `${matter}" 的转送、交办期限 2 日后届满，请立即分级归口。"`),
  }),
  endEvent('end_route_warn2', '已再次提醒', [0, OFFICE, 2], { basis }),
  overdue('end_route_overdue', '超期', [1, OFFICE, 3], ['转送', '分级或归口'], '=receivingUnit'),
  exclusive('gw_disposition', '本级受理？', [3, OFFICE, 0], { basis }),
  exclusive('gw_refused', '', [3, OFFICE, 2], { basis: 'R22-19' }),
  serviceTask('job_reject', '出具不予受理告知书', [4, OFFICE, 2], 'notice', {
    basis: 'R22-19 R22-23',
    clock: 'stop:告知 stop:转送',
    ...notice('rejection_notice'),
  }),
  closed('不予受理', { id: 'job_close_rejected', name: '登记不予受理', at: [5, OFFICE, 2] }, 'R22-19 R22-23'),
  settled('end_rejected', '不予受理', [6, OFFICE, 2], '不予受理', 'R22-19 R22-23'),
  exclusive('gw_statutory', '', [3, OFFICE, 3], { basis: 'R22-31' }),
  serviceTask('job_legal_route', '出具法定途径告知书', [4, OFFICE, 3], 'notice', {
    basis: 'R22-31',
    clock: 'stop:告知 stop:转送',
    ...notice('legal_route_notice'),
  }),
  closed('导入法定途径', { id: 'job_close_legal', name: '登记导入法定途径', at: [5, OFFICE, 3] }, 'R22-31'),
  settled('end_legal', '导入法定途径', [6, OFFICE, 3], '导入法定途径', 'R22-31'),
  exclusive('gw_final', '', [3, OFFICE, 4], { basis: 'R22-36' }),
  serviceTask('job_no_more', '出具不再受理告知书', [4, OFFICE, 4], 'notice', {
    basis: 'R22-36',
    clock: 'stop:告知 stop:转送',
    ...notice('no_more_acceptance_notice'),
  }),
  closed('不再受理', { id: 'job_close_final', name: '登记不再受理', at: [5, OFFICE, 4] }, 'R22-36'),
  settled('end_final', '不再受理', [6, OFFICE, 4], '不再受理', 'R22-36'),
  serviceTask('job_transfer_out', '转送有权机关', [4, OFFICE, 5], 'notice', {
    basis: 'S1.3 R22-22',
    ...notice('transfer_letter', 'transfer'),
  }),
  serviceTask('job_transfer', '出具转送去向告知单', [5, OFFICE, 5], 'notice', {
    basis,
    clock: 'stop:告知 stop:转送',
    ...notice('transfer_notice'),
  }),
  closed('转送', { id: 'job_close_transferred', name: '转送办结', at: [6, OFFICE, 5] }, 'S1.3 R22-22'),
  settled('end_transferred', '已转送告知', [7, OFFICE, 5], '转送', 'S1.3 R22-22'),
];

const several = [
  exclusive('gw_several', '多个部门？', [4, OFFICE, 0], { basis: 'S1.3 R22-24' }),
  userTask('task_negotiate', '协商责任单位', [5, OFFICE, 1], 'negotiate', { basis: 'R22-24' }),
  boundaryTimer('timer_negotiate', '5个工作日未果', 'task_negotiate', OFFICE, '=expires(addWorkingDays(today(), 5))', {
    basis: 'R22-24',
    interrupting: true,
    label: 'belowRight',
  }),
  exclusive('gw_negotiated', '协商一致？', [6, OFFICE, 1], { basis: 'R22-24' }),
  exclusive('gw_undecided', '', [7, LEADER, 0], { basis: 'R22-24' }),
  userTask('task_superior', '指定责任单位', [8, LEADER, 0], 'superior', { basis: 'R22-24' }),
  exclusive('gw_superior', '提请联席会议？', [9, LEADER, 0], { basis: 'R22-24 S3.5' }),
  messageThrow('throw_dispute', '争议', [10, LEADER, 0], {
    basis: 'R22-24 S3.5',
    message: 'message_dispute',
    inputs: {
      caseNumber: '=caseNumber',
      title: '=title',
      demands: '=demands',
      responsibleUnit: '=responsibleUnit',
      jointReason: '=superiorOpinion',
    },
  }),
  userTask('task_joint_result', '登记会议确定的单位', [9, OFFICE, 1], 'joint_result', { basis: 'R22-24 S3.5' }),
  exclusive('gw_decided', '', [8, OFFICE, 1], { basis: 'R22-24' }),
  exclusive('gw_assigned', '', [8, OFFICE, 0], { basis: 'S1.3 R22-22' }),
];

const sending = [
  exclusive('gw_important', '须反馈结果？', [10, OFFICE, 0], { basis: 'R22-22' }),
  serviceTask('job_assign', '出具交办函', [11, OFFICE, 0], 'notice', {
    basis: 'R22-22',
    clock: 'stop:转送 start:接收告知 start:异议 start:交办反馈',
    ...notice('assignment_letter', 'transfer'),
  }),
  serviceTask('job_send', '出具转送函', [11, OFFICE, 1], 'notice', {
    basis: 'R22-22',
    clock: 'stop:转送 start:接收告知 start:异议',
    ...notice('transfer_letter', 'transfer'),
  }),
  exclusive('gw_sent', '', [13, OFFICE, 0], { basis: 'R22-22' }),
  serviceTask('job_told', '出具转送去向告知单', [12, OFFICE, 1], 'notice', {
    basis: 'R22-22',
    ...notice('transfer_notice'),
  }),
  serviceTask('job_set_unit', '登记责任单位', [13, UNIT, 0], 'case', {
    basis: 'S1.3 S3.3',
    inputs: { responsibleUnit: '=responsibleUnit', kind: '=kind', level: '=level' },
  }),
  userTask('task_receive', '签收', [14, UNIT, 0], 'receive', { basis: 'R22-23', unit: '=responsibleUnit' }),
  boundaryTimer('timer_receive_due', '签收逾期', 'task_receive', UNIT, '=expires(due("接收告知"))', {
    basis: 'R22-23 R22-40',
    label: 'belowRight',
  }),
  overdue('end_receive_overdue', '超期', [15, UNIT, 1], ['接收告知', '签收'], '=responsibleUnit'),
  exclusive('gw_objected', '限期内有异议？', [15, UNIT, 0], { basis: 'R22-23' }),
  exclusive('gw_tell', '', [16, UNIT, 0], { basis: 'R22-23' }),
  ruleTask('rule_simple', '简易办理建议', [17, UNIT, 0], 'xf_simple', 'simple', {
    basis: 'R22-31',
    outputs: { simpleEligible: '=simple.eligible', simpleReason: '=simple.reason' },
  }),
  userTask('task_tell', '书面告知', [18, UNIT, 0], 'tell', { basis: 'S1.2 R22-23', unit: '=responsibleUnit' }),
  boundaryMessage('msg_objection', '异议', 'task_tell', UNIT, 'message_objection', {
    basis: 'R22-23',
    interrupting: true,
    offset: 0,
  }),
  boundaryTimer('timer_tell_warn', '前3日', 'task_tell', UNIT, '=warn(due("接收告知"), 3)', {
    basis: 'R22-23',
    offset: 50,
  }),
  boundaryTimer('timer_tell_due', '到期', 'task_tell', UNIT, '=expires(due("接收告知"))', {
    basis: 'R22-23 R22-40',
    offset: 100,
  }),
  overdue('end_tell_overdue', '超期', [19, UNIT, 1], ['接收告知', '书面告知'], '=responsibleUnit'),
  serviceTask('job_tell_warn', '提醒告知', [19, UNIT, 2], 'notify', {
    basis: 'R22-23',
    ...notify('R6', `${matter}" 的告知期限 3 日后届满，请书面告知信访人受理情况。"`),
  }),
  endEvent('end_tell_warn', '已提醒承办单位', [20, UNIT, 2], { basis: 'R22-23' }),
  serviceTask('job_accept', '出具受理告知书', [19, UNIT, 0], 'notice', {
    basis: 'S1.2 R22-23 R22-34',
    station: '受理',
    clock: 'stop:告知 stop:接收告知 stop:异议 start:办结',
    ...notice('acceptance_notice'),
  }),
  messageEnd('end_accepted', '受理', [20, UNIT, 0], {
    basis: 'R22-23 R22-34',
    message: 'message_accepted',
    inputs: {
      caseNumber: '=caseNumber',
      title: '=title',
      demands: '=demands',
      category: '=category',
      kind: '=kind',
      route31: '=route31',
      responsibleUnit: '=responsibleUnit',
      level: '=level',
      simpleEligible: '=simpleEligible',
    },
  }),
  userTask('task_objection', '核实异议', [17, OFFICE, 0], 'objection', { basis: 'R22-23', clock: 'stop:异议' }),
  exclusive('gw_objection', '异议成立？', [16, OFFICE, 0], { basis: 'R22-23' }),
];

const flows = [
  ...chain('start_route', 'rule_routing', 'task_route', 'gw_disposition'),
  flow('timer_route_warn', 'job_route_warn', { exit: 'bottom', enter: 'right' }),
  flow('job_route_warn', 'end_route_warn', { exit: 'left', enter: 'right' }),
  flow('timer_route_warn2', 'job_route_warn2', { exit: 'bottom', enter: 'right' }),
  flow('job_route_warn2', 'end_route_warn2', { exit: 'left', enter: 'right' }),
  flow('timer_route_due', 'end_route_overdue', { exit: 'bottom', enter: 'right' }),
  when('gw_disposition', 'gw_several', '是', '=disposition = "受理" or disposition = "多部门协商"'),
  otherwise('gw_disposition', 'gw_refused', '否', { exit: 'bottom', enter: 'top' }),
  when('gw_refused', 'job_reject', '不予受理', '=disposition = "不予受理"'),
  otherwise('gw_refused', 'gw_statutory', '其他', { exit: 'bottom', enter: 'top' }),
  when('gw_statutory', 'job_legal_route', '法定途径', '=disposition = "导入法定途径"'),
  otherwise('gw_statutory', 'gw_final', '其他', { exit: 'bottom', enter: 'top' }),
  when('gw_final', 'job_no_more', '不再受理', '=disposition = "不再受理"'),
  otherwise('gw_final', 'job_transfer_out', '转送', { exit: 'bottom', enter: 'left' }),
  ...chain('job_reject', 'job_close_rejected', 'end_rejected'),
  ...chain('job_legal_route', 'job_close_legal', 'end_legal'),
  ...chain('job_no_more', 'job_close_final', 'end_final'),
  ...chain('job_transfer_out', 'job_transfer', 'job_close_transferred', 'end_transferred'),
  otherwise('gw_several', 'gw_assigned', '否'),
  when('gw_several', 'task_negotiate', '是', '=disposition = "多部门协商"', { exit: 'bottom', enter: 'left' }),
  ...chain('task_negotiate', 'gw_negotiated'),
  when('gw_negotiated', 'gw_decided', '是', '=negotiated = true'),
  otherwise('gw_negotiated', 'gw_undecided', '否', { exit: 'bottom', enter: 'top' }),
  flow('timer_negotiate', 'gw_undecided', { exit: 'bottom', enter: 'left' }),
  ...chain('gw_undecided', 'task_superior', 'gw_superior'),
  when('gw_superior', 'throw_dispute', '是', '=toJointMeeting = true'),
  otherwise('gw_superior', 'gw_decided', '否', { exit: 'top', enter: 'bottom' }),
  flow('throw_dispute', 'task_joint_result', { exit: 'top', enter: 'bottom' }),
  flow('task_joint_result', 'gw_decided', { exit: 'left', enter: 'right' }),
  flow('gw_decided', 'gw_assigned', { exit: 'top', enter: 'bottom' }),
  ...chain('gw_assigned', 'gw_important'),
  when('gw_important', 'job_assign', '是', '=feedbackRequired = true'),
  otherwise('gw_important', 'job_send', '否', { exit: 'bottom', enter: 'left' }),
  ...chain('job_assign', 'gw_sent'),
  ...chain('job_send', 'job_told'),
  flow('job_told', 'gw_sent', { exit: 'right', enter: 'bottom' }),
  flow('gw_sent', 'job_set_unit', { exit: 'top', enter: 'bottom' }),
  ...chain('job_set_unit', 'task_receive', 'gw_objected'),
  flow('timer_receive_due', 'end_receive_overdue', { exit: 'bottom', enter: 'left' }),
  otherwise('gw_objected', 'gw_tell', '否'),
  when('gw_objected', 'task_objection', '是', '=(objected = true and today() <= due("异议")) = true', {
    exit: 'bottom',
    enter: 'bottom',
  }),
  ...chain('gw_tell', 'rule_simple', 'task_tell', 'job_accept', 'end_accepted'),
  flow('msg_objection', 'task_objection', { exit: 'bottom', enter: 'right' }),
  flow('timer_tell_due', 'end_tell_overdue', { exit: 'bottom', enter: 'left' }),
  flow('timer_tell_warn', 'job_tell_warn', { exit: 'bottom', enter: 'left' }),
  ...chain('job_tell_warn', 'end_tell_warn'),
  flow('task_objection', 'gw_objection', { exit: 'left', enter: 'right' }),
  otherwise('gw_objection', 'gw_tell', '不成立', { exit: 'top', enter: 'bottom' }),
  when('gw_objection', 'rule_routing', '成立', '=objectionUpheld = true', { exit: 'left', enter: 'top' }),
];

const routePool = {
  id: 'pool_route',
  name: '分流受理',
  process: { id: 'xf_route', name: '分流受理', versionTag: '1.0', basis: 'S1.3 R22-22 R22-23 R22-24 R22-31' },
  lanes: [
    { id: UNIT, name: '承办单位', role: 'R6', rows: [0, 1, 2], basis: 'R22-23' },
    { id: OFFICE, name: '信访科', role: 'R2', rows: [0, 1, 2, 3, 4, 5], basis },
    { id: LEADER, name: '主管领导', role: 'R5', rows: [0], basis: 'R22-24' },
  ],
  nodes: [...office, ...several, ...sending],
  flows,
};

export const model = {
  id: 'xf_route_definitions',
  collaboration: 'xf_route_collaboration',
  messages: [
    { id: 'message_overdue', name: '超期' },
    { id: 'message_settled', name: '办结' },
    { id: 'message_dispute', name: '争议' },
    { id: 'message_objection', name: '异议' },
    { id: 'message_accepted', name: '受理' },
  ],
  pools: [routePool],
  messageFlows: [],
};

void writeWhenStarted(model, 'xf_route', import.meta.url);
