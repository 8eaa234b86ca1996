/** The figures of domain.md §6: each a share with numerator and denominator, over matters that are due in the period. */
import { dayAt, plusDays, type Day } from '../calendar/days.js';
import type { WorkCalendar } from '../calendar/work-calendar.js';
import { clockTable } from '../clocks/clock-table.js';
import { lastDayOf } from '../clocks/statutory-clock.js';
import type { ClockFact, Facts, Opinion, RepliedFact } from './facts.js';
import type { Observation } from './figure.js';

export interface Figure {
  code: string;
  name: string;
  /** What is divided by what, in words. */
  formula: string;
  basis: string;
  /** Whether fewer are better, as for what is overdue. */
  fewerIsBetter?: true;
  /** Everything the figure looks at; the caller keeps what belongs to the period. */
  observe(facts: Facts, calendar: WorkCalendar): Observation[];
}

/** Days after delivery in which the petitioner is asked (domain.md §7, P4 T13). */
export const evaluationDays = 30;

/** Only what has matured: what is not due yet is neither in time nor late, whether or not it is done. */
const isMature = (due: Day, today: Day): boolean => due < today;

const isMetBy = ({ stoppedAt }: ClockFact, due: Day): boolean => stoppedAt !== null && dayAt(stoppedAt) <= due;

type UnitOf = (fact: { registeringUnit: string; handlingUnit: string }) => string;
const registering: UnitOf = (fact) => fact.registeringUnit;
const handling: UnitOf = (fact) => fact.handlingUnit;

function ofClock(name: string, unitOf: UnitOf): Figure['observe'] {
  return ({ clocks, today }) =>
    clocks
      .filter((clock) => clock.name === name && clock.pausedOn === null && isMature(clock.lastDay, today))
      .map((clock) => ({
        caseId: clock.caseId,
        unitId: unitOf(clock),
        day: clock.lastDay,
        isHit: isMetBy(clock, clock.lastDay),
      }));
}

/** Most terms were never extended, and need no counting. */
const dueWithoutExtension = (clock: ClockFact, calendar: WorkCalendar): Day =>
  clock.extendedDays === 0 ? clock.lastDay : lastDayOf({ ...clock, extendedDays: 0 }, calendar);

/** As if no head had granted more time. */
const withoutExtension: Figure['observe'] = ({ clocks, today }, calendar) =>
  clocks
    .filter(({ name }) => name === '办结')
    .map((clock) => ({ clock, due: dueWithoutExtension(clock, calendar) }))
    .filter(({ due }) => isMature(due, today))
    .map(({ clock, due }) => ({
      caseId: clock.caseId,
      unitId: handling(clock),
      day: due,
      isHit: isMetBy(clock, due),
    }));

/** Every term of the petition that was due, of which those that were missed. */
const overdue: Figure['observe'] = ({ clocks, today }) =>
  clocks
    .filter(({ name, pausedOn, lastDay }) => name !== '复查申请期' && pausedOn === null && isMature(lastDay, today))
    .map((clock) => ({
      caseId: clock.caseId,
      unitId: (clockTable.get(clock.name)?.from === 'receipt' ? registering : handling)(clock),
      day: clock.lastDay,
      isHit: !isMetBy(clock, clock.lastDay),
    }));

/** Matters not steered to another procedure and not secret, once the petitioner has had time to answer. */
function evaluated({ replied, today }: Facts, unitOf: UnitOf, opinionOf: (fact: RepliedFact) => Opinion | null) {
  return replied
    .filter(({ isSecret, outcome }) => !isSecret && outcome !== '导入法定途径')
    .map((fact) => ({ fact, due: plusDays(fact.repliedOn, evaluationDays), opinion: opinionOf(fact) }))
    .filter(({ due }) => isMature(due, today))
    .map(({ fact, due, opinion }) => ({ caseId: fact.caseId, unitId: unitOf(fact), day: due, opinion }));
}

const participation: Figure['observe'] = (facts) =>
  evaluated(facts, handling, ({ ofOffice, ofUnit }) => ofOffice ?? ofUnit).map(({ opinion, ...rest }) => ({
    ...rest,
    isHit: opinion !== null,
  }));

const satisfaction =
  (unitOf: UnitOf, opinionOf: (fact: RepliedFact) => Opinion | null): Figure['observe'] =>
  (facts) =>
    evaluated(facts, unitOf, opinionOf).flatMap(({ opinion, ...rest }) =>
      opinion === null ? [] : [{ ...rest, isHit: opinion !== '不满意' }],
    );

