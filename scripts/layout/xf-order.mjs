/**
 * Writes processes/xf_order.bpmn: conduct and the police (domain rules §2.3, H2–H6, H10). An instance of its own; the case
 * number is all it shares with the petition, and nothing of it goes back.
 * Run: node scripts/layout/xf-order.mjs
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
  serviceTask,
  terminateEnd,
  userTask,
  when,
  writeWhenStarted,
} from './build.mjs';

const [RECEPTION, LEGAL, CHIEF, LIAISON, DISCIPLINE] = [
  'lane_reception',
  'lane_legal',
  'lane_chief',
  'lane_liaison',
  'lane_discipline',
];
/** Staff first dissuade, criticise, educate (R22-47); police only for serious and unlawful conduct. */
const basis = 'S1.6 R22-47';

const nodes = [
  messageStart('start_order', '秩序事件', [0, RECEPTION, 0], {
    basis: 'S1.6 R22-26 R22-47',
    message: 'message_conduct',
  }),
  parallel('gw_statement', '', [1, RECEPTION, 0], { basis: 'H10' }),
  userTask('task_statement', '登记本人陈述', [2, RECEPTION, 1], 'conduct_statement', { basis: 'H10' }),
  endEvent('end_statement', '陈述已登记', [3, RECEPTION, 1], { basis: 'H10' }),
  userTask('task_record', '事件登记', [2, RECEPTION, 0], 'conduct_record', { basis: 'S1.6 R22-20 R22-26' }),
  exclusive('gw_urgent', '有现实危险？', [3, RECEPTION, 0], { basis: '2.3 R22-47' }),
  userTask('task_emergency', '110、120紧急求助', [4, RECEPTION, 2], 'emergency_call', { basis: '2.3 R22-47' }),
  userTask('task_late_record', '补录求助经过', [5, RECEPTION, 2], 'emergency_record', { basis: '2.3' }),
  boundaryTimer('timer_late_record', '24小时未补录', 'task_late_record', RECEPTION, undefined, {
    duration: 'PT24H',
    basis: '2.3',
    label: 'belowRight',
  }),
  serviceTask('job_late_record', '提醒补录', [6, RECEPTION, 3], 'notify', {
    basis: '2.3',
    ...notify('R1', '="秩序事件（信访事项 " + caseNumber + "）紧急求助已满 24 小时，请立即补录经过。"'),
  }),
  endEvent('end_late_record', '已提醒补录', [7, RECEPTION, 3], { basis: '2.3' }),
  userTask('task_relief', '救助识别', [4, RECEPTION, 0], 'relief_check', { basis: 'S5.5 2.3' }),
  exclusive('gw_relief', '需要救助？', [5, RECEPTION, 0], { basis: 'S5.5 2.3' }),
  userTask('task_care', '救助帮扶', [6, RECEPTION, 1], 'relief_given', { basis: 'S5.5 2.3' }),
  userTask('task_educate', '劝阻批评教育', [7, RECEPTION, 0], 'education_record', { basis }),
  serviceTask('job_education', '出具教育记录', [8, RECEPTION, 0], 'notice', {
    basis,
    headers: { template: 'education_record' },
  }),
  exclusive('gw_effective', '教育有效？', [9, RECEPTION, 0], { basis }),
  terminateEnd('end_calm', '事件平息', [10, RECEPTION, 0], { basis }),
  userTask('task_legal', '法制评估', [10, LEGAL, 0], 'legal_assessment', {
    basis,
    separateFrom: 'task_record task_educate',
  }),
  exclusive('gw_serious', '情节严重且涉嫌违法？', [11, LEGAL, 0], { basis }),
  terminateEnd('end_continue', '继续疏导', [12, LEGAL, 0], { basis }),
  userTask('task_chief', '负责人审批', [12, CHIEF, 0], 'chief_approval', {
    basis,
    separateFrom: 'task_record task_educate task_legal',
  }),
  exclusive('gw_chief', '同意联系公安机关？', [13, CHIEF, 0], { basis }),
  terminateEnd('end_not_referred', '不予移送', [15, CHIEF, 0], { basis }),
  serviceTask('job_letter', '出具联系公安机关函', [14, LIAISON, 0], 'notice', {
    basis: `${basis} H4`,
    headers: { template: 'police_letter', result: 'letter' },
    outputs: { letter: '=letter', referredOn: '=today()' },
    clock: 'start:公安复核',
  }),
  messageThrow('throw_police', '联系公安机关', [15, LIAISON, 0], {
    basis,
    message: 'message_police',
    inputs: { caseNumber: '=caseNumber', letterNumber: '=letter.number' },
  }),
  userTask('task_feedback', '登记公安反馈', [16, LIAISON, 0], 'police_feedback', { basis }),
  boundaryTimer('timer_feedback', '3个工作日未反馈', 'task_feedback', LIAISON, '=expires(addWorkingDays(today(), 3))', {
    basis,
    label: 'belowRight',
  }),
  serviceTask('job_feedback_remind', '催询反馈', [17, LIAISON, 1], 'notify', {
    basis,
    ...notify(
      'R9',
      '="秩序事件（信访事项 " + caseNumber + "）联系公安机关已满 3 个工作日，请向公安机关了解处置情况并登记反馈。"',
    ),
  }),
  endEvent('end_feedback_remind', '已催询', [18, LIAISON, 1], { basis }),
  userTask('task_review', '复核', [18, DISCIPLINE, 0], 'referral_review', {
    basis: 'H10',
    candidateGroups: 'R10, R11',
    clock: 'stop:公安复核',
    separateFrom: 'task_record task_educate task_legal task_chief task_emergency',
  }),
  boundaryTimer('timer_review', '5个工作日未复核', 'task_review', DISCIPLINE, '=expires(addWorkingDays(today(), 5))', {
    basis: 'H10',
    label: 'belowRight',
  }),
  serviceTask('job_review_remind', '催办复核', [19, DISCIPLINE, 1], 'notify', {
    basis: 'H10',
    ...notify('R11', '="秩序事件（信访事项 " + caseNumber + "）联系公安机关的复核已满 5 个工作日，请立即完成复核。"'),
  }),
  endEvent('end_review_remind', '已催办复核', [20, DISCIPLINE, 1], { basis: 'H10' }),
  exclusive('gw_wrong', '联系不当？', [19, DISCIPLINE, 0], { basis: 'H10' }),
  serviceTask('job_correction', '出具更正通知', [20, DISCIPLINE, 0], 'notice', {
    basis: 'H10',
    headers: { template: 'correction_notice' },
    inputs: {
      personName: '=personName',
      correctionFinding: '=correctionFinding',
      correctionText: '=correctionText',
      letterNumber: '=if letter = null then "紧急求助（电话）" else letter.number',
      letterIssuedOn: '=if letter = null then emergencyOn else referredOn',
    },
  }),
  terminateEnd('end_corrected', '已更正', [21, DISCIPLINE, 0], { basis: 'H10' }),
  terminateEnd('end_reviewed', '复核无误', [20, LIAISON, 0], { basis: 'H10' }),
];

