import type { HelperDelegate } from 'handlebars';

/**
 * The functions a template may call, besides `if`, `unless`, `each` and `with`:
 *
 * - `{{number}}` the notice's number
 * - `{{date x}}` ISO 8601 day or instant → `2026年6月16日` (Asia/Shanghai)
 * - `{{time x}}` ISO 8601 instant or local date-time → `2026年6月16日9时30分`
 * - `{{cn n}}` 1…99 → `一`…`九十九` · `{{ordinal @index}}` 0…98 → the same, counted from nought
 * - `(eq a b)` same text or number · `(or a b …)` the first that is not empty
 * - `(lines text)` its lines, trimmed, without empty ones
 *
 * `characters` counts those of its texts; only the sheet uses it, to fit the mark on one line.
 *
 * A helper given a value it does not understand throws: a notice never shows half a date.
 *
 * This function is sent to the rendering worker as text (`render-worker.ts`), so it must not use anything outside itself.
 */
export function createNoticeHelpers(numberPlaceholder: string): Record<string, HelperDelegate> {
  const pad = (value: number): string => String(value).padStart(2, '0');

  /** Year, month, day, hour, minute as text in China; text without an offset is local time already. */
  const partsOf = (value: unknown): { day: string; minute: string } => {
    const text = typeof value === 'string' ? value.trim() : '';
    const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text,
    );
    if (!match || Number.isNaN(Date.parse(text.slice(0, 10))))
      throw new Error(`不是日期：${JSON.stringify(value) ?? '（空）'}`);
    let [, year, month, day, hour, minute] = match;
    if (match[6] !== undefined) {
      // China keeps one offset all year (UTC+8, no summer time since 1991).
      const instant = new Date(Date.parse(text.replace(' ', 'T')) + 8 * 3600 * 1000);
      year = String(instant.getUTCFullYear());
      month = pad(instant.getUTCMonth() + 1);
      day = pad(instant.getUTCDate());
      hour = pad(instant.getUTCHours());
      minute = pad(instant.getUTCMinutes());
    }
    const written = `${year}年${Number(month)}月${Number(day)}日`;
    return { day: written, minute: hour === undefined ? written : `${written}${Number(hour)}时${minute}分` };
  };

  const chineseNumeral = (value: unknown): string => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < 1 || number > 99) throw new Error(`不是1至99的整数：${String(value)}`);
    const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const tens = Math.floor(number / 10);
    return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[number % 10]}`;
  };

  return {
    number: () => numberPlaceholder,
    date: (value: unknown) => partsOf(value).day,
    time: (value: unknown) => partsOf(value).minute,
    cn: (value: unknown) => chineseNumeral(value),
    ordinal: (index: unknown) => chineseNumeral(Number(index) + 1),
    eq: (one: unknown, other: unknown) => one === other,
    or: (...values: unknown[]) =>
      values.slice(0, -1).find((value) => value !== undefined && value !== null && value !== ''),
    characters: (...values: unknown[]) => Array.from(values.slice(0, -1).join('')).length,
    lines: (value: unknown) =>
      typeof value === 'string'
        ? value
            .split(/\r?\n/)
            .map((line) => line.trim())
            .filter((line) => line !== '')
        : [],
  };
}
