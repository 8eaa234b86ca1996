/** Pool 下访: 望、闻、问 in any order, 切 out of all three; single matters become cases, what is common becomes policy and is tried. */
import {
  chain,
  endEvent,
  exclusive,
  flow,
  inclusive,
  messageEnd,
  otherwise,
  parallel,
  serviceTask,
  startEvent,
  timerCatch,
  timerStart,
  userTask,
  when,
} from './build.mjs';

const [CADRE, WINDOW, LEADER] = ['lane_cadre', 'lane_window', 'lane_leader'];
const texts = (list) => `=string join(for row in ${list} return row.text, "\\n")`;

const visit = [
  startEvent('start_visit', '下访', [0, CADRE, 1], { basis: 'S4.0 Q5' }),
  timerStart('start_plan', '每月5日', [0, CADRE, 2], { basis: 'S4.0 Q5', cycle: 'R/2026-01-05T09:00:00+08:00/P1M' }),
  exclusive('gw_begin', '', [1, CADRE, 1], { basis: 'S4.0' }),
  parallel('gw_visit', '', [2, CADRE, 1], { basis: 'S4.0' }),
  userTask('task_look', '望：走村入户', [3, CADRE, 0], 'visit_look', { basis: 'S4.1 Q18' }),
  userTask('task_listen', '闻：听取意见', [3, CADRE, 1], 'visit_listen', { basis: 'S4.2' }),
  userTask('task_ask', '问：问计于民', [3, CADRE, 2], 'visit_ask', { basis: 'S4.3' }),
  parallel('gw_gathered', '', [4, CADRE, 1], { basis: 'S4.0 S4.4' }),
  userTask('task_act', '切：定举措', [5, CADRE, 1], 'visit_act', { basis: 'S4.4 Q6' }),
  exclusive('gw_cited', '引用属实？', [6, CADRE, 1], { basis: 'S4.4 Q15' }),
  serviceTask('job_visit', '下访记录', [7, CADRE, 1], 'notice', {
    basis: 'S4.0 S4.4',
    headers: { template: 'field_visit_record', result: 'visitRecord' },
    inputs: {
      lookFindings: texts('observations'),
      listenOpinions: texts('opinions'),
      askSuggestions: texts('suggestions'),
      actProblem: '=string join(for row in problems return row.problemClass, "、")',
      actBasis:
        '=string join(for row in problems return "望第" + string(row.citesLook) + "条、闻第" + string(row.citesListen) + "条、问第" + string(row.citesAsk) + "条", "；")',
      actMeasures: '=string join(for row in problems return row.measure, "\\n")',
      actOwner: '=problems[1].owner',
      actDueOn: '=problems[1].dueOn',
    },
  }),
  exclusive('gw_any', '有需要办理的？', [8, CADRE, 1], { basis: 'S4.4' }),
  inclusive('gw_findings', '发现了什么？', [9, CADRE, 1], { basis: 'S4.4 Q6' }),
  endEvent('end_recorded', '记入民情', [8, CADRE, 2], { basis: 'S4.0' }),
];

const matters = [
  userTask('task_register', '登记个案', [11, WINDOW, 0], 'visit_cases', {
    basis: 'S4.4 S3.1 R22-22',
    inputs: { unknownNumbers: '=unknownNumbers' },
    outputs: { caseNumbers: '=caseNumbers' },
  }),
  serviceTask('job_register', '核对登记', [12, WINDOW, 0], 'field-visit', {
    basis: 'S4.4 S3.1',
    headers: { action: 'cases' },
    outputs: { unknownNumbers: '=unknownNumbers', visitCases: '=visitCases' },
  }),
  exclusive('gw_registered', '都已登记？', [13, WINDOW, 0], { basis: 'S4.4 S3.3' }),
  endEvent('end_registered', '个案已登记', [14, WINDOW, 0], { basis: 'S4.4 S3.3' }),
  userTask('task_major', '定包案领导', [11, LEADER, 1], 'visit_major', {
    basis: 'S4.4 L3',
    inputs: { unknownNumbers: '=unknownMajor' },
    outputs: {
      majorCaseNumber: '=majorCaseNumber',
      leadLeader: '=leadLeader',
      leadUntil: '=leadUntil',
      leadReason: '=leadReason',
    },
  }),
  serviceTask('job_major', '核对事项', [12, LEADER, 1], 'field-visit', {
    basis: 'S4.4',
    headers: { action: 'cases' },
    inputs: { caseNumbers: '=[{ caseNumber: majorCaseNumber }]' },
    outputs: { unknownMajor: '=unknownNumbers', major: '=visitCases' },
  }),
  exclusive('gw_major', '已经登记？', [13, LEADER, 1], { basis: 'S4.4' }),
  messageEnd('end_major', '包案', [14, LEADER, 1], {
    basis: 'S4.4 L3',
    message: 'message_lead',
    inputs: {
      caseNumber: '=major[1].caseNumber',
      title: '=major[1].title',
      demands: '=major[1].demands',
      responsibleUnit: '=major[1].responsibleUnit',
      jointReason: '=leadReason',
      leader: '=leadLeader',
      leadUntil: '=leadUntil',
    },
  }),
];

