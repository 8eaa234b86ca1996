/**
 * A decision and what it requires (DMN 1.3, 6.2.1 and 10.4): every decision of the graph is made at most once, those that
 * are required first.
 */
import { DEFAULT_MILLIS, FeelError, evaluateInDecision } from '../feel/feel.js';
import type { DecisionScope, FeelHost } from '../feel/feel.js';
import { withinTime } from '../feel/time-limit.js';
import { toJson } from '../feel/values.js';
import type { Json, Variables } from '../ports.js';
import { decideTable } from './decide-table.js';
import type { MatchedRule } from './decide-table.js';
import type { DecisionGraph, DecisionModel } from './model.js';
import { conform } from './value-types.js';

/** A whole decision may take as long as this many slow expressions. */
const EXPRESSIONS_OF_TIME = 5;

export interface EvaluatedInput {
  id: string;
  name: string;
  value: Json;
}

/** One decision that was made on the way, for whoever must explain the result. */
export interface EvaluatedDecision {
  decisionId: string;
  output: Json;
  inputs: EvaluatedInput[];
  matchedRules: MatchedRule[];
}

/** What failed: a Chinese sentence that names the table and its rules. */
export interface DecisionFailure {
  decisionId: string;
  message: string;
}

export interface DecisionEvaluation {
  /** Null when it failed. */
  output: Json;
  /** In the order in which they were made, the asked one last; those that failed are among them, without an output. */
  evaluated: EvaluatedDecision[];
  failure?: DecisionFailure;
}

/**
 * Makes a decision of the graph. A failing expression, a value outside what is allowed and a violated hit policy are
 * failures, never another result.
 */
export function decide(
  graph: DecisionGraph,
  decisionId: string,
  variables: Variables,
  host: FeelHost,
): DecisionEvaluation {
  const run = new Run(graph, variables, host);
  const millis = (host.limits?.feelMillis ?? DEFAULT_MILLIS) * EXPRESSIONS_OF_TIME;
  try {
    const output = withinTime(millis, () => toJson(run.resultOf(decisionId)));
    return { output, evaluated: run.evaluated };
  } catch (error) {
    if (!(error instanceof FeelError)) throw error;
    const failed = graph.decisions[run.current ?? decisionId]!;
    return {
      output: null,
      evaluated: run.evaluated,
      failure: { decisionId: failed.id, message: `决策“${failed.name}”：${error.message}` },
    };
  }
}

class Run {
  readonly evaluated: EvaluatedDecision[] = [];
  /** The decision being made. */
  current: string | undefined;
  private readonly results = new Map<string, unknown>();

  constructor(
    private readonly graph: DecisionGraph,
    private readonly variables: Variables,
    private readonly host: FeelHost,
  ) {}

  /** The result as a FEEL value. The graph has no circles. */
  resultOf(decisionId: string): unknown {
    if (this.results.has(decisionId)) return this.results.get(decisionId);
    const decision = this.graph.decisions[decisionId]!;
    const named: Record<string, unknown> = {};
    for (const id of decision.requiredDecisions) {
      const result = this.resultOf(id);
      for (const name of this.graph.decisions[id]!.visibleAs) named[name] = result;
    }
    this.current = decisionId;
    for (const id of decision.requiredInputs) {
      const { name, type } = this.graph.inputData[id]!;
      named[name] = conform(this.variables[name], type, `输入数据“${name}”`, this.host);
    }
    const result = this.make(decision, { variables: this.variables, named });
    this.results.set(decisionId, result);
    return result;
  }

  private make(decision: DecisionModel, scope: DecisionScope): unknown {
    const record: EvaluatedDecision = { decisionId: decision.id, output: null, inputs: [], matchedRules: [] };
    this.evaluated.push(record);
    const { logic } = decision;
    const value =
      logic.kind === 'decisionTable'
        ? decideTable(logic, scope, this.host, record)
        : evaluateInDecision(logic.expression, scope, this.host);
    const typed = conform(conform(value, logic.type, '结果', this.host), decision.type, '结果', this.host);
    record.output = toJson(typed);
    return typed;
  }
}
