/** One decision table at work (DMN 1.3, 10.3.2.10): inputs, matching rules, outputs, hit policy. */
import { FeelError, evaluateInDecision, variableIn } from '../feel/feel.js';
import type { DecisionScope, FeelHost } from '../feel/feel.js';
import { toJson } from '../feel/values.js';
import type { Json } from '../ports.js';
import { composed } from './composed.js';
import { applyHitPolicy } from './hit-policy.js';
import type { Hit } from './hit-policy.js';
import { meetsTests } from './meets-tests.js';
import type { DecisionTableModel, EntryModel, InputClauseModel, OutputClauseModel, RuleModel } from './model.js';
import { conform } from './value-types.js';

export interface MatchedRule {
  id: string;
  /** From 1. */
  number: number;
  outputs: { id: string; name: string; value: Json }[];
}

/** Filled while the table is decided, so that it tells how far a failed decision came. */
export interface TableRecord {
  inputs: { id: string; name: string; value: Json }[];
  matchedRules: MatchedRule[];
}

/**
 * The result as a FEEL value: of the matching rules, else the default outputs, else null (DMN 1.3, 8.2.11 and 10.3.2.10).
 * @throws FeelError when an expression fails, a value is not allowed or the hit policy is violated.
 */
export function decideTable(
  table: DecisionTableModel,
  scope: DecisionScope,
  host: FeelHost,
  record: TableRecord,
): unknown {
  const values = table.inputs.map((input) => {
    const value = inputValue(input, scope, host);
    record.inputs.push({ id: input.id, name: input.name, value: toJson(value) });
    return value;
  });
  const hits: Hit[] = [];
  for (const [index, rule] of table.rules.entries()) {
    if (!matches(rule, index, values, table, scope, host)) continue;
    const hit: Hit = { number: index + 1, outputs: outputsOf(rule, index, table, scope, host) };
    hits.push(hit);
    record.matchedRules.push(recorded(rule, hit, table));
    if (table.hitPolicy === 'FIRST') break;
  }
  if (hits.length > 0) return applyHitPolicy(table, hits, host);
  return defaultResult(table, scope, host);
}

function inputValue(input: InputClauseModel, scope: DecisionScope, host: FeelHost): unknown {
  const place = `输入“${input.name}”`;
  const { variable, expression } = input;
  const found = at(place, () =>
    variable === undefined ? evaluateInDecision(expression, scope, host) : variableIn(scope, variable),
  );
  const value = conform(found, input.type, place, host);
  if (input.allowed && !at(place, () => meetsTests(input.allowed!, value, scope, host))) {
    const fault = value === null ? '没有值' : '的值不在允许值之内';
    throw new FeelError(`${place}${fault}，允许的是：${input.allowed.text}`);
  }
  return value;
}

function matches(
  rule: RuleModel,
  index: number,
  values: readonly unknown[],
  table: DecisionTableModel,
  scope: DecisionScope,
  host: FeelHost,
): boolean {
  return rule.tests.every((tests, column) =>
    at(`第 ${index + 1} 条规则的输入“${table.inputs[column]!.name}”`, () =>
      meetsTests(tests, values[column], scope, host),
    ),
  );
}

function outputsOf(
  rule: RuleModel,
  index: number,
  table: DecisionTableModel,
  scope: DecisionScope,
  host: FeelHost,
): unknown[] {
  return rule.entries.map((entry, column) => {
    const output = table.outputs[column]!;
    return outputValue(entry, output, `第 ${index + 1} 条规则的输出“${output.label}”`, scope, host);
  });
}

function outputValue(
  entry: EntryModel,
  output: OutputClauseModel,
  place: string,
  scope: DecisionScope,
  host: FeelHost,
): unknown {
  const value =
    entry.constant === undefined ? at(place, () => evaluateInDecision(entry.text, scope, host)) : entry.constant;
  const typed = conform(value, output.type, place, host);
  if (output.allowed && !at(place, () => meetsTests(output.allowed!, typed, scope, host)))
    throw new FeelError(`${place}不在允许值之内：${output.allowed.text}`);
  return typed;
}

function defaultResult(table: DecisionTableModel, scope: DecisionScope, host: FeelHost): unknown {
  if (!table.outputs.some((output) => output.defaultEntry)) return null;
  const values = table.outputs.map((output) =>
    output.defaultEntry ? outputValue(output.defaultEntry, output, `输出“${output.label}”的默认值`, scope, host) : null,
  );
  return composed(table, values);
}

function recorded(rule: RuleModel, { number, outputs }: Hit, table: DecisionTableModel): MatchedRule {
  return {
    id: rule.id,
    number,
    outputs: table.outputs.map((output, column) => ({
      id: output.id,
      name: output.name || output.label,
      value: toJson(outputs[column]),
    })),
  };
}

function at<T>(place: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    if (error instanceof FeelError) throw new FeelError(`${place}：${error.message}`, error.expression);
    throw error;
  }
}
