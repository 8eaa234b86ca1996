import type { Variables } from '../../../engine/ports.js';
import type { Chance } from '../chance.js';
import { eachRow, type Decisions } from '../decisions.js';
import { personName } from '../petitions.js';

/** How conduct that disturbs is described when it happens; seldom. */
export function conduct(chance: Chance, percent: number, now: string): Variables {
  if (!chance.happens(percent)) return { conductOccurred: false };
  return {
    conductOccurred: true,
    conductTime: now,
    conductPlace: chance.of(['县政府大门', '信访大厅', '城关镇政府门前']),
    conductFacts: chance.of([
      '以身体堵住大门，车辆不能通行约三十分钟，经劝说仍不离开。',
      '在大厅内高声辱骂工作人员，将桌上材料扫落在地。',
    ]),
  };
}

/** P1 来访接待登记. */
export const receptionDecisions: Decisions = {
  representatives: ({ chance }) => ({
    representatives: Array.from({ length: chance.between(2, 5) }, () => ({ name: personName(chance), phone: '' })),
  }),
  talk: ({ chance, known, performer, now }) => ({
    attendees: `${performer}、来访人`,
    facts: '来访人陈述了事情经过，提交了相关材料复印件，工作人员逐项记录并说明了办理程序。',
    demands: eachRow(known['demands'], () => ({ answer: '已登记，将依法转交有权处理的单位办理并书面告知。' })),
    petitionerSigned: chance.weighted([
      ['是', 96],
      ['否', 4],
    ]),
    ...conduct(chance, 4, now),
  }),
  assess: ({ chance, known }) => {
    const kind = known['category'] === '16' ? '检举控告' : known['category'] === '15' ? '建议意见' : '申诉求决';
    const reasonable = chance.happens(75);
    const conformsPolicy = reasonable && chance.happens(80);
    return {
      kind,
      route31: known['category'] === '04' ? '31(1)' : chance.happens(8) ? '31(5)' : '31(6)',
      reasonable,
      conformsPolicy,
      needsExplanation: !conformsPolicy && chance.happens(60),
      answeredOnSite: chance.happens(kind === '建议意见' ? 40 : 8),
      urgent: known['urgency'] !== '一般' && chance.happens(40),
      repeated: chance.happens(8),
    };
  },
  answer: ({ chance, known }) => ({ demands: answered(chance, known['demands']), deliveryWay: '直接' }),
  discipline_feedback: ({ chance }) => ({
    disciplineAccepted: chance.weighted([
      ['受理', 70],
      ['不予受理', 10],
      ['转有管理权限的机关', 20],
    ]),
  }),
};

/** Every demand with a result and a reply. */
export function answered(chance: Chance, demands: Variables[string] | undefined) {
  return eachRow(demands, () => {
    const result = chance.weighted([
      ['支持', 60],
      ['解释说明', 28],
      ['不予支持', 12],
    ]);
    return { result, reply: replies[result] };
  });
}

const replies: Readonly<Record<string, string>> = {
  支持: '经核实，该项诉求符合有关规定，责任单位已采取措施落实，并告知本人。',
  解释说明: '该项诉求事由可以理解，但现行规定没有依据，已当面逐条说明政策。',
  不予支持: '经调查，该项诉求缺乏事实根据，不予支持，理由已当面说明。',
};
