/**
 * Arithmetic on calendar days written as `YYYY-MM-DD`, in Asia/Shanghai (UTC+8 the whole year: China has kept no summer
 * time since 1991).
 */

/** A calendar day as `YYYY-MM-DD`. */
export type Day = string;

const dayMillis = 86_400_000;
const shanghaiMillis = 8 * 3_600_000;

const startOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** The day `count` calendar days later (earlier when negative). */
export const plusDays = (day: Day, count: number): Day =>
  new Date(startOf(day) + count * dayMillis).toISOString().slice(0, 10);

/** Calendar days from `from` to `to`: 1 for the next day, negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => Math.round((startOf(to) - startOf(from)) / dayMillis);

/** The day in Shanghai at an instant. */
export const dayAt = (instant: string | Date): Day =>
  new Date(new Date(instant).getTime() + shanghaiMillis).toISOString().slice(0, 10);

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Text from outside: a day that exists, written `YYYY-MM-DD`. */
export const isDay = (given: unknown): given is Day =>
  typeof given === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(given) &&
  !Number.isNaN(startOf(given)) &&
  plusDays(given, 0) === given;
