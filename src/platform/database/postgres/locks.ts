import type { Client, PoolClient } from 'pg';
import { lockKinds, type Lock } from '../database.js';
import { isLockTaken } from './faults.js';

/** Kinds that have a row; the others are advisory locks on their name. */
const rows: Partial<Record<Lock['kind'], { table: string; key: string }>> = {
  instance: { table: 'process_instance', key: 'instance_key' },
  case: { table: 'petition_case', key: 'id' },
};

/** A lock that comes before one that is held, and that somebody else holds: the work must begin again with it. */
export class LockedOutOfOrder extends Error {
  constructor(readonly lock: Lock) {
    super(`lock on ${lock.kind} ${lock.key} is held by another transaction`);
    this.name = 'LockedOutOfOrder';
  }
}

/**
 * The locks of one transaction. They are waited for in one order only; one that comes earlier than a lock already held is
 * tried, and when it is taken the transaction is to begin again, with all of them from the start. So no two transactions
 * ever wait for each other.
 */
export class HeldLocks {
  private readonly held = new Map<string, Lock>();
  private highest: Lock | undefined;

  constructor(private readonly client: PoolClient | Client) {}

  get all(): readonly Lock[] {
    return [...this.held.values()];
  }

  /** @throws LockedOutOfOrder */
  async take(locks: readonly Lock[]): Promise<void> {
    const wanted = [...new Map(locks.map((lock) => [nameOf(lock), lock])).entries()].filter(
      ([name]) => !this.held.has(name),
    );
    for (const [name, lock] of wanted.sort(([, one], [, other]) => compareLocks(one, other))) {
      if (this.highest === undefined || compareLocks(lock, this.highest) > 0) {
        await this.wait(lock);
        this.highest = lock;
      } else if (!(await this.isFree(lock))) throw new LockedOutOfOrder(lock);
      this.held.set(name, lock);
    }
  }

  private async wait(lock: Lock): Promise<void> {
    const row = rows[lock.kind];
    if (row) await this.client.query(rowLock(row, lock, ''));
    else await this.client.query(advisory('pg_advisory_xact_lock', lock));
  }

  private async isFree(lock: Lock): Promise<boolean> {
    const row = rows[lock.kind];
    if (!row) {
      const { rows: found } = await this.client.query<{ taken: boolean }>(advisory('pg_try_advisory_xact_lock', lock));
      return found[0]!.taken;
    }
    try {
      await this.client.query(rowLock(row, lock, 'NOWAIT'));
      return true;
    } catch (reason) {
      if (isLockTaken(reason)) return false;
      throw reason;
    }
  }
}

/** Negative when the first is to be taken before the second. Keys are compared as numbers: older ones first. */
export function compareLocks(one: Lock, other: Lock): number {
  const byKind = lockKinds.indexOf(one.kind) - lockKinds.indexOf(other.kind);
  if (byKind !== 0) return byKind;
  return one.key.length - other.key.length || (one.key < other.key ? -1 : Number(one.key > other.key));
}

const nameOf = ({ kind, key }: Lock): string => `${kind}/${key}`;

/** NO KEY UPDATE: rows that refer to this one may be added meanwhile, of another instance of the same case for instance. */
const rowLock = ({ table, key }: { table: string; key: string }, lock: Lock, wait: '' | 'NOWAIT') => ({
  name: `minqing_lock_${lock.kind}_${wait}`,
  text: `SELECT 1 FROM ${table} WHERE ${key} = $1 FOR NO KEY UPDATE ${wait}`,
  values: [lock.key],
});

const advisory = (how: 'pg_advisory_xact_lock' | 'pg_try_advisory_xact_lock', lock: Lock) => ({
  name: `minqing_${how}`,
  text: `SELECT ${how}(hashtextextended($1, 0)) AS taken`,
  values: [nameOf(lock)],
});
