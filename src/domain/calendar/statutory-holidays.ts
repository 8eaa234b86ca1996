import { plusDays, yearOf, type Day } from './days.js';

/**
 * Holidays by law (全国年节及纪念日放假办法, as amended from 2025-01-01, article 2). They hold before the State Council
 * publishes a year's notice, which then adds bridging and make-up days.
 *
 * The lunar functions of `chinese-days` are not used: their answers depend on the time zone of the process.
 */
export function isStatutoryHoliday(day: Day): boolean {
  return fixed.has(day.slice(5)) || isQingming(day) || isLunarHoliday(day);
}

const fixed = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/** 春节 (three days), 端午节, 中秋节 as lunar month/day. */
const lunar = new Set(['1/1', '1/2', '1/3', '5/5', '8/15']);

const lunarFormat = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });

const lunarDay = (day: Day): string => lunarFormat.format(new Date(`${day}T00:00:00Z`));

/** A leap month is written `5bis` and so never equals a holiday. 除夕 is the eve of the first day, whatever its own number. */
const isLunarHoliday = (day: Day): boolean => lunar.has(lunarDay(day)) || lunarDay(plusDays(day, 1)) === '1/1';

/** 清明, the solar term of 4 to 6 April, by the usual approximation for the years 2000 to 2099. */
function isQingming(day: Day): boolean {
  const year = yearOf(day) % 100;
  const date = Math.floor(year * 0.2422 + 4.81) - Math.floor(year / 4);
  return day.slice(5) === `04-${String(date).padStart(2, '0')}`;
}
