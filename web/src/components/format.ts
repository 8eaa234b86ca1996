/** Dates and durations as an office writes them. All instants are shown in Beijing time, wherever the browser is. */

const ZONE = 'Asia/Shanghai';
const parts = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function partsOf(instant: Date): Record<string, string> {
  return Object.fromEntries(parts.formatToParts(instant).map((part) => [part.type, part.value]));
}

/** A day (`YYYY-MM-DD`) or an instant as its date in Beijing time. */
function toDate(text: string): Date {
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00+08:00` : text);
}

/** `2026-06-16 周二`; an empty text for nothing. */
export function formatDay(text: string | null | undefined): string {
  if (!text) return '';
  const p = partsOf(toDate(text));
  return `${p['year']}-${p['month']}-${p['day']} ${p['weekday']}`;
}

/** `2026-06-16 周二 09:30` */
export function formatInstant(text: string | null | undefined): string {
  if (!text) return '';
  const p = partsOf(new Date(text));
  return `${p['year']}-${p['month']}-${p['day']} ${p['weekday']} ${p['hour']}:${p['minute']}`;
}

/** `09:30:05` */
export function formatTime(text: string | null | undefined): string {
  if (!text) return '';
  const p = partsOf(new Date(text));
  return `${p['hour']}:${p['minute']}:${p['second']}`;
}

/** How long ago, in the largest unit that says something: `不到 1 分钟`, `12 分钟`, `3 小时`, `5 天`. */
export function formatWaiting(since: string, now: number): string {
  const minutes = Math.floor((now - Date.parse(since)) / 60_000);
  if (minutes < 1) return '不到 1 分钟';
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} 小时`;
  return `${Math.floor(hours / 24)} 天`;
}
