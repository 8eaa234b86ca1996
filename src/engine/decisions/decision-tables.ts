/** The decisions that business rule tasks may call, for the engines (port/host.ts). */
import { FeelError } from '../feel/feel.js';
import type { FeelHost } from '../feel/feel.js';
import type { CalledResource, DecisionTables } from '../ports.js';
import { decide } from './decide.js';
import type { DecisionGraph } from './model.js';

/** One version of a decision. */
export interface ResolvedDecision {
  graph: DecisionGraph;
  decisionId: string;
  version: number;
}

/** @param resolve finds the version that a binding means; undefined when nothing of the kind is deployed. */
export function decisionTables(
  resolve: (called: CalledResource) => ResolvedDecision | undefined,
  host: FeelHost,
): DecisionTables {
  return {
    decide(called, variables) {
      const deployed = resolve(called);
      if (!deployed) return undefined;
      const { graph, decisionId, version } = deployed;
      const { output, evaluated, failure } = decide(graph, decisionId, variables, host);
      if (failure) throw new FeelError(failure.message);
      const matchedRules = evaluated.at(-1)?.matchedRules.map(({ id }) => id) ?? [];
      return { output, decisionId, version, matchedRules };
    },
  };
}
