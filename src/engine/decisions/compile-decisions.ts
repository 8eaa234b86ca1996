/** A .dmn file into a decision graph: cheap limits, reading, checks, then one model for every decision. */
import { childOf, extensionsOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import type { Problem } from '../ports.js';
import { DecisionsRejected } from './decisions-rejected.js';
import { expressionProblems } from './feel-problems.js';
import type { DecisionGraph, DecisionModel, InputDataModel, LiteralExpressionModel } from './model.js';
import { problem } from './problem.js';
import { readDmn } from './read-dmn.js';
import { readTable } from './read-table.js';
import { Types } from './read-types.js';
import { graphProblems, isSpokenName, readInputData, requirementsOf } from './requirements.js';
import { checkSupported, drgElementsOf, isVersionTag } from './supported.js';

/** @throws DecisionsRejected with every problem found, each with its element id. */
export async function compileDecisions(xml: string): Promise<DecisionGraph> {
  const { graph, problems } = await examine(xml);
  if (!graph || problems.length > 0) throw new DecisionsRejected(problems);
  return graph;
}

/** Every problem of a file; empty when it can be deployed. */
export async function checkDecisions(xml: string): Promise<Problem[]> {
  return (await examine(xml)).problems;
}

async function examine(xml: string): Promise<{ graph?: DecisionGraph; problems: Problem[] }> {
  const { root, problems } = await readDmn(xml);
  if (!root) return { problems };
  problems.push(...checkSupported(root));
  const types = new Types(root);
  const graph: DecisionGraph = {
    id: root.id ?? '',
    name: root.name || root.id || '',
    decisions: Object.fromEntries(
      drgElementsOf(root, 'dmn:Decision').map((decision) => [
        decision.id ?? '',
        readDecision(decision, root, types, problems),
      ]),
    ),
    inputData: Object.fromEntries(
      drgElementsOf(root, 'dmn:InputData').map((input) => [input.id ?? '', readTypedInput(input, types, problems)]),
    ),
  };
  if (Object.keys(graph.decisions).length === 0)
    problems.push(problem(graph.id, 'table-shape', '文件中没有决策，请至少添加一个'));
  problems.push(...types.problems, ...graphProblems(graph));
  return { graph, problems };
}

function readDecision(decision: ModdleElement, root: ModdleElement, types: Types, problems: Problem[]): DecisionModel {
  const id = decision.id ?? '';
  const name = decision.name || id;
  const variable = childOf(decision, 'variable');
  const type = types.of(variable);
  const versionTag = extensionsOf(decision).find(isVersionTag)?.value;
  const names = new Set([id, name, variable?.name ?? id].map((candidate) => candidate.trim().replace(/\s+/g, ' ')));
  return {
    id,
    name,
    ...(typeof versionTag === 'string' && versionTag !== '' && { versionTag }),
    visibleAs: [...names].filter(isSpokenName),
    ...requirementsOf(decision, root, problems),
    ...(type && { type }),
    logic: readLogic(decision, types, problems),
  };
}

function readLogic(decision: ModdleElement, types: Types, problems: Problem[]): DecisionModel['logic'] {
  const logic = childOf(decision, 'decisionLogic');
  if (logic?.$type === 'dmn:DecisionTable') return readTable(logic, types, problems);
  const literal: LiteralExpressionModel = {
    kind: 'literalExpression',
    id: logic?.id ?? decision.id ?? '',
    expression: '',
  };
  if (!logic) problems.push(problem(decision.id ?? '', 'table-shape', '决策没有内容，请添加决策表或文字表达式'));
  // Other kinds of logic are refused by name in `checkSupported`.
  if (logic?.$type !== 'dmn:LiteralExpression') return literal;
  const expression = textOf(logic, 'text')?.trim() ?? '';
  problems.push(...expressionProblems(logic, '文字表达式', expression));
  const type = types.of(logic);
  return { ...literal, expression, ...(type && { type }) };
}

function readTypedInput(input: ModdleElement, types: Types, problems: Problem[]): InputDataModel {
  const model = readInputData(input, types.of(childOf(input, 'variable')) ?? undefined);
  if (model.type && !isSpokenName(model.name))
    problems.push(
      problem(
        input.id ?? '',
        'valid-names',
        `输入数据“${model.name}”有类型，但名称不能写进表达式，请改为只含文字、数字和下划线`,
      ),
    );
  return model;
}
