import { Database } from '../../src/platform/database/database.js';
import { Runner } from '../../src/workflow/runner/runner.js';
import type { TestServer } from '../builders/server.js';

/** Keys of active instances whose rows of tasks, timers, subscriptions and jobs are not those that their state says. @throws when there are none. */
export async function strayWaits(server: TestServer): Promise<string[]> {
  const database = server.app.get(Database);
  const instances = await database.all<{ key: string }>(
    `SELECT instance_key AS key FROM process_instance WHERE status = 'active'`,
  );
  if (instances.length === 0) throw new Error('no instance is active');
  const stray: string[] = [];
  for (const { key } of instances) {
    const { waits } = await server.app.get(Runner).dryRun(database, key, { type: 'setVariables', variables: {} });
    const rows = await database.all<{ key: string }>(
      `SELECT task_key AS key FROM user_task WHERE instance_key = ? AND state = 'CREATED' UNION ALL SELECT timer_key FROM timer WHERE instance_key = ?
       UNION ALL SELECT subscription_key FROM message_subscription WHERE instance_key = ?
       UNION ALL SELECT job_key FROM job WHERE instance_key = ? AND state IN ('CREATED', 'FAILED')
       UNION ALL SELECT parent_element_key FROM process_instance WHERE parent_key = ? AND status = 'active'`,
      [key, key, key, key, key],
    );
    const [kept, meant] = [rows.map((row) => row.key).sort(), waits.map((wait) => wait.key).sort()];
    if (kept.join() !== meant.join()) stray.push(key);
  }
  return stray;
}
