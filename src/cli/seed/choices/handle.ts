import { eachRow, type Decisions } from '../decisions.js';
import { personName } from '../petitions.js';
import { answered, conduct } from './reception.js';
import { later, unitOf } from './route.js';

/** P3 立案督查. */
export const docketDecisions: Decisions = {
  docket: ({ chance, known }) => ({
    reasonable: true,
    conformsPolicy: true,
    responsibleUnit: unitOf(chance, known['category']),
  }),
  approve: ({ chance }) => ({ approved: chance.happens(88) }),
  supervise: ({ chance, known, today }) => ({
    responsibleUnit: known['responsibleUnit'] ?? unitOf(chance, known['category']),
    feedbackDate: later(today, 30),
  }),
  verify: ({ chance }) => ({ settled: chance.happens(85) }),
  close_docket: ({ chance, known }) => ({ outcome: known['outcome'] ?? '支持', closingApproved: chance.happens(93) }),
};

/** P4 办理答复. */
export const handleDecisions: Decisions = {
  assign: ({ chance, known }) => ({
    undertaker: personName(chance),
    simpleChosen: known['simpleEligible'] === true && chance.happens(70),
    noConflict: true,
  }),
  handle: ({ chance }) => ({ hearingHeld: chance.happens(6), mediationHeld: chance.happens(12) }),
  mediation: ({ chance }) => ({
    mediationAgreed: chance.happens(65),
    mediationKind: chance.of(['调解', '和解']),
    parties: [{ name: personName(chance) }, { name: '某建筑工程有限公司' }],
  }),
  judge: ({ chance, known, now }) => ({
    demands: eachRow(known['demands'], () => ({
      flags: chance.weighted([
        [['合理'], 60],
        [['合理', '困难'], 12],
        [['无理'], 18],
        [['困难'], 10],
      ]),
    })),
    ...conduct(chance, 2, now),
  }),
  relief: ({ chance }) => ({
    fundNeeded: chance.happens(30),
    fundAmount: chance.between(1, 20) * 500,
    fundPurpose: '家庭成员患病的医疗支出',
  }),
  simple_handling: ({ chance, known }) => ({
    simpleResult: chance.weighted([
      ['书面答复', 55],
      ['口头或者电子答复', 35],
      ['转为普通办理', 10],
    ]),
    demands: answered(chance, known['demands']),
  }),
  draft_reply: ({ chance, known }) => ({ demands: answered(chance, known['demands']) }),
  reply_review: ({ chance }) => ({ reviewPassed: chance.happens(90) }),
  sign_reply: ({ chance }) => ({ signed: chance.happens(94) }),
  deliver: ({ chance, today }) => ({
    deliveryWay: chance.weighted([
      ['直接', 60],
      ['邮寄', 25],
      ['电子', 12],
      ['留置', 3],
    ]),
    deliveredOn: today,
  }),
  satisfaction: ({ chance, today }) => ({
    officeSatisfaction: opinion(chance),
    unitSatisfaction: opinion(chance),
    satisfactionOn: today,
    satisfactionWay: chance.of(['本人填写', '电话回访记录', '签名材料代录']),
  }),
  extension: ({ chance }) => ({ extensionApproved: chance.happens(70), extensionDays: chance.of([10, 15, 30]) }),
};

const opinion = (chance: Parameters<Decisions[string]>[0]['chance']): string =>
  chance.weighted([
    ['满意', 58],
    ['基本满意', 30],
    ['不满意', 12],
  ]);
