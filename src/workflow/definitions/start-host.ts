import type { Host, Instant, WorkCalendar } from '../../engine/ports.js';

/** For expressions of start events: there is no instance yet, so neither clocks of a case nor steps to count. */
export const startHost = (now: Instant, calendar: WorkCalendar): Host => ({
  now,
  keyBase: 0n,
  calendar,
  clocks: {},
  limits: { steps: 0, stateBytes: 0, feelMillis: 200 },
});
