import { dayAt, daysBetween, isDay, type Day } from '../../../domain/calendar/days.js';
import type { WorkCalendar } from '../../../domain/calendar/work-calendar.js';
import { clockTable, type ClockMark, type ClockRule } from '../../../domain/clocks/clock-table.js';
import { extensionRefusal } from '../../../domain/clocks/extension.js';
import { extendClock, resumeClock, startClock, type ClockRecord } from '../../../domain/clocks/statutory-clock.js';
import { headsUnit } from '../../../domain/duties/head-of-unit.js';
import type { Variables } from '../../../engine/ports.js';
import type { Actor } from '../../../platform/actor.js';
import type { SqlTransaction } from '../../../platform/database/database.js';
import { Failure } from '../../../platform/failure.js';
import { appendEntry, insertClock, latestRound, updateClock, type ClockEntry } from './clock-rows.js';

/** The step that turns a clock. */
export interface ClockOccasion {
  caseId: string;
  instanceKey: string;
  elementId: string;
  at: string;
  /** Who performed the step; null for what the diagram does by itself. */
  actor: Actor | null;
  /** What the step was given, over the variables of its process. */
  variables: Variables;
  receivedOn: Day;
  /** The unit that handles the matter: its head may extend. */
  handlingUnit: string;
}

/** `moved`: a running clock has another last day, or rests or goes on, so that timers that read it must be looked at again. */
export type Turned = 'none' | 'changed' | 'moved';

/** Starts, stops, rests and extends the clocks of a case, each with a line in its ledger. */
export class ClockLedger {
  constructor(private readonly calendar: WorkCalendar) {}

  /** @throws Failure clock-refused where a rule stands against it: nothing of the step is kept then. */
  async turn(transaction: SqlTransaction, mark: ClockMark, occasion: ClockOccasion): Promise<Turned> {
    const rule = clockTable.get(mark.name)!;
    const clock = await latestRound(transaction, occasion.caseId, mark.name);
    const running = clock?.stoppedAt === null ? clock : undefined;
    switch (mark.action) {
      case 'start':
        return running ? 'none' : this.start(transaction, rule, (clock?.round ?? 0) + 1, occasion);
      case 'stop':
        return running ? this.stop(transaction, rule, running, occasion) : 'none';
      case 'pause':
        return running?.pausedOn === null ? this.pause(transaction, rule, running, occasion) : 'none';
      case 'resume':
        return running && running.pausedOn !== null ? this.resume(transaction, rule, running, occasion) : 'none';
      case 'extend':
        return this.extend(transaction, rule, clock, occasion);
    }
  }

  private async start(
    transaction: SqlTransaction,
    rule: ClockRule,
    round: number,
    occasion: ClockOccasion,
  ): Promise<Turned> {
    const startedOn = firstDay(rule, occasion);
    const days = rule.days ?? daysBetween(startedOn, lastDayGiven(rule, startedOn, occasion));
    const clock = startClock(rule, startedOn, days, round, this.calendar);
    await insertClock(transaction, occasion.caseId, clock, rule, this.calendar.version);
    await this.note(transaction, clock, occasion, { action: 'start', basis: rule.basis, days });
    return 'changed';
  }

  private async stop(
    transaction: SqlTransaction,
    rule: ClockRule,
    clock: ClockRecord,
    occasion: ClockOccasion,
  ): Promise<Turned> {
    await this.keep(transaction, { ...clock, stoppedAt: occasion.at }, occasion);
    await this.note(transaction, clock, occasion, { action: 'stop', basis: rule.basis });
    return 'changed';
  }

  private async pause(
    transaction: SqlTransaction,
    rule: ClockRule,
    clock: ClockRecord,
    occasion: ClockOccasion,
  ): Promise<Turned> {
    const paused = { ...clock, pausedOn: dayAt(occasion.at) };
    await this.keep(transaction, paused, occasion);
    await this.note(transaction, paused, occasion, { action: 'pause', basis: rule.pauseBasis! });
    return 'moved';
  }

  private async resume(
    transaction: SqlTransaction,
    rule: ClockRule,
    clock: ClockRecord,
    occasion: ClockOccasion,
  ): Promise<Turned> {
    const resumed = resumeClock(clock, dayAt(occasion.at), this.calendar);
    await this.keep(transaction, resumed, occasion);
    const days = resumed.pausedDays - clock.pausedDays;
    await this.note(transaction, resumed, occasion, { action: 'resume', basis: rule.pauseBasis!, days });
    return 'moved';
  }

  /** A head who decides against it says so in `extensionApproved`; then nothing is extended. */
  private async extend(
    transaction: SqlTransaction,
    rule: ClockRule,
    clock: ClockRecord | undefined,
    occasion: ClockOccasion,
  ): Promise<Turned> {
    const { variables, actor, at, handlingUnit } = occasion;
    if (variables['extensionApproved'] === false) return 'none';
    const { extensionDays: days, extensionReason: reason } = variables;
    const byHead = actor !== null && headsUnit(actor, handlingUnit);
    const refusal = extensionRefusal(rule, clock, { days, reason, on: dayAt(at), byHead });
    if (refusal) throw refused(refusal.message, rule.extension?.rule ?? 'clock', refusal.field);
    const extended = extendClock(clock!, days as number, this.calendar);
    await this.keep(transaction, extended, occasion);
    await this.note(transaction, extended, occasion, {
      action: 'extend',
      basis: rule.extension!.basis,
      days: days as number,
      reason: (reason as string).trim(),
    });
    return 'moved';
  }

  private keep(transaction: SqlTransaction, clock: ClockRecord, { caseId }: ClockOccasion): Promise<void> {
    return updateClock(transaction, caseId, clock, this.calendar.version);
  }

  private note(
    transaction: SqlTransaction,
    { name, round, lastDay }: ClockRecord,
    { caseId, at, actor, elementId, instanceKey }: ClockOccasion,
    what: Pick<ClockEntry, 'action' | 'basis'> & Partial<Pick<ClockEntry, 'days' | 'reason'>>,
  ): Promise<void> {
    const place = { caseId, clock: name, round, at, actorId: actor?.userId ?? null, lastDay, elementId, instanceKey };
    return appendEntry(transaction, { days: null, reason: null, ...place, ...what });
  }
}

/** Day 0: of receipt, of the event where the step names its day, else of the step. @throws Failure clock-refused */
function firstDay(rule: ClockRule, { variables, receivedOn, at }: ClockOccasion): Day {
  const today = dayAt(at);
  if (rule.from === 'receipt') return receivedOn;
  const given = rule.dayVariable === undefined ? undefined : variables[rule.dayVariable];
  if (given === undefined || given === null || given === '') return today;
  if (isDay(given) && given >= receivedOn && given <= today) return given;
  throw refused(
    `「${rule.name}」期限从该日起算，日期须在收到信访事项之日（${receivedOn}）至今天（${today}）之间（${rule.basis}）。`,
    'clock-day',
    rule.dayVariable,
  );
}

/** The date by which the step asks for an answer. @throws Failure clock-refused */
function lastDayGiven(rule: ClockRule, startedOn: Day, { variables }: ClockOccasion): Day {
  const given = rule.dateVariable === undefined ? undefined : variables[rule.dateVariable];
  if (isDay(given) && given > startedOn) return given;
  throw refused(
    `「${rule.name}」期限须由该步骤写明截止日期，且晚于 ${startedOn}（${rule.basis}）。`,
    'clock-date',
    rule.dateVariable,
  );
}

const refused = (message: string, rule: string, path?: string): Failure =>
  new Failure('unprocessable', 'clock-refused', message, [{ ...(path && { path }), rule, message }]);
