/**
 * Writes processes/xf_review.bpmn: 复查 and 复核 (《信访工作条例》第三十五条、第三十六条) as one procedure of variable level.
 * Run: node scripts/layout/xf-review.mjs
 */
import {
  boundaryTimer,
  chain,
  endEvent,
  eventBased,
  exclusive,
  flow,
  messageCatch,
  messageEnd,
  messageStart,
  otherwise,
  serviceTask,
  startEvent,
  subProcess,
  timerCatch,
  userTask,
  when,
  writeWhenStarted,
} from './build.mjs';

const REVIEW = 'lane_review';
const parent = 'sub_review';
const basis = 'R22-35 R22-36';
const unit = '=reviewUnit';
/** Who handled the matter, or reviewed it before, has no part in this review. */
const fresh = 'process:xf_handle process:xf_review';

/** The payload as it came, under names that the answers of this review do not take. */
const intake = (kind) => ({
  caseNumber: '=caseNumber',
  title: '=title',
  demands: '=demands',
  responsibleUnit: '=responsibleUnit',
  priorOpinion: '=priorOpinion',
  priorNumber: '=priorNumber',
  priorDeliveredOn: '=deliveredOn',
  requestText: '=requestText',
  requestedOn: '=requestedOn',
  reviewKind: `="${kind}"`,
  requestedLate: '=addCalendarDays(deliveredOn, 30) < date(string(requestedOn))',
});

/** What the opinion says, by the names of its template. */
const opinion = {
  reviewUnit: '=reviewUnit',
  lowerOrgan: '=responsibleUnit',
  requestText: '=requestText',
  requestedOn: '=requestedOn',
  priorNumber: '=priorNumber',
  priorOpinion: '=priorOpinion',
  hearingHeldOn: '=hearingHeldOn',
  reviewFinding: '=reviewFacts',
  reviewResult: '=reviewDecision',
  reviewReason: '=reviewOpinion',
  legalBasis: '=reviewLegalBasis',
  remedyOrgan: '=remedyOrgan',
};

const review = [
  subProcess('sub_review', '复查复核办理', REVIEW, { basis }),
  startEvent('start_inner', '开始办理', [2, REVIEW, 1], { parent, basis }),
  userTask('task_intake', '收件核验', [3, REVIEW, 1], 'review_intake', { parent, basis, unit, separateFrom: fresh }),
  exclusive('gw_late', '逾期且无正当理由？', [4, REVIEW, 1], { parent, basis }),
  serviceTask('job_rejection', '出具不予受理告知书', [4, REVIEW, 2], 'notice', {
    parent,
    basis,
    clock: 'stop:复查 stop:复核',
    headers: { template: 'review_rejection_notice' },
    inputs: {
      reviewKind: '=reviewKind',
      reviewUnit: '=reviewUnit',
      priorNumber: '=priorNumber',
      priorDeliveredOn: '=priorDeliveredOn',
      requestedOn: '=requestedOn',
      rejectReason: '=rejectReason',
    },
    label: 'left',
  }),
  endEvent('end_inner_rejected', '已告知', [5, REVIEW, 2], { parent, basis }),
  userTask('task_files', '原办理机关移交卷宗', [5, REVIEW, 1], 'review_files', {
    parent,
    basis: 'R22-35 R22-36',
    candidateGroups: 'R6, R7',
    unit: '=responsibleUnit',
  }),
  userTask('task_examine', '审查卷宗', [6, REVIEW, 1], 'review_examine', {
    parent,
    basis: 'R22-31 R22-35 R22-36',
    unit,
    separateFrom: `task_files ${fresh}`,
  }),
  exclusive('gw_hearing', '举行听证？', [7, REVIEW, 1], { parent, basis: 'R22-31 R22-36' }),
  serviceTask('job_hearing', '通知听证', [7, REVIEW, 2], 'notify', {
    parent,
    basis: 'R22-31 R22-36',
    clock: 'pause:复核',
    inputs: {
      to: '="R6"',
      text: '="信访事项 " + caseNumber + " 的" + reviewKind + "将举行听证，地点：" + hearingPlace + "，请派员到会说明情况。"',
    },
  }),
  userTask('task_hearing', '听证', [8, REVIEW, 2], 'review_hearing', {
    parent,
    basis: 'R22-31 R22-36',
    unit,
    clock: 'resume:复核',
    separateFrom: `task_files ${fresh}`,
  }),
  userTask('task_draft', '拟写意见书', [8, REVIEW, 1], 'review_draft', {
    parent,
    basis,
    unit,
    separateFrom: `task_files ${fresh}`,
  }),
  userTask('task_sign', '领导审签', [9, REVIEW, 1], 'review_sign', {
    parent,
    basis,
    unit,
    candidateGroups: 'R4, R5',
    separateFrom: `task_intake task_examine task_hearing task_draft task_files ${fresh}`,
  }),
  exclusive('gw_signed', '同意签发？', [10, REVIEW, 1], { parent, basis }),
  serviceTask('job_review_opinion', '出具复查意见书', [11, REVIEW, 1], 'notice', {
    parent,
    basis: 'R22-35',
    headers: { template: 'review_opinion', result: 'opinion' },
    inputs: opinion,
  }),
  serviceTask('job_re_review_opinion', '出具复核意见书', [11, REVIEW, 0], 'notice', {
    parent,
    basis: 'R22-36',
    headers: { template: 're_review_opinion', result: 'opinion' },
    inputs: opinion,
  }),
  userTask('task_deliver', '送达', [12, REVIEW, 1], 'deliver', { parent, basis, unit, clock: 'stop:复查 stop:复核' }),
  endEvent('end_inner_delivered', '已送达', [13, REVIEW, 1], { parent, basis }),
];

