/** Pool 领导接待日: one matter before a leader, from the application to what came of it. Refused is only the appointment. */
import {
  boundaryTimer,
  chain,
  endEvent,
  exclusive,
  flow,
  messageEnd,
  messageStart,
  messageThrow,
  otherwise,
  parallel,
  ruleTask,
  serviceTask,
  startEvent,
  subProcess,
  timerCatch,
  userTask,
  when,
} from './build.mjs';

const [DISCIPLINE, DEPARTMENT, OFFICE, HEAD, LEADER] = [
  'lane_discipline',
  'lane_department',
  'lane_office',
  'lane_head',
  'lane_leader',
];
/** At the county the petition office arranges (L4); a lower unit arranges its own receptions. */
const arranger = {
  candidateGroups: '=if appointment.officeUnit = null then ["R2"] else ["R1", "R6", "R7"]',
  unit: '=appointment.officeUnit',
};
const receiver = {
  candidateGroups: '=if appointment.officeUnit = null then ["R4"] else ["R7"]',
  unit: '=appointment.officeUnit',
};
const step = (id, name, at, action, more) => serviceTask(id, name, at, 'reception', { headers: { action }, ...more });
/** What the documents say of the reception. */
const slot = { leaderName: '=booking.leader', slotAt: '=booking.beginsAt', slotPlace: '=booking.place' };
const notice = (id, name, at, template, more) =>
  serviceTask(id, name, at, 'notice', { headers: { template }, ...more });
const urged = { caseNumber: '=caseNumber', urgeGround: '="推诿、敷衍、拖延"' };

const application = [
  messageStart('start_appointment', '预约申请', [0, OFFICE, 1], { basis: 'L2', message: 'message_appointment' }),
  messageStart('start_emergency', '突发接访', [0, OFFICE, 2], { basis: 'L2 R22-25', message: 'message_emergency' }),
  step('job_check', '查基层答复和接待', [1, OFFICE, 1], 'check', { basis: 'L2' }),
  userTask('task_check', '核对预约申请', [2, OFFICE, 1], 'appointment_check', { basis: 'L2 L4 R22-20', ...arranger }),
  exclusive('gw_accusation', '检举控告？', [3, OFFICE, 1], { basis: 'L2 R22-30' }),
  userTask('task_discipline', '接收检举控告', [4, DISCIPLINE, 0], 'discipline_receipt', { basis: 'R22-30' }),
  endEvent('end_discipline', '已转纪检', [5, DISCIPLINE, 0], { basis: 'R22-30' }),
  exclusive('gw_exception', '申请例外？', [4, OFFICE, 1], { basis: 'L2' }),
  userTask('task_exception', '审批例外', [4, HEAD, 0], 'exception_approval', {
    basis: 'L2',
    separateFrom: 'task_check',
  }),
  ruleTask('rule_eligible', '接待资格', [5, OFFICE, 1], 'xf_reception_eligibility', 'eligibility', {
    basis: 'L2',
    inputs: {
      receptionLevel: '=appointment.level',
      lowerReply: '=appointment.lowerReply or (lowerReplyPaper != null and lowerReplyPaper != "")',
      lowerReception: '=appointment.lowerReception or (lowerReceptionPaper != null and lowerReceptionPaper != "")',
      exception: '=exception',
      exceptionReason: '=exceptionReason',
      exceptionGranted: '=exceptionGranted = true',
    },
    outputs: { eligibility: '=eligibility' },
  }),
  exclusive('gw_eligible', '可以安排？', [6, OFFICE, 1], { basis: 'L2' }),
  step('job_direct', '确定先到哪里', [7, OFFICE, 0], 'direct', { basis: 'L2' }),
  notice('job_refusal', '不予安排告知书', [8, OFFICE, 0], 'appointment_refusal', {
    basis: 'L2',
    inputs: {
      missingConditions: '="缺少" + eligibility.missing + "。"',
      lowerOrgan: '=lower.name',
      lowerContact: '=lower.contact',
    },
  }),
  messageEnd('end_lower', '转基层预约', [9, OFFICE, 0], {
    basis: 'L2',
    message: 'message_appointment',
    inputs: {
      caseNumber: '=caseNumber',
      wishedLeader: '=""',
      wishedDay: '=null',
      lowerReplyNumber: '=""',
      lowerReceptionId: '=""',
      representatives: '=count(representativeList)',
      receptionLevel: '=lower.level',
      receptionUnit: '=lower.unitId',
    },
  }),
];

