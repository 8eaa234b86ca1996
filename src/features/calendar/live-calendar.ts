import { ChineseWorkCalendar, type CalendarOverride, type WorkCalendar } from '../../domain/calendar/work-calendar.js';
import type { Day } from '../../domain/calendar/days.js';

/** The calendar that everybody asks: the published holidays with the organ's overrides as they are now. */
export class LiveCalendar implements WorkCalendar {
  private current = new ChineseWorkCalendar();

  get version(): string {
    return this.current.version;
  }

  isWorkingDay(day: Day): boolean {
    return this.current.isWorkingDay(day);
  }

  isProvisional(year: number): boolean {
    return this.current.isProvisional(year);
  }

  use(overrides: readonly CalendarOverride[]): void {
    this.current = new ChineseWorkCalendar(overrides);
  }
}
