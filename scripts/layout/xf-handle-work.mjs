/** The scope of xf_handle that the 办结 term runs over: from the assignment to the delivered reply. */
import {
  chain,
  endEvent,
  exclusive,
  flow,
  inclusive,
  messageThrow,
  notice,
  otherwise,
  same,
  serviceTask,
  startEvent,
  userTask,
  when,
} from './build.mjs';

export const UNIT = 'lane_unit';
const parent = 'sub_handle';
const unit = '=responsibleUnit';
/** True when a demand carries the flag; flags stand beside each other, one matter may be 合理 and 困难 (S5). */
const flagged = (flag) => `=some demand in demands satisfies list contains(demand.flags, "${flag}")`;
const head = { candidateGroups: 'R7', unit };

const beginning = [
  startEvent('start_work', '开始办理', [2, UNIT, 1], { parent, basis: 'R22-31' }),
  userTask('task_assign', '指派', [3, UNIT, 1], 'assign', { parent, basis: 'S3.3 R22-28 H8', ...head }),
  exclusive('gw_simple', '简易办理？', [4, UNIT, 1], { parent, basis: 'R22-31' }),
  userTask('task_simple', '简易办理', [5, UNIT, 4], 'simple_handling', {
    parent,
    basis: 'R22-31 R22-32',
    station: '办理',
    unit,
  }),
  exclusive('gw_simple_done', '怎样答复？', [6, UNIT, 4], { parent, basis: 'R22-31 R22-32' }),
  userTask('task_handle', '听取陈述与调查核实', [5, UNIT, 1], 'handle', {
    parent,
    basis: 'R22-31 R22-32',
    station: '办理',
    unit,
  }),
  inclusive('gw_means', '', [6, UNIT, 1], { parent, basis: 'R22-31 R22-33' }),
  userTask('task_hearing', '听证', [7, UNIT, 0], 'hearing', { parent, basis: 'R22-31', unit }),
  userTask('task_mediate', '调解', [7, UNIT, 2], 'mediation', { parent, basis: 'R22-33 S3.3', unit }),
  exclusive('gw_agreed', '达成协议？', [8, UNIT, 2], { parent, basis: 'R22-33' }),
  serviceTask('job_agreement', '出具调解协议书', [9, UNIT, 3], 'notice', {
    parent,
    basis: 'R22-33',
    ...notice('mediation_agreement'),
  }),
  exclusive('gw_mediated', '', [10, UNIT, 2], { parent, basis: 'R22-33' }),
  inclusive('gw_means_join', '', [10, UNIT, 1], { parent, basis: 'R22-31 R22-33' }),
];

const judging = [
  userTask('task_judge', '三到位判定', [11, UNIT, 1], 'judge', {
    parent,
    basis: 'S5.5 R22-32',
    unit,
    outputs: {
      ...same('demands', 'conductOccurred', 'conductTime', 'conductPlace', 'conductFacts'),
      anyReasonable: flagged('合理'),
      anyUnfounded: flagged('无理'),
      anyHardship: flagged('困难'),
    },
  }),
  exclusive('gw_conduct', '出现违法行为？', [12, UNIT, 1], { parent, basis: 'S5.5 S1.6 R22-26 R22-47' }),
  messageThrow('throw_order', '移交秩序事件', [12, UNIT, 0], {
    parent,
    basis: 'S5.5 S1.6 R22-26 R22-47 H4',
    message: 'message_conduct',
    inputs: same('caseNumber', 'conductPlace', 'conductTime', 'conductFacts'),
    label: 'above',
  }),
  exclusive('gw_conduct_merge', '', [13, UNIT, 1], { parent, basis: 'S5.5' }),
  inclusive('gw_flags', '', [14, UNIT, 1], { parent, basis: 'S5.5 R22-32' }),
  userTask('task_measures', '解决问题到位', [15, UNIT, 1], 'measures', { parent, basis: 'S5.5 R22-32', unit }),
  userTask('task_persuade', '思想教育到位', [15, UNIT, 0], 'explain', { parent, basis: 'S5.5 S1.5 R22-32', unit }),
  userTask('task_relief', '帮扶救助到位', [15, UNIT, 2], 'relief', { parent, basis: 'S5.5 R22-37', unit }),
  exclusive('gw_fund', '动用专项资金？', [16, UNIT, 2], { parent, basis: 'S3.7 S5.5' }),
  messageThrow('throw_fund', '资金', [16, UNIT, 3], {
    parent,
    basis: 'S3.3 S5.5 H15',
    message: 'message_fund',
    inputs: {
      ...same('caseNumber', 'title', 'demands', 'responsibleUnit', 'fundAmount', 'fundPurpose'),
      jointReason: '=reliefGiven',
    },
  }),
  exclusive('gw_funded', '', [17, UNIT, 2], { parent, basis: 'S3.7 S5.5' }),
  inclusive('gw_judged', '三到位落实', [17, UNIT, 1], { parent, basis: 'S5.5 R22-32' }),
];

