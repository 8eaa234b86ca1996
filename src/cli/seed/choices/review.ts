import type { Decisions } from '../decisions.js';
import { later } from './route.js';

/** P5 复查复核. */
export const reviewDecisions: Decisions = {
  review_intake: ({ chance }) => ({ lateAccepted: chance.happens(60) }),
  review_examine: ({ chance, today }) => ({
    hearingNeeded: chance.happens(25),
    hearingAt: `${later(today, 3)}T09:00+08:00`,
  }),
  review_hearing: () => ({
    hearingParticipants: [
      { name: '信访人本人', part: '信访人' },
      { name: '承办单位经办人', part: '原办理机关' },
    ],
  }),
  review_draft: ({ chance }) => ({
    reviewDecision: chance.weighted([
      ['维持', 70],
      ['变更', 10],
      ['撤销', 10],
      ['责令重新办理', 10],
    ]),
  }),
  review_sign: ({ chance }) => ({ reviewSigned: chance.happens(92) }),
};

/** P9 督办问责. */
export const urgeDecisions: Decisions = {
  rectify: ({ chance, today }) => ({ rectifyDone: chance.happens(70), rectifyPlan: later(today, 10) }),
  rectify_check: ({ chance }) => ({ rectifySettled: chance.happens(75) }),
  urge_letter_draft: ({ today }) => ({ letterUntil: later(today, 7) }),
  improvement_sign: ({ chance }) => ({ improvementSigned: chance.happens(90) }),
  improvement_feedback: ({ chance }) => ({ improvementAdopted: chance.of(['采纳', '部分采纳', '不采纳']) }),
  urge_assess: ({ chance }) => ({ improvementExecuted: chance.happens(50), severeConsequence: chance.happens(40) }),
  accountability_draft: ({ chance }) => ({
    misconduct: chance.of(['敷衍塞责', '顶拖不办', '拒不执行处理意见']),
    causalLink: '多次催办后仍未办理，直接造成信访人合法权益长期得不到落实，矛盾激化。',
    accountabilityEvidence: [{ name: '督办函及送达记录', source: '信访督查组', proves: '已依法督办且期限届满' }],
  }),
  accountability_sign: ({ chance }) => ({ accountabilitySigned: chance.happens(85) }),
};
