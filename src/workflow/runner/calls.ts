import { Injectable } from '@nestjs/common';
import { CommandRefused, type CallResult, type CallWait, type Key } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { Definitions } from '../definitions/definitions.js';
import { HistoryWriter } from '../history/history-writer.js';
import { InstanceCommands, type Carried } from './instance-commands.js';
import { readInstance, type InstanceRow } from './instance-row.js';

/** Calls within calls; a process that calls itself without end stops here, with an incident at its last call. */
const deepestCall = 16;

/** Call activities: the called process runs as an instance of its own, and its end is the answer to the call. */
@Injectable()
export class Calls {
  constructor(
    private readonly commands: InstanceCommands,
    private readonly definitions: Definitions,
    private readonly history: HistoryWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Starts the called process; what stands in the way becomes an incident at the call activity.
   * @returns undefined when nobody waits for it any more.
   */
  async begin(
    transaction: SqlTransaction,
    caller: InstanceRow,
    wait: CallWait,
    actor: Actor | null,
  ): Promise<Carried | undefined> {
    if ((await childOf(transaction, wait.key)) === undefined) return undefined;
    const started = await this.started(transaction, caller, wait, actor);
    if (typeof started === 'string')
      return this.settle(transaction, caller.instanceKey, wait.key, failure(started), actor);
    await this.note(transaction, caller, wait, started.instance, actor);
    await transaction.run(`UPDATE call_wait SET child_key = ? WHERE call_key = ?`, [
      started.instance.instanceKey,
      wait.key,
    ]);
    return started;
  }

  /** In the history of the caller, so that its timeline leads on to the called instance. */
  private note(
    transaction: SqlTransaction,
    caller: InstanceRow,
    { elementId, elementInstanceKey }: CallWait,
    { instanceKey, processId, version }: InstanceRow,
    actor: Actor | null,
  ): Promise<void> {
    const meta = { calledInstanceKey: instanceKey, processId, version };
    return this.history.appendTo(transaction, caller.instanceKey, this.clock.instant(), actor?.userId ?? null, [
      { type: 'CALL', elementId, elementInstanceKey, meta },
    ]);
  }

  /** @returns undefined when the caller waits for another instance by now, or for none. */
  async answer(
    transaction: SqlTransaction,
    from: InstanceRow,
    result: CallResult,
    actor: Actor | null,
  ): Promise<Carried | undefined> {
    const callKey = from.parentElementKey!;
    await transaction.lock({ kind: 'instance', key: from.parentKey! });
    if ((await childOf(transaction, callKey))?.childKey !== from.instanceKey) return undefined;
    try {
      return await this.settle(transaction, from.parentKey!, callKey, result, actor);
    } catch (reason) {
      if (!(reason instanceof CommandRefused) || reason.code !== 'limit-exceeded') throw reason;
      return this.settle(transaction, from.parentKey!, callKey, failure(reason.message), actor);
    }
  }

  /** Called instances that a caller waits for. */
  async children(reader: SqlReader, instanceKey: Key): Promise<Key[]> {
    const rows = await reader.all<{ key: Key }>(
      `SELECT child_key AS key FROM call_wait WHERE instance_key = ? AND child_key IS NOT NULL ORDER BY length(child_key), child_key`,
      [instanceKey],
    );
    return rows.map(({ key }) => key);
  }

  private settle(
    transaction: SqlTransaction,
    callerKey: Key,
    callKey: Key,
    result: CallResult,
    actor: Actor | null,
  ): Promise<Carried> {
    return this.commands.execute(transaction, callerKey, { type: 'settleCall', key: callKey, result }, actor);
  }

  /** The new instance, or the sentence that says why there is none. */
  private async started(
    transaction: SqlTransaction,
    caller: InstanceRow,
    wait: CallWait,
    actor: Actor | null,
  ): Promise<Carried | string> {
    const definition = await this.definitions.called(wait, caller.definitionKey, transaction);
    if (!definition) return `没有可调用的流程“${wait.processId}”${bindingHint[wait.binding]}`;
    if ((await depthOf(transaction, caller)) >= deepestCall)
      return `流程调用超过 ${deepestCall} 层，请检查流程是否互相调用`;
    const { caseId, unitId } = caller;
    const { variables } = wait;
    try {
      return await this.commands.start(transaction, {
        definition,
        variables,
        caseId,
        unitId,
        actor,
        caller: { instance: caller, elementKey: wait.key },
      });
    } catch (reason) {
      if (reason instanceof CommandRefused) return `调用流程“${definition.name}”未成功：${reason.message}`;
      throw reason;
    }
  }
}

const bindingHint: Record<CallWait['binding'], string> = {
  latest: '，请先发布该流程',
  deployment: '，请把它与调用它的流程一起发布',
  versionTag: '的所需版本，请发布带该版本标签的流程',
};

const failure = (message: string): CallResult => ({ kind: 'failure', message });

/** Undefined when the call is not open. */
async function childOf(reader: SqlReader, callKey: Key): Promise<{ childKey: Key | null } | undefined> {
  return reader.get(`SELECT child_key AS "childKey" FROM call_wait WHERE call_key = ?`, [callKey]);
}

/** How many callers stand above an instance. */
async function depthOf(reader: SqlReader, instance: InstanceRow): Promise<number> {
  const row = await reader.get<{ depth: number }>(
    `WITH RECURSIVE caller(instance_key, depth) AS (
       SELECT i.parent_key, 1 FROM process_instance i WHERE i.instance_key = ? AND i.parent_key IS NOT NULL
       UNION ALL SELECT i.parent_key, c.depth + 1 FROM caller c JOIN process_instance i ON i.instance_key = c.instance_key WHERE i.parent_key IS NOT NULL)
     SELECT COALESCE(max(depth), 0) AS depth FROM caller`,
    [instance.instanceKey],
  );
  return row!.depth;
}

/** @throws CommandRefused instance-suspended when the instance that waits for this one is suspended. */
export async function expectCallerActive(transaction: SqlTransaction, instanceKey: Key): Promise<void> {
  const { parentKey } = await readInstance(transaction, instanceKey);
  if (parentKey === null) return;
  await transaction.lock({ kind: 'instance', key: parentKey }, { kind: 'instance', key: instanceKey });
  if ((await readInstance(transaction, parentKey)).status !== 'suspended') return;
  throw new CommandRefused('instance-suspended', '调用它的流程实例已挂起，请先恢复那个实例');
}
