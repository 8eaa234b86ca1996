/**
 * Writes processes/xf_urge.bpmn: 督办问责 in five rungs (《信访工作条例》第四十条): 催办, 督办函, 约谈, 改进建议, 责任追究建议.
 * Run: node scripts/layout/xf-urge.mjs
 */
import {
  boundaryTimer,
  chain,
  endEvent,
  exclusive,
  flow,
  messageStart,
  otherwise,
  serviceTask,
  userTask,
  when,
  writeWhenStarted,
} from './build.mjs';

const [LEADER, SUPERVISION, UNIT, DISCIPLINE] = ['lane_leader', 'lane_supervision', 'lane_unit', 'lane_discipline'];
const basis = 'R22-40';
/** The grounds of 督办 (R22-40, R05-36), as the 督办函 writes them. */
const grounds =
  '["逾期未办结", "未反馈办理结果", "未按规定程序办理", "推诿、敷衍、拖延", "弄虚作假", "不执行处理意见"]';
const ofUnit = { candidateGroups: 'R7, R6, R1', unit: '=lateUnit' };
const expired = (id, name, attachedTo, days, more) =>
  boundaryTimer(id, name, attachedTo, UNIT, `=expires(addWorkingDays(today(), ${days}))`, {
    basis,
    interrupting: true,
    label: 'belowLeft',
    ...more,
  });

const rungs = [
  userTask('task_call', '催办', [1, SUPERVISION, 0], 'urge_call', { basis, station: '督办' }),
  userTask('task_rectify', '整改反馈', [1, UNIT, 0], 'rectify', { basis, ...ofUnit }),
  expired('timer_call', '3个工作日', 'task_rectify', 3),
  userTask('task_check', '核查整改', [2, SUPERVISION, 0], 'rectify_check', { basis, separateFrom: 'task_rectify' }),
  exclusive('gw_rectified', '整改到位？', [3, SUPERVISION, 0], { basis }),
  endEvent('end_rectified', '催办见效', [3, SUPERVISION, 1], { basis, label: 'below' }),
  userTask('task_letter', '拟督办函', [4, SUPERVISION, 0], 'urge_letter_draft', { basis: 'R22-40 R05-36' }),
  serviceTask('job_letter', '发出督办函', [5, SUPERVISION, 0], 'notice', {
    basis: 'R22-40 R05-36',
    headers: { template: 'urge_letter', result: 'letter' },
    inputs: {
      lateUnit: '=lateUnit',
      urgeGround: '=urgeGround',
      urgeFacts: '=letterFacts',
      lateSince: '=lateSince',
      urgeRequest: '=letterDemand',
      urgeDeadline: '=letterUntil',
      copyTo: '=copyTo',
    },
    outputs: { letter: '=letter', rectifyMeasures: '=null', rectifyDone: '=null' },
  }),
  userTask('task_rectify_letter', '书面反馈整改', [5, UNIT, 0], 'rectify', { basis, ...ofUnit }),
  expired('timer_letter', '5个工作日', 'task_rectify_letter', 5),
  userTask('task_check_letter', '核查整改', [6, SUPERVISION, 0], 'rectify_check', {
    basis,
    separateFrom: 'task_rectify_letter',
  }),
  exclusive('gw_rectified_letter', '整改到位？', [7, SUPERVISION, 0], { basis }),
  endEvent('end_rectified_letter', '督办见效', [7, SUPERVISION, 1], { basis, label: 'below' }),
  userTask('task_interview', '约谈或实地督查', [8, SUPERVISION, 0], 'urge_interview', { basis: 'R22-40 Q18' }),
];

