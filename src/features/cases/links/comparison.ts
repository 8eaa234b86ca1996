import { dayAt } from '../../../domain/calendar/days.js';
import { categories, channels } from '../../../domain/codes/case-codes.js';
import { nameOf } from '../../../domain/codes/code.js';
import type { DuplicateFinding } from '../../../domain/duplicates/duplicate-score.js';
import { sharedPassages } from '../../../domain/duplicates/shared-passages.js';
import type { DemandRow } from '../case.rows.js';
import type { CandidateRow } from '../cases.repository.js';
import { maskPerson, type Person } from '../person-vault.js';
import type { ComparedFieldShown } from './case-links.dto.js';

/** One of the two matters that are held side by side. */
export interface Compared {
  row: CandidateRow;
  person: Person;
  demands: DemandRow[];
}

/**
 * The lines of two matters side by side. Of the person only what a case page shows without a reason; whether two masked
 * values are the same is told by their keyed hashes, because equal masks may hide different people.
 */
export function comparedFields(
  earlier: Compared,
  later: Compared,
  same: DuplicateFinding['same'],
): ComparedFieldShown[] {
  const people = [maskPerson(earlier.person), maskPerson(later.person)] as const;
  const pair = (read: (one: Compared) => string): [string, string] => [read(earlier), read(later)];
  return [
    fact('信访人', [people[0].name, people[1].name], same.name),
    fact('证件号码', [people[0].idNumber ?? '', people[1].idNumber ?? ''], same.id),
    fact('联系电话', [people[0].phone ?? '', people[1].phone ?? ''], same.phone),
    fact(
      '住址',
      [people[0].address ?? '', people[1].address ?? ''],
      sameText(earlier.person.address, later.person.address),
    ),
    fact(
      '人数',
      pair(({ row }) => `${row.headcount} 人`),
    ),
    told(
      '事项标题',
      pair(({ row }) => row.title),
    ),
    told(
      '主要情况',
      pair(({ row }) => row.summary),
    ),
    told(
      '诉求',
      pair(({ demands }) => demands.map(({ no, text }) => `${no}．${text}`).join('\n')),
    ),
    told(
      '问题属地',
      pair(({ row }) => row.place),
    ),
    fact(
      '问题类别',
      pair(({ row }) => nameOf(categories, row.category)),
    ),
    fact(
      '来访渠道',
      pair(({ row }) => nameOf(channels, row.channel)),
    ),
    fact(
      '收到日期',
      pair(({ row }) => dayAt(row.receivedAt)),
    ),
    fact(
      '登记单位',
      pair(({ row }) => row.unitName),
    ),
    fact(
      '责任单位',
      pair(({ row }) => row.responsibleUnitName ?? '未定'),
    ),
    fact(
      '办理状态',
      pair(({ row }) => row.status),
    ),
  ].filter(({ earlier: left, later: right }) => left.length + right.length > 0);
}

const sameText = (left = '', right = ''): boolean => left === right;

/** Compared as a whole. */
function fact(
  label: string,
  [earlier, later]: readonly [string, string],
  isSame = earlier === later,
): ComparedFieldShown {
  const whole = (text: string) => (text === '' ? [] : [{ text, isShared: isSame }]);
  return { label, earlier: whole(earlier), later: whole(later), isSame };
}

/** Compared word by word. */
const told = (label: string, [earlier, later]: readonly [string, string]): ComparedFieldShown => ({
  label,
  earlier: sharedPassages(earlier, later),
  later: sharedPassages(later, earlier),
  isSame: earlier === later,
});
