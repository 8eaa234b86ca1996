/** Hit policy and aggregation of a table (DMN 1.3, 8.2.10), and which tables may have them. */
import { textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import type { Findings } from './findings.js';
import { AGGREGATIONS, HIT_POLICIES } from './model.js';
import type { Aggregation, DecisionTableModel, HitPolicy } from './model.js';

export function readHitPolicy(table: ModdleElement): { hitPolicy: HitPolicy; aggregation?: Aggregation } {
  const hitPolicy = HIT_POLICIES.find((policy) => policy === textOf(table, 'hitPolicy')) ?? 'UNIQUE';
  const aggregation = AGGREGATIONS.find((known) => known === textOf(table, 'aggregation'));
  return { hitPolicy, ...(aggregation && { aggregation }) };
}

export function checkHitPolicy(table: ModdleElement, model: DecisionTableModel, findings: Findings): void {
  const report = (message: string): void => findings.add(table, 'hit-policy', message);
  const policy = textOf(table, 'hitPolicy');
  const aggregation = textOf(table, 'aggregation');
  if (policy !== undefined && policy !== model.hitPolicy)
    report(`没有命中策略“${policy}”，可用 ${HIT_POLICIES.join('、')}`);
  if (aggregation !== undefined && aggregation !== model.aggregation)
    report(`没有汇总方式“${aggregation}”，可用 ${AGGREGATIONS.join('、')}`);
  if (model.aggregation && model.hitPolicy !== 'COLLECT')
    report(`命中策略 ${model.hitPolicy} 不能汇总，请改为 COLLECT 或去掉 ${model.aggregation}`);
  // The operators are not defined for several outputs.
  if (model.aggregation && model.outputs.length > 1)
    report(`汇总 ${model.aggregation} 只能用于一个输出，本表有 ${model.outputs.length} 个`);
  if (model.hitPolicy === 'PRIORITY' || model.hitPolicy === 'OUTPUT ORDER') checkPriorities(model, report);
}

function checkPriorities({ hitPolicy, outputs }: DecisionTableModel, report: (message: string) => void): void {
  const ordered = outputs.filter((output) => output.allowed);
  if (ordered.length === 0 && outputs.length > 0)
    report(`命中策略 ${hitPolicy} 按输出的允许值排序，请至少为一个输出列出允许值`);
  for (const { label, priorities } of ordered) {
    if (!priorities) report(`命中策略 ${hitPolicy} 要求输出“${label}”的允许值是逐个列出的常量`);
  }
}
