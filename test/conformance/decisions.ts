/** The decisions that a case hands in: a .dmn file of its folder, or FEEL lines of its script. */
import { compileDecisions } from '../../src/engine/decisions/compile-decisions.js';
import { decisionTables } from '../../src/engine/decisions/decision-tables.js';
import type { DecisionGraph } from '../../src/engine/decisions/model.js';
import { evaluate } from '../../src/engine/feel/feel.js';
import type { DecisionTables, Host } from '../../src/engine/ports.js';
import { readDiagram } from './cases.js';
import type { Case } from './cases.js';

/** @throws DecisionsRejected when the .dmn file cannot be deployed. */
export async function graphOf({ folder, decisionFile }: Case): Promise<DecisionGraph | undefined> {
  return decisionFile === undefined ? undefined : compileDecisions(readDiagram(folder, decisionFile));
}

/** Lines answer the binding they name; the file answers every binding. */
export function decisionsFor(test: Case, graph: DecisionGraph | undefined, host: Host): DecisionTables {
  const deployed = decisionTables(
    ({ id }) => (graph?.decisions[id] ? { graph, decisionId: id, version: 1 } : undefined),
    host,
  );
  return {
    decide(called, variables) {
      const { id, binding, versionTag } = called;
      const expression = test.decisions[binding === 'latest' ? id : `${id}@${versionTag ?? binding}`];
      if (expression === undefined) return deployed.decide(called, variables);
      return { output: evaluate(expression, variables, host), decisionId: id, version: 1, matchedRules: [] };
    },
  };
}
