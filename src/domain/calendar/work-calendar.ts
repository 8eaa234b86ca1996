import chineseDays from 'chinese-days';
import { yearOf, type Day } from './days.js';
import { isStatutoryHoliday } from './statutory-holidays.js';

/** Which days count as working days; the engine's port of the same shape is met structurally. */
export interface WorkCalendar {
  /** Goes into the history of every command that used the calendar. */
  readonly version: string;
  isWorkingDay(day: Day): boolean;
}

/** A day on which the organ's own notice departs from the published calendar (e.g. a local disaster day). */
export interface CalendarOverride {
  day: Day;
  working: boolean;
  reason: string;
}

/** Release of the holiday tables inside the `chinese-days` package. */
const tables = 'chinese-days-1.5.7';

/** Working days of the People's Republic: weekends, holidays and make-up days, with the organ's own overrides on top. */
export class ChineseWorkCalendar implements WorkCalendar {
  readonly version: string;
  private readonly overrides: ReadonlyMap<Day, boolean>;
  private readonly published = new Map<number, boolean>();

  constructor(overrides: readonly CalendarOverride[] = []) {
    this.overrides = new Map(overrides.map((override) => [override.day, override.working]));
    this.version = overrides.length > 0 ? `${tables}+${fingerprint(overrides)}` : tables;
  }

  isWorkingDay(day: Day): boolean {
    const override = this.overrides.get(day);
    if (override !== undefined) return override;
    if (!this.isProvisional(yearOf(day))) return chineseDays.isWorkday(day);
    return isWeekday(day) && !isStatutoryHoliday(day);
  }

  /** True while the State Council has not published the year's holidays: last days in it may still move. */
  isProvisional(year: number): boolean {
    let known = this.published.get(year);
    if (known === undefined) {
      known = chineseDays.getHolidaysInRange(`${year}-01-01`, `${year}-12-31`, false).length > 0;
      this.published.set(year, known);
    }
    return !known;
  }
}

function isWeekday(day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** A short text that differs whenever the overrides differ (FNV-1a, 32 bits: identification, not protection). */
function fingerprint(overrides: readonly CalendarOverride[]): string {
  const text = overrides
    .map((override) => `${override.day}=${override.working ? 1 : 0}`)
    .sort()
    .join(',');
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