const arrangement = [
  step('job_slots', '查接待安排', [7, OFFICE, 1], 'slots', { basis: 'L4' }),
  userTask('task_schedule', '排期', [8, OFFICE, 1], 'reception_schedule', { basis: 'L3 L4 L5', ...arranger }),
  step('job_book', '排入接待表', [9, OFFICE, 1], 'book', { basis: 'L3 L4 R22-20' }),
  parallel('gw_fork', '', [10, OFFICE, 1], { basis: 'L4 L5' }),
  notice('job_arrangement', '领导接访安排通知', [11, OFFICE, 1], 'leader_day_arrangement', {
    basis: 'L4 L5',
    inputs: { ...slot, departments: '=departments' },
  }),
  notice('job_appointment', '接访预约告知书', [11, OFFICE, 2], 'appointment_notice', {
    basis: 'L4 R22-20',
    inputs: { ...slot, representatives: '=count(representativeList)' },
  }),
  endEvent('end_told', '已告知', [12, OFFICE, 2], { basis: 'L4 R22-20' }),
  timerCatch('timer_slot', '接访时间到', [12, OFFICE, 1], {
    basis: 'L1',
    timer: '=date and time(booking.beginsAt)',
  }),
  userTask('task_signin', '签到', [14, OFFICE, 1], 'reception_signin', { basis: 'L4 L5', ...arranger }),
  step('job_attend', '登记到场', [15, OFFICE, 1], 'attend', { basis: 'L5 L6' }),
  exclusive('gw_leader', '领导到场？', [16, OFFICE, 1], { basis: 'L1 L7' }),
  messageThrow('throw_absent', '督办', [16, OFFICE, 3], {
    basis: 'L7 R22-40',
    message: 'message_urge',
    inputs: {
      ...urged,
      urgeFacts: '=booking.day + " 领导接待日，接访领导" + booking.leader + "没有到场。"',
      lateUnit: '=appointment.unitId',
    },
  }),
  userTask('task_move', '改期', [15, OFFICE, 3], 'reception_move', {
    basis: 'L1 L3',
    ...arranger,
    outputs: { moved: '=true', absenceReason: '=absenceReason' },
  }),
  exclusive('gw_departments', '部门都到场？', [17, OFFICE, 1], { basis: 'L5 L7' }),
  messageThrow('throw_department', '督办', [18, OFFICE, 1], {
    basis: 'L5 L7 R22-40',
    message: 'message_urge',
    inputs: {
      ...urged,
      urgeFacts: '=booking.day + " 领导接待日，部门主要领导没有到现场。"',
      lateUnit: '=absentUnits[1]',
    },
  }),
];

