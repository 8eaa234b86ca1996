import type BetterSqlite3 from 'better-sqlite3';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { Initial1764000000000 } from './migrations/1764000000000-initial.js';
import { Decisions1765100000000 } from './migrations/1765100000000-decisions.js';
import { CallsSignalsStartTimers1765200000000 } from './migrations/1765200000000-calls-signals-start-timers.js';
import { DataStores1765300000000 } from './migrations/1765300000000-data-stores.js';
import { OpenTaskIndex1765350000000 } from './migrations/1765350000000-open-task-index.js';
import { Inbox1765360000000 } from './migrations/1765360000000-inbox.js';
import { JobLeases1765400000000 } from './migrations/1765400000000-job-leases.js';
import { TimerAttempts1765410000000 } from './migrations/1765410000000-timer-attempts.js';
import { WorkDays1765420000000 } from './migrations/1765420000000-work-days.js';
import { IdempotencyKeys1765500000000 } from './migrations/1765500000000-idempotency-keys.js';
import { StartSubscriptions1765510000000 } from './migrations/1765510000000-start-subscriptions.js';
import { BatchOperations1765520000000 } from './migrations/1765520000000-batch-operations.js';
import { DraftRevisions1765530000000 } from './migrations/1765530000000-draft-revisions.js';
import { Archive1765600000000 } from './migrations/1765600000000-archive.js';
import { KeySequence1765700000000 } from './migrations/1765700000000-key-sequence.js';
import { InstanceReach1765800000000 } from './migrations/1765800000000-instance-reach.js';
import { WakeUps1765900000000 } from './migrations/1765900000000-wake-ups.js';
import { ClockLedger1766100000000 } from './migrations/1766100000000-clock-ledger.js';
import { Invariants1766110000000 } from './migrations/1766110000000-invariants.js';
import { Evaluations1766120000000 } from './migrations/1766120000000-evaluations.js';
import { Receptions1766200000000 } from './migrations/1766200000000-receptions.js';
import { NoticeDeliveries1766400000000 } from './migrations/1766400000000-notice-deliveries.js';
import { JointWork1766500000000 } from './migrations/1766500000000-joint-work.js';
import { CaseLinks1766600000000 } from './migrations/1766600000000-case-links.js';
import { Attachments1766700000000 } from './migrations/1766700000000-attachments.js';
import { CalendarOrder1766800000000 } from './migrations/1766800000000-calendar-order.js';
import { walBound } from './sqlite-database.js';

export const migrations = [
  Initial1764000000000,
  Decisions1765100000000,
  CallsSignalsStartTimers1765200000000,
  DataStores1765300000000,
  OpenTaskIndex1765350000000,
  Inbox1765360000000,
  JobLeases1765400000000,
  TimerAttempts1765410000000,
  WorkDays1765420000000,
  IdempotencyKeys1765500000000,
  StartSubscriptions1765510000000,
  BatchOperations1765520000000,
  DraftRevisions1765530000000,
  Archive1765600000000,
  KeySequence1765700000000,
  InstanceReach1765800000000,
  WakeUps1765900000000,
  ClockLedger1766100000000,
  Invariants1766110000000,
  Evaluations1766120000000,
  Receptions1766200000000,
  NoticeDeliveries1766400000000,
  JointWork1766500000000,
  CaseLinks1766600000000,
  Attachments1766700000000,
  CalendarOrder1766800000000,
];

type Handle = BetterSqlite3.Database;

/** Pages that a connection holds: the upper levels of every index of a database with a million instances. */
export const cacheKibibytes = 64 * 1024;

/** The writing data source: migrations run here, and its raw handle serves every transaction. */
export function writerOptions(file: string): DataSourceOptions {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  return {
    type: 'better-sqlite3',
    database: file,
    migrations,
    migrationsTransactionMode: 'each',
    prepareDatabase: (handle: Handle) => {
      // Every acknowledged command must survive a power cut: FULL makes COMMIT wait for the disk.
      handle.pragma('journal_mode = WAL');
      handle.pragma('synchronous = FULL');
      handle.pragma('foreign_keys = ON');
      handle.pragma(`journal_size_limit = ${walBound}`);
      handle.pragma('busy_timeout = 5000');
      // Each command of a group has its savepoint, and what it would undo is kept aside: in memory, not in a file.
      handle.pragma('temp_store = MEMORY');
      handle.pragma(`cache_size = -${cacheKibibytes}`);
      chmodSync(file, 0o600);
    },
  };
}

/** The reading data source: opened read-only, so that it never sees uncommitted rows and can never write. */
export function readerOptions(file: string, entities: DataSourceOptions['entities'] = []): DataSourceOptions {
  return {
    type: 'better-sqlite3',
    database: file,
    readonly: true,
    entities,
    enableWAL: false,
    prepareDatabase: (handle: Handle) => {
      handle.pragma('busy_timeout = 5000');
      handle.pragma(`cache_size = -${cacheKibibytes}`);
    },
  };
}

/** The better-sqlite3 handle below a data source (TypeORM offers no typed way to it). */
export function rawHandle(source: DataSource): Handle {
  return (source.driver as unknown as { databaseConnection: Handle }).databaseConnection;
}

/** @throws Error when the file system or a setting weakens what COMMIT promises. */
export function assertDurable(handle: Handle): void {
  const mode = handle.pragma('journal_mode', { simple: true });
  const synchronous = handle.pragma('synchronous', { simple: true });
  if (mode !== 'wal' || synchronous !== 2) {
    throw new Error(
      `数据库未处于可靠写入模式(journal_mode=${String(mode)},synchronous=${String(synchronous)})，服务未启动`,
    );
  }
}
