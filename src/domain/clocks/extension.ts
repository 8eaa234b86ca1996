import type { Day } from '../calendar/days.js';
import type { ClockRule } from './clock-table.js';
import type { ClockRecord } from './statutory-clock.js';

/** What the step asks for that extends a clock. */
export interface ExtensionRequest {
  days: unknown;
  reason: unknown;
  on: Day;
  /** Whether who decides heads the unit that handles the matter. */
  byHead: boolean;
}

export interface ExtensionRefusal {
  field?: 'extensionDays' | 'extensionReason';
  /** The rule and the way out, as one sentence. */
  message: string;
}

/** Longest reason that is told to the petitioner. */
const longestReason = 500;

/**
 * Why a term may not be lengthened: R22-34 allows it once, by the head of the unit, before the term has ended, by at most
 * thirty days, and the reason is told to the petitioner. Undefined when it may.
 */
export function extensionRefusal(
  rule: ClockRule,
  clock: ClockRecord | undefined,
  request: ExtensionRequest,
): ExtensionRefusal | undefined {
  const { extension, name } = rule;
  if (!extension) return { message: `「${name}」期限依法不能延长。` };
  const law = `（${extension.basis}，${extension.rule}）`;
  if (!clock || clock.stoppedAt !== null) return { message: `「${name}」期限没有在计时，不能延长${law}。` };
  if (!request.byHead) return { message: `延长「${name}」期限须由承办单位负责人批准${law}，请转交负责人办理。` };
  if (clock.extendedDays > 0)
    return { message: `「${name}」期限已延长过 ${clock.extendedDays} 天，只能延长一次${law}。` };
  if (request.on > clock.lastDay)
    return { message: `「${name}」期限已于 ${clock.lastDay} 届满，须在届满前批准延长${law}，请尽快办结并答复。` };
  const { days, reason } = request;
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1 || days > extension.mostDays)
    return {
      field: 'extensionDays',
      message: `延长天数须为 1 至 ${extension.mostDays} 的整数${law}。`,
    };
  if (typeof reason !== 'string' || reason.trim() === '' || reason.length > longestReason)
    return {
      field: 'extensionReason',
      message: `须写明延长理由（不超过 ${longestReason} 字），并告知信访人${law}。`,
    };
  return undefined;
}