const watch = [
  boundaryTimer('timer_warn', '期限前5日', 'sub_review', REVIEW, '=warn(due(reviewKind), 5)', {
    column: 6,
    basis,
    label: 'belowLeft',
  }),
  serviceTask('job_warn', '临期提醒', [7, REVIEW, 3], 'notify', {
    basis,
    inputs: {
      to: '="R8"',
      text: '="信访事项 " + caseNumber + " 的" + reviewKind + "期限将于 5 日后届满，请尽快作出意见并送达。"',
    },
  }),
  endEvent('end_warn', '已提醒', [8, REVIEW, 3], { basis }),
  boundaryTimer('timer_due', '期限届满', 'sub_review', REVIEW, '=expires(due(reviewKind))', {
    column: 9,
    basis: 'R22-35 R22-36 R22-40',
    label: 'belowRight',
  }),
  messageEnd('end_overdue', '转督办', [10, REVIEW, 3], {
    basis: 'R22-40',
    message: 'message_overdue',
    inputs: {
      caseNumber: '=caseNumber',
      overdueClock: '=reviewKind',
      overdueStep: '=reviewKind + "办理"',
      lateUnit: '=reviewUnit',
    },
  }),
];

const after = [
  exclusive('gw_accepted', '已受理？', [14, REVIEW, 1], { basis }),
  endEvent('end_rejected', '不予受理', [14, REVIEW, 2], { basis, label: 'below' }),
  exclusive('gw_upheld', '维持？', [15, REVIEW, 1], { basis }),
  messageEnd('end_redo', '重新办理', [15, REVIEW, 2], {
    basis,
    message: 'message_redo',
    inputs: {
      caseNumber: '=caseNumber',
      title: '=title',
      demands: '=demands',
      category: '=facts.category',
      kind: '=facts.kind',
      route31: '="31(6)"',
      responsibleUnit: '=responsibleUnit',
      level: '=facts.level',
      redoReason: '=redoReason',
    },
  }),
  exclusive('gw_kind', '复核？', [16, REVIEW, 1], { basis: 'R22-36' }),
  serviceTask('job_final', '登记三级终结', [16, REVIEW, 2], 'case', {
    basis: 'R22-36',
    inputs: { finalReviewNumber: '=opinion.number' },
  }),
  userTask('task_guide', '帮扶疏导', [16, REVIEW, 3], 'review_guide', { basis: 'R22-37', unit }),
  endEvent('end_final', '三级终结', [17, REVIEW, 3], { basis: 'R22-36 R22-37' }),
  eventBased('ebg_re_review', '等候复核请求', [17, REVIEW, 1], { basis: 'R22-36' }),
  messageCatch('msg_re_review', '复核申请', [18, REVIEW, 1], { basis: 'R22-36', message: 'message_re_review_request' }),
  messageEnd('end_re_review', '复核立项', [19, REVIEW, 1], {
    basis: 'R22-36',
    message: 'message_re_review',
    inputs: {
      caseNumber: '=caseNumber',
      title: '=title',
      demands: '=demands',
      responsibleUnit: '=responsibleUnit',
      priorOpinion: '=reviewOpinion',
      priorNumber: '=opinion.number',
      deliveredOn: '=deliveredOn',
      requestText: '=requestText',
      requestedOn: '=requestedOn',
    },
  }),
  timerCatch('timer_no_request', '送达后30日', [17, REVIEW, 2], {
    basis: 'R22-36',
    timer: '=expires(addCalendarDays(deliveredOn, 30))',
  }),
  endEvent('end_upheld', '未请求复核', [18, REVIEW, 2], { basis: 'R22-36' }),
];

