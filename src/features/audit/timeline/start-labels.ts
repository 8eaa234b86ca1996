import { categories } from '../../../domain/codes/case-codes.js';
import { nameOf } from '../../../domain/codes/code.js';

/** What the registration hands to the process at its start (see processes/xf_reception.bpmn); no form names these values. */
export const startLabels: readonly (readonly [string, string])[] = [
  ['caseNumber', '信访编号'],
  ['title', '事项标题'],
  ['category', '分类'],
  ['demands', '信访诉求'],
  ['place', '发生地点'],
  ['headcount', '人数'],
  ['urgency', '紧急程度'],
  ['registeredAt', '登记时间'],
];

/** The same values with codes in words. */
export function startValues(values: Record<string, unknown>): Record<string, unknown> {
  const { category } = values;
  return typeof category === 'string' ? { ...values, category: nameOf(categories, category) } : values;
}