const departments = [
  subProcess('sub_departments', '通知部门到场', DEPARTMENT, {
    basis: 'L5',
    each: { in: '=departments', as: 'department' },
  }),
  startEvent('start_department', '', [12, DEPARTMENT, 0], { basis: 'L5', parent: 'sub_departments' }),
  notice('job_coordination', '协调函', [14, DEPARTMENT, 0], 'coordination_letter', {
    basis: 'L5 R22-24',
    parent: 'sub_departments',
    inputs: {
      ...slot,
      departmentUnit: '=department.unit',
      coordinationMatter: '=department.matter',
      coordinationRequest: '=department.request',
      coordinationDeadline: '=booking.day',
      onSiteLeader: '=department.onSiteLeader',
    },
  }),
  userTask('task_confirm', '确认到场', [15, DEPARTMENT, 0], 'department_confirm', {
    basis: 'L5',
    parent: 'sub_departments',
    unit: '=department.unit',
  }),
  boundaryTimer(
    'timer_confirm',
    '2个工作日未确认',
    'task_confirm',
    DEPARTMENT,
    '=expires(addWorkingDays(today(), 2))',
    {
      basis: 'L5 L7',
      parent: 'sub_departments',
    },
  ),
  serviceTask('job_confirm_remind', '催请确认', [16, DEPARTMENT, 1], 'notify', {
    basis: 'L5 L7',
    parent: 'sub_departments',
    inputs: {
      to: '="R2"',
      text: '="信访事项 " + caseNumber + "：有部门满 2 个工作日没有确认 " + booking.day + " 领导接待日到场，请电话催请其主要领导。"',
    },
  }),
  endEvent('end_reminded', '已催请', [17, DEPARTMENT, 1], { basis: 'L5', parent: 'sub_departments' }),
  endEvent('end_confirmed', '已确认', [17, DEPARTMENT, 0], { basis: 'L5', parent: 'sub_departments' }),
  endEvent('end_departments', '部门已确认', [18, DEPARTMENT, 0], { basis: 'L5' }),
  boundaryTimer('timer_departments', '接访开始', 'sub_departments', DEPARTMENT, '=date and time(booking.beginsAt)', {
    basis: 'L5',
    interrupting: true,
  }),
  endEvent('end_unconfirmed', '以签到为准', [18, DEPARTMENT, 2], { basis: 'L5' }),
];

const reception = [
  userTask('task_receive', '接访', [18, LEADER, 0], 'leader_reception_record', { basis: 'L2 L3', ...receiver }),
  exclusive('gw_settled', '现场解决？', [19, LEADER, 0], { basis: 'L3 L6' }),
  userTask('task_reply', '现场答复送达', [20, LEADER, 0], 'reception_reply', {
    basis: 'L6 S3.3 R22-32',
    ...receiver,
  }),
  step('job_settled', '登记接待结果', [21, LEADER, 0], 'settle', { basis: 'L6' }),
  endEvent('end_settled', '一次办结', [22, LEADER, 0], { basis: 'L6' }),
  userTask('task_lead', '确定包案领导和期限', [20, LEADER, 1], 'lead_assignment', { basis: 'L3', ...receiver }),
  step('job_lead', '登记包案', [21, LEADER, 1], 'settle', { basis: 'L3 L6' }),
  exclusive('gw_docket', '申请立案？', [21, LEADER, 2], { basis: 'L3 S1.4' }),
  messageEnd('end_docket', '立案申请', [22, LEADER, 2], {
    basis: 'L3 S1.4',
    message: 'message_docket',
    inputs: {
      caseNumber: '=caseNumber',
      title: '=appointment.matter.title',
      demands: '=appointment.matter.demands',
      kind: '=appointment.matter.kind',
      level: '=appointment.level',
      docketReason: '=docketReason',
      responsibleUnit: '=appointment.matter.responsibleUnit',
    },
  }),
  messageEnd('end_lead', '包案', [22, LEADER, 3], {
    basis: 'L3',
    message: 'message_lead',
    inputs: {
      caseNumber: '=caseNumber',
      title: '=appointment.matter.title',
      demands: '=appointment.matter.demands',
      responsibleUnit: '=appointment.matter.responsibleUnit',
      jointReason: '=jointReason',
      leader: '=leader',
      leadUntil: '=leadUntil',
    },
  }),
];

