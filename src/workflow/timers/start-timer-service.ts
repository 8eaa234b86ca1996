import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { DatabaseClock, dueInstant } from '../../platform/clock/database-clock.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { faultOf } from '../../platform/logging/fault.js';
import { Log } from '../../platform/logging/log.js';
import { Definitions } from '../definitions/definitions.js';
import { ActorsPort } from '../ports/actors-port.js';
import { Runner } from '../runner/runner.js';
import { startAfter, type StartDue } from './start-due.js';

interface DueRow extends StartDue {
  definitionKey: string;
  elementId: string;
  eventIndex: number;
  deployedBy: string;
}

/** Most starts of one turn: what piled up while the server was down does not keep the rest waiting. */
const mostInTurn = 500;

/** Starts instances whose timer is due, each in its own transaction and exactly once: the row moves on with the start. */
@Injectable()
export class StartTimerService {
  constructor(
    private readonly database: Database,
    private readonly definitions: Definitions,
    private readonly runner: Runner,
    private readonly actors: ActorsPort,
    private readonly clock: Clock,
    private readonly databaseClock: DatabaseClock,
    private readonly log: Log,
  ) {}

  /** Gives how many instances began. Each place of a cycle that was missed starts one, in the order they were due. */
  async fireDue(): Promise<number> {
    let started = 0;
    const failed = new Set<string>();
    while (started < mostInTurn) {
      const row = (await this.due(failed.size)).find((candidate) => !failed.has(nameOf(candidate)));
      if (!row) break;
      if (await this.fire(row)) started += 1;
      else failed.add(nameOf(row));
    }
    return started;
  }

  /** The next ones in the order they are due; `besides` rows may have to be passed over. */
  private async due(besides: number): Promise<DueRow[]> {
    return this.database.all<DueRow>(
      `SELECT s.definition_key AS "definitionKey", s.element_id AS "elementId", s.event_index AS "eventIndex", s.due_at AS "dueAt",
         s.repeats AS "repeats", s.interval AS "interval",
         COALESCE(s.first_at, s.due_at) AS "first", s.place AS "place", y.deployed_by AS "deployedBy"
       FROM start_timer s JOIN process_definition d ON d.definition_key = s.definition_key
       JOIN deployment y ON y.deployment_key = d.deployment_key
       WHERE s.due_at <= ? ORDER BY s.due_at, s.definition_key, s.event_index LIMIT ${besides + 1}`,
      [await dueInstant(this.clock, this.databaseClock)],
    );
  }

  private async fire(row: DueRow): Promise<boolean> {
    const { definitionKey, elementId, dueAt } = row;
    try {
      // The instance belongs to the unit of who published the process: nobody else began it.
      const unitId = (await this.actors.byId(row.deployedBy))?.unitId;
      return await this.database.write(async (transaction) => {
        // Fired by somebody else, or a newer version was published meanwhile.
        if ((await moveOn(transaction, row)) !== 1) return false;
        const definition = await this.definitions.row(definitionKey, transaction);
        await this.runner.start(transaction, {
          definition,
          startElementId: elementId,
          trigger: { kind: 'timer' },
          variables: {},
          unitId,
          actor: null,
          dueAt,
        });
        return true;
      });
    } catch (reason) {
      this.log.error('start timer failed', { definitionKey, elementId, ...faultOf(reason) });
      return false;
    }
  }
}

function moveOn(transaction: SqlTransaction, row: DueRow): Promise<number> {
  const next = startAfter(row);
  const where = `WHERE definition_key = ? AND element_id = ? AND event_index = ? AND due_at = ?`;
  const place = [row.definitionKey, row.elementId, row.eventIndex, row.dueAt];
  if (!next) return transaction.run(`DELETE FROM start_timer ${where}`, place);
  return transaction.run(`UPDATE start_timer SET due_at = ?, repeats = ?, first_at = ?, place = ? ${where}`, [
    next.dueAt,
    next.repeats,
    next.first,
    next.place,
    ...place,
  ]);
}

const nameOf = ({ definitionKey, elementId, eventIndex }: DueRow): string =>
  `${definitionKey}/${elementId}/${eventIndex}`;
