import { likenessWord, type CaseRelation } from './case-relations.js';
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
  /** What it looks like; absent where it looks like nothing certain. */
  relation?: Exclude<CaseRelation, '不是'>;
  /** Of the texts alone, 0 … 1. */
  likeness: number;
  same: { id: boolean; name: boolean; phone: boolean };
}

/** From here on two texts are taken to tell of the same fact. Chosen on the wording of the shipped scenarios. */
const sameFact = 0.45;
/** Below this a candidate is not worth an officer's look. */
const worthShowing = 0.3;

const same = (left?: string | null, right?: string | null): boolean => !!left && left === right;

/**
 * Scores a registered case against a new petition: 相同事项 (same person, same fact), 相关事项 (same fact, another person),
 * 同一信访人其他事项. A person decides; nothing is merged or closed by the score (domain.md §5).
 */
export function compareCases(incoming: DuplicateFacts, registered: DuplicateFacts): DuplicateFinding | undefined {
  const finding = describePair(incoming, registered);
  return finding.score < worthShowing && !samePerson(finding.same) ? undefined : finding;
}

/** The same for two cases that somebody has chosen, alike or not. */
export function describePair(incoming: DuplicateFacts, registered: DuplicateFacts): DuplicateFinding {
  const alike = {
    id: same(incoming.idHash, registered.idHash),
    name: same(incoming.nameHash, registered.nameHash),
    phone: same(incoming.phoneHash, registered.phoneHash),
  };
  const person = alike.id ? 1 : alike.name && alike.phone ? 0.9 : alike.phone ? 0.6 : alike.name ? 0.4 : 0;
  const likeness = likenessOf(incoming, registered);
  const score = person === 0 ? likeness * 0.7 : Math.min(1, person * 0.5 + likeness * 0.5);
  const relation = relationOf(samePerson(alike), likeness);

  const reasons = [suspicion(relation)];
  if (alike.id) reasons.push('证件号码相同');
  if (alike.phone) reasons.push('联系电话相同');
  if (alike.name) reasons.push('姓名相同');
  if (likeness >= worthShowing) reasons.push(`反映内容${likenessWord(likeness)}`);
  return {
    score: Math.round(score * 100) / 100,
    reasons,
    ...(relation ? { relation } : {}),
    likeness,
    same: alike,
  };
}

const samePerson = ({ id, phone }: DuplicateFinding['same']): boolean => id || phone;

function likenessOf(incoming: DuplicateFacts, registered: DuplicateFacts): number {
  const titles = textLikeness(incoming.title, registered.title);
  const whole = textLikeness(`${incoming.title}${incoming.summary}`, `${registered.title}${registered.summary}`);
  return Math.max(titles, whole);
}

function relationOf(isSamePerson: boolean, likeness: number): DuplicateFinding['relation'] {
  if (isSamePerson) return likeness >= sameFact ? '相同事项' : '同一信访人其他事项';
  return likeness >= sameFact ? '相关事项' : undefined;
}

function suspicion(relation: DuplicateFinding['relation']): string {
  if (relation === undefined) return '可能有关联，请核对';
  return relation === '同一信访人其他事项' ? relation : `疑似${relation}`;
}
