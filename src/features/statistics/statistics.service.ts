import { Inject, Injectable } from '@nestjs/common';
import { dayAt, daysBetween, isDay } from '../../domain/calendar/days.js';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.js';
import { categories, channels, kinds, levels, statuses } from '../../domain/codes/case-codes.js';
import { nameOf, type Code } from '../../domain/codes/code.js';
import type { Facts } from '../../domain/statistics/facts.js';
import {
  byMonth,
  byUnit,
  ratioOf,
  shown,
  within,
  type Observation,
  type Period,
} from '../../domain/statistics/figure.js';
import { figureOf, figures, notRecorded, type Figure } from '../../domain/statistics/figures.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Failure, notFound } from '../../platform/failure.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { FactsRepository } from './facts.repository.js';
import type {
  CompositionShown,
  FigureCasesQuery,
  FigureCasesShown,
  FigureShown,
  StatisticsQuery,
  StatisticsShown,
} from './statistics.dto.js';
import { partNames, StatisticsRepository, type Part, type UnitRow } from './statistics.repository.js';

/** Longest period: five years, so that two terms of an office can be compared. */
const longestPeriod = 5 * 366;

const partLabels: Record<Part, { name: string; codes: readonly Code[] }> = {
  channel: { name: '信访渠道', codes: channels },
  category: { name: '问题类别', codes: categories },
  kind: { name: '事项性质', codes: kinds },
  level: { name: '层级', codes: levels },
  status: { name: '办理状态', codes: statuses },
};

/** The units a question is about; null: all that one sees. */
type Chosen = ReadonlySet<string> | null;

/** 统计: shares with numerator and denominator, per period and unit, down to the cases. Never an order by number of petitions. */
@Injectable()
export class StatisticsService {
  constructor(
    private readonly facts: FactsRepository,
    private readonly repository: StatisticsRepository,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /** @throws Failure period-invalid, not-found for a unit that does not exist */
  async show(query: StatisticsQuery, actor: Actor): Promise<StatisticsShown> {
    const period = periodOf(query);
    const units = await this.repository.units();
    const chosen = chosenOf(query, units);
    const facts = await this.facts.facts(actor, period, this.today());
    const composition = await this.composition(actor, period, chosen);
    const referrals = chosen === null ? await this.repository.referrals(actor, period) : undefined;
    return {
      ...period,
      figures: figures.map((figure) => this.told(figure, this.observed(figure, facts, period, chosen), period, units)),
      registered: composition[0]!.shares.reduce((sum, share) => sum + share.count, 0),
      composition,
      ...(referrals && { referrals }),
      notRecorded: [...notRecorded],
    };
  }

  /** The cases behind a figure: what is due first comes first. @throws Failure period-invalid, not-found */
  async cases(query: FigureCasesQuery, actor: Actor): Promise<FigureCasesShown> {
    const { page = 1, size = 50, month, part = 'all' } = query;
    const period = periodOf(query);
    const chosen = chosenOf(query, await this.repository.units());
    const facts = await this.facts.facts(actor, period, this.today());
    const all = this.observed(figureOf(query.figure)!, facts, period, chosen)
      .filter(({ day }) => month === undefined || day.startsWith(month))
      .filter(({ isHit }) => part === 'all' || isHit === (part === 'hit'))
      .sort((one, other) => compare(one.day, other.day) || compare(one.caseId, other.caseId));
    const onPage = all.slice((page - 1) * size, page * size);
    const cases = await this.repository.cases(actor, [...new Set(onPage.map(({ caseId }) => caseId))]);
    const items = onPage.flatMap(({ caseId, day, isHit }) => {
      const line = cases.get(caseId);
      if (!line) return [];
      const { number: caseNumber, title, status, unitName } = line;
      return [{ caseId, caseNumber, title, status, ...(unitName !== null && { unitName }), day, isHit }];
    });
    return { items, total: all.length, page, size };
  }

  private today(): string {
    return dayAt(this.clock.now());
  }

  private observed(figure: Figure, facts: Facts, period: Period, chosen: Chosen): Observation[] {
    return figure
      .observe(facts, this.calendar)
      .filter(({ day, unitId }) => within(period, day) && (chosen === null || chosen.has(unitId)));
  }

  private told(figure: Figure, observations: Observation[], period: Period, units: readonly UnitRow[]): FigureShown {
    const { code, name, formula, basis } = figure;
    const ratio = ratioOf(observations);
    const ofUnits = new Map(byUnit(observations).map((own) => [own.unitId, own]));
    return {
      code,
      name,
      formula,
      basis,
      ...ratio,
      shown: shown(ratio),
      months: byMonth(observations, period),
      units: units.flatMap((unit) => {
        const own = ofUnits.get(unit.id);
        return own ? [{ ...own, unitName: unit.name }] : [];
      }),
    };
  }

  private async composition(actor: Actor, period: Period, chosen: Chosen): Promise<CompositionShown[]> {
    const counts = await this.repository.registered(actor, period, chosen && [...chosen]);
    return partNames.map((part) => {
      const { name, codes } = partLabels[part];
      // In the order of the code list, whatever the counts.
      const known = codes.flatMap(({ code }) => shareOf(nameOf(codes, code), counts[part].get(code)));
      return { name, shares: [...known, ...shareOf('未定', counts[part].get(''))] };
    });
  }
}

function periodOf({ from, to }: StatisticsQuery): Period {
  if (!isDay(from) || !isDay(to) || from > to || daysBetween(from, to) > longestPeriod)
    throw new Failure('invalid', 'period-invalid', '统计期间有误：起始日期不能晚于截止日期，最长五年。');
  return { from, to };
}

/** A unit with everything below it. */
function chosenOf({ unitId }: StatisticsQuery, units: readonly UnitRow[]): Chosen {
  if (!unitId) return null;
  const top = units.find((unit) => unit.id === unitId);
  if (!top) throw notFound('该单位');
  return new Set(units.filter((unit) => unit.path.startsWith(top.path)).map((unit) => unit.id));
}

const shareOf = (name: string, count: number | undefined) => (count === undefined ? [] : [{ name, count }]);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
