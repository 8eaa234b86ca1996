import type { Day } from '../calendar/days.js';
import type { ClockView } from '../clocks/statutory-clock.js';

/** A duty towards the petitioner that has a last day. */
export interface PublicPromise {
  /** One Chinese sentence: who does what by when, or what the petitioner may ask for until when. */
  text: string;
  lastDay: Day;
  standing: 'running' | 'overdue' | 'paused';
}

/** What each clock means to the petitioner. The others are between offices and are nobody else's business. */
const meanings: ReadonlyMap<string, (day: string) => string> = new Map([
  ['告知', (day: string) => `${day}前书面告知您是否受理或者转送去向`],
  ['转送', (day: string) => `${day}前转送有权处理的机关并告知您去向`],
  ['接收告知', (day: string) => `${day}前由有权处理的机关书面告知您接收情况、途径和程序`],
  ['办结', (day: string) => `${day}前作出处理意见并书面答复您`],
  ['简易', (day: string) => `${day}前办结并答复您`],
  ['复查', (day: string) => `${day}前作出复查意见并书面答复您`],
  ['复核', (day: string) => `${day}前作出复核意见并书面答复您`],
]);

const toAsk = '复查申请期';

/** What runs for the petitioner, the nearest first. */
export function promisesOf(clocks: readonly ClockView[]): PublicPromise[] {
  return clocks
    .flatMap((clock) => promiseOf(clock) ?? [])
    .sort((left, right) => (left.lastDay < right.lastDay ? -1 : left.lastDay > right.lastDay ? 1 : 0));
}

function promiseOf(clock: ClockView): PublicPromise | undefined {
  const { name, lastDay, level, daysLeft } = clock;
  if (level === 'stopped') return undefined;
  const day = inWords(lastDay);
  if (name === toAsk) {
    if (daysLeft < 0) return undefined;
    return { text: `对处理意见不服的，您可以在${day}前申请复查。`, lastDay, standing: 'running' };
  }
  const meaning = meanings.get(name)?.(day);
  if (!meaning) return undefined;
  if (level === 'paused') {
    return { text: `${meaning}。听证期间不计入期限，目前暂停计算，恢复后顺延。`, lastDay, standing: 'paused' };
  }
  if (daysLeft < 0) {
    return {
      text: `应于${meaning}，已超过期限 ${-daysLeft} 天。您可以拨打咨询电话催办。`,
      lastDay,
      standing: 'overdue',
    };
  }
  return { text: `${meaning}。`, lastDay, standing: 'running' };
}

/** 2026-06-16 → 2026年6月16日 */
function inWords(day: Day): string {
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
