/**
 * Writes processes/xf_docket.bpmn: 立案督查 (S1.4). It stands beside the petition and never in its way: whether a docket is
 * opened or refused, the petition goes on.
 * Run: node scripts/layout/xf-docket.mjs
 */
import {
  boundaryTimer,
  chain,
  endEvent,
  exclusive,
  flow,
  messageStart,
  messageThrow,
  notify,
  otherwise,
  parallel,
  receiveTask,
  serviceTask,
  terminateEnd,
  userTask,
  when,
  writeWhenStarted,
} from './build.mjs';

const [RECEPTION, LEADER, SUPERVISION] = ['lane_reception', 'lane_leader', 'lane_supervision'];
const basis = 'S1.4';

const nodes = [
  messageStart('start_docket', '立案申请', [0, RECEPTION, 0], { basis, message: 'message_docket' }),
  // The matter may be settled before the docket is: who waits from the start misses nothing.
  parallel('gw_watch', '审批与等候办结', [1, RECEPTION, 0], { basis: 'S1.4 S3.3' }),
  userTask('task_docket', '填写立案审批表', [2, RECEPTION, 0], 'docket', { basis }),
  userTask('task_approve', '领导审批', [3, LEADER, 0], 'approve', { basis, separateFrom: 'task_docket' }),
  boundaryTimer('timer_approve', '3个工作日未审批', 'task_approve', LEADER, '=expires(addWorkingDays(today(), 3))', {
    basis,
    label: 'belowRight',
  }),
  serviceTask('job_approve_remind', '提醒审批', [4, LEADER, 1], 'notify', {
    basis,
    ...notify('R5', '="信访事项 " + caseNumber + " 的立案申请已满 3 个工作日，请审批。"'),
  }),
  endEvent('end_approve_remind', '已提醒', [5, LEADER, 1], { basis }),
  exclusive('gw_approved', '同意立案？', [4, LEADER, 0], { basis }),
  userTask('task_refuse', '说明不予立案理由', [5, RECEPTION, 0], 'explain', { basis: 'S1.4 S1.5' }),
  terminateEnd('end_not_docketed', '不予立案', [6, RECEPTION, 0], { basis }),
  serviceTask('job_docket', '立案', [5, LEADER, 0], 'notice', {
    basis,
    headers: { template: 'docket_approval', result: 'docket' },
  }),
  serviceTask('job_set_docket', '登记立案号', [6, LEADER, 0], 'case', {
    basis,
    inputs: { docketNumber: '=docket.number' },
  }),
  userTask('task_supervise', '督查交办', [7, SUPERVISION, 0], 'supervise', { basis: 'S1.4 R22-22', station: '督办' }),
  userTask('task_inspect', '督查', [8, SUPERVISION, 0], 'inspect', { basis: 'S1.4 R22-40' }),
  receiveTask('receive_settled', '等候办结', [8, SUPERVISION, 1], 'message_settled', { basis: 'S1.4 S3.3' }),
  boundaryTimer('timer_monthly', '每月', 'receive_settled', SUPERVISION, undefined, {
    cycle: 'R/P1M',
    basis: 'S1.4 R22-40',
    label: 'belowRight',
  }),
  serviceTask('job_monthly', '提醒月度督查', [9, SUPERVISION, 2], 'notify', {
    basis: 'S1.4 R22-40',
    ...notify('R3', '="立案督查的信访事项 " + caseNumber + " 又满一个月尚未办结，请了解进度并报告。"'),
  }),
  endEvent('end_monthly', '已提醒督查组', [10, SUPERVISION, 2], { basis: 'S1.4 R22-40' }),
  parallel('gw_settled_join', '已督查且已办结', [9, SUPERVISION, 0], { basis: 'S1.4 S3.3' }),
  userTask('task_verify', '督查核实', [10, SUPERVISION, 0], 'verify', { basis }),
  exclusive('gw_settled', '落实到位？', [11, SUPERVISION, 0], { basis }),
  messageThrow('throw_urge', '督办', [11, SUPERVISION, 1], {
    basis: 'S1.4 R22-40',
    message: 'message_urge',
    inputs: {
      caseNumber: '=caseNumber',
      urgeGround: '="推诿、敷衍、拖延"',
      urgeFacts: '=verifyFinding',
      lateUnit: '=responsibleUnit',
    },
  }),
  userTask('task_close', '结案审批', [12, LEADER, 0], 'close_docket', {
    basis: 'S1.4 S3.3',
    separateFrom: 'task_verify task_inspect',
  }),
  serviceTask('job_close', '出具结案审批表', [13, LEADER, 0], 'notice', {
    basis: 'S1.4 S3.3',
    headers: { template: 'closing_approval' },
  }),
  exclusive('gw_close', '同意结案？', [14, LEADER, 0], { basis: 'S1.4 S3.3' }),
  endEvent('end_closed', '已结案', [15, LEADER, 0], { basis: 'S1.4 S3.3' }),
];