const proposing = [
  userTask('task_improve', '拟改进建议书', [9, SUPERVISION, 0], 'improvement_draft', { basis }),
  userTask('task_improve_sign', '审签改进建议', [9, LEADER, 0], 'improvement_sign', {
    basis,
    separateFrom: 'task_improve',
  }),
  exclusive('gw_improve_signed', '同意发出？', [10, LEADER, 0], { basis }),
  serviceTask('job_improvement', '发出改进建议书', [11, LEADER, 0], 'notice', {
    basis,
    clock: 'start:改进反馈',
    headers: { template: 'improvement_proposal', result: 'improvement' },
    inputs: {
      lateUnit: '=lateUnit',
      problems: '=problemsFound',
      improvement: '=improvementProposals',
      improvementDue: '=string(addCalendarDays(today(), 30))',
    },
  }),
  userTask('task_improve_feedback', '书面反馈', [11, UNIT, 0], 'improvement_feedback', {
    basis: 'R22-40 R05-36',
    clock: 'stop:改进反馈',
    ...ofUnit,
  }),
  boundaryTimer('timer_improve', '30日', 'task_improve_feedback', UNIT, '=expires(due("改进反馈"))', {
    basis: 'R22-40 R05-36',
    interrupting: true,
    column: 11.5,
    label: 'belowLeft',
  }),
  userTask('task_assess', '评估执行和后果', [12, SUPERVISION, 0], 'urge_assess', {
    basis: 'R22-40 L7',
    clock: 'stop:改进反馈',
    separateFrom: 'task_improve_feedback',
  }),
  exclusive('gw_accountable', '不执行或后果严重？', [13, SUPERVISION, 0], { basis: 'R22-40 L7' }),
  endEvent('end_improved', '改进落实', [13, SUPERVISION, 1], { basis, label: 'below' }),
];

const accounting = [
  userTask('task_defence', '责任单位申辩', [14, UNIT, 0], 'unit_defence', { basis: 'L7 R22-40', ...ofUnit }),
  expired('timer_defence', '5个工作日', 'task_defence', 5, { basis: 'L7', column: 14.5 }),
  userTask('task_account', '拟责任追究建议', [15, SUPERVISION, 0], 'accountability_draft', {
    basis: 'L7 R22-40',
    separateFrom: 'task_defence',
  }),
  userTask('task_account_sign', '审签责任追究建议', [15, LEADER, 0], 'accountability_sign', {
    basis: 'L7 R22-40',
    separateFrom: 'task_account task_defence',
  }),
  exclusive('gw_account_signed', '同意提出？', [16, LEADER, 0], { basis: 'L7 R22-40' }),
  serviceTask('job_account', '出具责任追究建议书', [17, LEADER, 0], 'notice', {
    basis: 'L7 R22-40',
    headers: { template: 'accountability_proposal', result: 'accountability' },
    inputs: {
      lateUnit: '=lateUnit',
      disciplineOrgan: '=disciplineOrgan',
      accountFacts: '=misconduct + "：" + urgeFacts',
      evidence:
        '=string join(for e in accountabilityEvidence return e.name + "（" + e.source + "）：" + e.proves, "\\n")',
      causalLink: '=consequence + "\\n" + causalLink',
      defence: '=(if defenceText = null then "经通知，未提出申辩。" else defenceText) + "\\n" + defenceConsidered',
      proposal: '=accountabilityProposal',
    },
  }),
  userTask('task_discipline', '受理和反馈', [17, DISCIPLINE, 0], 'discipline_feedback', {
    basis: 'L7 R22-40',
    separateFrom: 'task_account task_account_sign task_defence',
  }),
  endEvent('end_accounted', '已提出建议', [18, DISCIPLINE, 0], { basis: 'L7 R22-40' }),
];