export const reviewPool = {
  id: 'pool_review',
  name: '复查复核',
  process: { id: 'xf_review', name: '复查复核', versionTag: '1.0', basis: 'R22-35 R22-36 R22-37' },
  lanes: [{ id: REVIEW, name: '复查复核机构（上一级机关）', role: 'R8', rows: [0, 1, 2, 3], basis }],
  nodes: [
    messageStart('start_review', '复查立项', [0, REVIEW, 1], {
      basis: 'R22-35',
      message: 'message_review',
      clock: 'start:复查',
      outputs: intake('复查'),
    }),
    messageStart('start_re_review', '复核立项', [0, REVIEW, 2], {
      basis: 'R22-36',
      message: 'message_re_review',
      clock: 'start:复核',
      outputs: intake('复核'),
    }),
    serviceTask('job_facts', '确定复查复核机关', [1, REVIEW, 1], 'case-facts', {
      basis,
      headers: { result: 'facts' },
      inputs: { levels: '=if reviewKind = "复核" then 2 else 1' },
      outputs: { facts: '=facts', reviewUnit: '=facts.superiorUnit', reviewOrgan: '=facts.superiorOrgan' },
    }),
    ...review,
    ...watch,
    ...after,
  ],
  flows: [
    flow('start_review', 'job_facts'),
    flow('start_re_review', 'job_facts', { exit: 'right', enter: 'bottom' }),
    ...chain('job_facts', 'sub_review', 'gw_accepted'),
    ...chain('start_inner', 'task_intake', 'gw_late'),
    when('gw_late', 'job_rejection', '是', '=requestedLate = true and lateAccepted = false', {
      exit: 'bottom',
      enter: 'top',
    }),
    ...chain('job_rejection', 'end_inner_rejected'),
    otherwise('gw_late', 'task_files', '否'),
    ...chain('task_files', 'task_examine', 'gw_hearing'),
    when('gw_hearing', 'job_hearing', '是', '=hearingNeeded = true', { exit: 'bottom', enter: 'top' }),
    otherwise('gw_hearing', 'task_draft', '否'),
    flow('job_hearing', 'task_hearing'),
    flow('task_hearing', 'task_draft', { exit: 'top', enter: 'bottom' }),
    ...chain('task_draft', 'task_sign', 'gw_signed'),
    when('gw_signed', 'job_review_opinion', '复查', '=reviewSigned = true and reviewKind = "复查"'),
    when('gw_signed', 'job_re_review_opinion', '复核', '=reviewSigned = true and reviewKind = "复核"', {
      exit: 'top',
      enter: 'left',
    }),
    otherwise('gw_signed', 'task_draft', '退回', { exit: 'bottom', enter: 'bottom+20' }),
    ...chain('job_review_opinion', 'task_deliver', 'end_inner_delivered'),
    flow('job_re_review_opinion', 'task_deliver', { exit: 'right', enter: 'top' }),
    flow('timer_warn', 'job_warn', { exit: 'bottom', enter: 'left' }),
    ...chain('job_warn', 'end_warn'),
    flow('timer_due', 'end_overdue', { exit: 'bottom', enter: 'left' }),
    when('gw_accepted', 'end_rejected', '否', '=requestedLate = true and lateAccepted = false', {
      exit: 'bottom',
      enter: 'top',
    }),
    otherwise('gw_accepted', 'gw_upheld', '是'),
    when('gw_upheld', 'gw_kind', '是', '=reviewDecision = "维持"'),
    otherwise('gw_upheld', 'end_redo', '否', { exit: 'bottom', enter: 'top' }),
    when('gw_kind', 'job_final', '是', '=reviewKind = "复核"', { exit: 'bottom', enter: 'top' }),
    otherwise('gw_kind', 'ebg_re_review', '否'),
    flow('job_final', 'task_guide', { exit: 'bottom', enter: 'top' }),
    ...chain('task_guide', 'end_final'),
    ...chain('ebg_re_review', 'msg_re_review', 'end_re_review'),
    flow('ebg_re_review', 'timer_no_request', { exit: 'bottom', enter: 'top' }),
    ...chain('timer_no_request', 'end_upheld'),
  ],
};

export const model = {
  id: 'xf_review_definitions',
  collaboration: 'xf_review_collaboration',
  messages: [
    { id: 'message_review', name: '复查立项' },
    { id: 'message_re_review', name: '复核立项' },
    { id: 'message_re_review_request', name: '复核申请' },
    { id: 'message_redo', name: '重办' },
    { id: 'message_overdue', name: '超期' },
  ],
  pools: [reviewPool],
  messageFlows: [],
};

void writeWhenStarted(model, 'xf_review', import.meta.url);
