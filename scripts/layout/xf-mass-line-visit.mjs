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
  same,
  serviceTask,
  startEvent,
  timerCatch,
  timerStart,
  userTask,
  when,
} from './build.mjs';

const [CADRE, WINDOW, LEADER] = ['lane_cadre', 'lane_window', 'lane_leader'];
const texts = (list) => `=string join(for row in ${list} return row.text, "\\n")`;

/** What a document reads is handed to it by name. */

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
      ...same(
        'visitOn',
        'visitors',
        'companions',
        'lookPlace',
        'lookComparison',
        'lookPlan',
        'listenMeeting',
        'askPeople',
        'actLeader',
      ),
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
  inclusive('gw_findings', '发现了什么？', [9, CADRE, 1], { basis: 'S4.4 Q6' }),
  endEvent('end_recorded', '记入民情', [10, CADRE, 2], { basis: 'S4.0' }),
];

const matters = [
  userTask('task_register', '登记个案', [10, WINDOW, 0], 'visit_cases', { basis: 'S4.4 S3.1 R22-22' }),
  serviceTask('job_register', '核对登记', [11, WINDOW, 0], 'field-visit', {
    basis: 'S4.4 S3.1',
    headers: { action: 'cases' },
  }),
  exclusive('gw_registered', '都已登记？', [12, WINDOW, 0], { basis: 'S4.4 S3.3' }),
  exclusive('gw_lead', '领导包案？', [13, WINDOW, 0], { basis: 'S4.4 L3' }),
  messageEnd('end_lead', '包案', [14, WINDOW, 0], {
    basis: 'S4.4 L3',
    message: 'message_lead',
    inputs: {
      caseNumber: '=majorCaseNumber',
      title: '=visitCases[item.caseNumber = majorCaseNumber][1].title',
      demands: '=visitCases[item.caseNumber = majorCaseNumber][1].demands',
      responsibleUnit: '=visitCases[item.caseNumber = majorCaseNumber][1].responsibleUnit',
      jointReason: '=string join(for row in problems return row.measure, "\\n")',
      leader: '=actLeader',
      leadUntil: '=problems[1].dueOn',
    },
  }),
  endEvent('end_registered', '个案已登记', [14, WINDOW, 1], { basis: 'S4.4 S3.3' }),
];

const policy = [
  userTask('task_propose', '提出政策建议', [10, CADRE, 1], 'policy_proposal', { basis: 'Q5 Q6 R22-29' }),
  timerCatch('timer_opinions', '公开征求意见15日', [11, CADRE, 1], {
    basis: 'Q6 Q15 S5.3',
    timer: '=expires(addCalendarDays(today(), 15))',
  }),
  userTask('task_opinions', '逐条答复意见', [12, CADRE, 1], 'opinion_answers', { basis: 'Q15 R22-29' }),
  userTask('task_decide', '领导决定', [13, LEADER, 0], 'measure_decision', {
    basis: 'Q6 Q15',
    separateFrom: 'task_propose',
  }),
  exclusive('gw_decide', '实施？', [14, LEADER, 0], { basis: 'Q6' }),
  endEvent('end_not_taken', '不实施', [15, LEADER, 1], { basis: 'Q6' }),
  userTask('task_explain', '宣传解释实施', [15, CADRE, 1], 'measure_explain', { basis: 'Q6 S3.8' }),
  timerCatch('timer_trial', '实施90日', [16, CADRE, 1], { basis: 'Q6', duration: 'P90D' }),
  userTask('task_test', '回访检验', [17, CADRE, 1], 'measure_check', { basis: 'Q6' }),
  exclusive('gw_again', '再集中？', [18, CADRE, 1], { basis: 'Q6' }),
  endEvent('end_tested', '措施有效', [19, CADRE, 1], { basis: 'Q6' }),
];

const cited =
  '=(every p in problems satisfies (p.citesLook <= count(observations) and p.citesListen <= count(opinions) and p.citesAsk <= count(suggestions))) = true';

/** Nothing is left that was not registered, and the matter for the leader is one of those. */
const allRegistered =
  '=unknownNumbers = "" and (not(hasMajor = true) or (some c in visitCases satisfies c.caseNumber = majorCaseNumber))';

const flows = [
  ...chain('start_visit', 'gw_begin', 'gw_visit', 'task_listen', 'gw_gathered', 'task_act', 'gw_cited'),
  flow('start_plan', 'gw_begin', { enter: 'bottom' }),
  flow('gw_visit', 'task_look', { exit: 'top', enter: 'left' }),
  flow('gw_visit', 'task_ask', { exit: 'bottom', enter: 'left' }),
  flow('task_look', 'gw_gathered', { exit: 'right', enter: 'top' }),
  flow('task_ask', 'gw_gathered', { exit: 'right', enter: 'bottom' }),
  when('gw_cited', 'job_visit', '是', cited),
  otherwise('gw_cited', 'task_act', '没有这一条', { exit: 'bottom', enter: 'bottom' }),
  ...chain('job_visit', 'gw_findings'),
  otherwise('gw_findings', 'end_recorded', '只作记录', { exit: 'bottom', enter: 'left' }),
  when('gw_findings', 'task_propose', '共性问题', '=hasCommon = true'),
  when('gw_findings', 'task_register', '个案、突出矛盾', '=hasCases = true or hasMajor = true', {
    exit: 'top',
    enter: 'left',
  }),
  ...chain('task_register', 'job_register', 'gw_registered'),
  when('gw_registered', 'gw_lead', '是', allRegistered),
  otherwise('gw_registered', 'task_register', '没有查到', { exit: 'bottom', enter: 'bottom' }),
  when('gw_lead', 'end_lead', '是', '=hasMajor = true'),
  otherwise('gw_lead', 'end_registered', '否', { exit: 'bottom', enter: 'left' }),
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
    { id: WINDOW, name: '接访员', role: 'R1', rows: [0, 1], basis: 'S3.1' },
    { id: CADRE, name: '下访干部', role: 'R6', rows: [0, 1, 2], basis: 'S4.0' },
    { id: LEADER, name: '主管领导', role: 'R5', rows: [0, 1], basis: 'L3 Q6' },
  ],
  nodes: [...visit, ...matters, ...policy],
  flows,
};
