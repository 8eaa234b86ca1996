import type { Decisions } from '../decisions.js';
import { personName } from '../petitions.js';

/** P7 秩序事件与公安联络. */
export const orderDecisions: Decisions = {
  conduct_record: ({ chance, known, now }) => ({
    personName: personName(chance),
    conductCode: chance.of(['26(1)', '26(3)', '26(4)', '20(3)']),
    conductTime: known['conductTime'] ?? now,
    witnesses: [
      { name: personName(chance), contact: '信访大厅值班室' },
      { name: personName(chance), contact: '县政府门卫室' },
    ],
    immediateDanger: chance.happens(12),
  }),
  relief_check: ({ chance }) => ({ reliefNeeded: chance.happens(15) }),
  education_record: ({ chance, performer }) => ({
    officer1: performer,
    officer2: personName(chance),
    words: '告知其诉求将依法办理，不得堵塞通道、影响办公秩序，请其到接待室逐项反映。',
    educationResult: chance.weighted([
      ['有效', 60],
      ['无效', 40],
    ]),
  }),
  legal_assessment: ({ chance }) => ({
    serious: chance.happens(65),
    illegalSuspected: chance.happens(75),
    legalArticle: '《治安管理处罚法》关于扰乱单位秩序的规定',
  }),
  chief_approval: ({ chance }) => ({ chiefApproved: chance.happens(75) }),
  referral_review: ({ chance }) => ({ referralWrong: chance.happens(20) }),
};
