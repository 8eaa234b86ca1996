import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { BatchWorker } from '../../../src/features/batch-operations/batch-worker.js';
import { Database } from '../../../src/platform/database/database.js';
import { bpmnText, end, exclusive, flow, start, userTask } from '../../builders/bpmn-text.js';
import type { Json } from '../../builders/caller.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { petitionBody } from './procedures.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

const first = bpmnText(
  'v2_bulk',
  start('begin'),
  flow('begin', 'check'),
  userTask('check', '<zeebe:assignmentDefinition candidateUsers="owner" />'),
  flow('check', 'decided'),
  exclusive('decided', 'decided_sign'),
  flow('decided', 'done', '=agreed'),
  flow('decided', 'sign'),
  userTask('sign', '<zeebe:assignmentDefinition candidateUsers="owner" />'),
  flow('sign', 'done'),
  end('done'),
);
/** The signature is gone. */
const second = bpmnText(
  'v2_bulk',
  start('begin'),
  flow('begin', 'examine'),
  userTask('examine'),
  flow('examine', 'done'),
  end('done'),
);

describe('a batch operation', () => {
  let server: TestServer;
  let owner: CamundaClient;
  let versions: string[];
  beforeEach(async () => {
    server = await startTestServer();
    owner = clientOf(server, 'owner');
    versions = [];
    for (const text of [first, second]) {
      const { deployments } = await owner.createDeployment({ resources: [fileOf('v2_bulk.bpmn', text)] });
      versions.push(deployments[0]!.processDefinition!.processDefinitionKey);
    }
  });
  afterEach(() => server.close());

  const begin = async (count: number): Promise<string[]> => {
    const keys: string[] = [];
    for (let made = 0; made < count; made += 1)
      keys.push(
        (await owner.createProcessInstance({ processDefinitionKey: versions[0]! as never })).processInstanceKey,
      );
    return keys;
  };
  const complete = async (processInstanceKey: string, variables: object): Promise<void> => {
    const { items } = await owner.searchUserTasks(
      { filter: { processInstanceKey, state: 'CREATED' } } as never,
      atOnce,
    );
    await owner.completeUserTask({ userTaskKey: items[0]!.userTaskKey, variables } as never);
  };
  const instance = (processInstanceKey: string) =>
    owner.getProcessInstance({ processInstanceKey: processInstanceKey as never }, atOnce);
  const filter = () => ({ processDefinitionKey: versions[0]! as never });
  const operation = (batchOperationKey: string) =>
    owner.getBatchOperation({ batchOperationKey: batchOperationKey as never }, atOnce);
  const items = async (batchOperationKey: string) =>
    (await owner.searchBatchOperationItems({ filter: { batchOperationKey: batchOperationKey as never } }, atOnce))
      .items;
  const migrationPlan = (mapping: Record<string, string> = { check: 'examine' }) => ({
    targetProcessDefinitionKey: versions[1]! as never,
    mappingInstructions: Object.entries(mapping).map(([sourceElementId, targetElementId]) => ({
      sourceElementId: sourceElementId as never,
      targetElementId: targetElementId as never,
    })),
  });

  it('migrates what fits, names what does not, and tells how far it has come', async () => {
    const keys = await begin(5);
    await complete(keys[4]!, { agreed: false });
    const created = await owner.migrateProcessInstancesBatchOperation({
      filter: filter(),
      migrationPlan: migrationPlan(),
    });
    expect(created.batchOperationType).toBe('MIGRATE_PROCESS_INSTANCE');
    const key = created.batchOperationKey;
    expect(await operation(key)).toMatchObject({
      state: 'ACTIVE',
      endDate: null,
      actorType: 'USER',
      actorId: 'owner',
      operationsTotalCount: 5,
      operationsCompletedCount: 0,
    });
    await server.tick();
    expect(await operation(key)).toMatchObject({
      state: 'COMPLETED',
      endDate: expect.any(String),
      operationsCompletedCount: 4,
      operationsFailedCount: 1,
    });
    const failed = (await items(key)).filter(({ state }) => state === 'FAILED');
    expect(failed).toMatchObject([{ processInstanceKey: keys[4], itemKey: keys[4], errorMessage: expect.any(String) }]);
    expect(failed[0]!.errorMessage).toMatch(/sign/);
    expect((await instance(keys[0]!)).processDefinitionKey).toBe(versions[1]);
    expect((await instance(keys[4]!)).processDefinitionKey).toBe(versions[0]);
  });

  it('is foretold by a dry run that changes nothing', async () => {
    const keys = await begin(3);
    await complete(keys[2]!, { agreed: false });
    const body = { operationType: 'MIGRATE_PROCESS_INSTANCE', filter: filter(), migrationPlan: migrationPlan() };
    const check = await server.as('owner').post('/api/process-instances/batch-check', body);
    expect(check).toMatchObject({
      status: 200,
      body: { total: 3, checked: 3, refused: [{ processInstanceKey: keys[2], code: 'migration-refused' }] },
    });
    expect(check.body.refused[0].problems).toMatchObject([{ elementId: 'sign', message: expect.any(String) }]);
    expect((await instance(keys[0]!)).processDefinitionKey).toBe(versions[0]);
    const twice = { ...body, migrationPlan: migrationPlan({ check: 'nowhere' }) };
    const all = await server.as('owner').post('/api/process-instances/batch-check', twice);
    expect(all.body.refused).toHaveLength(3);
  });

  it('cancels, moves tokens and resolves incidents', async () => {
    const [moved, stuck, canceled] = (await begin(3)) as [string, string, string];
    const one = (processInstanceKey: string) => ({ filter: { processInstanceKey: processInstanceKey as never } });
    await owner.modifyProcessInstancesBatchOperation({
      ...one(moved),
      moveInstructions: [{ sourceElementId: 'check' as never, targetElementId: 'sign' as never }],
    });
    await complete(stuck, { agreed: 'perhaps' });
    const [incident] = (await owner.searchIncidents({ filter: { processInstanceKey: stuck } } as never, atOnce)).items;
    await server.as('owner').put(`/v2/element-instances/${stuck}/variables`, { variables: { agreed: true } });
    const resolution = await owner.resolveIncidentsBatchOperation(one(stuck));
    await owner.cancelProcessInstancesBatchOperation(one(canceled));
    for (let turn = 0; turn < 3; turn += 1) await server.tick();

    const open = await owner.searchElementInstances(
      { filter: { processInstanceKey: moved, state: 'ACTIVE', type: 'USER_TASK' } } as never,
      atOnce,
    );
    expect(open.items.map(({ elementId }) => elementId)).toEqual(['sign']);
    expect(await items(resolution.batchOperationKey)).toMatchObject([
      { itemKey: incident!.incidentKey, processInstanceKey: stuck, state: 'COMPLETED' },
    ]);
    expect((await instance(stuck)).state).toBe('COMPLETED');
    expect((await instance(canceled)).state).toBe('TERMINATED');
    const { items: operations } = await owner.searchBatchOperations({ sort: [{ field: 'startDate' }] }, atOnce);
    expect(operations.map(({ state }) => state)).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
  });

  it('is suspended, resumed and canceled; what was not begun then stays as it is', async () => {
    const keys = await begin(2);
    const { batchOperationKey } = await owner.cancelProcessInstancesBatchOperation({ filter: filter() });
    await owner.suspendBatchOperation({ batchOperationKey });
    await server.tick();
    expect((await operation(batchOperationKey)).operationsCompletedCount).toBe(0);
    expect(await refusalOf(owner.suspendBatchOperation({ batchOperationKey }))).toBe('409 batch-operation-suspended');
    await owner.resumeBatchOperation({ batchOperationKey });
    expect(await refusalOf(owner.resumeBatchOperation({ batchOperationKey }))).toBe('409 batch-operation-active');
    await owner.cancelBatchOperation({ batchOperationKey });
    await server.tick();
    expect(await operation(batchOperationKey)).toMatchObject({ state: 'CANCELED', operationsTotalCount: 2 });
    expect((await items(batchOperationKey)).map(({ state }) => state)).toEqual(['CANCELED', 'CANCELED']);
    expect(await refusalOf(owner.cancelBatchOperation({ batchOperationKey }))).toBe('409 batch-operation-ended');
    expect((await instance(keys[0]!)).state).toBe('ACTIVE');
  });

  it('goes on after an interruption, each item once, though two nodes work on it', async () => {
    const keys = await begin(90);
    const { batchOperationKey } = await owner.migrateProcessInstancesBatchOperation({
      filter: filter(),
      migrationPlan: migrationPlan(),
    });
    const worker = server.app.get(BatchWorker);
    expect(await worker.runDue()).toBe(true);
    expect((await operation(batchOperationKey)).operationsCompletedCount).toBe(60);
    await Promise.all([worker.runDue(), worker.runDue()]);
    expect(await operation(batchOperationKey)).toMatchObject({ state: 'COMPLETED', operationsCompletedCount: 90 });
    const migrated = await server.app
      .get(Database)
      .all<{ n: number }>(
        `SELECT count(*) AS n FROM history_event WHERE type = 'PROCESS_MIGRATED' GROUP BY instance_key`,
      );
    expect(migrated).toEqual(keys.map(() => ({ n: 1 })));
  });

  it('reaches petitions for their migration only, and within their own process', async () => {
    const { body } = await server.as('jiefang').post<Json>('/api/cases', petitionBody);
    const one = { processInstanceKey: body.instanceKey };
    const check = (operationType: string, more = {}) =>
      server.as('owner').post<Json>('/api/process-instances/batch-check', { operationType, filter: one, ...more });
    expect((await check('CANCEL_PROCESS_INSTANCE')).body.refused).toMatchObject([{ code: 'petition-instance' }]);
    expect(
      (await check('MODIFY_PROCESS_INSTANCE', { moveInstructions: [{ sourceElementId: 'a', targetElementId: 'b' }] }))
        .body.refused,
    ).toMatchObject([{ code: 'petition-instance' }]);
    expect((await check('MIGRATE_PROCESS_INSTANCE', { migrationPlan: migrationPlan() })).body.refused).toMatchObject([
      { code: 'petition-instance' },
    ]);
    const { processDefinitionKey } = (
      await owner.searchProcessDefinitions({ filter: { processDefinitionId: 'xf_reception' } }, atOnce)
    ).items[0]!;
    const plan = { targetProcessDefinitionKey: processDefinitionKey, mappingInstructions: [] };
    expect((await check('MIGRATE_PROCESS_INSTANCE', { migrationPlan: plan })).body).toMatchObject({
      total: 1,
      refused: [],
    });
    const list = (await server.as('owner').get('/api/process-instances?processId=xf_reception')).body;
    expect(list.items).toMatchObject([{ key: body.instanceKey, isPetition: true }]);
    expect(JSON.stringify(list)).not.toMatch(new RegExp(`${body.number}|${petitionBody.title}`));
  });

  it('is for those who may do it alone', async () => {
    const [key] = await begin(1);
    const plan = migrationPlan();
    for (const username of ['jiefang', 'auditor', 'admin']) {
      const as = server.as(username);
      const bodies: Record<string, object> = {
        cancellation: {},
        migration: { migrationPlan: plan },
        modification: { moveInstructions: [{ sourceElementId: 'check', targetElementId: 'sign' }] },
      };
      for (const [path, body] of Object.entries(bodies)) {
        const answer = await as.post(`/v2/process-instances/${path}`, { filter: { processInstanceKey: key }, ...body });
        expect(answer.status).toBe(403);
      }
      expect((await as.get('/api/process-instances')).status).toBe(403);
    }
    const { batchOperationKey } = await owner.cancelProcessInstancesBatchOperation({ filter: filter() });
    const other = clientOf(server, 'jiefang');
    expect(await refusalOf(other.getBatchOperation({ batchOperationKey }, atOnce))).toBe('404 not-found');
    expect(await refusalOf(other.cancelBatchOperation({ batchOperationKey }))).toBe('404 not-found');
    expect((await other.searchBatchOperationItems({}, atOnce)).items).toEqual([]);
    const none = await clientOf(server, 'chengban').resolveIncidentsBatchOperation({ filter: filter() });
    expect(none.batchOperationType).toBe('RESOLVE_INCIDENT');
  });

  it('is refused whole when it is not understood', async () => {
    await begin(1);
    const post = (path: string, body: object) => server.as('owner').post<Json>(`/v2/process-instances/${path}`, body);
    const wrong: [string, object, string][] = [
      ['cancellation', {}, 'filter'],
      ['cancellation', { filter: {} }, 'filter'],
      ['cancellation', { filter: { nonsense: 1 } }, 'filter.nonsense'],
      ['cancellation', { filter: { state: 'RUNNING' } }, 'filter.state'],
      ['migration', { filter: filter() }, 'migrationPlan'],
      [
        'migration',
        { filter: filter(), migrationPlan: { ...migrationPlan(), targetProcessDefinitionKey: 'x' } },
        'migrationPlan.targetProcessDefinitionKey',
      ],
      ['modification', { filter: filter(), moveInstructions: [] }, 'moveInstructions'],
      [
        'modification',
        { filter: filter(), moveInstructions: [{ sourceElementId: 'check' }] },
        'moveInstructions[0].targetElementId',
      ],
    ];
    for (const [path, body, place] of wrong) {
      const answer = await post(path, body);
      expect([path, answer.status, answer.body.problems?.[0]?.path]).toEqual([path, 400, place]);
    }
    const doubled = {
      ...migrationPlan(),
      mappingInstructions: [...migrationPlan().mappingInstructions, ...migrationPlan().mappingInstructions],
    };
    expect((await post('migration', { filter: filter(), migrationPlan: doubled })).body.problems[0].path).toBe(
      'migrationPlan.mappingInstructions[1].sourceElementId',
    );
    const unknown = { ...migrationPlan(), targetProcessDefinitionKey: '99' };
    expect((await post('migration', { filter: filter(), migrationPlan: unknown })).status).toBe(404);
    const check = (body: object) => server.as('owner').post<Json>('/api/process-instances/batch-check', body);
    expect(
      (await check({ operationType: 'CANCEL_PROCESS_INSTANCE', filter: filter(), migrationPlan: migrationPlan() }))
        .status,
    ).toBe(400);
    expect((await check({ operationType: 'MIGRATE_PROCESS_INSTANCE', filter: filter() })).status).toBe(400);
    expect((await check({ operationType: 'DELETE', filter: filter() })).status).toBe(400);
    expect((await owner.searchBatchOperations({}, atOnce)).items).toEqual([]);
    expect((await server.as('owner').get('/v2/batch-operations/99')).status).toBe(404);
  });
});
