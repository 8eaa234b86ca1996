/** 领导包案: commitment, a report every month at each level, settlement confirmed by the petitioner or an agreement. */
import {
  boundaryTimer,
  chain,
  endEvent,
  exclusive,
  flow,
  messageStart,
  otherwise,
  serviceTask,
  startEvent,
  subProcess,
  timerCatch,
  userTask,
  when,
} from './build.mjs';
import { LEAD } from './xf-joint-lanes.mjs';

const basis = 'L3 S4.4';
const parent = 'sub_lead';

export const leadNodes = [
  messageStart('start_lead', '包案', [0, LEAD, 0], { basis, message: 'message_lead' }),
  userTask('task_commit', '签订包案责任书', [1, LEAD, 0], 'lead_commit', { basis }),
  serviceTask('job_commitment', '印发包案责任书', [2, LEAD, 0], 'notice', {
    basis,
    headers: { template: 'lead_case_commitment' },
    each: { in: '=leads', as: 'lead' },
    inputs: {
      leaderName: '=lead.leader',
      leaderPost: '=lead.post',
      leadUnit: '=lead.unit',
      leadUntil: '=leadUntil',
      leadDuties: '=leadGoal + "\\n" + leadMeasures',
    },
  }),
  serviceTask('job_lead', '登记包案领导', [3, LEAD, 0], 'case-lead', {
    basis,
    inputs: { leads: '=leads', until: '=leadUntil' },
  }),
  subProcess('sub_lead', '包案化解', LEAD, { basis }),
  startEvent('start_month', '开始包案', [4, LEAD, 0], { parent, basis }),
  exclusive('gw_month', '', [5, LEAD, 0], { parent, basis }),
  timerCatch('timer_month', '每月', [6, LEAD, 0], { parent, basis, duration: 'P1M' }),
  userTask('task_lead_report', '各级月度报告', [7, LEAD, 0], 'lead_report', {
    parent,
    basis,
    candidateGroups: 'R4, R5, R7, R6',
    unit: '=lead.unit',
    each: { in: '=leads', as: 'lead', out: 'leadReports', outOf: '={ level: lead.level, settled: leadSettled }' },
  }),
  serviceTask('job_lead_report', '登记报告日期', [8, LEAD, 0], 'case-lead', {
    parent,
    basis,
    inputs: { event: '="报告"' },
  }),
  exclusive('gw_lead_settled', '各级均报化解？', [9, LEAD, 0], { parent, basis }),
  exclusive('gw_again', '', [9, LEAD, 1], { parent, basis }),
  userTask('task_confirm', '联席办化解确认', [10, LEAD, 0], 'lead_confirm', {
    parent,
    basis: 'L3 L6 R22-33',
    candidateGroups: 'R2',
    separateFrom: 'task_commit task_lead_report',
  }),
  exclusive('gw_confirmed', '已确认？', [11, LEAD, 0], { parent, basis: 'L3 R22-33' }),
  endEvent('end_month', '确认化解', [12, LEAD, 0], { parent, basis }),
  boundaryTimer('timer_lead', '包案期限届满', 'sub_lead', LEAD, '=expires(leadUntil)', {
    column: 8,
    basis: 'L3 R22-40',
    label: 'belowLeft',
  }),
  serviceTask('job_lead_late', '报告召集人', [9, LEAD, 2], 'notify', {
    basis: 'L3 R22-40',
    inputs: {
      to: '="R12"',
      text: '="信访事项 " + caseNumber + " 的领导包案期限已届满，尚未确认化解，请研究下一步措施。"',
    },
  }),
  endEvent('end_lead_late', '已报告', [10, LEAD, 2], { basis: 'L3 R22-40' }),
  serviceTask('job_lead_resolved', '登记化解', [13, LEAD, 0], 'case-lead', {
    basis: 'L3 L6',
    inputs: { event: '="化解"' },
  }),
  endEvent('end_lead', '包案化解', [14, LEAD, 0], { basis: 'L3 L6' }),
];

export const leadFlows = [
  ...chain('start_lead', 'task_commit', 'job_commitment', 'job_lead', 'sub_lead', 'job_lead_resolved', 'end_lead'),
  ...chain('start_month', 'gw_month', 'timer_month', 'task_lead_report', 'job_lead_report', 'gw_lead_settled'),
  when(
    'gw_lead_settled',
    'task_confirm',
    '是',
    '=leadReports != null and (every report in leadReports satisfies report.settled = true)',
  ),
  otherwise('gw_lead_settled', 'gw_again', '否', { exit: 'bottom', enter: 'top' }),
  ...chain('task_confirm', 'gw_confirmed'),
  when('gw_confirmed', 'end_month', '是', '=confirmed = true'),
  otherwise('gw_confirmed', 'gw_again', '否', { exit: 'bottom', enter: 'right' }),
  flow('gw_again', 'gw_month', { exit: 'left', enter: 'bottom' }),
  flow('timer_lead', 'job_lead_late', { exit: 'bottom', enter: 'left' }),
  ...chain('job_lead_late', 'end_lead_late'),
];
