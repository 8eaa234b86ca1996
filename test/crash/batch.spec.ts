import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bpmnText, end, flow, start, userTask } from '../builders/bpmn-text.js';
import type { Caller, Json } from '../builders/caller.js';
import { Tables } from './invariants.js';
import { ServerProcess } from './server-process.js';

const drawing = (task: string): string =>
  bpmnText('bulk', start('begin'), flow('begin', task), userTask(task), flow(task, 'done'), end('done'));

const instances = 240;
/** Items done when the server is killed, in turn. */
const killedAt = [20, 90, 150];

describe('a batch operation whose server is killed', () => {
  let dataDir: string;
  let running: ServerProcess | undefined;
  beforeAll(() => (dataDir = mkdtempSync(join(tmpdir(), 'minqing-batch-'))));
  afterAll(async () => {
    await running?.kill();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const deploy = async (owner: Caller, task: string, baseVersion: number): Promise<string> => {
    const body = { resourceName: 'bulk.bpmn', xml: drawing(task), note: '测试', baseVersion };
    return (await owner.post('/api/deployments', body)).body.definitions[0].key;
  };
  const operation = async (owner: Caller, key: string): Promise<Json> =>
    (await owner.get(`/v2/batch-operations/${key}`)).body;

  /** Asks again and again until so many items are done, or the operation has ended. */
  async function until(owner: Caller, key: string, done: number): Promise<Json> {
    for (;;) {
      const state = await operation(owner, key);
      if (state.state === 'COMPLETED' || state.operationsCompletedCount >= done) return state;
    }
  }

  it('goes on where it stood, and carries out every item exactly once', async () => {
    let server = (running = await ServerProcess.start(dataDir));
    const first = await deploy(server.as('owner'), 'check', 0);
    for (let made = 0; made < instances; made += 20) {
      await Promise.all(
        Array.from({ length: 20 }, () =>
          server.as('owner').post('/v2/process-instances', { processDefinitionKey: first }),
        ),
      );
    }
    const target = await deploy(server.as('owner'), 'examine', 1);
    const { body } = await server.as('owner').post('/v2/process-instances/migration', {
      filter: { processDefinitionKey: first },
      migrationPlan: {
        targetProcessDefinitionKey: target,
        mappingInstructions: [{ sourceElementId: 'check', targetElementId: 'examine' }],
      },
    });
    const key = body.batchOperationKey as string;

    const seen: number[] = [];
    for (const done of killedAt) {
      seen.push((await until(server.as('owner'), key, done)).operationsCompletedCount);
      await server.kill();
      server = running = await ServerProcess.start(dataDir);
    }
    // Without this the test would have shown nothing.
    expect(seen.some((done) => done < instances)).toBe(true);
    expect(await until(server.as('owner'), key, instances + 1)).toMatchObject({
      state: 'COMPLETED',
      operationsTotalCount: instances,
      operationsCompletedCount: instances,
      operationsFailedCount: 0,
    });
    expect((await server.as('auditor').post('/api/audit/verify', {})).body).toMatchObject({ status: 'intact' });
    await server.kill();
    const tables = new Tables(dataDir);
    const migrations = `SELECT count(*) FROM history_event WHERE type = 'PROCESS_MIGRATED'`;
    expect(tables.number(migrations)).toBe(instances);
    expect(tables.number(`SELECT count(*) FROM (${migrations} GROUP BY instance_key HAVING count(*) > 1)`)).toBe(0);
    expect(tables.number(`SELECT count(*) FROM process_instance WHERE definition_key = ?`, target)).toBe(instances);
    tables.close();
  }, 240_000);
});
