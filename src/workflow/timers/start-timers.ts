import { Inject, Injectable } from '@nestjs/common';
import { IncidentError } from '../../engine/evaluation/incident-error.js';
import {
  DefinitionRejected,
  type Definition,
  type Host,
  type Problem,
  type StartEventInfo,
  type WorkCalendar,
} from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { startHost } from '../definitions/start-host.js';
import { WORK_CALENDAR } from '../ports/tokens.js';
import { firstStart, type StartDue } from './start-due.js';

/** Timers that start instances of the newest version of a process; older versions have none. */
@Injectable()
export class StartTimers {
  constructor(
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /**
   * Takes the place of the version before.
   * @throws DefinitionRejected naming every timer that gives no time.
   */
  async arm(transaction: SqlTransaction, definitionKey: string, definition: Definition): Promise<void> {
    await transaction.run(
      `DELETE FROM start_timer WHERE definition_key IN (SELECT definition_key FROM process_definition WHERE process_id = ?)`,
      [definition.processId],
    );
    const host = startHost(this.clock.instant(), this.calendar);
    const problems: Problem[] = [];
    for (const [index, event] of definition.startEvents.entries()) {
      const due = dueOf(event, host, problems);
      if (!due) continue;
      await transaction.run(
        `INSERT INTO start_timer (definition_key, element_id, event_index, due_at, repeats, interval, first_at, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [definitionKey, event.elementId, index, due.dueAt, due.repeats, due.interval, due.first, due.place],
      );
    }
    if (problems.length > 0) throw new DefinitionRejected(problems);
  }
}

function dueOf({ elementId, timer }: StartEventInfo, host: Host, problems: Problem[]): StartDue | undefined {
  if (!timer) return undefined;
  try {
    return firstStart(timer, host);
  } catch (reason) {
    if (!(reason instanceof IncidentError)) throw reason;
    problems.push({ elementId, rule: 'start-timer', message: reason.message, severity: 'error' });
    return undefined;
  }
}
