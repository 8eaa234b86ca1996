/** 调度 (orders signed within two hours) and 联席会议 (conference, minutes, follow-up). */
import {
  boundaryTimer,
  chain,
  endEvent,
  exclusive,
  flow,
  messageEnd,
  messageStart,
  otherwise,
  serviceTask,
  startEvent,
  subProcess,
  userTask,
  when,
} from './build.mjs';
import { CONVENER, MEMBERS, OFFICE } from './xf-joint-lanes.mjs';

const basis = 'S3.5';
const meeting = 'S3.3 S3.5 R22-24 L5';
const parent = 'sub_dispatch';
const following = 'sub_follow_up';
/** The name a unit is written by; `unitNames` comes from the job `case-facts`. */
const nameOfUnit = (unit) => `get value(facts.unitNames, ${unit})`;
const members = { candidateGroups: 'R7, R6, R1' };

const dispatching = [
  messageStart('start_dispatch', '调度', [0, OFFICE, 0], { basis: 'S3.5 R22-25', message: 'message_dispatch' }),
  userTask('task_dispatch', '拟调度令', [1, OFFICE, 0], 'dispatch_draft', { basis: 'S3.5 R22-25' }),
  serviceTask('job_dispatch', '发出调度令', [2, OFFICE, 0], 'notice', {
    basis: 'S3.5 R22-25',
    headers: { template: 'dispatch_order' },
    each: { in: '=dispatchUnits', as: 'ordered' },
    inputs: {
      dispatchUnit: '=ordered.unit',
      dispatchReason: '=jointReason',
      dispatchTask: '=ordered.task',
      dispatchLeader: '=ordered.leader',
      dispatchBy: '=dispatchBy',
    },
  }),
  subProcess('sub_dispatch', '各单位落实调度', MEMBERS, {
    basis,
    each: {
      in: '=dispatchUnits',
      as: 'dispatched',
      out: 'dispatchReports',
      outOf: '={ unit: dispatched.unit, done: dispatchDone }',
    },
  }),
  startEvent('start_unit', '接到调度令', [2, MEMBERS, 0], { parent, basis }),
  userTask('task_sign_off', '签收', [3, MEMBERS, 0], 'dispatch_sign_off', {
    parent,
    basis,
    unit: '=dispatched.unit',
    ...members,
  }),
  boundaryTimer('timer_sign_off', '2小时未签收', 'task_sign_off', MEMBERS, undefined, {
    parent,
    basis,
    duration: 'PT2H',
    label: 'belowLeft',
  }),
  serviceTask('job_sign_off_late', '报告召集人', [4, MEMBERS, 1], 'notify', {
    parent,
    basis,
    inputs: {
      to: '="R12"',
      text: '="信访事项 " + caseNumber + " 的调度令发出已满 2 小时，仍有单位未签收（" + dispatched.unit + "），请联系。"',
    },
  }),
  endEvent('end_sign_off_late', '已报告', [5, MEMBERS, 1], { parent, basis }),
  userTask('task_dispatch_report', '落实反馈', [4, MEMBERS, 0], 'dispatch_report', {
    parent,
    basis,
    unit: '=dispatched.unit',
    ...members,
  }),
  endEvent('end_unit', '已反馈', [5, MEMBERS, 0], { parent, basis }),
  userTask('task_dispatch_close', '确认调度结果', [6, CONVENER, 0], 'dispatch_close', { basis: 'S3.5 R22-25' }),
  exclusive('gw_dispatched', '处置完毕？', [7, CONVENER, 0], { basis: 'S3.5 R22-25' }),
  endEvent('end_dispatched', '已调度', [8, CONVENER, 0], { basis: 'S3.5 R22-25' }),
];

