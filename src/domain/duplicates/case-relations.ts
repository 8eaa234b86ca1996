import { named } from '../codes/code.js';

/** What a person decides about two registered matters (national 筛重 terms, domain.md §5); `不是` ends a suggestion. */
export const caseRelations = named('相同事项', '相关事项', '同一信访人其他事项', '不是');
export type CaseRelation = '相同事项' | '相关事项' | '同一信访人其他事项' | '不是';

/** How the petitioner was told where the matter is that his repeats. */
export const tellings = named('当面告知', '电话告知', '书面告知', '短信告知');

/** A matter is 重复 when a person decided that an earlier one is 相同事项. */
export const occurrences = named('首次', '重复');

/** Five or more: visitors are 集体访, signatures under one letter 联名 (domain.md §5). */
export const gatherings = named('集体访', '联名');
export type Gathering = '集体访' | '联名';
export const gatheringFrom = 5;

/** Channels by which people come, and by which they sign. A telephone call or an order from above is neither. */
export const visiting: readonly string[] = ['走访', '下访'];
export const signing: readonly string[] = ['网上', '来信', '传真'];

export function gatheringOf(channel: string, headcount: number): Gathering | undefined {
  if (headcount < gatheringFrom) return undefined;
  if (visiting.includes(channel)) return '集体访';
  return signing.includes(channel) ? '联名' : undefined;
}

interface Registered {
  registeredAt: string;
  number: string;
}

/** The later of two matters repeats the earlier one, whichever of them somebody is looking at. */
export function inOrder<T extends Registered>(one: T, other: T): { earlier: T; later: T } {
  const isFirst =
    one.registeredAt < other.registeredAt || (one.registeredAt === other.registeredAt && one.number < other.number);
  return isFirst ? { earlier: one, later: other } : { earlier: other, later: one };
}

/** Likeness of two texts in a word; a number would claim more than it knows. */
export function likenessWord(likeness: number): string {
  if (likeness >= 0.8) return '几乎相同';
  if (likeness >= 0.45) return '很相近';
  return likeness >= 0.3 ? '有些相近' : '不相近';
}
