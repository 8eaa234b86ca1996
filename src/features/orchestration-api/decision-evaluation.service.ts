import { Inject, Injectable } from '@nestjs/common';
import { decide, type DecisionEvaluation, type EvaluatedDecision } from '../../engine/decisions/decide.js';
import { DecisionsRejected } from '../../engine/decisions/decisions-rejected.js';
import type { DecisionGraph } from '../../engine/decisions/model.js';
import type { WorkCalendar } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { Decisions, type DecisionRow } from '../../workflow/definitions/decisions.js';
import { nextKey } from '../../workflow/keys.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import type {
  EvaluateDecisionBody,
  EvaluateDecisionResult,
  EvaluatedDecisionResult,
  MatchedRuleResult,
} from './decision-definitions.dto.js';
import { refuse } from './search/refusal.js';
import { defaultTenant } from './tenant.js';

/** Trying a deployed decision on variables, outside any process. Nothing of it is kept but its key. */
@Injectable()
export class DecisionEvaluationService {
  constructor(
    private readonly database: Database,
    private readonly decisions: Decisions,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /**
   * A decision that fails is an answer with a failure message, as in the API.
   * @throws Failure not-found, decision-outdated, request-invalid
   */
  async evaluate(body: EvaluateDecisionBody): Promise<EvaluateDecisionResult> {
    const row = await this.row(body);
    const graph = await this.graph(row);
    const evaluation = decide(graph, row.decisionId, body.variables ?? {}, {
      now: this.clock.instant(),
      calendar: this.calendar,
      clocks: {},
    });
    const versions = await this.decisions.ofGraph(row.requirementsKey, this.database);
    const evaluationKey = await this.database.write(nextKey);
    return answer(row, evaluationKey, evaluation, (evaluated, index) =>
      evaluatedResult(evaluated, graph, versions, `${evaluationKey}-${index + 1}`),
    );
  }

  private async row({ decisionDefinitionId, decisionDefinitionKey }: EvaluateDecisionBody): Promise<DecisionRow> {
    if ((decisionDefinitionId === undefined) === (decisionDefinitionKey === undefined))
      throw refuse('decisionDefinitionId', 'is-single', '与 decisionDefinitionKey 须填且只能填一个');
    const row =
      decisionDefinitionKey === undefined
        ? await this.decisions.latest(decisionDefinitionId!, this.database)
        : await this.decisions.byKey(decisionDefinitionKey, this.database);
    if (!row) throw notFound('该决策');
    return row;
  }

  private async graph(row: DecisionRow): Promise<DecisionGraph> {
    try {
      return await this.decisions.graphOf(row, this.database);
    } catch (error) {
      if (!(error instanceof DecisionsRejected)) throw error;
      throw new Failure(
        'unprocessable',
        'decision-outdated',
        `决策“${row.name}”第 ${row.version} 版不符合现行规则，请修改后重新发布。`,
        error.problems,
      );
    }
  }
}

function answer(
  row: DecisionRow,
  evaluationKey: string,
  { output, evaluated, failure }: DecisionEvaluation,
  result: (decision: EvaluatedDecision, index: number) => EvaluatedDecisionResult,
): EvaluateDecisionResult {
  return {
    decisionDefinitionId: row.decisionId,
    decisionDefinitionKey: row.decisionKey,
    decisionDefinitionName: row.name,
    decisionDefinitionVersion: row.version,
    decisionEvaluationKey: evaluationKey,
    decisionInstanceKey: evaluationKey,
    decisionRequirementsId: row.requirementsId,
    decisionRequirementsKey: row.requirementsKey,
    evaluatedDecisions: evaluated.map(result),
    failedDecisionDefinitionId: failure?.decisionId ?? null,
    failureMessage: failure?.message ?? null,
    output: JSON.stringify(output),
    tenantId: defaultTenant,
  };
}

function evaluatedResult(
  { decisionId, output, inputs, matchedRules }: EvaluatedDecision,
  graph: DecisionGraph,
  versions: readonly DecisionRow[],
  instanceKey: string,
): EvaluatedDecisionResult {
  const row = versions.find((version) => version.decisionId === decisionId)!;
  const isTable = graph.decisions[decisionId]!.logic.kind === 'decisionTable';
  return {
    decisionDefinitionId: decisionId,
    decisionDefinitionName: row.name,
    decisionDefinitionVersion: row.version,
    decisionDefinitionType: isTable ? 'DECISION_TABLE' : 'LITERAL_EXPRESSION',
    output: JSON.stringify(output),
    tenantId: defaultTenant,
    matchedRules: matchedRules.map(matchedRule),
    evaluatedInputs: inputs.map(({ id, name, value }) => ({
      inputId: id,
      inputName: name,
      inputValue: JSON.stringify(value),
    })),
    decisionDefinitionKey: row.decisionKey,
    decisionEvaluationInstanceKey: instanceKey,
  };
}

function matchedRule({ id, number, outputs }: EvaluatedDecision['matchedRules'][number]): MatchedRuleResult {
  return {
    ruleId: id,
    ruleIndex: number,
    evaluatedOutputs: outputs.map((output) => ({
      outputId: output.id,
      outputName: output.name,
      outputValue: JSON.stringify(output.value),
      ruleId: id,
      ruleIndex: number,
    })),
  };
}
