import { codesOf } from '../codes/code.js';
import { statuses } from '../codes/case-codes.js';

export type CaseStatus = '已登记' | '受理中' | '办理中' | '已答复' | '已办结';

/** What a step of the petition's process says about the case. */
export interface ProgressStep {
  /** The step has begun, or is done. */
  phase: 'begun' | 'done';
  userTask: boolean;
  station?: string;
}

const order = codesOf(statuses);

/**
 * The status of a case after a step. It only moves forward, so that a branch of supervision or a reply sent back does not
 * make an answered matter look unanswered; 已办结 is set by the diagram alone (job type `case`).
 */
export function statusAfter(current: string, step: ProgressStep): string {
  const reached = statusOf(step);
  return reached !== undefined && order.indexOf(reached) > order.indexOf(current) ? reached : current;
}

function statusOf({ phase, userTask, station }: ProgressStep): CaseStatus | undefined {
  if (station === '受理') return phase === 'begun' ? '受理中' : '办理中';
  if (station === '办理' || station === '督办') return '办理中';
  if (station === '回复' && phase === 'done') return '已答复';
  return userTask && phase === 'done' ? '受理中' : undefined;
}
