import { Clock } from '../../src/platform/clock/clock.js';

const day = 86_400_000;

/** Time that a test moves by hand. Starts on Monday, 1 June 2026, 09:00 in Asia/Shanghai. */
export class TestClock extends Clock {
  private millis: number;

  constructor(start = '2026-06-01T01:00:00.000Z') {
    super();
    this.millis = Date.parse(start);
  }

  override now(): Date {
    return new Date(this.millis);
  }

  set(instant: string): void {
    this.millis = Date.parse(instant);
  }

  passDays(days: number): void {
    this.millis += days * day;
  }

  passMinutes(minutes: number): void {
    this.millis += minutes * 60_000;
  }
}