const replying = [
  exclusive('gw_draft', '', [8, UNIT, 4], { parent, basis: 'R22-32' }),
  userTask('task_draft', '起草处理意见书', [9, UNIT, 4], 'draft_reply', { parent, basis: 'S1.2 R22-32 H11', unit }),
  userTask('task_review', '法制审核', [11, UNIT, 4], 'reply_review', {
    parent,
    basis: 'R22-32',
    candidateGroups: 'R10',
    separateFrom: 'task_draft',
  }),
  exclusive('gw_reviewed', '审核通过？', [12, UNIT, 4], { parent, basis: 'R22-32' }),
  userTask('task_sign', '签发', [13, UNIT, 4], 'sign_reply', {
    parent,
    basis: 'R22-32',
    ...head,
    separateFrom: 'task_draft task_review',
  }),
  exclusive('gw_signed', '同意签发？', [14, UNIT, 4], { parent, basis: 'R22-32' }),
  serviceTask('job_reply', '出具处理意见书', [15, UNIT, 4], 'notice', {
    parent,
    basis: 'S1.2 R22-32 R22-35 H11',
    headers: { template: 'reply_opinion', result: 'replyDocument' },
  }),
  userTask('task_deliver', '送达', [16, UNIT, 4], 'deliver', {
    parent,
    basis: 'S1.2 R22-32 R22-35',
    station: '回复',
    clock: 'stop:办结 stop:简易 start:复查申请期',
    unit,
  }),
  endEvent('end_delivered', '已送达', [18, UNIT, 5], { parent, basis: 'R22-34' }),
];

export const workNodes = [...beginning, ...judging, ...replying];

export const workFlows = [
  ...chain('start_work', 'task_assign', 'gw_simple'),
  otherwise('gw_simple', 'task_handle', '否'),
  when('gw_simple', 'task_simple', '是', '=simpleChosen = true and simpleEligible = true', {
    exit: 'bottom',
    enter: 'left',
  }),
  ...chain('task_simple', 'gw_simple_done'),
  when('gw_simple_done', 'task_handle', '转为普通办理', '=simpleResult = "转为普通办理"', {
    exit: 'top',
    enter: 'bottom',
  }),
  when('gw_simple_done', 'task_deliver', '口头或电子', '=simpleResult = "口头或者电子答复"', {
    exit: 'bottom',
    enter: 'bottom',
  }),
  otherwise('gw_simple_done', 'gw_draft', '书面'),
  ...chain('task_handle', 'gw_means'),
  when('gw_means', 'task_hearing', '听证', '=hearingHeld = true', { exit: 'top', enter: 'left' }),
  otherwise('gw_means', 'gw_means_join', '不需要'),
  when('gw_means', 'task_mediate', '调解', '=mediationHeld = true', { exit: 'bottom', enter: 'left' }),
  flow('task_hearing', 'gw_means_join', { exit: 'right', enter: 'top' }),
  ...chain('task_mediate', 'gw_agreed'),
  otherwise('gw_agreed', 'gw_mediated', '否'),
  when('gw_agreed', 'job_agreement', '是', '=mediationAgreed = true', { exit: 'bottom', enter: 'left' }),
  flow('job_agreement', 'gw_mediated', { exit: 'right', enter: 'bottom' }),
  flow('gw_mediated', 'gw_means_join', { exit: 'top', enter: 'bottom' }),
  ...chain('gw_means_join', 'task_judge', 'gw_conduct'),
  when('gw_conduct', 'throw_order', '是', '=conductOccurred = true', { exit: 'top', enter: 'bottom' }),
  otherwise('gw_conduct', 'gw_conduct_merge', '否'),
  flow('throw_order', 'gw_conduct_merge', { exit: 'right', enter: 'top' }),
  ...chain('gw_conduct_merge', 'gw_flags'),
  when('gw_flags', 'task_persuade', '无理', '=anyUnfounded = true', { exit: 'top', enter: 'left' }),
  when('gw_flags', 'task_measures', '合理', '=anyReasonable = true'),
  when('gw_flags', 'task_relief', '困难', '=anyHardship = true', { exit: 'bottom', enter: 'left' }),
  ...chain('task_measures', 'gw_judged'),
  flow('task_persuade', 'gw_judged', { exit: 'right', enter: 'top' }),
  ...chain('task_relief', 'gw_fund'),
  otherwise('gw_fund', 'gw_funded', '否'),
  when('gw_fund', 'throw_fund', '是', '=fundNeeded = true', { exit: 'bottom', enter: 'top' }),
  flow('throw_fund', 'gw_funded', { exit: 'right', enter: 'bottom' }),
  flow('gw_funded', 'gw_judged', { exit: 'top', enter: 'bottom' }),
  flow('gw_judged', 'gw_draft', { exit: 'right', enter: 'top' }),
  ...chain('gw_draft', 'task_draft', 'task_review', 'gw_reviewed'),
  when('gw_reviewed', 'task_sign', '是', '=reviewPassed = true'),
  otherwise('gw_reviewed', 'task_draft', '退回', { exit: 'top', enter: 'top' }),
  ...chain('task_sign', 'gw_signed'),
  when('gw_signed', 'job_reply', '同意', '=signed = true'),
  otherwise('gw_signed', 'task_draft', '退回', { exit: 'bottom', enter: 'bottom' }),
  ...chain('job_reply', 'task_deliver'),
  flow('task_deliver', 'end_delivered', { exit: 'right', enter: 'top' }),
];
