import type { Key, Wait } from '../../../engine/ports.js';
import type { SqlReader } from '../../../platform/database/database.js';

/** Rows of an instance that are open before a command, by key. */
export interface OpenRows {
  tasks: Set<Key>;
  /** With the instant each is due. */
  timers: Map<Key, string>;
  messages: Set<Key>;
  signals: Set<Key>;
  jobs: Set<Key>;
  /** Ad-hoc subprocesses with the elements that may begin, as JSON. */
  adHoc: Map<Key, string>;
  /** Timers in whose place an incident stands. */
  failedTimers: Set<Key>;
  /** Those of the engine; those of jobs and timers go with these. */
  incidents: Set<Key>;
  /** Calls with the called instance, null while there is none that has not ended. */
  calls: Map<Key, Key | null>;
}

/** One statement for all of them: most instances have rows in two or three of the tables. */
const query = `
  SELECT 'task' AS kind, task_key AS key, NULL AS detail FROM user_task WHERE instance_key = ? AND state = 'CREATED'
  UNION ALL SELECT CASE WHEN fire_at IS NULL THEN 'failedTimer' ELSE 'timer' END, timer_key, due_at FROM timer WHERE instance_key = ?
  UNION ALL SELECT 'message', subscription_key, NULL FROM message_subscription WHERE instance_key = ?
  UNION ALL SELECT 'signal', subscription_key, NULL FROM signal_subscription WHERE instance_key = ?
  UNION ALL SELECT 'job', job_key, NULL FROM job WHERE instance_key = ? AND state IN ('CREATED', 'FAILED')
  UNION ALL SELECT 'adHoc', element_instance_key, startable FROM ad_hoc_wait WHERE instance_key = ?
  UNION ALL SELECT 'incident', incident_key, NULL FROM incident WHERE instance_key = ? AND state = 'ACTIVE'
    AND job_key IS NULL AND timer_key IS NULL
  UNION ALL SELECT 'call', c.call_key, CASE WHEN i.status IN ('active', 'suspended') THEN c.child_key END
    FROM call_wait c LEFT JOIN process_instance i ON i.instance_key = c.child_key WHERE c.instance_key = ?`;

type Kind = 'task' | 'timer' | 'failedTimer' | 'message' | 'signal' | 'job' | 'adHoc' | 'incident' | 'call';

export const noRows = (): OpenRows => ({
  tasks: new Set(),
  timers: new Map(),
  failedTimers: new Set(),
  messages: new Set(),
  signals: new Set(),
  jobs: new Set(),
  adHoc: new Map(),
  incidents: new Set(),
  calls: new Map(),
});

export async function readOpenRows(reader: SqlReader, instanceKey: Key): Promise<OpenRows> {
  const found = await reader.all<{ kind: Kind; key: Key; detail: string | null }>(
    query,
    Array.from({ length: 8 }, () => instanceKey),
  );
  const rows = noRows();
  for (const { kind, key, detail } of found) {
    switch (kind) {
      case 'task':
        rows.tasks.add(key);
        break;
      case 'failedTimer':
        rows.failedTimers.add(key);
        rows.timers.set(key, detail!);
        break;
      case 'timer':
        rows.timers.set(key, detail!);
        break;
      case 'message':
        rows.messages.add(key);
        break;
      case 'signal':
        rows.signals.add(key);
        break;
      case 'job':
        rows.jobs.add(key);
        break;
      case 'adHoc':
        rows.adHoc.set(key, detail!);
        break;
      case 'incident':
        rows.incidents.add(key);
        break;
      case 'call':
        rows.calls.set(key, detail);
    }
  }
  return rows;
}

export function ofKind<K extends Wait['kind']>(waits: readonly Wait[], kind: K): Extract<Wait, { kind: K }>[] {
  return waits.filter((wait): wait is Extract<Wait, { kind: K }> => wait.kind === kind);
}
