import dayjs, { type Dayjs } from 'dayjs';

export const DAY = 'YYYY-MM-DD';

/** Periods that are asked for most, as an office calls them; the first is shown at the beginning. */
export function presetsAt(today: Dayjs): { label: string; value: [Dayjs, Dayjs] }[] {
  const month = today.startOf('month');
  const quarter = month.subtract(month.month() % 3, 'month');
  const lastMonth = month.subtract(1, 'month');
  const year = today.startOf('year');
  return [
    { label: '本年', value: [year, year.endOf('year')] },
    { label: '本季度', value: [quarter, quarter.add(2, 'month').endOf('month')] },
    { label: '本月', value: [month, month.endOf('month')] },
    { label: '上月', value: [lastMonth, lastMonth.endOf('month')] },
    { label: '上年', value: [year.subtract(1, 'year'), year.subtract(1, 'day')] },
  ];
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && dayjs(text).format(DAY) === text;

/** From the address of the page, else this year. */
export function periodOf(from: string, to: string, today = dayjs()): { from: string; to: string } {
  const [first, last] = presetsAt(today)[0]!.value;
  const isGiven = isDay(from) && isDay(to) && from <= to;
  return isGiven ? { from, to } : { from: first.format(DAY), to: last.format(DAY) };
}
