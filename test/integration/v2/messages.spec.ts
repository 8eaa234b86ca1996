import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { petitionBody, waitingProcess } from './procedures.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

describe('messages', () => {
  let server: TestServer;
  let owner: CamundaClient;
  beforeAll(async () => {
    server = await startTestServer();
    owner = clientOf(server, 'owner');
    await owner.createDeployment({ resources: [fileOf('v2_waiting.bpmn', waitingProcess)] });
  });
  afterAll(() => server.close());

  const startWaiting = async (letterNumber: string): Promise<string> =>
    (await owner.createProcessInstance({ processDefinitionId: 'v2_waiting' as never, variables: { letterNumber } }))
      .processInstanceKey;
  const stateOf = async (processInstanceKey: string): Promise<string> =>
    (await owner.getProcessInstance({ processInstanceKey: processInstanceKey as never }, atOnce)).state;

  it('reach the instance that waits for them', async () => {
    const waiting = await startWaiting('n-1');
    const other = await startWaiting('n-2');
    await owner.publishMessage({ name: 'v2_answer', correlationKey: 'n-1', variables: { answer: '已收到' } });
    expect([await stateOf(waiting), await stateOf(other)]).toEqual(['COMPLETED', 'ACTIVE']);
    const { items } = await owner.searchVariables(
      { filter: { processInstanceKey: waiting as never, name: 'answer' } },
      atOnce,
    );
    expect(items.map((item) => item.value)).toEqual(['"已收到"']);
  });

  it('are correlated at once, or refused when nobody waits', async () => {
    const waiting = await startWaiting('n-3');
    const correlated = await owner.correlateMessage({ name: 'v2_answer', correlationKey: 'n-3' });
    expect(correlated.processInstanceKey).toBe(waiting);
    expect(await stateOf(waiting)).toBe('COMPLETED');
    expect(await refusalOf(owner.correlateMessage({ name: 'v2_answer', correlationKey: 'n-3' }))).toBe('404 not-found');
  });

  it('wait for a receiver as long as they live, once for each id', async () => {
    const message = { name: 'v2_answer', correlationKey: 'n-4', timeToLive: 60_000, messageId: 'm-1' };
    await owner.publishMessage(message);
    expect(await refusalOf(owner.publishMessage(message))).toBe('409 message-published');
    const waiting = await startWaiting('n-4');
    await server.tick();
    expect(await stateOf(waiting)).toBe('COMPLETED');

    await owner.publishMessage({ ...message, correlationKey: 'n-5' });
    server.clock.passMinutes(2);
    const late = await startWaiting('n-5');
    await server.tick();
    expect(await stateOf(late)).toBe('ACTIVE');
  });

  it('do not move what the sender may not see', async () => {
    const petition = await server.as('jiefang').post('/api/cases', petitionBody);
    const { number } = petition.body;
    for (const name of ['答复送达', '秩序事件']) {
      expect(await refusalOf(owner.publishMessage({ name, correlationKey: number }))).toBe('403 receiver-out-of-reach');
      expect(await refusalOf(owner.correlateMessage({ name, correlationKey: number }))).toBe(
        '403 receiver-out-of-reach',
      );
    }
    // A number nobody has is answered alike, so that numbers cannot be tried out.
    const unknown = `${number.slice(0, -4)}9999`;
    expect(await refusalOf(owner.publishMessage({ name: '答复送达', correlationKey: unknown }))).toBe(
      '403 receiver-out-of-reach',
    );
    expect(
      (
        await clientOf(server, 'fuzeren').searchProcessInstances(
          { filter: { processDefinitionId: 'xf_order' } },
          atOnce,
        )
      ).items,
    ).toEqual([]);
  });

  it('are published by integrations only', async () => {
    for (const username of ['jiefang', 'chengban', 'auditor']) {
      expect(
        await refusalOf(clientOf(server, username).publishMessage({ name: 'v2_answer', correlationKey: 'n-2' })),
      ).toBe('403 role-missing');
    }
    expect((await server.as('owner').post('/v2/messages/publication', { name: '' })).status).toBe(400);
    expect((await server.as('owner').post('/v2/messages/publication', { name: 'a', timeToLive: -1 })).status).toBe(400);
    expect((await server.as('owner').post('/v2/messages/correlation', { name: 'a', timeToLive: 5 })).status).toBe(400);
  });
});
