import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { bpmnText, element, end, extensions, flow, start, userTask } from '../../builders/bpmn-text.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

const caller = bpmnText(
  'v2_caller',
  start('begin'),
  flow('begin', 'ask'),
  element('callActivity', 'ask', extensions('<zeebe:calledElement processId="v2_answerer" />')),
  flow('ask', 'done'),
  end('done'),
);
const answerer = bpmnText(
  'v2_answerer',
  start('begin'),
  flow('begin', 'think'),
  userTask('think'),
  flow('think', 'done'),
  end('done'),
);

describe('called processes', () => {
  let server: TestServer;
  let owner: CamundaClient;
  let parent: string;
  beforeAll(async () => {
    server = await startTestServer();
    owner = clientOf(server, 'owner');
    await owner.createDeployment({
      resources: [fileOf('v2_caller.bpmn', caller), fileOf('v2_answerer.bpmn', answerer)],
    });
    parent = (await owner.createProcessInstance({ processDefinitionId: 'v2_caller' as never })).processInstanceKey;
  });
  afterAll(() => server.close());

  const children = async (filter: object) => (await owner.searchProcessInstances({ filter } as never, atOnce)).items;

  it('are found by their caller, and say who called them', async () => {
    const [call] = (
      await owner.searchElementInstances(
        { filter: { processInstanceKey: parent as never, type: 'CALL_ACTIVITY' } },
        atOnce,
      )
    ).items;
    const [child, ...others] = await children({ parentProcessInstanceKey: parent });
    expect(others).toEqual([]);
    expect(child).toMatchObject({
      processDefinitionId: 'v2_answerer',
      state: 'ACTIVE',
      parentProcessInstanceKey: parent,
      parentElementInstanceKey: call!.elementInstanceKey,
      rootProcessInstanceKey: parent,
    });
    expect(await children({ parentElementInstanceKey: call!.elementInstanceKey })).toEqual([child]);
    expect(
      await children({ parentElementInstanceKey: { $exists: false }, processDefinitionId: 'v2_answerer' }),
    ).toEqual([]);
    const [{ rootProcessInstanceKey } = { rootProcessInstanceKey: '' }] = (
      await owner.searchElementInstances({ filter: { processInstanceKey: child!.processInstanceKey } }, atOnce)
    ).items;
    expect(rootProcessInstanceKey).toBe(parent);
    expect(await owner.getProcessInstance({ processInstanceKey: parent as never }, atOnce)).toMatchObject({
      parentProcessInstanceKey: null,
      parentElementInstanceKey: null,
      rootProcessInstanceKey: parent,
    });
  });

  it('are told of on the timeline of the caller', async () => {
    const [child] = await children({ parentProcessInstanceKey: parent });
    const { body } = await server.as('owner').get(`/api/audit/instances/${parent}/timeline`);
    expect(body).toContainEqual(
      expect.objectContaining({ type: 'CALL', elementId: 'ask', calledInstanceKey: child!.processInstanceKey }),
    );
  });

  it('end with their caller', async () => {
    const [child] = await children({ parentProcessInstanceKey: parent });
    await owner.cancelProcessInstance({ processInstanceKey: parent as never });
    expect(await owner.getProcessInstance({ processInstanceKey: child!.processInstanceKey }, atOnce)).toMatchObject({
      state: 'TERMINATED',
    });
    expect(await refusalOf(owner.cancelProcessInstance({ processInstanceKey: child!.processInstanceKey }))).toBe(
      '409 instance-ended',
    );
  });

  it('are not searched by what is no key', async () => {
    const { status } = await server
      .as('owner')
      .post('/v2/process-instances/search', { filter: { parentProcessInstanceKey: 'x' } });
    expect(status).toBe(400);
  });
});