const flows = [
  ...chain('start_order', 'gw_statement', 'task_record', 'gw_urgent'),
  flow('gw_statement', 'task_statement', { exit: 'bottom', enter: 'left' }),
  ...chain('task_statement', 'end_statement'),
  when('gw_urgent', 'task_emergency', '是', '=immediateDanger = true', { exit: 'bottom', enter: 'left' }),
  otherwise('gw_urgent', 'task_relief', '否'),
  ...chain('task_emergency', 'task_late_record'),
  flow('timer_late_record', 'job_late_record', { exit: 'bottom', enter: 'left' }),
  ...chain('job_late_record', 'end_late_record'),
  flow('task_late_record', 'task_review', { exit: 'right', enter: 'left' }),
  ...chain('task_relief', 'gw_relief'),
  when('gw_relief', 'task_care', '是', '=reliefNeeded = true', { exit: 'bottom', enter: 'left' }),
  otherwise('gw_relief', 'task_educate', '否'),
  flow('task_care', 'task_educate', { exit: 'right', enter: 'bottom' }),
  ...chain('task_educate', 'job_education', 'gw_effective'),
  when('gw_effective', 'end_calm', '是', '=educationResult = "有效"'),
  otherwise('gw_effective', 'task_legal', '否', { exit: 'bottom', enter: 'left' }),
  ...chain('task_legal', 'gw_serious'),
  when(
    'gw_serious',
    'task_chief',
    '是',
    '=serious = true and (illegalSuspected = true or assemblySuspected = true or falseAccusationSuspected = true)',
    { exit: 'bottom', enter: 'left' },
  ),
  otherwise('gw_serious', 'end_continue', '否'),
  ...chain('task_chief', 'gw_chief'),
  when('gw_chief', 'job_letter', '同意', '=chiefApproved = true', { exit: 'bottom', enter: 'left' }),
  otherwise('gw_chief', 'end_not_referred', '不同意'),
  ...chain('job_letter', 'throw_police', 'task_feedback'),
  flow('timer_feedback', 'job_feedback_remind', { exit: 'bottom', enter: 'left' }),
  ...chain('job_feedback_remind', 'end_feedback_remind'),
  flow('task_feedback', 'task_review', { exit: 'right', enter: 'top' }),
  flow('timer_review', 'job_review_remind', { exit: 'bottom', enter: 'left' }),
  ...chain('job_review_remind', 'end_review_remind'),
  ...chain('task_review', 'gw_wrong'),
  when('gw_wrong', 'job_correction', '是', '=referralWrong = true'),
  otherwise('gw_wrong', 'end_reviewed', '否', { exit: 'top', enter: 'left' }),
  ...chain('job_correction', 'end_corrected'),
];

const orderPool = {
  id: 'pool_order',
  name: '秩序事件与公安联络',
  process: { id: 'xf_order', name: '秩序事件与公安联络', versionTag: '2.0', basis: 'S1.6 R22-20 R22-26 R22-47 2.3' },
  lanes: [
    { id: RECEPTION, name: '接访员', role: 'R1', rows: [0, 1, 2, 3], basis },
    { id: LEGAL, name: '法制审核', role: 'R10', rows: [0], basis },
    { id: CHIEF, name: '信访局负责人', role: 'R7', rows: [0], basis },
    { id: LIAISON, name: '公安联络', role: 'R9', rows: [0, 1], basis },
    { id: DISCIPLINE, name: '纪检监察联络', role: 'R11', rows: [0, 1], basis: 'H10' },
  ],
  nodes,
  flows,
};

export const model = {
  id: 'xf_order_definitions',
  collaboration: 'xf_order_collaboration',
  messages: [
    { id: 'message_conduct', name: '秩序事件' },
    { id: 'message_police', name: '联系公安机关' },
  ],
  pools: [orderPool, { id: 'pool_police', name: '公安机关' }],
  messageFlows: [
    {
      id: 'mf_police',
      name: '联系公安机关函',
      source: 'throw_police',
      target: 'pool_police',
      exit: 'bottom',
      enter: 'top',
      basis,
    },
    {
      id: 'mf_feedback',
      name: '处置情况反馈',
      source: 'pool_police',
      target: 'task_feedback',
      exit: 'top',
      enter: 'bottom',
      basis,
    },
  ],
};

void writeWhenStarted(model, 'xf_order', import.meta.url);
