/** The decision requirements graph (DMN 1.3, clause 6): what every decision needs, and under which names it sees it. */
import { childOf, childrenOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import { RESERVED_NAMES } from '../feel/feel.js';
import { isVisibleName } from '../feel/values.js';
import type { Findings } from './findings.js';
import type { DecisionGraph, DecisionModel } from './model.js';

/** Words of letters, digits and underscores, one space between them; no word of the language. */
const SPOKEN_NAME = /^[\p{L}_][\p{L}\p{N}_]*( [\p{L}\p{N}_]+)*$/u;
const KEYWORDS: ReadonlySet<string> = new Set(
  'null true false if then else for in return some every satisfies and or not between instance of function'.split(' '),
);

/** Whether an expression can mention the name. */
export function isSpokenName(name: string): boolean {
  if (!SPOKEN_NAME.test(name) || RESERVED_NAMES.has(name)) return false;
  const words = name.split(' ');
  return !words.some((word) => KEYWORDS.has(word)) && (words.length > 1 || isVisibleName(name));
}

/** Ids of required decisions and of required input data, as drawn. `drgElements` are all of the file, by id. */
export function requirementsOf(
  decision: ModdleElement,
  drgElements: ReadonlyMap<string, ModdleElement>,
  findings: Findings,
): Pick<DecisionModel, 'requiredDecisions' | 'requiredInputs'> {
  const required = { requiredDecisions: new Set<string>(), requiredInputs: new Set<string>() };
  for (const requirement of childrenOf(decision, 'informationRequirement')) {
    const refer = (property: string, type: string, kind: string, ids: Set<string>): void => {
      const href = textOf(childOf(requirement, property), 'href');
      if (href === undefined) return;
      const id = href.replace(/^#/, '');
      if (href.startsWith('#') && drgElements.get(id)?.$type === type) ids.add(id);
      else findings.add(requirement, 'references-resolve', `同一文件中没有编号为“${id}”的${kind}，请改正或删除`);
    };
    refer('requiredDecision', 'dmn:Decision', '决策', required.requiredDecisions);
    refer('requiredInput', 'dmn:InputData', '输入数据', required.requiredInputs);
  }
  return { requiredDecisions: [...required.requiredDecisions], requiredInputs: [...required.requiredInputs] };
}

/** Circles, and names that expressions cannot mention or cannot tell apart. */
export function checkGraph(graph: DecisionGraph, findings: Findings): void {
  for (const decision of Object.values(graph.decisions)) {
    if (requiresItself(decision, graph))
      findings.add(decision.id, 'requirements-acyclic', `决策“${decision.name}”直接或间接需要它自己，请去掉一条连线`);
    checkNames(decision, graph, findings);
  }
}

function requiresItself(decision: DecisionModel, graph: DecisionGraph): boolean {
  const seen = new Set<string>();
  const open = [...decision.requiredDecisions];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === decision.id) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...graph.decisions[id]!.requiredDecisions);
  }
  return false;
}

function checkNames(decision: DecisionModel, graph: DecisionGraph, findings: Findings): void {
  const owners = new Map<string, string>();
  const see = (name: string, owner: string): void => {
    const other = owners.get(name);
    if (other !== undefined && other !== owner)
      findings.add(
        decision.id,
        'names-unique',
        `决策“${decision.name}”所需的“${owner}”与“${other}”都叫“${name}”，请改名`,
      );
    owners.set(name, owner);
  };
  for (const id of decision.requiredInputs) see(graph.inputData[id]!.name, id);
  for (const id of decision.requiredDecisions) {
    const { name, visibleAs } = graph.decisions[id]!;
    if (visibleAs.length === 0)
      findings.add(
        id,
        'valid-names',
        `决策“${name}”的编号、名称和变量名都不能写进表达式，请把其中一个改为只含文字、数字和下划线`,
      );
    for (const visible of visibleAs) see(visible, id);
  }
}
