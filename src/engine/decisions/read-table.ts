/** One decision table (DMN 1.3, clause 8) of a file, checked. */
import { childOf, childrenOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import { prepare } from '../feel/prepared.js';
import type { Json } from '../ports.js';
import { isPlain, meetsConstant, readEntry, readTests } from './constants.js';
import type { Findings } from './findings.js';
import { checkHitPolicy, readHitPolicy } from './read-hit-policy.js';
import type {
  DecisionTableModel,
  EntryModel,
  InputClauseModel,
  OutputClauseModel,
  RuleModel,
  TestsModel,
  ValueType,
} from './model.js';
import type { Types } from './read-types.js';
import { constantFits } from './value-types.js';

/** Letters, digits and underscores: the output becomes an entry of a process variable. */
const ENTRY_NAME = /^[\p{L}_][\p{L}\p{N}_]*$/u;

export function readTable(table: ModdleElement, types: Types, findings: Findings): DecisionTableModel {
  const { hitPolicy, aggregation } = readHitPolicy(table);
  const type = types.of(table);
  const model: DecisionTableModel = {
    kind: 'decisionTable',
    id: table.id ?? '',
    hitPolicy,
    ...(aggregation && { aggregation }),
    inputs: childrenOf(table, 'input').map((input, index) => readInput(input, index, types, findings)),
    outputs: childrenOf(table, 'output').map((output, index) => readOutput(output, index, types, findings)),
    rules: [],
    ...(type && { type }),
  };
  model.rules = childrenOf(table, 'rule').map((rule, index) => readRule(rule, index, model, findings));
  checkOutputNames(table, model, findings);
  checkHitPolicy(table, model, findings);
  return model;
}

function readInput(input: ModdleElement, index: number, types: Types, findings: Findings): InputClauseModel {
  const holder = childOf(input, 'inputExpression');
  const expression = textOf(holder, 'text')?.trim() ?? '';
  const name = textOf(input, 'label') || expression;
  const place = `输入“${name}”`;
  if (expression === '') findings.add(input, 'table-shape', `第 ${index + 1} 个输入没有填写表达式`);
  else findings.checkExpression(input, `${place}的表达式`, expression);
  const type = types.of(holder);
  const allowed = readAllowed(input, 'inputValues', `${place}的允许值`, type, findings);
  const { variable } = prepare(expression);
  return {
    id: input.id ?? `input_${index + 1}`,
    name,
    expression,
    ...(variable && { variable }),
    ...(type && { type }),
    ...(allowed && { allowed }),
  };
}

function readOutput(output: ModdleElement, index: number, types: Types, findings: Findings): OutputClauseModel {
  const name = output.name?.trim() ?? '';
  const label = textOf(output, 'label') || name || `第 ${index + 1} 列`;
  const type = types.of(output);
  const allowed = readAllowed(output, 'outputValues', `输出“${label}”的允许值`, type, findings);
  const priorities = allowed && prioritiesOf(allowed);
  const fallback = textOf(childOf(output, 'defaultOutputEntry'), 'text')?.trim();
  return {
    id: output.id ?? `output_${index + 1}`,
    name,
    label,
    ...(type && { type }),
    ...(allowed && { allowed }),
    ...(priorities && { priorities }),
    ...(fallback && { defaultEntry: checkedEntry(output, fallback, `输出“${label}”的默认值`, type, findings) }),
  };
}

function readAllowed(
  clause: ModdleElement,
  property: 'inputValues' | 'outputValues',
  place: string,
  type: ValueType | null,
  findings: Findings,
): TestsModel | undefined {
  const text = textOf(childOf(clause, property), 'text')?.trim();
  return text ? checkedTests(clause, text, place, type, findings) : undefined;
}

/** Allowed values are a list of constants where they give priorities (DMN 1.3, 8.2.10). */
function prioritiesOf({ constant }: TestsModel): Json[] | undefined {
  if (!constant || constant.negated) return undefined;
  const values = constant.tests.map((test) => (test.op === '=' ? test.value : undefined));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function readRule(rule: ModdleElement, index: number, table: DecisionTableModel, findings: Findings): RuleModel {
  const place = `第 ${index + 1} 条规则`;
  const inputEntries = childrenOf(rule, 'inputEntry');
  const outputEntries = childrenOf(rule, 'outputEntry');
  const shape = (kind: string, has: number, needs: number): void => {
    if (has !== needs) findings.add(rule, 'table-shape', `${place}有 ${has} 个${kind}，应为 ${needs} 个`);
  };
  shape('输入', inputEntries.length, table.inputs.length);
  shape('输出', outputEntries.length, table.outputs.length);
  return {
    id: rule.id ?? `rule_${index + 1}`,
    tests: table.inputs.map((input, column) => {
      const entry = inputEntries[column];
      const text = textOf(entry, 'text')?.trim() ?? '';
      if (!entry || text === '' || text === '-') return null;
      const where = `${place}的输入“${input.name}”`;
      const tests = checkedTests(entry, text, where, input.type, findings);
      if (!testsAllowed(tests, input)) findings.add(entry, 'allowed-values', `${where}不在该列的允许值之内`);
      return tests;
    }),
    entries: table.outputs.map((output, column) => {
      const entry = outputEntries[column];
      const text = textOf(entry, 'text')?.trim() ?? '';
      const where = `${place}的输出“${output.label}”`;
      if (entry && text === '') findings.add(entry, 'table-shape', `${where}没有填写；没有值时请写 null`);
      if (!entry || text === '') return { text };
      const model = checkedEntry(entry, text, where, output.type, findings);
      if (model.constant !== undefined && output.priorities && !output.priorities.includes(model.constant))
        findings.add(entry, 'allowed-values', `${where}不在该列的允许值之内`);
      return model;
    }),
  };
}

function checkedTests(
  element: ModdleElement,
  text: string,
  place: string,
  type: ValueType | null | undefined,
  findings: Findings,
): TestsModel {
  const tests = readTests(text);
  if (!tests.constant) findings.checkTests(element, place, text);
  const constants = tests.constant?.tests.flatMap((test) => (test.op === 'in' ? [test.from] : [test.value])) ?? [];
  if (!constants.every((constant) => constantFits(constant, type)))
    findings.add(element, 'value-types', `${place}与该列的类型“${type!.name}”不符`);
  return tests;
}

function checkedEntry(
  element: ModdleElement,
  text: string,
  place: string,
  type: ValueType | null | undefined,
  findings: Findings,
): EntryModel {
  const entry = readEntry(text);
  if (entry.constant === undefined) findings.checkExpression(element, place, text);
  else if (!constantFits(entry.constant, type))
    findings.add(element, 'value-types', `${place}与该列的类型“${type!.name}”不符`);
  return entry;
}

/** A constant that can never come in would make a rule that never matches. */
function testsAllowed(tests: TestsModel, { allowed }: InputClauseModel): boolean {
  const range = allowed?.constant;
  if (!range || !tests.constant) return true;
  return tests.constant.tests.every(
    (test) => test.op !== '=' || !isPlain(test.value) || test.value === null || meetsConstant(range, test.value),
  );
}

function checkOutputNames(table: ModdleElement, { outputs }: DecisionTableModel, findings: Findings): void {
  if (outputs.length === 0) findings.add(table, 'table-shape', '决策表没有输出，请至少添加一列');
  const elements = childrenOf(table, 'output');
  for (const [index, { name }] of outputs.entries()) {
    const report = (message: string): void => findings.add(elements[index]!, 'output-names', message);
    if (name === '') {
      if (outputs.length > 1) report(`第 ${index + 1} 个输出没有名称；有多个输出时须各有名称`);
    } else if (!ENTRY_NAME.test(name)) report(`输出名称“${name}”只能用文字、数字和下划线`);
    else if (outputs.findIndex((output) => output.name === name) !== index)
      report(`输出名称“${name}”重复，请更换其中一个`);
  }
}