const conferring = [
  messageStart('start_dispute', '争议', [6, OFFICE, 0], { basis: meeting, message: 'message_dispute' }),
  messageStart('start_hard', '疑难', [6, OFFICE, 1], { basis: meeting, message: 'message_hard' }),
  userTask('task_convene', '召集会议', [7, OFFICE, 0], 'convene', { basis: meeting }),
  serviceTask('job_coordination', '发出协调函', [8, OFFICE, 0], 'notice', {
    basis: 'S3.5 L5 R22-24',
    headers: { template: 'coordination_letter' },
    each: { in: '=members', as: 'member' },
    inputs: {
      departmentUnit: '=member.unit',
      coordinationMatter: '=meetingTopic',
      coordinationRequest: '=coordinationRequest',
      coordinationDeadline: '=coordinationDeadline',
      onSiteLeader: '=member.name',
      slotAt: '=meetingAt',
      slotPlace: '=meetingPlace',
    },
  }),
  userTask('task_conference', '召开联席会议', [9, CONVENER, 0], 'conference', { basis: meeting }),
  serviceTask('job_joint_facts', '读取事项', [10, CONVENER, 0], 'case-facts', {
    basis: meeting,
    headers: { result: 'facts' },
  }),
  serviceTask('job_minutes', '印发会议纪要', [11, CONVENER, 0], 'notice', {
    basis: meeting,
    headers: { template: 'conference_minutes', result: 'minutes' },
    inputs: {
      meetingAt: '=meetingAt',
      meetingPlace: '=meetingPlace',
      meetingTopic: '=meetingTopic',
      convener: '=convener',
      discussion: '=meetingRecord',
      attendees: `=string join(for m in members[present = true] return ${nameOfUnit('m.unit')} + "（" + m.name + "）", "、")`,
      absentees: `=if count(members[present != true]) = 0 then null else string join(for m in members[present != true] return ${nameOfUnit('m.unit')}, "、")`,
      decisions: `=for d in decisions return { text: d.action, owner: ${nameOfUnit('d.unit')}, dueOn: d.dueOn }`,
    },
  }),
  subProcess('sub_follow_up', '各单位落实议定事项', MEMBERS, {
    basis: 'S3.5 L5',
    each: {
      in: '=decisions',
      as: 'decision',
      out: 'followReports',
      outOf: '={ unit: decision.unit, done: followDone }',
    },
  }),
  startEvent('start_follow_up', '收到纪要', [10, MEMBERS, 0], { parent: following, basis: 'S3.5 L5' }),
  userTask('task_follow_up', '落实议定事项', [11, MEMBERS, 0], 'follow_up', {
    parent: following,
    basis: 'S3.5 L5',
    unit: '=decision.unit',
    dueDate: '=expires(decision.dueOn)',
    ...members,
  }),
  endEvent('end_follow_up', '已反馈', [12, MEMBERS, 0], { parent: following, basis: 'S3.5 L5' }),
  boundaryTimer('timer_follow_up', '议定期限届满', 'task_follow_up', MEMBERS, '=expires(decision.dueOn)', {
    parent: following,
    basis: 'S3.5 R22-40',
    label: 'belowLeft',
  }),
  serviceTask('job_follow_up_late', '提醒督查组', [12, MEMBERS, 1], 'notify', {
    parent: following,
    basis: 'S3.5 R22-40',
    inputs: {
      to: '="R3"',
      text: '="信访事项 " + caseNumber + " 的联席会议议定事项已到期，" + get value(facts.unitNames, decision.unit) + "尚未落实，请督促。"',
    },
  }),
  endEvent('end_follow_up_late', '已提醒', [13, MEMBERS, 1], { parent: following, basis: 'S3.5 R22-40' }),
  userTask('task_conference_close', '汇总会议成果', [12, OFFICE, 0], 'conference_close', { basis: meeting }),
  exclusive('gw_conference', '成果？', [13, OFFICE, 0], { basis: meeting }),
  endEvent('end_settled', '化解', [14, OFFICE, 0], { basis: meeting }),
  messageEnd('end_to_handle', '转入办理', [13, CONVENER, 0], {
    // A matter that was disputed before anybody accepted it has no term yet; one that runs is not started again.
    clock: 'start:办结',
    basis: 'R22-24 R22-31',
    message: 'message_accept',
    inputs: {
      caseNumber: '=caseNumber',
      title: '=title',
      demands: '=demands',
      category: '=facts.category',
      kind: '=if facts.kind = null then "申诉求决" else facts.kind',
      route31: '="31(6)"',
      responsibleUnit: '=responsibleUnit',
      level: '=level',
      simpleEligible: '=false',
    },
  }),
];

export const meetingNodes = [...dispatching, ...conferring];

export const meetingFlows = [
  ...chain('start_dispatch', 'task_dispatch', 'job_dispatch'),
  flow('job_dispatch', 'sub_dispatch', { exit: 'bottom', enter: 'top' }),
  ...chain('start_unit', 'task_sign_off', 'task_dispatch_report', 'end_unit'),
  flow('timer_sign_off', 'job_sign_off_late', { exit: 'bottom', enter: 'left' }),
  ...chain('job_sign_off_late', 'end_sign_off_late'),
  flow('sub_dispatch', 'task_dispatch_close', { exit: 'top', enter: 'left' }),
  ...chain('task_dispatch_close', 'gw_dispatched'),
  when('gw_dispatched', 'end_dispatched', '是', '=dispatchResult = "已处置"'),
  otherwise('gw_dispatched', 'task_convene', '提交会议', { exit: 'bottom', enter: 'top' }),
  flow('start_dispute', 'task_convene'),
  flow('start_hard', 'task_convene', { exit: 'right', enter: 'bottom-20' }),
  ...chain('task_convene', 'job_coordination'),
  flow('job_coordination', 'task_conference', { exit: 'right', enter: 'bottom' }),
  ...chain('task_conference', 'job_joint_facts', 'job_minutes'),
  flow('job_minutes', 'sub_follow_up', { exit: 'bottom', enter: 'top' }),
  flow('timer_follow_up', 'job_follow_up_late', { exit: 'bottom', enter: 'left' }),
  ...chain('job_follow_up_late', 'end_follow_up_late'),
  ...chain('start_follow_up', 'task_follow_up', 'end_follow_up'),
  flow('sub_follow_up', 'task_conference_close', { exit: 'top', enter: 'bottom' }),
  ...chain('task_conference_close', 'gw_conference'),
  when('gw_conference', 'end_settled', '化解', '=jointOutcome = "化解"'),
  when('gw_conference', 'end_to_handle', '转入办理', '=jointOutcome = "转入办理"', { exit: 'top', enter: 'bottom' }),
  otherwise('gw_conference', 'task_convene', '再次召集', { exit: 'bottom', enter: 'bottom+20' }),
];
