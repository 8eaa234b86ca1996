/** Dates as official documents write them (GB/T 9704-2012, 7.3.5.4): arabic numerals, year in full, no leading zeros. */

const dayFormat = new Intl.DateTimeFormat('en-US', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

/** The day an instant falls on in China, e.g. `2026-06-15T16:30:00Z` → `2026年6月16日`. Throws RangeError on an invalid date. */
export function chineseDayOf(instant: Date): string {
  const part = Object.fromEntries(dayFormat.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${part['year']}年${part['month']}月${part['day']}日`;
}

/** A calendar day `YYYY-MM-DD` (no time zone), e.g. `2026-08-07` → `2026年8月7日`. Throws RangeError on anything else. */
export function chineseDate(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) throw new RangeError(`不是 YYYY-MM-DD 形式的日期：${day}`);
  return `${match[1]}年${Number(match[2])}月${Number(match[3])}日`;
}