const flows = [
  ...chain('start_appointment', 'job_check', 'task_check', 'gw_accusation'),
  flow('start_emergency', 'job_check', { enter: 'bottom' }),
  when('gw_accusation', 'task_discipline', '是', '=appointment.accusation = true or isAccusation = true', {
    exit: 'top',
    enter: 'left',
  }),
  ...chain('task_discipline', 'end_discipline'),
  otherwise('gw_accusation', 'gw_exception', '否'),
  when('gw_exception', 'task_exception', '是', '=exception = "突发" or exception = "豁免"', {
    exit: 'bottom',
    enter: 'top',
  }),
  otherwise('gw_exception', 'rule_eligible', '否'),
  flow('task_exception', 'rule_eligible', { exit: 'right', enter: 'bottom' }),
  ...chain('rule_eligible', 'gw_eligible'),
  when('gw_eligible', 'job_slots', '可以', '=eligibility.eligible = true'),
  otherwise('gw_eligible', 'job_direct', '不予安排', { exit: 'top', enter: 'left' }),
  ...chain('job_direct', 'job_refusal', 'end_lower'),
  ...chain('job_slots', 'task_schedule', 'job_book', 'gw_fork', 'job_arrangement', 'timer_slot', 'task_signin'),
  flow('gw_fork', 'job_appointment', { exit: 'bottom', enter: 'left' }),
  flow('job_appointment', 'end_told'),
  flow('gw_fork', 'sub_departments', { exit: 'top', enter: 'left' }),
  ...chain('start_department', 'job_coordination', 'task_confirm', 'end_confirmed'),
  flow('timer_confirm', 'job_confirm_remind', { exit: 'bottom', enter: 'left' }),
  ...chain('job_confirm_remind', 'end_reminded'),
  flow('sub_departments', 'end_departments', { enter: 'left' }),
  flow('timer_departments', 'end_unconfirmed', { exit: 'bottom', enter: 'left' }),
  ...chain('task_signin', 'job_attend', 'gw_leader'),
  otherwise('gw_leader', 'throw_absent', '没有', { exit: 'bottom', enter: 'top' }),
  flow('throw_absent', 'task_move', { exit: 'left', enter: 'right' }),
  flow('task_move', 'job_slots', { exit: 'left', enter: 'bottom' }),
  when('gw_leader', 'gw_departments', '到场', '=leaderPresent = true'),
  otherwise('gw_departments', 'throw_department', '有缺席'),
  when('gw_departments', 'task_receive', '是', '=count(absentUnits) = 0', { exit: 'bottom', enter: 'left' }),
  flow('throw_department', 'task_receive', { exit: 'bottom', enter: 'top' }),
  ...chain('task_receive', 'gw_settled'),
  when('gw_settled', 'task_reply', '是', '=settled = true'),
  ...chain('task_reply', 'job_settled', 'end_settled'),
  otherwise('gw_settled', 'task_lead', '否', { exit: 'bottom', enter: 'left' }),
  ...chain('task_lead', 'job_lead'),
  flow('job_lead', 'gw_docket', { exit: 'bottom', enter: 'top' }),
  when('gw_docket', 'end_docket', '立案', '=toDocket = true'),
  otherwise('gw_docket', 'end_lead', '包案', { exit: 'bottom', enter: 'left' }),
];

export const appointmentPool = {
  id: 'pool_leader_day',
  name: '领导接待日',
  process: {
    id: 'xf_leader_day',
    name: '领导接待日预约接访',
    versionTag: '1.0',
    basis: 'L2 L3 L4 L5 L6 L7 R22-20',
  },
  lanes: [
    { id: DISCIPLINE, name: '纪检监察联络员', role: 'R11', rows: [0], basis: 'R22-30' },
    { id: DEPARTMENT, name: '有关部门', role: 'R7', rows: [0, 1, 2], basis: 'L5' },
    { id: OFFICE, name: '信访科科长', role: 'R2', rows: [0, 1, 2, 3], basis: 'L4' },
    { id: HEAD, name: '主管领导', role: 'R5', rows: [0], basis: 'L2' },
    { id: LEADER, name: '接访领导', role: 'R4', rows: [0, 1, 2, 3], basis: 'L3' },
  ],
  nodes: [...application, ...departments, ...arrangement, ...reception],
  flows,
};