const flows = [
  ...chain('start_docket', 'gw_watch', 'task_docket'),
  flow('gw_watch', 'receive_settled', { exit: 'bottom', enter: 'left' }),
  flow('task_docket', 'task_approve', { exit: 'right', enter: 'left' }),
  ...chain('task_approve', 'gw_approved'),
  flow('timer_approve', 'job_approve_remind', { exit: 'bottom', enter: 'left' }),
  ...chain('job_approve_remind', 'end_approve_remind'),
  when('gw_approved', 'job_docket', '同意', '=approved = true'),
  otherwise('gw_approved', 'task_refuse', '不同意', { exit: 'top', enter: 'left' }),
  ...chain('task_refuse', 'end_not_docketed'),
  ...chain('job_docket', 'job_set_docket'),
  flow('job_set_docket', 'task_supervise', { exit: 'right', enter: 'top' }),
  ...chain('task_supervise', 'task_inspect', 'gw_settled_join', 'task_verify', 'gw_settled'),
  flow('receive_settled', 'gw_settled_join', { exit: 'right', enter: 'bottom' }),
  flow('timer_monthly', 'job_monthly', { exit: 'bottom', enter: 'left' }),
  ...chain('job_monthly', 'end_monthly'),
  otherwise('gw_settled', 'throw_urge', '否', { exit: 'bottom', enter: 'top' }),
  flow('throw_urge', 'task_verify', { exit: 'left', enter: 'bottom' }),
  when('gw_settled', 'task_close', '是', '=settled = true', { exit: 'right', enter: 'bottom' }),
  ...chain('task_close', 'job_close', 'gw_close'),
  when('gw_close', 'end_closed', '是', '=closingApproved = true'),
  otherwise('gw_close', 'task_verify', '否', { exit: 'top', enter: 'top' }),
];

const docketPool = {
  id: 'pool_docket',
  name: '立案督查',
  process: { id: 'xf_docket', name: '立案督查', versionTag: '1.0', basis: 'S1.4 R22-40' },
  lanes: [
    { id: RECEPTION, name: '接访员', role: 'R1', rows: [0], basis },
    { id: LEADER, name: '主管领导', role: 'R5', rows: [0, 1], basis },
    { id: SUPERVISION, name: '信访督查组', role: 'R3', rows: [0, 1, 2], basis: 'S1.4 R22-40' },
  ],
  nodes,
  flows,
};

export const model = {
  id: 'xf_docket_definitions',
  collaboration: 'xf_docket_collaboration',
  messages: [
    { id: 'message_docket', name: '立案申请' },
    { id: 'message_settled', name: '办结' },
    { id: 'message_urge', name: '督办' },
  ],
  pools: [docketPool],
  messageFlows: [],
};

void writeWhenStarted(model, 'xf_docket', import.meta.url);
