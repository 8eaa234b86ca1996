import { migrations } from '../../src/platform/database/data-sources.js';
import type { Actor } from '../../src/platform/actor.js';
import { TestWorkflow } from '../builders/workflow.js';
import { frozen, frozenNames, type Frozen } from './frozen.js';
import { thaw } from './thaw.js';
import { waits } from './waits.js';

const worker: Actor = { userId: 'worker' } as Actor;

/** What ends the wait of each process. */
const endings: Record<string, (workflow: TestWorkflow, key: string) => Promise<unknown>> = {
  wait_task: completeTask,
  wait_nested: completeTask,
  wait_timer: (workflow) => (workflow.clock.passMinutes(120), workflow.timers.fireDue()),
  wait_boundary: (workflow) => (workflow.clock.passMinutes(120), workflow.timers.fireDue()),
  wait_message: (workflow) =>
    workflow.messages.publish(
      { name: 'answer', correlationKey: 'wait_message', variables: { seen: true }, timeToLive: 0 },
      worker,
    ),
  wait_signal: (workflow) =>
    workflow.database.write((transaction) =>
      workflow.runner.broadcast(transaction, { name: 'alarm', variables: {} }, null),
    ),
  wait_job: (workflow) => settleJob(workflow, 'outside'),
  wait_failed_job: async (workflow, key) => {
    await resolveIncident(workflow, key);
    await settleJob(workflow, 'broken');
  },
  wait_condition: (workflow, key) => workflow.execute(key, { type: 'setVariables', variables: { ready: true } }),
  wait_call: async (workflow, key) => {
    const [child] = await workflow.rows<{ key: string }>(
      `SELECT instance_key AS key FROM process_instance WHERE parent_key = ?`,
      key,
    );
    await completeTask(workflow, child!.key);
  },
  wait_incident: async (workflow, key) => {
    await workflow.execute(key, { type: 'setVariables', variables: { choice: false } });
    await resolveIncident(workflow, key);
  },
};

async function completeTask(workflow: TestWorkflow, key: string): Promise<unknown> {
  return workflow.execute(key, { type: 'completeTask', key: await workflow.taskKey(key, 'wait'), variables: {} });
}

async function resolveIncident(workflow: TestWorkflow, instanceKey: string): Promise<void> {
  const [incident] = await workflow.rows<{ key: string }>(
    `SELECT incident_key AS key FROM incident WHERE instance_key = ? AND state = 'ACTIVE'`,
    instanceKey,
  );
  await workflow.database.write((transaction) => workflow.incidents.resolve(transaction, incident!.key, null));
}

async function settleJob(workflow: TestWorkflow, type: string): Promise<void> {
  await workflow.database.write(async (transaction) => {
    const request = { types: [type], limit: 1, millis: 60_000, worker: 'w', userId: worker.userId };
    const [job] = await workflow.leases.take(transaction, request);
    const holder = { actor: worker, lease: job!.lease };
    await workflow.settlement.complete(transaction, job!.jobKey, { done: true }, holder);
  });
}

/** What a release did not know, it could not leave waiting. */
const unknownTo: Record<string, string[]> = { '1764000000000': ['wait_condition'] };

/**
 * The first schema had no rows for signals and calls, so its server left such waits in the state alone. The next command on the
 * instance, whichever it is, makes the rows.
 */
const rowless: Record<string, string[]> = { '1764000000000': ['wait_signal', 'wait_call'] };

it('has a database of every release, up to the present one', () => {
  expect(frozenNames).toEqual([
    '1764000000000',
    '1765300000000',
    '1765600000000',
    '1765700000000',
    '1765800000000',
    '1765900000000',
    '1766800000000',
  ]);
  expect(frozen(frozenNames.at(-1)!).schema).toBe(migrations.at(-1)!.name);
  expect(Object.keys(endings)).toEqual(Object.keys(waits));
});

describe.each(frozenNames)('a database that release %s left', (name) => {
  const left: Frozen = frozen(name);
  let workflow: TestWorkflow;
  beforeAll(async () => {
    workflow = TestWorkflow.over(await thaw(left));
    workflow.clock.set(left.at);
  });
  afterAll(() => workflow?.close());

  it('waits in every way that the release knew, and its history is intact', async () => {
    const known = Object.keys(waits).filter((processId) => !unknownTo[name]?.includes(processId));
    expect(Object.keys(left.instances)).toEqual(known);
    for (const key of Object.values(left.instances)) expect(await workflow.status(key)).toBe('active');
    expect((await workflow.history.verify()).status).toBe('intact');
  });

  it.each(Object.keys(left.instances))('is brought up to date, and %s goes on to its end', async (processId) => {
    const key = left.instances[processId]!;
    if (rowless[name]?.includes(processId)) await workflow.execute(key, { type: 'setVariables', variables: {} });
    await endings[processId]!(workflow, key);
    expect([await workflow.status(key), await workflow.waiting(key)]).toEqual(['completed', []]);
    expect(await workflow.rows(`SELECT 1 FROM incident WHERE instance_key = ? AND state = 'ACTIVE'`, key)).toEqual([]);
  });

  it('takes new instances beside the old ones, and its history stays intact', async () => {
    const key = await workflow.start('wait_task');
    expect(Object.values(left.instances)).not.toContain(key);
    await completeTask(workflow, key);
    expect(await workflow.status(key)).toBe('completed');
    await workflow.sealer.sealNew();
    expect((await workflow.history.verify()).status).toBe('intact');
  });
});