const policy = [
  userTask('task_propose', '提出政策建议', [11, CADRE, 1], 'policy_proposal', { basis: 'Q5 Q6 R22-29' }),
  timerCatch('timer_opinions', '公开征求意见15日', [12, CADRE, 1], {
    basis: 'Q6 Q15',
    timer: '=expires(addCalendarDays(today(), 15))',
  }),
  userTask('task_opinions', '逐条答复意见', [13, CADRE, 1], 'opinion_answers', { basis: 'Q15 R22-29' }),
  userTask('task_decide', '领导决定', [14, LEADER, 0], 'measure_decision', {
    basis: 'Q6 Q15',
    separateFrom: 'task_propose',
  }),
  exclusive('gw_decide', '实施？', [15, LEADER, 0], { basis: 'Q6' }),
  endEvent('end_not_taken', '不实施', [16, LEADER, 1], { basis: 'Q6' }),
  userTask('task_explain', '宣传解释实施', [16, CADRE, 1], 'measure_explain', { basis: 'Q6 S3.8' }),
  timerCatch('timer_trial', '实施90日', [17, CADRE, 1], { basis: 'Q6', duration: 'P90D' }),
  userTask('task_test', '回访检验', [18, CADRE, 1], 'measure_check', { basis: 'Q6' }),
  exclusive('gw_again', '再集中？', [19, CADRE, 1], { basis: 'Q6' }),
  endEvent('end_tested', '措施有效', [20, CADRE, 1], { basis: 'Q6' }),
];

const cited =
  '=every p in problems satisfies (p.citesLook <= count(observations) and p.citesListen <= count(opinions) and p.citesAsk <= count(suggestions))';

const flows = [
  ...chain('start_visit', 'gw_begin', 'gw_visit', 'task_listen', 'gw_gathered', 'task_act', 'gw_cited'),
  flow('start_plan', 'gw_begin', { enter: 'bottom' }),
  flow('gw_visit', 'task_look', { exit: 'top', enter: 'left' }),
  flow('gw_visit', 'task_ask', { exit: 'bottom', enter: 'left' }),
  flow('task_look', 'gw_gathered', { exit: 'right', enter: 'top' }),
  flow('task_ask', 'gw_gathered', { exit: 'right', enter: 'bottom' }),
  when('gw_cited', 'job_visit', '是', cited),
  otherwise('gw_cited', 'task_act', '没有这一条', { exit: 'bottom', enter: 'bottom' }),
  ...chain('job_visit', 'gw_any'),
  when('gw_any', 'gw_findings', '有', '=hasCases = true or hasMajor = true or hasCommon = true'),
  otherwise('gw_any', 'end_recorded', '只作记录', { exit: 'bottom', enter: 'top' }),
  when('gw_findings', 'task_propose', '共性问题', '=hasCommon = true'),
  when('gw_findings', 'task_register', '个案', '=hasCases = true', { exit: 'top', enter: 'left' }),
  when('gw_findings', 'task_major', '突出矛盾', '=hasMajor = true', { exit: 'bottom', enter: 'left' }),
  ...chain('task_register', 'job_register', 'gw_registered'),
  when('gw_registered', 'end_registered', '是', '=unknownNumbers = ""'),
  otherwise('gw_registered', 'task_register', '没有查到', { exit: 'bottom', enter: 'bottom' }),
  ...chain('task_major', 'job_major', 'gw_major'),
  when('gw_major', 'end_major', '是', '=unknownMajor = ""'),
  otherwise('gw_major', 'task_major', '没有查到', { exit: 'bottom', enter: 'bottom' }),
  ...chain('task_propose', 'timer_opinions', 'task_opinions'),
  flow('task_opinions', 'task_decide', { exit: 'bottom', enter: 'left' }),
  ...chain('task_decide', 'gw_decide'),
  when('gw_decide', 'task_explain', '实施', '=measureDecided = true', { exit: 'right', enter: 'bottom' }),
  otherwise('gw_decide', 'end_not_taken', '不实施', { exit: 'bottom', enter: 'left' }),
  ...chain('task_explain', 'timer_trial', 'task_test', 'gw_again'),
  when('gw_again', 'task_propose', '再集中', '=collectAgain = true', { exit: 'top', enter: 'top' }),
  otherwise('gw_again', 'end_tested', '否'),
];

export const visitPool = {
  id: 'pool_visit',
  name: '下访与群众路线',
  process: {
    id: 'xf_mass_line',
    name: '下访与群众路线',
    versionTag: '1.0',
    basis: 'S4.0 S4.1 S4.2 S4.3 S4.4 Q5 Q6 Q15',
  },
  lanes: [
    { id: WINDOW, name: '接访员', role: 'R1', rows: [0], basis: 'S3.1' },
    { id: CADRE, name: '下访干部', role: 'R6', rows: [0, 1, 2], basis: 'S4.0' },
    { id: LEADER, name: '主管领导', role: 'R5', rows: [0, 1], basis: 'L3 Q6' },
  ],
  nodes: [...visit, ...matters, ...policy],
  flows,
};
