import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { bpmnText, element, end, extensions, flow, properties, start, userTask } from '../../builders/bpmn-text.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

const lane = `<bpmn:laneSet id="lanes"><bpmn:lane id="lane_office">${extensions(properties({ role: 'R1' }))}${[
  'begin',
  'work',
  'done',
]
  .map((id) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`)
  .join('')}</bpmn:lane></bpmn:laneSet>`;
const free = bpmnText(
  'v2_free',
  lane,
  start('begin'),
  flow('begin', 'work'),
  element(
    'adHocSubProcess',
    'work',
    `${userTask('visit')}${userTask('call')}<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=enough</bpmn:completionCondition>`,
  ),
  flow('work', 'done'),
  end('done'),
);

describe('ad-hoc subprocesses and variables by hand', () => {
  let server: TestServer;
  let owner: CamundaClient;
  let officer: CamundaClient;
  let instance: string;
  let subProcess: string;
  beforeAll(async () => {
    server = await startTestServer();
    owner = clientOf(server, 'owner');
    officer = clientOf(server, 'jiefang');
    await owner.createDeployment({ resources: [fileOf('v2_free.bpmn', free)] });
  });
  beforeEach(async () => {
    instance = (
      await officer.createProcessInstance({ processDefinitionId: 'v2_free' as never, variables: { enough: false } })
    ).processInstanceKey;
    const { items } = await officer.searchElementInstances(
      { filter: { processInstanceKey: instance as never, type: 'AD_HOC_SUB_PROCESS' } },
      atOnce,
    );
    subProcess = items[0]!.elementInstanceKey;
  });
  afterAll(() => server.close());

  const list = async (username = 'jiefang') =>
    server.as(username).get(`/api/process-instances/${instance}/ad-hoc-activities`);
  const activate = (client: CamundaClient, ...elements: { elementId: string; variables?: object }[]) =>
    client.activateAdHocSubProcessActivities({
      adHocSubProcessInstanceKey: subProcess as never,
      elements: elements as never,
    });
  const tasks = async () =>
    (await officer.searchUserTasks({ filter: { processInstanceKey: instance as never, state: 'CREATED' } }, atOnce))
      .items;

  it('say what may begin', async () => {
    expect((await list()).body).toEqual([
      {
        adHocSubProcessInstanceKey: subProcess,
        elementId: 'work',
        elementName: 'work',
        activities: [
          { elementId: 'visit', elementName: 'visit', type: 'USER_TASK' },
          { elementId: 'call', elementName: 'call', type: 'USER_TASK' },
        ],
      },
    ]);
    expect((await list('chengban')).status).toBe(404);
  });

  it('begin what their performer chooses, each with its variables', async () => {
    await activate(officer, { elementId: 'visit', variables: { whom: '张某' } }, { elementId: 'call' });
    const open = await tasks();
    expect(open.map(({ elementId }) => elementId).sort()).toEqual(['call', 'visit']);
    const visit = open.find(({ elementId }) => elementId === 'visit')!;
    const { items } = await officer.searchUserTaskVariables({ userTaskKey: visit.userTaskKey }, atOnce);
    expect(items.map(({ name, value }) => [name, value])).toEqual(
      expect.arrayContaining([
        ['enough', 'false'],
        ['whom', '"张某"'],
      ]),
    );
  });

  it('refuse what cannot begin, and begin nothing of it', async () => {
    expect(
      await refusalOf(activate(officer, { elementId: 'visit' }, { elementId: 'nowhere', variables: { a: 1 } })),
    ).toBe('409 ad-hoc-not-open');
    expect(await tasks()).toEqual([]);
    expect(await refusalOf(activate(clientOf(server, 'chengban'), { elementId: 'visit' }))).toBe('404 not-found');
    expect(await refusalOf(activate(clientOf(server, 'auditor'), { elementId: 'visit' }))).toBe('403 role-missing');
    const path = `/v2/element-instances/ad-hoc-activities/${subProcess}/activation`;
    for (const body of [
      {},
      { elements: [] },
      { elements: [{}] },
      { elements: [{ elementId: 'visit' }], cancelRemainingInstances: true },
    ])
      expect((await server.as('jiefang').post(path, body)).status).toBe(400);
  });

  it('let the process owner set variables of a scope or of the process', async () => {
    instance = (
      await owner.createProcessInstance({ processDefinitionId: 'v2_free' as never, variables: { enough: false } })
    ).processInstanceKey;
    const { items } = await owner.searchElementInstances(
      { filter: { processInstanceKey: instance as never, elementId: 'work' as never } },
      atOnce,
    );
    const set = (elementInstanceKey: string, variables: object, local?: boolean) =>
      owner.createElementInstanceVariables({
        elementInstanceKey: elementInstanceKey as never,
        variables: variables as never,
        ...(local === undefined ? {} : { local }),
      });
    await set(items[0]!.elementInstanceKey, { own: 1 }, true);
    await set(items[0]!.elementInstanceKey, { own: 2, everywhere: 3 });
    await set(instance, { enough: true });
    const found = (await owner.searchVariables({ filter: { processInstanceKey: instance as never } }, atOnce)).items;
    expect(found.map(({ name, value, scopeKey }) => [name, value, scopeKey]).sort()).toEqual(
      [
        ['enough', 'true', instance],
        ['everywhere', '3', instance],
        ['own', '2', items[0]!.elementInstanceKey],
      ].sort(),
    );
    expect(await refusalOf(set('5', { a: 1 }))).toBe('404 not-found');
    expect((await server.as('owner').put(`/v2/element-instances/${instance}/variables`, {})).status).toBe(400);
    expect(
      (await server.as('jiefang').put(`/v2/element-instances/${instance}/variables`, { variables: {} })).status,
    ).toBe(403);
    await owner.cancelProcessInstance({ processInstanceKey: instance as never });
    expect(await refusalOf(set(instance, { a: 1 }))).toBe('409 instance-ended');
  });
});
