import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { boundary, bpmnText, end, flow, start, timer, userTask } from '../../builders/bpmn-text.js';
import type { Json } from '../../builders/caller.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { petitionBody } from './procedures.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

const first = bpmnText(
  'v2_permit',
  start('begin'),
  flow('begin', 'check'),
  userTask('check', '<zeebe:assignmentDefinition candidateUsers="owner" />'),
  flow('check', 'sign'),
  userTask('sign'),
  flow('sign', 'done'),
  end('done'),
);
/** The check has another id and is watched now; the signature is gone. */
const second = bpmnText(
  'v2_permit',
  start('begin'),
  flow('begin', 'examine'),
  userTask('examine'),
  boundary('late', 'examine', timer('PT1H', 'timeDuration')),
  flow('late', 'urge'),
  userTask('urge'),
  flow('urge', 'over'),
  end('over'),
  flow('examine', 'done'),
  end('done'),
);

describe('changing a running instance', () => {
  let server: TestServer;
  let owner: CamundaClient;
  let versions: string[];
  beforeAll(async () => {
    server = await startTestServer();
    owner = clientOf(server, 'owner');
    versions = [];
    for (const text of [first, second]) {
      const { deployments } = await owner.createDeployment({ resources: [fileOf('v2_permit.bpmn', text)] });
      versions.push(deployments[0]!.processDefinition!.processDefinitionKey);
    }
  });
  afterAll(() => server.close());

  const begin = async () =>
    (await owner.createProcessInstance({ processDefinitionKey: versions[0]! as never })).processInstanceKey;
  const open = async (processInstanceKey: string) =>
    (await owner.searchElementInstances({ filter: { processInstanceKey, state: 'ACTIVE' } } as never, atOnce)).items;
  const migrate = (processInstanceKey: string, mapping: Record<string, string>, target = versions[1]!) =>
    owner.migrateProcessInstance({
      processInstanceKey: processInstanceKey as never,
      targetProcessDefinitionKey: target as never,
      mappingInstructions: Object.entries(mapping).map(([sourceElementId, targetElementId]) => ({
        sourceElementId: sourceElementId as never,
        targetElementId: targetElementId as never,
      })),
    });
  const modify = (processInstanceKey: string, instructions: object) =>
    owner.modifyProcessInstance({ processInstanceKey: processInstanceKey as never, ...instructions } as never);

  it('it goes on in another version, with what is new there', async () => {
    const key = await begin();
    await migrate(key, { check: 'examine' });
    expect(await owner.getProcessInstance({ processInstanceKey: key }, atOnce)).toMatchObject({
      processDefinitionKey: versions[1],
      processDefinitionVersion: 2,
      state: 'ACTIVE',
    });
    expect(await open(key)).toMatchObject([{ elementId: 'examine', elementName: 'examine', type: 'USER_TASK' }]);
    const { items } = await owner.searchUserTasks({ filter: { processInstanceKey: key } } as never, atOnce);
    expect(items).toMatchObject([{ elementId: 'examine', name: 'examine', processDefinitionKey: versions[1] }]);

    server.clock.passMinutes(61);
    await server.tick();
    expect((await open(key)).map(({ elementId }) => elementId)).toEqual(['urge']);
    const { body } = await server.as('owner').get<Json[]>(`/api/audit/instances/${key}/timeline`);
    expect(body.map((event: Json) => event.type)).toContain('PROCESS_MIGRATED');
  });

  it('it stays where it is when an open element has no place in the other version, and each is named', async () => {
    const key = await begin();
    const answer = await server.as('owner').post(`/v2/process-instances/${key}/migration`, {
      targetProcessDefinitionKey: versions[1],
      mappingInstructions: [],
    });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'migration-refused', problems: [{ elementId: 'check' }] },
    });
    expect(await refusalOf(migrate(key, { check: 'nowhere' }))).toBe('422 migration-refused');
    expect(await refusalOf(migrate(key, { check: 'examine' }, '5'))).toBe('404 not-found');
    const twice = { sourceElementId: 'check', targetElementId: 'examine' };
    const doubled = { targetProcessDefinitionKey: versions[1], mappingInstructions: [twice, twice] };
    expect((await server.as('owner').post(`/v2/process-instances/${key}/migration`, doubled)).status).toBe(400);
    expect(await owner.getProcessInstance({ processInstanceKey: key }, atOnce)).toMatchObject({
      processDefinitionVersion: 1,
    });
    expect((await open(key)).map(({ elementId }) => elementId)).toEqual(['check']);
  });

  it('elements begin and end by hand, with variables', async () => {
    const key = await begin();
    await modify(key, {
      activateInstructions: [
        {
          elementId: 'sign',
          variableInstructions: [{ variables: { why: '补签' }, scopeId: 'sign' }, { variables: { checked: true } }],
        },
      ],
      terminateInstructions: [{ elementId: 'check' }],
    });
    const [sign, ...others] = await open(key);
    expect([sign!.elementId, others]).toEqual(['sign', []]);
    const { items } = await owner.searchVariables({ filter: { processInstanceKey: key as never } }, atOnce);
    expect(items.map(({ name, scopeKey }) => [name, scopeKey]).sort()).toEqual(
      [
        ['checked', key],
        ['why', sign!.elementInstanceKey],
      ].sort(),
    );
    await modify(key, { terminateInstructions: [{ elementInstanceKey: sign!.elementInstanceKey }] });
    expect(await owner.getProcessInstance({ processInstanceKey: key }, atOnce)).toMatchObject({ state: 'TERMINATED' });
  });

  it('what does not fit is refused as a whole', async () => {
    const key = await begin();
    const sign = { elementId: 'sign' };
    const refusals = [
      [{ activateInstructions: [sign, { elementId: 'nowhere' }] }, 422],
      [{}, 422],
      [{ activateInstructions: [sign], terminateInstructions: [{ elementId: 'sign' }] }, 400],
      [{ terminateInstructions: [{ elementId: 'check', elementInstanceKey: '1' }] }, 400],
      [{ terminateInstructions: [{ elementInstanceKey: '1' }] }, 422],
      [{ moveInstructions: [{}] }, 400],
    ] as const;
    for (const [body, status] of refusals)
      expect([body, (await server.as('owner').post(`/v2/process-instances/${key}/modification`, body)).status]).toEqual(
        [body, status],
      );
    expect((await open(key)).map(({ elementId }) => elementId)).toEqual(['check']);
  });

  it('it is suspended and resumed', async () => {
    const key = await begin();
    const post = (path: string, username = 'owner', body?: object) =>
      server.as(username).post(`/api/process-instances/${key}/${path}`, body);
    expect(await post('resumption')).toMatchObject({ status: 409, body: { code: 'instance-active' } });
    expect((await post('suspension', 'owner', { why: 'x' })).status).toBe(400);
    expect((await post('suspension', 'jiefang')).status).toBe(403);
    expect((await post('suspension')).status).toBe(204);
    expect(await refusalOf(modify(key, { activateInstructions: [{ elementId: 'sign' }] }))).toBe(
      '409 instance-suspended',
    );
    expect((await post('resumption')).status).toBe(204);
    await modify(key, { activateInstructions: [{ elementId: 'sign' }] });
    expect((await open(key)).map(({ elementId }) => elementId).sort()).toEqual(['check', 'sign']);
  });

  it('a petition is not changed by hand, nor anything by others than the process owner', async () => {
    const petition = await server.as('jiefang').post('/api/cases', petitionBody);
    const { instanceKey } = petition.body;
    const petitionInstance = { status: 409, body: { code: 'petition-instance' } };
    for (const path of ['migration', 'modification']) {
      const body = path === 'migration' ? { targetProcessDefinitionKey: versions[1], mappingInstructions: [] } : {};
      expect((await server.as('jiefang').post(`/v2/process-instances/${instanceKey}/${path}`, body)).status).toBe(403);
      expect(await server.as('owner').post(`/v2/process-instances/${instanceKey}/${path}`, body)).toMatchObject(
        petitionInstance,
      );
    }
    expect(await server.as('owner').post(`/api/process-instances/${instanceKey}/suspension`)).toMatchObject(
      petitionInstance,
    );
    expect(await server.as('owner').post(`/v2/process-instances/${instanceKey}/cancellation`)).toMatchObject(
      petitionInstance,
    );
  });
});
