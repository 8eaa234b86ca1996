import { Inject, Injectable } from '@nestjs/common';
import { conditionHolds } from '../../engine/evaluation/expressions.js';
import { IncidentError } from '../../engine/evaluation/incident-error.js';
import type { Host, Key, StartEventInfo, Variables, WorkCalendar } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { Definitions, type DefinitionRow } from '../definitions/definitions.js';
import { startHost } from '../definitions/start-host.js';
import { WORK_CALENDAR } from '../ports/tokens.js';
import { Runner } from '../runner/runner.js';

export interface ConditionalEvaluation {
  variables: Variables;
  /** Only this definition; absent: the newest version of every process. */
  definitionKey?: Key;
  /** Processes that may begin in this way. */
  mayStart: (definition: DefinitionRow) => boolean;
  actor: Actor | null;
}

/** Processes that begin because a condition holds (BPMN 2.0.2 §10.5.2, Conditional): somebody outside says with which values. */
@Injectable()
export class ConditionalStarts {
  constructor(
    private readonly definitions: Definitions,
    private readonly runner: Runner,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /**
   * Starts one instance for each condition that holds. Variables that say nothing about a process start nothing of it; of a
   * definition that is named, what cannot be decided is a mistake.
   * @throws Failure not-found, condition-undecided.
   */
  async evaluate(
    transaction: SqlTransaction,
    { variables, definitionKey, mayStart, actor }: ConditionalEvaluation,
  ): Promise<{ definitionKey: Key; instanceKey: Key }[]> {
    const started: { definitionKey: Key; instanceKey: Key }[] = [];
    const host = startHost(this.clock.instant(), this.calendar);
    for (const { row, event } of await this.candidates(transaction, definitionKey)) {
      if (!mayStart(row) || !isMet(event, variables, host, definitionKey !== undefined)) continue;
      const { instanceKey } = await this.runner.start(transaction, {
        definition: row,
        startElementId: event.elementId,
        trigger: event,
        variables,
        actor,
      });
      started.push({ definitionKey: row.definitionKey, instanceKey });
    }
    return started;
  }

  private async candidates(
    transaction: SqlTransaction,
    definitionKey: Key | undefined,
  ): Promise<{ row: DefinitionRow; event: StartEventInfo }[]> {
    if (definitionKey === undefined) return this.definitions.startedBy({ kind: 'conditional' }, transaction);
    const row = await this.definitions.row(definitionKey, transaction);
    const { startEvents } = await this.definitions.compiledOf(row, transaction);
    return startEvents.filter(({ kind }) => kind === 'conditional').map((event) => ({ row, event }));
  }
}

function isMet({ condition, elementId }: StartEventInfo, variables: Variables, host: Host, isNamed: boolean): boolean {
  try {
    return conditionHolds(condition!, variables, host);
  } catch (reason) {
    if (!(reason instanceof IncidentError)) throw reason;
    if (!isNamed) return false;
    throw new Failure('unprocessable', 'condition-undecided', reason.message, [
      { elementId, rule: 'condition', message: reason.message },
    ]);
  }
}