const timely = (code: string, name: string, clock: string, unitOf: UnitOf, done: string): Figure => ({
  code,
  name,
  formula: `期限内${done} ÷ 本期应${done}`,
  basis: clockTable.get(clock)!.basis,
  observe: ofClock(clock, unitOf),
});

export const figures: readonly Figure[] = [
  timely('timely-notice', '及时受理率', '告知', registering, '告知'),
  timely('timely-transfer', '及时转送率', '转送', registering, '转送、交办'),
  timely('timely-receipt', '接收单位及时告知率', '接收告知', handling, '告知'),
  {
    code: 'timely-reply',
    name: '按期办结率',
    formula: '期限（含批准延长）内答复并送达 ÷ 本期到期',
    basis: '《信访工作条例》第三十四条',
    observe: ofClock('办结', handling),
  },
  {
    code: 'timely-reply-unextended',
    name: '按期办结率（不计延长）',
    formula: '六十日内答复并送达 ÷ 本期满六十日',
    basis: '《信访工作条例》第三十四条',
    observe: withoutExtension,
  },
  timely('timely-simple', '简易办理按期率', '简易', handling, '办结'),
  timely('timely-review', '复查按期率', '复查', handling, '作出复查意见'),
  timely('timely-re-review', '复核按期率', '复核', handling, '作出复核意见'),
  timely('timely-feedback', '交办按期反馈率', '交办反馈', handling, '反馈'),
  {
    code: 'overdue',
    name: '逾期率',
    formula: '逾期的期限 ÷ 本期到期的全部期限',
    basis: '《信访工作条例》第四十条',
    fewerIsBetter: true,
    observe: overdue,
  },
  {
    code: 'participation',
    name: '参评率',
    formula: `已评价 ÷ 答复送达满 ${evaluationDays} 日、应邀请评价的事项（不含导入法定途径和要求保密的事项）`,
    basis: '群众的监督权：由信访人本人评价',
    observe: participation,
  },
  {
    code: 'satisfied-office',
    name: '满意率（信访部门）',
    formula: '满意和基本满意 ÷ 已评价',
    basis: '群众的监督权：由信访人本人评价',
    observe: satisfaction(registering, ({ ofOffice }) => ofOffice),
  },
  {
    code: 'satisfied-unit',
    name: '满意率（办理单位）',
    formula: '满意和基本满意 ÷ 已评价',
    basis: '群众的监督权：由信访人本人评价',
    observe: satisfaction(handling, ({ ofUnit }) => ofUnit),
  },
  {
    code: 'mended',
    name: '督办整改率',
    formula: '督办后事项已无逾期期限 ÷ 本期督办',
    basis: '《信访工作条例》第四十条',
    observe: ({ urges }) =>
      urges.map(({ caseId, handlingUnit, begunOn, isMended }) => ({
        caseId,
        unitId: handlingUnit,
        day: begunOn,
        isHit: isMended,
      })),
  },
  {
    code: 'settled-at-once',
    name: '一次办结率',
    formula: '领导接待当场办结且未申请复查 ÷ 本期领导接待的事项',
    basis: '领导接待日制度：一次办结率',
    observe: ({ receptions }) =>
      receptions.map(({ caseId, unitId, day, isSettledAtOnce }) => ({ caseId, unitId, day, isHit: isSettledAtOnce })),
  },
  {
    code: 'attendance',
    name: '部门到场率',
    formula: '部门主要领导到场 ÷ 领导接待通知到场的部门',
    basis: '领导接待日制度：部门主要领导到现场',
    observe: ({ receptions }) =>
      receptions.flatMap(({ caseId, day, invited }) =>
        invited.map(({ unitId, hasAttended }) => ({ caseId, unitId, day, isHit: hasAttended })),
      ),
  },
];

export const figureOf = (code: string): Figure | undefined => figures.find((figure) => figure.code === code);

/** Figures of the same list that need what the system does not record yet: named, never guessed. */
export const notRecorded: readonly { name: string; reason: string }[] = [
  { name: '化解率', reason: '须有包案记录和信访人的化解确认。' },
  { name: '重复信访率', reason: '登记时尚未记录该事项重复的是哪一件。' },
  { name: '接待日执行率', reason: '按接待日计算，没有对应的信访事项，见领导接待日的执行情况。' },
];
