const shanghaiMillis = 8 * 3_600_000;

/** `2026-06-16 09:00` in Asia/Shanghai; what is no time is given back as it is. */
export function shanghaiTime(instant: string): string {
  const millis = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(instant) ? instant : `${instant}+08:00`);
  if (Number.isNaN(millis)) return instant;
  return new Date(millis + shanghaiMillis).toISOString().slice(0, 16).replace('T', ' ');
}

/** How long something took, in the largest two units that matter: ` 3 天 4 小时`, ` 25 分钟`; spaced to follow a Chinese word. */
export function duration(from: string, to: string): string {
  const minutes = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60)];
  if (days > 0) return hours > 0 ? ` ${days} 天 ${hours} 小时` : ` ${days} 天`;
  if (hours > 0) return ` ${hours} 小时 ${minutes % 60} 分钟`;
  return minutes > 0 ? ` ${minutes} 分钟` : '不到 1 分钟';
}
