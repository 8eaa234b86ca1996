import { textLikeness } from './text-likeness.js';

/** What two petitions are compared by: keyed hashes of identity, never the identity itself. */
export interface DuplicateFacts {
  nameHash?: string | null;
  idHash?: string | null;
  phoneHash?: string | null;
  title: string;
  summary: string;
}

export interface DuplicateFinding {
  /** 0 … 1; only an order for the eye of the person who decides. */
  score: number;
  /** Chinese sentences, the kind of relation first. */
  reasons: string[];
}

/** From here on two texts are taken to tell of the same fact. Chosen on the wording of the shipped scenarios. */
const sameFact = 0.45;
/** Below this a candidate is not worth an officer's look. */
const worthShowing = 0.3;

const same = (left?: string | null, right?: string | null): boolean => !!left && left === right;

/**
 * Scores a registered case against a new petition: 相同事项 (same person, same fact), 相关事项 (same fact, another person),
 * 相同信访人的其他事项. A person decides; nothing is merged or closed by the score (domain.md §5).
 */
export function compareCases(incoming: DuplicateFacts, registered: DuplicateFacts): DuplicateFinding | undefined {
  const sameId = same(incoming.idHash, registered.idHash);
  const sameName = same(incoming.nameHash, registered.nameHash);
  const samePhone = same(incoming.phoneHash, registered.phoneHash);
  const person = sameId ? 1 : sameName && samePhone ? 0.9 : samePhone ? 0.6 : sameName ? 0.4 : 0;
  const text = likenessOf(incoming, registered);
  const score = person === 0 ? text * 0.7 : Math.min(1, person * 0.5 + text * 0.5);
  if (score < worthShowing && person < 0.6) return undefined;

  const reasons = [relation(person, text)];
  if (sameId) reasons.push('证件号码相同');
  if (samePhone) reasons.push('联系电话相同');
  if (sameName) reasons.push('姓名相同');
  if (text >= worthShowing) reasons.push(`反映内容相似度 ${Math.round(text * 100)}%`);
  return { score: Math.round(score * 100) / 100, reasons };
}

function likenessOf(incoming: DuplicateFacts, registered: DuplicateFacts): number {
  const titles = textLikeness(incoming.title, registered.title);
  const whole = textLikeness(`${incoming.title}${incoming.summary}`, `${registered.title}${registered.summary}`);
  return Math.max(titles, whole);
}

function relation(person: number, text: number): string {
  if (person >= 0.6) return text >= sameFact ? '疑似相同事项' : '相同信访人的其他事项';
  return text >= sameFact ? '疑似相关事项' : '可能有关联，请核对';
}