export const urgePool = {
  id: 'pool_urge',
  name: '督办问责',
  process: { id: 'xf_urge', name: '督办问责', versionTag: '1.0', basis: 'R22-40 R05-36 L7' },
  lanes: [
    { id: LEADER, name: '主管领导', role: 'R5', rows: [0], basis },
    { id: SUPERVISION, name: '信访督查组', role: 'R3', rows: [0, 1], basis: 'S1.4 R22-40' },
    { id: UNIT, name: '责任单位', role: 'R7', rows: [0], basis: 'L2 R22-40' },
    { id: DISCIPLINE, name: '纪检监察', role: 'R11', rows: [0], basis: 'L7 R22-40' },
  ],
  nodes: [
    messageStart('start_overdue', '超期', [0, SUPERVISION, 0], {
      basis: 'R22-40 R05-36',
      message: 'message_overdue',
      outputs: {
        caseNumber: '=caseNumber',
        lateUnit: '=lateUnit',
        overdueClock: '=overdueClock',
        overdueStep: '=overdueStep',
        urgeGround: '="逾期未办结"',
        lateSince: '=string(today())',
        urgeFacts: '="“" + overdueClock + "”期限已经届满，仍停留在“" + overdueStep + "”环节。"',
      },
    }),
    messageStart('start_urge', '督办', [0, SUPERVISION, 1], {
      basis: 'S1.4 R22-40',
      message: 'message_urge',
      outputs: {
        caseNumber: '=caseNumber',
        lateUnit: '=lateUnit',
        // Mapped one after the other: the words first, while they are as they came.
        urgeFacts: '=urgeGround + "：" + urgeFacts',
        urgeGround: `=if list contains(${grounds}, urgeGround) then urgeGround else "其他"`,
        lateSince: '=string(today())',
      },
    }),
    ...rungs,
    ...proposing,
    ...accounting,
  ],
  flows: [
    flow('start_overdue', 'task_call'),
    flow('start_urge', 'task_call', { exit: 'right', enter: 'bottom-20' }),
    flow('task_call', 'task_rectify', { exit: 'bottom', enter: 'top' }),
    flow('task_rectify', 'task_check', { exit: 'right', enter: 'bottom' }),
    flow('timer_call', 'task_letter', { exit: 'bottom', enter: 'bottom' }),
    ...chain('task_check', 'gw_rectified'),
    when('gw_rectified', 'end_rectified', '是', '=rectifySettled = true', { exit: 'bottom', enter: 'top' }),
    otherwise('gw_rectified', 'task_letter', '否'),
    ...chain('task_letter', 'job_letter'),
    flow('job_letter', 'task_rectify_letter', { exit: 'bottom', enter: 'top' }),
    flow('task_rectify_letter', 'task_check_letter', { exit: 'right', enter: 'bottom' }),
    flow('timer_letter', 'task_interview', { exit: 'bottom', enter: 'bottom' }),
    ...chain('task_check_letter', 'gw_rectified_letter'),
    when('gw_rectified_letter', 'end_rectified_letter', '是', '=rectifySettled = true', {
      exit: 'bottom',
      enter: 'top',
    }),
    otherwise('gw_rectified_letter', 'task_interview', '否'),
    ...chain('task_interview', 'task_improve'),
    flow('task_improve', 'task_improve_sign', { exit: 'top', enter: 'bottom' }),
    ...chain('task_improve_sign', 'gw_improve_signed'),
    when('gw_improve_signed', 'job_improvement', '同意', '=improvementSigned = true'),
    otherwise('gw_improve_signed', 'task_improve', '退回', { exit: 'bottom', enter: 'right' }),
    flow('job_improvement', 'task_improve_feedback', { exit: 'bottom', enter: 'top' }),
    flow('task_improve_feedback', 'task_assess', { exit: 'right', enter: 'bottom-20' }),
    flow('timer_improve', 'task_assess', { exit: 'bottom', enter: 'bottom+20' }),
    ...chain('task_assess', 'gw_accountable'),
    when('gw_accountable', 'task_defence', '是', '=improvementExecuted = false or severeConsequence = true', {
      exit: 'right',
      enter: 'top',
    }),
    otherwise('gw_accountable', 'end_improved', '否', { exit: 'bottom', enter: 'top' }),
    flow('task_defence', 'task_account', { exit: 'right', enter: 'bottom-20' }),
    flow('timer_defence', 'task_account', { exit: 'bottom', enter: 'bottom+20' }),
    flow('task_account', 'task_account_sign', { exit: 'top', enter: 'bottom' }),
    ...chain('task_account_sign', 'gw_account_signed'),
    when('gw_account_signed', 'job_account', '同意', '=accountabilitySigned = true'),
    otherwise('gw_account_signed', 'task_account', '退回', { exit: 'bottom', enter: 'right' }),
    flow('job_account', 'task_discipline', { exit: 'bottom', enter: 'top' }),
    ...chain('task_discipline', 'end_accounted'),
  ],
};

export const model = {
  id: 'xf_urge_definitions',
  collaboration: 'xf_urge_collaboration',
  messages: [
    { id: 'message_overdue', name: '超期' },
    { id: 'message_urge', name: '督办' },
  ],
  pools: [urgePool],
  messageFlows: [],
};

void writeWhenStarted(model, 'xf_urge', import.meta.url);
