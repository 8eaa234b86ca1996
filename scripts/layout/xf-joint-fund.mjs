/** 专项资金: applied for, approved and paid by three different persons, audited by a fourth; never against a promise (H15). */
import { chain, endEvent, exclusive, flow, messageStart, otherwise, serviceTask, userTask, when } from './build.mjs';
import { APPROVER, AUDIT, FUND } from './xf-joint-lanes.mjs';

const basis = 'S3.7 H15';

export const fundNodes = [
  messageStart('start_fund', '资金', [0, FUND, 0], { basis, message: 'message_fund' }),
  userTask('task_fund_apply', '申请专项资金', [1, FUND, 0], 'fund_apply', { basis }),
  userTask('task_fund_approve', '审批', [2, APPROVER, 0], 'fund_approve', { basis, separateFrom: 'task_fund_apply' }),
  exclusive('gw_fund', '批准？', [3, APPROVER, 0], { basis }),
  endEvent('end_fund_refused', '不予批准', [4, APPROVER, 0], { basis }),
  serviceTask('job_fund', '出具审批表', [3, FUND, 0], 'notice', {
    basis,
    headers: { template: 'fund_approval', result: 'approval' },
    inputs: {
      fundAmount: '=approvedAmount',
      fundPurpose: '=fundPurpose',
      fundPayee: '=fundPayee',
      fundBasis: '=fundReason',
      fundApproved: '=fundApproved',
      fundOpinion: '=fundApproveOpinion',
    },
  }),
  userTask('task_fund_pay', '支付', [4, FUND, 0], 'fund_pay', {
    basis,
    separateFrom: 'task_fund_apply task_fund_approve',
  }),
  userTask('task_fund_audit', '审计', [5, AUDIT, 0], 'fund_audit', {
    basis,
    separateFrom: 'task_fund_apply task_fund_approve task_fund_pay',
  }),
  exclusive('gw_fund_audit', '合规？', [6, AUDIT, 0], { basis }),
  endEvent('end_paid', '已支付', [7, AUDIT, 0], { basis }),
  userTask('task_fund_mend', '整改', [6, FUND, 0], 'fund_mend', { basis, separateFrom: 'task_fund_audit' }),
];

export const fundFlows = [
  ...chain('start_fund', 'task_fund_apply'),
  flow('task_fund_apply', 'task_fund_approve', { exit: 'bottom', enter: 'left' }),
  ...chain('task_fund_approve', 'gw_fund'),
  when('gw_fund', 'job_fund', '是', '=fundApproved = true', { exit: 'top', enter: 'bottom' }),
  otherwise('gw_fund', 'end_fund_refused', '否'),
  ...chain('job_fund', 'task_fund_pay'),
  flow('task_fund_pay', 'task_fund_audit', { exit: 'right', enter: 'top' }),
  ...chain('task_fund_audit', 'gw_fund_audit'),
  when('gw_fund_audit', 'end_paid', '是', '=auditConclusion = "合规"'),
  otherwise('gw_fund_audit', 'task_fund_mend', '否', { exit: 'top', enter: 'bottom' }),
  flow('task_fund_mend', 'task_fund_audit', { exit: 'left', enter: 'top+20' }),
];
