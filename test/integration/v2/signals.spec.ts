import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { bpmnText, element, end, flow, start, userTask } from '../../builders/bpmn-text.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

const signal = '<bpmn:signal id="alarm" name="v2_alarm" />';
const heard = '<bpmn:signalEventDefinition signalRef="alarm" />';
const listening = bpmnText(
  'v2_listening',
  signal,
  start('begin'),
  flow('begin', 'hear'),
  element('intermediateCatchEvent', 'hear', heard),
  flow('hear', 'done'),
  end('done'),
);
const started = bpmnText(
  'v2_started',
  signal,
  start('begin', heard),
  flow('begin', 'help'),
  userTask('help'),
  flow('help', 'done'),
  end('done'),
);

const conditional = (id: string, condition: string) =>
  bpmnText(
    id,
    start(
      'begin',
      `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">${condition}</bpmn:condition></bpmn:conditionalEventDefinition>`,
    ),
    flow('begin', 'look'),
    userTask('look'),
    flow('look', 'done'),
    end('done'),
  );

describe('signals and conditions from outside', () => {
  let server: TestServer;
  let owner: CamundaClient;
  beforeAll(async () => {
    server = await startTestServer();
    owner = clientOf(server, 'owner');
    await owner.createDeployment({
      resources: [
        fileOf('v2_listening.bpmn', listening),
        fileOf('v2_started.bpmn', started),
        fileOf('v2_crowd.bpmn', conditional('v2_crowd', '=people &gt; 4')),
        fileOf('v2_heat.bpmn', conditional('v2_heat', '=degrees &gt; 38')),
      ],
    });
  });
  afterAll(() => server.close());

  const instances = async (processDefinitionId: string) =>
    (await owner.searchProcessInstances({ filter: { processDefinitionId } }, atOnce)).items;

  it('a signal reaches all who wait and starts what begins with it', async () => {
    for (let count = 0; count < 2; count += 1)
      await owner.createProcessInstance({ processDefinitionId: 'v2_listening' as never });
    const { signalKey } = await owner.broadcastSignal({ signalName: 'v2_alarm', variables: { where: '大厅' } });
    expect(signalKey).toMatch(/^\d+$/);
    expect((await instances('v2_listening')).map(({ state }) => state)).toEqual(['COMPLETED', 'COMPLETED']);
    const [begun] = await instances('v2_started');
    const { items } = await owner.searchVariables(
      { filter: { processInstanceKey: begun!.processInstanceKey } },
      atOnce,
    );
    expect(items.map(({ name, value }) => [name, value])).toEqual([['where', '"大厅"']]);
  });

  it('a signal that nobody knows reaches nobody', async () => {
    expect((await owner.broadcastSignal({ signalName: 'v2_nothing' })).signalKey).toMatch(/^\d+$/);
  });

  it('a signal is broadcast by integrations only, and named', async () => {
    for (const username of ['jiefang', 'auditor'])
      expect(await refusalOf(clientOf(server, username).broadcastSignal({ signalName: 'v2_alarm' }))).toBe(
        '403 role-missing',
      );
    for (const body of [{}, { signalName: '' }, { signalName: 'a', variables: 1 }, { signalName: 'a', other: 1 }])
      expect((await server.as('owner').post('/v2/signals/broadcast', body)).status).toBe(400);
  });

  it('conditions that hold start their processes with the variables', async () => {
    const { processInstances } = await owner.evaluateConditionals({ variables: { people: 5 } });
    expect(processInstances).toHaveLength(1);
    const [begun] = await instances('v2_crowd');
    expect(begun!.processInstanceKey).toBe(processInstances[0]!.processInstanceKey);
    expect(await instances('v2_heat')).toEqual([]);
    expect((await owner.evaluateConditionals({ variables: { people: 1, degrees: 20 } })).processInstances).toEqual([]);
  });

  it('of a definition that is named, what cannot be decided is a mistake', async () => {
    const { items } = await owner.searchProcessDefinitions({ filter: { processDefinitionId: 'v2_heat' } }, atOnce);
    const processDefinitionKey = items[0]!.processDefinitionKey;
    expect(await refusalOf(owner.evaluateConditionals({ processDefinitionKey, variables: {} }))).toBe(
      '422 condition-undecided',
    );
    const both = { processDefinitionKey, variables: { people: 9, degrees: 40 } };
    expect((await owner.evaluateConditionals(both)).processInstances).toHaveLength(1);
    expect(await refusalOf(owner.evaluateConditionals({ processDefinitionKey: '5' as never, variables: {} }))).toBe(
      '404 not-found',
    );
  });
});
