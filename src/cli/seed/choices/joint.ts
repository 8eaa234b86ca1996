import { eachRow, type Decisions } from '../decisions.js';
import { personName } from '../petitions.js';
import { later, unitOf } from './route.js';

/** P8 联席会议·包案·专项资金. */
export const jointDecisions: Decisions = {
  dispatch_draft: ({ chance, now }) => ({
    dispatchUnits: [
      { unit: 'rsj', leader: personName(chance), task: '到场核实情况，现场答复群众。' },
      { unit: 'town_cg', leader: personName(chance), task: '做好群众接待和疏导。' },
    ],
    dispatchBy: now,
  }),
  dispatch_report: ({ chance }) => ({ dispatchSettled: chance.happens(85) }),
  dispatch_close: ({ chance }) => ({
    dispatchResult: chance.weighted([
      ['已处置', 75],
      ['提交联席会议', 25],
    ]),
  }),
  convene: ({ chance, today }) => ({
    meetingAt: `${later(today, 2)}T14:30+08:00`,
    members: ['rsj', 'zrzy', 'town_cg'].map((unit) => ({ unit, name: personName(chance), post: '副局长' })),
    coordinationDeadline: later(today, 15),
  }),
  conference: ({ chance, known, today, performer }) => ({
    convener: performer,
    members: eachRow(known['members'], (_row, index) => ({ present: index < 2 || chance.happens(80) })),
    decisions: [
      { unit: 'rsj', action: '牵头核实事实，提出处理意见。', dueOn: later(today, 15) },
      { unit: 'zrzy', action: '提供权属和补偿档案。', dueOn: later(today, 10) },
    ],
  }),
  follow_up: ({ chance }) => ({ followSettled: chance.happens(85) }),
  conference_close: ({ chance, known }) => ({
    jointOutcome: chance.weighted([
      ['化解', 50],
      ['转入办理', 40],
      ['再次召集', 10],
    ]),
    responsibleUnit: unitOf(chance, known['category']),
    level: '县级',
  }),
  lead_commit: ({ chance, today, known }) => ({
    leadUntil: known['leadUntil'] ?? later(today, 90),
    leads: [
      { level: '县级', leader: personName(chance), post: '副县长', unit: 'xfj' },
      { level: '乡镇街道级', leader: personName(chance), post: '镇长', unit: 'town_cg' },
    ],
  }),
  lead_report: ({ chance }) => ({ leadSettled: chance.happens(65) }),
  lead_confirm: ({ chance, today }) => ({
    confirmWay: chance.of(['信访人签字确认', '调解或和解协议']),
    confirmed: chance.happens(85),
    confirmedOn: today,
  }),
  fund_apply: ({ chance }) => ({ fundAmount: chance.between(2, 40) * 500, fundUnconditional: true }),
  fund_approve: ({ chance, known }) => ({
    fundApproved: chance.happens(85),
    approvedAmount: known['fundAmount'] ?? 1000,
  }),
  fund_pay: ({ known }) => ({ paidAmount: known['approvedAmount'] ?? 1000 }),
  fund_audit: ({ chance }) => ({
    auditConclusion: chance.weighted([
      ['合规', 85],
      ['需要整改', 15],
    ]),
  }),
  joint_result: ({ chance, known }) => ({ responsibleUnit: unitOf(chance, known['category']) }),
};
