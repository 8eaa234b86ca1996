import type { FieldProblem } from '../../../platform/failure.js';

/** Ways of 送达: handed over, posted, left at the place in a witness's presence, sent electronically. */
export const deliveryWays = ['直接', '邮寄', '留置', '电子'] as const;
export type DeliveryWay = (typeof deliveryWays)[number];

/** What a 送达回证 says. Days are `YYYY-MM-DD`. */
export interface Delivery {
  way: DeliveryWay;
  deliveredOn: string;
  receiver: string;
  /** To the addressee, where somebody else took it. */
  relation?: string;
  address?: string;
  witness?: string;
  refusedReason?: string;
  note?: string;
}

/** Everything that is wrong with a record of delivery; empty when it may stand. */
export function deliveryProblems(delivery: Delivery, days: { issuedOn: string; today: string }): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const refuse = (path: string, rule: string, message: string): void => {
    problems.push({ path, rule, message });
  };
  const { way, deliveredOn } = delivery;
  if (!isDay(deliveredOn)) refuse('deliveredOn', 'date', '送达日期应写作 2026-08-17 这样的日期。');
  else if (deliveredOn < days.issuedOn) refuse('deliveredOn', 'not-before-issue', '送达日期不能早于文书的出具日期。');
  else if (deliveredOn > days.today) refuse('deliveredOn', 'not-in-future', '送达日期不能晚于今天。');
  if (way === '留置' && !delivery.witness) refuse('witness', 'witness-required', '留置送达须有见证人，请填写见证人。');
  if (way === '留置' && !delivery.refusedReason)
    refuse('refusedReason', 'reason-required', '留置送达须写明拒收的原因。');
  return problems;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
