import { Inject, Injectable } from '@nestjs/common';
import type { Command, HistoryEvent, Outcome, Variables, WorkCalendar } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { Changes } from '../changes.js';
import { HistoryWriter, type ChainTip, type NewEvent } from '../history/history-writer.js';
import { WORK_CALENDAR } from '../ports/tokens.js';
import { readInstance, type InstanceRow } from './instance-row.js';

/** Why and when a command was carried out. */
export interface Occasion {
  command: Command;
  actor: Actor | null;
  now: string;
  /** When the timer was due that the command fires, or that starts the instance. */
  dueAt?: string;
}

/** Writes down what a command did: the instance's row, its history, and hints to whoever looks at it. */
@Injectable()
export class Journal {
  constructor(
    private readonly history: HistoryWriter,
    private readonly keys: KeyRing,
    private readonly changes: Changes,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
    @Inject(CONFIG) private readonly config: Pick<Config, 'timerLateSeconds'>,
  ) {}

  /** The row of a new instance, before its first command. */
  async create(
    transaction: SqlTransaction,
    instance: InstanceRow,
    actor: Actor | null,
    now: string,
  ): Promise<InstanceRow> {
    const ownKey = instance.caseId ? '' : this.keys.newCaseKey().wrapped;
    await transaction.run(
      `INSERT INTO process_instance (instance_key, process_id, version, definition_key, engine, state, lock_version, status, case_id, unit_id,
         parent_key, parent_element_key, root_key, started_by, started_at, last_seq, last_hash, wrapped_key)
       VALUES (?, ?, ?, ?, ?, '', 0, 'active', ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)`,
      [
        instance.instanceKey,
        instance.processId,
        instance.version,
        instance.definitionKey,
        instance.engine,
        instance.caseId,
        instance.unitId,
        instance.parentKey,
        instance.parentElementKey,
        instance.rootKey,
        actor?.userId ?? null,
        now,
        instance.lastHash,
        ownKey,
      ],
    );
    return readInstance(transaction, instance.instanceKey);
  }

  /** Appends what happened; who keeps the instance keeps the new end of its chain with it. */
  async record(
    transaction: SqlTransaction,
    instance: InstanceRow,
    outcome: Outcome,
    occasion: Occasion,
  ): Promise<ChainTip> {
    const tip = {
      instanceKey: instance.instanceKey,
      seq: instance.lastSeq,
      hash: instance.lastHash,
      wrappedKey: instance.wrappedKey,
    };
    const events = outcome.events.map((event) => this.describe(event, instance, occasion));
    const next = await this.history.append(transaction, tip, occasion.now, occasion.actor?.userId ?? null, events);
    transaction.afterCommit(() => this.announce(instance, outcome));
    return next;
  }

  private describe(event: HistoryEvent, instance: InstanceRow, { command, dueAt, now }: Occasion): NewEvent {
    const meta: Record<string, unknown> = {};
    const due = dueAt && { dueAt, late: this.isLate(dueAt, now) };
    if (event.type === 'PROCESS_STARTED') {
      // What the outcome depended on besides the diagram: replaying needs the same engine and the same calendar.
      Object.assign(meta, {
        processId: instance.processId,
        version: instance.version,
        engine: instance.engine,
        calendar: this.calendar.version,
        ...(instance.parentKey !== null && { calledBy: instance.parentKey }),
        ...due,
      });
    }
    if (event.type === 'PROCESS_MIGRATED') {
      Object.assign(meta, { processId: instance.processId, version: instance.version });
    }
    const payload: Variables | undefined = event.payload;
    if (event.scopeKey) meta['scopeKey'] = event.scopeKey;
    if (event.type === 'TIMER_FIRED') Object.assign(meta, due);
    if (event.type === 'TIMER_RESCHEDULED' && command.type === 'rescheduleTimer') Object.assign(meta, command.because);
    if (event.type === 'VARIABLES_SET') meta['names'] = Object.keys(payload ?? {}).sort();
    if (event.type === 'PROCESS_CANCELED' && command.type === 'cancel' && command.reason) {
      return { type: event.type, meta, payload: { reason: command.reason } };
    }
    return {
      type: event.type,
      elementId: event.elementId,
      elementInstanceKey: event.elementInstanceKey,
      meta,
      payload,
    };
  }

  private isLate(dueAt: string, now: string): boolean {
    return Date.parse(now) - Date.parse(dueAt) > this.config.timerLateSeconds * 1_000;
  }

  private announce(instance: InstanceRow, outcome: Outcome): void {
    const about = { instanceKey: instance.instanceKey, caseId: instance.caseId ?? undefined };
    this.changes.publish({ topic: 'instance', key: instance.instanceKey, ...about });
    if (instance.caseId) this.changes.publish({ topic: 'case', key: instance.caseId, ...about });
    if (outcome.waits.some((wait) => wait.kind === 'userTask') || outcome.status !== 'active')
      this.changes.publish({ topic: 'task', ...about });
    if (outcome.waits.some((wait) => wait.kind === 'message')) this.changes.publish({ topic: 'message', ...about });
    if (outcome.waits.some((wait) => wait.kind === 'job')) this.changes.publish({ topic: 'job', ...about });
  }
}
