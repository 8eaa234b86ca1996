/** A .dmn file into a decision graph: cheap limits, reading, checks, then one model for every decision. */
import { childOf, childrenOf, extensionsOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import type { Problem } from '../ports.js';
import { DecisionsRejected } from './decisions-rejected.js';
import { Findings } from './findings.js';
import type { DecisionGraph, DecisionModel, InputDataModel, LiteralExpressionModel } from './model.js';
import { readDmn } from './read-dmn.js';
import { readTable } from './read-table.js';
import { Types } from './read-types.js';
import { checkGraph, isSpokenName, requirementsOf } from './requirements.js';
import { checkSupported, isVersionTag } from './supported.js';

/** Decisions of one file; circles are looked for from each. */
const MOST_DECISIONS = 200;

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
  const findings = new Findings(problems);
  checkSupported(root, findings);
  const types = new Types(root, findings);
  const drgElements = childrenOf(root, 'drgElement');
  const of = (type: string): ModdleElement[] => drgElements.filter(({ $type }) => $type === type);
  const byId = new Map(drgElements.map((element) => [element.id ?? '', element]));
  const decisions = of('dmn:Decision');
  if (decisions.length === 0) findings.add(root, 'table-shape', '文件中没有决策，请至少添加一个');
  if (decisions.length > MOST_DECISIONS)
    findings.add(root, 'file-decisions', `文件中的决策超过 ${MOST_DECISIONS} 个，请拆分`);
  const graph: DecisionGraph = {
    id: root.id ?? '',
    name: root.name || root.id || '',
    decisions: Object.fromEntries(
      decisions
        .slice(0, MOST_DECISIONS)
        .map((decision) => [decision.id ?? '', readDecision(decision, byId, types, findings)]),
    ),
    inputData: Object.fromEntries(
      of('dmn:InputData').map((input) => [input.id ?? '', readInputData(input, types, findings)]),
    ),
  };
  // Only a complete graph can be looked at as a whole.
  if (decisions.length <= MOST_DECISIONS) checkGraph(graph, findings);
  return { graph, problems };
}

function readDecision(
  decision: ModdleElement,
  drgElements: ReadonlyMap<string, ModdleElement>,
  types: Types,
  findings: Findings,
): DecisionModel {
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
    ...requirementsOf(decision, drgElements, findings),
    ...(type && { type }),
    logic: readLogic(decision, types, findings),
  };
}

function readLogic(decision: ModdleElement, types: Types, findings: Findings): DecisionModel['logic'] {
  const logic = childOf(decision, 'decisionLogic');
  if (logic?.$type === 'dmn:DecisionTable') return readTable(logic, types, findings);
  const literal: LiteralExpressionModel = {
    kind: 'literalExpression',
    id: logic?.id ?? decision.id ?? '',
    expression: '',
  };
  if (!logic) findings.add(decision, 'table-shape', '决策没有内容，请添加决策表或文字表达式');
  // Other kinds of logic are refused by name in `checkSupported`.
  if (logic?.$type !== 'dmn:LiteralExpression') return literal;
  const expression = textOf(logic, 'text')?.trim() ?? '';
  findings.checkExpression(logic, '文字表达式', expression);
  const type = types.of(logic);
  return { ...literal, expression, ...(type && { type }) };
}

function readInputData(input: ModdleElement, types: Types, findings: Findings): InputDataModel {
  const variable = childOf(input, 'variable');
  const type = types.of(variable);
  const name = variable?.name || input.name || input.id || '';
  if (type && !isSpokenName(name))
    findings.add(input, 'valid-names', `输入数据“${name}”有类型，但名称不能写进表达式，请改为只含文字、数字和下划线`);
  return { name, ...(type && { type }) };
}
