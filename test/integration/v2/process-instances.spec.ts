import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { answers } from '../../builders/answers.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { opinionForm, petitionBody, reviewProcess } from './procedures.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

describe('process instances', () => {
  let server: TestServer;
  let owner: CamundaClient;
  let office: CamundaClient;
  beforeAll(async () => {
    server = await startTestServer();
    owner = clientOf(server, 'owner');
    office = clientOf(server, 'jiefang');
    await owner.createDeployment({
      resources: [fileOf('v2_review.bpmn', reviewProcess), fileOf('v2_opinion.form', opinionForm)],
    });
  });
  afterAll(() => server.close());

  const startReview = (variables: Record<string, unknown> = {}): ReturnType<CamundaClient['createProcessInstance']> =>
    office.createProcessInstance({ processDefinitionId: 'v2_review' as never, variables });

  it('start by id, by version and by key, and can be read at once', async () => {
    const byId = await startReview({ reason: '测试' });
    expect(byId).toMatchObject({
      processDefinitionId: 'v2_review',
      processDefinitionVersion: 1,
      tenantId: '<default>',
      businessId: null,
    });
    await office.createProcessInstance({ processDefinitionId: 'v2_review' as never, processDefinitionVersion: 1 });
    await office.createProcessInstance({ processDefinitionKey: byId.processDefinitionKey });

    const instance = await office.getProcessInstance({ processInstanceKey: byId.processInstanceKey }, atOnce);
    expect(instance).toMatchObject({
      state: 'ACTIVE',
      hasIncident: false,
      endDate: null,
      startDate: '2026-06-01T01:00:00.000Z',
    });
    const found = await office.searchProcessInstances(
      { filter: { processInstanceKey: byId.processInstanceKey } },
      atOnce,
    );
    expect(found.items).toEqual([instance]);
  });

  it('are found by what they hold', async () => {
    const { processInstanceKey } = await startReview({ reason: '补贴', amount: 12 });
    const keysOf = async (filter: object): Promise<string[]> =>
      (await office.searchProcessInstances({ filter }, atOnce)).items.map((item) => item.processInstanceKey);
    expect(await keysOf({ variables: [{ name: 'reason', value: '"补贴"' }] })).toEqual([processInstanceKey]);
    expect(await keysOf({ variables: [{ name: 'amount', value: { $in: ['11', '12'] } }], state: 'ACTIVE' })).toEqual([
      processInstanceKey,
    ]);
    expect(await keysOf({ processInstanceKey, state: { $in: ['COMPLETED', 'TERMINATED'] } })).toEqual([]);
    expect(
      await keysOf({ processInstanceKey, elementId: 'give_opinion', parentProcessInstanceKey: { $exists: false } }),
    ).toEqual([processInstanceKey]);
  });

  it('page by cursors', async () => {
    const all = (
      await server.as('jiefang').post('/v2/process-instances/search', { sort: [{ field: 'startDate', order: 'DESC' }] })
    ).body;
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await server.as('jiefang').post('/v2/process-instances/search', {
        sort: [{ field: 'startDate', order: 'DESC' }],
        page: { limit: 2, ...(after ? { after } : {}) },
      });
      seen.push(...body.items.map((item: { processInstanceKey: string }) => item.processInstanceKey));
      after = body.page.endCursor ?? undefined;
    } while (after);
    expect(seen).toEqual(all.items.map((item: { processInstanceKey: string }) => item.processInstanceKey));
    expect(all.page.totalItems).toBe(seen.length);
  });

  it('refuse what this server does not carry out, by name', async () => {
    const refused = async (path: string, body: object): Promise<string[]> => {
      const answer = await server.as('jiefang').post(path, body);
      expect(answer.status).toBe(400);
      return answer.body.problems.map((problem: { path: string }) => problem.path);
    };
    expect(await refused('/v2/process-instances/search', { filter: { tags: ['a'] } })).toEqual(['filter.tags']);
    expect(await refused('/v2/process-instances/search', { sort: [{ field: 'businessKey' }] })).toEqual([
      'sort[0].field',
    ]);
    const start = { processDefinitionId: 'v2_review' };
    expect(await refused('/v2/process-instances', { ...start, awaitCompletion: true })).toEqual(['awaitCompletion']);
    expect(await refused('/v2/process-instances', { ...start, startInstructions: [{ elementId: 'decide' }] })).toEqual([
      'startInstructions',
    ]);
    expect(await refused('/v2/process-instances', { ...start, tags: ['a'] })).toEqual(['tags']);
    expect(await refused('/v2/process-instances', { ...start, businessId: 'a' })).toEqual(['businessId']);
    expect(await refused('/v2/process-instances', { ...start, tenantId: 'other' })).toEqual(['tenantId']);
    expect((await server.as('jiefang').post('/v2/process-instances', {})).status).toBe(400);
  });

  it('start only for the role of the start lane and the process owner', async () => {
    expect(
      await refusalOf(
        clientOf(server, 'chengban').createProcessInstance({ processDefinitionId: 'v2_review' as never }),
      ),
    ).toBe('403 start-not-allowed');
    expect(await refusalOf(owner.createProcessInstance({ processDefinitionId: 'v2_review' as never }))).toBe(
      'accepted',
    );
    expect(await refusalOf(office.createProcessInstance({ processDefinitionId: 'nothing' as never }))).toBe(
      '404 not-found',
    );
    expect(
      await refusalOf(
        office.createProcessInstance({ processDefinitionId: 'v2_review' as never, processDefinitionVersion: 9 }),
      ),
    ).toBe('404 not-found');
    expect(await refusalOf(office.createProcessInstance({ processDefinitionKey: '1' as never }))).toBe('404 not-found');
  });

  it('show their elements and variables', async () => {
    const { processInstanceKey } = await startReview({ reason: '长'.repeat(9_000), facts: { a: [1, 2] } });
    const elements = await office.searchElementInstances(
      { filter: { processInstanceKey }, sort: [{ field: 'elementId' }] },
      atOnce,
    );
    expect(elements.items.map((item) => [item.elementId, item.type, item.state])).toEqual([
      ['begin', 'START_EVENT', 'COMPLETED'],
      ['give_opinion', 'USER_TASK', 'ACTIVE'],
    ]);
    const [, waiting] = elements.items;
    expect(await office.getElementInstance({ elementInstanceKey: waiting!.elementInstanceKey }, atOnce)).toEqual(
      waiting,
    );
    expect(
      (await office.searchElementInstances({ filter: { elementInstanceScopeKey: processInstanceKey } }, atOnce)).items,
    ).toHaveLength(2);

    const found = await office.searchVariables({ filter: { processInstanceKey }, sort: [{ field: 'name' }] }, atOnce);
    expect(found.items.map((item) => [item.name, item.isTruncated, item.value.length])).toEqual([
      ['facts', false, 11],
      ['reason', true, 8_191],
    ]);
    const [facts, reason] = found.items;
    expect(JSON.parse(facts!.value)).toEqual({ a: [1, 2] });
    const { isTruncated, value, ...rest } = reason!;
    const whole = await office.getVariable({ variableKey: reason!.variableKey }, atOnce);
    expect(whole).toEqual({ ...rest, value: JSON.stringify('长'.repeat(9_000)) });
    const untruncated = await office.searchVariables(
      { filter: { processInstanceKey, name: 'reason' }, truncateValues: false },
      atOnce,
    );
    expect([untruncated.items[0]!.value, untruncated.items[0]!.isTruncated]).toEqual([whole.value, false]);
    expect([isTruncated, value.length]).toEqual([true, 8_191]);
  });

  it('end by cancellation, once, by those who may', async () => {
    const { processInstanceKey } = await startReview();
    expect(await refusalOf(clientOf(server, 'jiefang2').cancelProcessInstance({ processInstanceKey }))).toBe(
      '403 cancel-not-allowed',
    );
    await office.cancelProcessInstance({ processInstanceKey });
    const instance = await office.getProcessInstance({ processInstanceKey }, atOnce);
    expect(instance).toMatchObject({ state: 'TERMINATED', endDate: '2026-06-01T01:00:00.000Z' });
    expect(await refusalOf(office.cancelProcessInstance({ processInstanceKey }))).toBe('409 instance-ended');
    expect(await refusalOf(owner.cancelProcessInstance({ processInstanceKey: '4' as never }))).toBe('404 not-found');

    const other = await startReview();
    await owner.cancelProcessInstance({ processInstanceKey: other.processInstanceKey });
  });

  it('are not there for a unit that has no part in them', async () => {
    const { processInstanceKey } = await startReview({ reason: '不给别人看' });
    const stranger = clientOf(server, 'chengban2');
    expect(await refusalOf(stranger.getProcessInstance({ processInstanceKey }, atOnce))).toBe('404 not-found');
    expect(await refusalOf(stranger.cancelProcessInstance({ processInstanceKey }))).toBe('404 not-found');
    expect((await stranger.searchProcessInstances({ filter: { processInstanceKey } }, atOnce)).page.totalItems).toBe(0);
    expect((await stranger.searchElementInstances({ filter: { processInstanceKey } }, atOnce)).items).toEqual([]);
    const { items } = await office.searchVariables({ filter: { processInstanceKey } }, atOnce);
    expect((await stranger.searchVariables({ filter: { processInstanceKey } }, atOnce)).items).toEqual([]);
    expect(await refusalOf(stranger.getVariable({ variableKey: items[0]!.variableKey }, atOnce))).toBe('404 not-found');
  });

  describe('of a petition', () => {
    let instanceKey: string;
    let number: string;
    beforeAll(async () => {
      const registered = await server.as('jiefang').post('/api/cases', petitionBody);
      expect(registered.status).toBe(201);
      ({ instanceKey, number } = registered.body);
    });

    it('carry the number of the case', async () => {
      const { items } = await office.searchProcessInstances({ filter: { businessId: number } }, atOnce);
      expect(items).toMatchObject([
        { processInstanceKey: instanceKey, processDefinitionId: 'xf_reception', businessId: number },
      ]);
    });

    it('cannot be started without a registration, nor be cancelled by anybody', async () => {
      for (const client of [office, owner]) {
        expect(await refusalOf(client.createProcessInstance({ processDefinitionId: 'xf_reception' as never }))).toBe(
          '422 registration-required',
        );
      }
      for (const client of [office, owner]) {
        expect(await refusalOf(client.cancelProcessInstance({ processInstanceKey: instanceKey as never }))).toBe(
          '409 petition-instance',
        );
      }
      const { state } = await office.getProcessInstance({ processInstanceKey: instanceKey as never }, atOnce);
      expect(state).toBe('ACTIVE');
    });

    it('lead to an incident of conduct that nobody cancels away either', async () => {
      await server.tick();
      const [talk] = (
        await office.searchUserTasks(
          { filter: { processInstanceKey: instanceKey as never, elementId: 'task_talk' as never } },
          atOnce,
        )
      ).items;
      const conduct = {
        conductOccurred: true,
        conductTime: '2026-06-01T09:40+08:00',
        conductPlace: '接待大厅',
        conductFacts: '在大厅高声喊叫并拍打柜台。',
      };
      await office.completeUserTask({
        userTaskKey: talk!.userTaskKey,
        variables: answers.talk([{ no: 1, text: '支付拖欠工资', answer: '依法办理' }], conduct),
      });

      const chief = clientOf(server, 'fuzeren');
      const [order] = (await chief.searchProcessInstances({ filter: { processDefinitionId: 'xf_order' } }, atOnce))
        .items;
      expect(order).toMatchObject({ businessId: number, state: 'ACTIVE' });
      for (const client of [office, chief]) {
        expect(await refusalOf(client.cancelProcessInstance({ processInstanceKey: order!.processInstanceKey }))).toBe(
          '409 petition-instance',
        );
      }
      expect(
        await refusalOf(
          clientOf(server, 'lingdao').getProcessInstance({ processInstanceKey: order!.processInstanceKey }, atOnce),
        ),
      ).toBe('404 not-found');
    });

    it('are hidden from the roles that run the system and from other units', async () => {
      for (const username of ['owner', 'admin', 'chengban2', 'chengguan']) {
        expect(
          await refusalOf(
            clientOf(server, username).getProcessInstance({ processInstanceKey: instanceKey as never }, atOnce),
          ),
        ).toBe('404 not-found');
      }
    });
  });
});
