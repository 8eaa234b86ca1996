import type { Chance } from '../chance.js';
import type { Decisions } from '../decisions.js';

const units = ['rsj', 'zrzy', 'town_cg'] as const;

/** The unit that a category belongs to; the town where none does. */
export function unitOf(chance: Chance, category: unknown): string {
  if (['06', '09', '10', '11', '12', '13'].includes(category as string)) return 'rsj';
  if (['01', '02', '05', '07', '08'].includes(category as string)) return chance.happens(80) ? 'zrzy' : 'town_cg';
  return chance.of(units);
}

/** P2 分流受理. */
export const routeDecisions: Decisions = {
  route: ({ chance, known, today }) => {
    const statutory = known['route31'] !== undefined && known['route31'] !== null && known['route31'] !== '31(6)';
    const disposition = statutory
      ? '导入法定途径'
      : chance.weighted([
          ['受理', 78],
          ['多部门协商', 7],
          ['转送', 8],
          ['不予受理', 4],
          ['不再受理', 3],
        ]);
    return {
      disposition,
      level: chance.weighted([
        ['县级', 70],
        ['乡镇街道级', 25],
        ['市级', 5],
      ]),
      organ: '中和县有关主管部门',
      responsibleUnit: unitOf(chance, known['category']),
      feedbackRequired: chance.happens(25),
      feedbackDate: later(today, 40),
      targetOrgan: disposition === '转送' ? '永平县信访局' : '中和县人民法院',
      routeTimeLimit: '依该途径的法律规定',
      handlingOrgan: '市信访局',
      finalOrgan: '市人民政府',
      finalNumber: '市复核〔2025〕3号',
      finalIssuedOn: '2025-06-30',
    };
  },
  negotiate: ({ chance, known }) => ({
    negotiated: chance.happens(60),
    responsibleUnit: unitOf(chance, known['category']),
  }),
  superior: ({ chance, known }) => ({
    toJointMeeting: chance.happens(40),
    responsibleUnit: unitOf(chance, known['category']),
  }),
  receive: ({ chance }) => ({
    objected: chance.happens(7),
    objectionReason: '该事项主管职责不在本单位，请核实后另行转送。',
  }),
  objection: ({ chance }) => ({ objectionUpheld: chance.happens(45) }),
  tell: ({ chance, known }) => ({ simpleEligible: known['simpleEligible'] === true || chance.happens(15) }),
};

/** A day so many days after another. */
export const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
