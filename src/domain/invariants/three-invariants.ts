/**
 * 一揽子解决 (source document, part 3): 件件有着落 — every matter has a unit that answers for it and is being worked; 案案有结果 —
 * what was docketed or closed has an outcome; 事事有回音 — every demand has a reply that was delivered. The list of what
 * breaks them must be empty.
 */
import type { Day } from '../calendar/days.js';

export const invariants = ['件件有着落', '案案有结果', '事事有回音'] as const;
export type Invariant = (typeof invariants)[number];

/** Outcomes with which a matter ends here although its demands are answered elsewhere, or no longer asked. */
export const outcomesWithoutReply: ReadonlySet<string> = new Set([
  '转送',
  '导入法定途径',
  '撤回',
  '不予受理',
  '不再受理',
]);

/** What the three rules look at in one case. */
export interface CaseFacts {
  status: string;
  hasUnit: boolean;
  docketNumber: string | null;
  outcome: string | null;
  /** Whether a process that serves the petition has not ended. */
  isBeingWorked: boolean;
  /** The day by which it must have been passed on or accepted. */
  placedBy: Day;
  /** Last day of 办结 while it runs; null when it does not. */
  finishBy: Day | null;
  /** The matter came to the station 回复, at which the reply is handed over. */
  isDelivered: boolean;
  /** Numbers of demands without result or reply, ascending. */
  unanswered: readonly number[];
}

export interface Violation {
  invariant: Invariant;
  /** One sentence fit to show. */
  message: string;
}

const closed = '已办结';
const answered: ReadonlySet<string> = new Set(['已答复', closed]);

export function violationsOf(facts: CaseFacts, today: Day): Violation[] {
  return [...placeless(facts, today), ...withoutOutcome(facts), ...withoutReply(facts, today)];
}

function placeless({ status, hasUnit, isBeingWorked, placedBy }: CaseFacts, today: Day): Violation[] {
  if (answered.has(status)) return [];
  const found = (message: string): Violation[] => [{ invariant: '件件有着落', message }];
  if (!isBeingWorked) return found('尚未答复，但没有正在办理的流程，无人在办。');
  if (!hasUnit && placedBy < today) return found(`应于 ${placedBy} 前明确责任单位，至今没有责任单位。`);
  return [];
}

function withoutOutcome({ status, docketNumber, outcome, isBeingWorked }: CaseFacts): Violation[] {
  if (outcome) return [];
  const found = (message: string): Violation[] => [{ invariant: '案案有结果', message }];
  if (status === closed) return found('已办结，但没有办理结果。');
  if (docketNumber && !isBeingWorked) return found(`已立案（${docketNumber}），流程已走完，但没有办理结果。`);
  return [];
}

function withoutReply(facts: CaseFacts, today: Day): Violation[] {
  const { status, outcome, finishBy, isDelivered, unanswered } = facts;
  if (outcome !== null && outcomesWithoutReply.has(outcome)) return [];
  const found = (message: string): Violation[] => [{ invariant: '事事有回音', message }];
  const open = unanswered.join('、');
  if (answered.has(status)) {
    if (unanswered.length > 0) return found(`${status}，但诉求 ${open} 没有答复。`);
    return isDelivered ? [] : found(`${status}，但没有答复送达的记录。`);
  }
  if (finishBy !== null && finishBy < today && unanswered.length > 0)
    return found(`办结期限 ${finishBy} 已过，诉求 ${open} 还没有答复。`);
  return [];
}
