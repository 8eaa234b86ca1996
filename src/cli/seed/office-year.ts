import { dayAt, plusDays, type Day } from '../../domain/calendar/days.js';
import type { WorkCalendar } from '../../engine/ports.js';
import type { RegistrationService } from '../../features/cases/registration.service.js';
import type { Database } from '../../platform/database/database.js';
import type { Turn } from '../../workflow/turn.js';
import type { Chance } from './chance.js';
import type { OfficeDesk, OpenTask } from './office-desk.js';
import type { People } from './people.js';
import { inventPetition } from './petitions.js';
import type { SimulatedClock } from './simulated-clock.js';

export interface YearServices {
  database: Database;
  registration: RegistrationService;
  turn: Turn;
  calendar: WorkCalendar;
  clock: SimulatedClock;
}

export interface Played {
  registered: number;
  completed: number;
  /** Sentences of tasks that nobody could do, each once, with how often. */
  stuck: Map<string, number>;
}

/** What else happens on a day of the office: requests of petitioners, plans, unit changes. */
export type DayHappening = (day: Day) => Promise<void>;

/** Rounds in which what a task brings about is looked at on the same day. */
const roundsADay = 4;
/** A task that could not be done is tried again this many working days later, so many times. */
const retryDays = 3;
const mostTries = 3;

/** Plays the days of an office from the first to the last: registration, tasks after a while, timers at their instants. */
export class OfficeYear {
  private readonly plans = new Map<string, { day: Day; tries: number }>();
  private readonly played: Played = { registered: 0, completed: 0, stuck: new Map() };

  constructor(
    private readonly services: YearServices,
    private readonly desk: OfficeDesk,
    private readonly people: People,
    private readonly chance: Chance,
    private readonly happenings: readonly DayHappening[] = [],
  ) {}

  /**
   * @param cases number of petitions, spread over the working days
   * @param progress called after each day with the share that is done
   */
  async play(first: Day, last: Day, cases: number, progress: (share: number) => void): Promise<Played> {
    const days = daysOf(first, last);
    const working = days.filter((day) => this.services.calendar.isWorkingDay(day));
    let begun = 0;
    for (const [index, day] of days.entries()) {
      await this.passUntil(instantOf(day, '08:30'));
      if (this.services.calendar.isWorkingDay(day)) {
        const due = Math.round((cases * (working.indexOf(day) + 1)) / working.length);
        await this.register(day, due - begun);
        begun = due;
        for (const happen of this.happenings) await happen(day);
        await this.work(day);
      }
      await this.passUntil(instantOf(day, '23:59'));
      progress((index + 1) / days.length);
    }
    return this.played;
  }

  private async register(day: Day, count: number): Promise<void> {
    const receptionists = this.people
      .withRole('R1')
      .filter((person) => person.unitId !== 'town_cg' || this.chance.happens(30));
    for (let index = 0; index < count; index += 1) {
      await this.passUntil(instantOf(day, '09:00', index * 4));
      await this.services.registration.register(this.chance.of(receptionists), inventPetition(this.chance));
      this.played.registered += 1;
    }
    await this.services.turn.ofAll();
  }

  private async work(day: Day): Promise<void> {
    for (let round = 0; round < roundsADay; round += 1) {
      const tasks = await this.desk.open();
      const due = tasks.filter((task) => this.planOf(task, day) <= day);
      if (due.length === 0) break;
      for (const [index, task] of due.entries()) {
        await this.passUntil(instantOf(day, '10:00', round * 110 + Math.floor((index * 100) / due.length)));
        await this.handle(task, day);
      }
      await this.settle();
    }
  }

  private async handle(task: OpenTask, day: Day): Promise<void> {
    const reason = await this.desk.handle(task);
    const plan = this.plans.get(task.key)!;
    if (reason === undefined) {
      this.played.completed += 1;
      this.plans.delete(task.key);
    } else {
      this.played.stuck.set(reason, (this.played.stuck.get(reason) ?? 0) + 1);
      const tries = plan.tries + 1;
      this.plans.set(task.key, { tries, day: tries < mostTries ? plusDays(day, retryDays) : '9999-12-31' });
    }
    await this.services.turn.ofJobs();
  }

  /** Most work is done within days, some at once, some lies too long. */
  private planOf(task: OpenTask, day: Day): Day {
    const known = this.plans.get(task.key);
    if (known) return known.day;
    const wait = this.chance.weighted([
      [0, 35],
      [this.chance.between(1, 4), 45],
      [this.chance.between(5, 12), 17],
      [this.chance.between(20, 45), 3],
    ]);
    const planned = plusDays(day, wait);
    this.plans.set(task.key, { day: planned, tries: 0 });
    return planned;
  }

  /** Until nothing more follows from what was done. */
  private async settle(): Promise<void> {
    while (await this.services.turn.ofAll());
  }

  /** Moves the clock to the instant, stopping wherever a timer is due before it. */
  private async passUntil(target: Date): Promise<void> {
    const { clock, turn } = this.services;
    for (;;) {
      const due = await this.nextDue();
      if (!due || due > target) break;
      if (due > clock.now()) clock.moveTo(due);
      await turn.ofAll();
      // A timer of a suspended or faulty instance stays where it is.
      if ((await this.nextDue())?.getTime() === due.getTime()) break;
    }
    if (target > clock.now()) clock.moveTo(target);
  }

  /** When the first open timer is due, of instances or of starts. */
  private async nextDue(): Promise<Date | null> {
    const row = await this.services.database.get<{ due: string | null }>(
      `SELECT min(due) AS "due" FROM (SELECT min(due_at) AS due FROM timer UNION ALL SELECT min(due_at) FROM start_timer) waiting`,
    );
    return row?.due ? new Date(row.due) : null;
  }
}

function daysOf(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = plusDays(day, 1)) days.push(day);
  return days;
}

/** A time of day in Shanghai, some minutes later. */
const instantOf = (day: Day, time: string, minutes = 0): Date =>
  new Date(Date.parse(`${day}T${time}:00+08:00`) + minutes * 60_000);

export const yearBefore = (now: Date): { first: Day; last: Day } => {
  const last = plusDays(dayAt(now), -1);
  return { first: plusDays(last, -364), last };
};
