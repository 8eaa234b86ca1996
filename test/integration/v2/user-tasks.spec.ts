import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { opinionForm, petitionBody, reviewProcess } from './procedures.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

type Task = Awaited<ReturnType<CamundaClient['getUserTask']>>;

describe('user tasks', () => {
  let server: TestServer;
  let office: CamundaClient;
  let colleague: CamundaClient;
  let leader: CamundaClient;
  beforeAll(async () => {
    server = await startTestServer();
    office = clientOf(server, 'jiefang');
    colleague = clientOf(server, 'jiefang2');
    leader = clientOf(server, 'lingdao');
    await clientOf(server, 'owner').createDeployment({
      resources: [fileOf('v2_review.bpmn', reviewProcess), fileOf('v2_opinion.form', opinionForm)],
    });
  });
  afterAll(() => server.close());

  async function openTask(variables: Record<string, unknown> = {}): Promise<Task> {
    const { processInstanceKey } = await office.createProcessInstance({
      processDefinitionId: 'v2_review' as never,
      variables,
    });
    const found = await office.searchUserTasks({ filter: { processInstanceKey, state: 'CREATED' } }, atOnce);
    expect(found.items).toHaveLength(1);
    return found.items[0]!;
  }

  it('are found, read and shown with their form and variables', async () => {
    const task = await openTask({ reason: '测试' });
    expect(task).toMatchObject({
      name: 'give_opinion',
      elementId: 'give_opinion',
      processDefinitionId: 'v2_review',
      assignee: null,
      candidateGroups: ['R1'],
      candidateUsers: [],
      creationDate: '2026-06-01T01:00:00.000Z',
      completionDate: null,
      priority: 50,
    });
    expect(await office.getUserTask({ userTaskKey: task.userTaskKey }, atOnce)).toEqual(task);

    const form = await office.getUserTaskForm({ userTaskKey: task.userTaskKey }, atOnce);
    expect(form).toMatchObject({ formId: 'v2_opinion', version: 1, formKey: task.formKey, schema: opinionForm });
    const variables = await office.searchUserTaskVariables(
      { userTaskKey: task.userTaskKey, filter: { name: { $like: 'rea*' } } },
      atOnce,
    );
    expect(variables.items).toMatchObject([{ name: 'reason', value: '"测试"', isTruncated: false }]);
  });

  it('go from claim to completion, and the diagram goes on', async () => {
    const { userTaskKey, processInstanceKey } = await openTask();
    await office.assignUserTask({ userTaskKey, assignee: 'jiefang' });
    const mine = await office.searchUserTasks({ filter: { assignee: { $eq: 'jiefang' }, processInstanceKey } }, atOnce);
    expect(mine.items).toMatchObject([{ userTaskKey, assignee: 'jiefang' }]);

    server.clock.passMinutes(5);
    await office.completeUserTask({ userTaskKey, variables: { opinion: '同意补发', amount: 12 } });
    const done = await office.getUserTask({ userTaskKey }, atOnce);
    expect(done.state).toBe('COMPLETED');
    expect(Date.parse(done.completionDate!) - Date.parse(done.creationDate)).toBe(300_000);

    const next = await leader.searchUserTasks(
      { filter: { processInstanceKey, candidateGroup: 'R5', state: 'CREATED' } },
      atOnce,
    );
    expect(next.items).toMatchObject([{ elementId: 'decide', formKey: null }]);
    expect((await server.as('lingdao').get(`/v2/user-tasks/${next.items[0]!.userTaskKey}/form`)).status).toBe(204);
    const seen = await leader.searchUserTaskVariables(
      { userTaskKey: next.items[0]!.userTaskKey, sort: [{ field: 'name', order: 'ASC' }] },
      atOnce,
    );
    expect(seen.items.map((item) => [item.name, item.value, item.scopeKey === processInstanceKey])).toEqual([
      ['amount', '12', true],
      ['opinion', '"同意补发(草拟)"', false],
      ['step', '"审批"', false],
    ]);
    await leader.completeUserTask({ userTaskKey: next.items[0]!.userTaskKey, variables: { agreed: true } });
    const instance = await office.getProcessInstance({ processInstanceKey }, atOnce);
    expect(instance.state).toBe('COMPLETED');
    const { items } = await office.searchVariables(
      { filter: { processInstanceKey, scopeKey: processInstanceKey, name: 'opinion' } },
      atOnce,
    );
    expect(items.map((item) => item.value)).toEqual(['"同意补发"']);
  });

  it('are completed once', async () => {
    const { userTaskKey } = await openTask();
    const attempts = await Promise.all(
      [office, colleague, office].map((client) =>
        refusalOf(client.completeUserTask({ userTaskKey, variables: { opinion: '同意' } })),
      ),
    );
    expect(attempts.filter((attempt) => attempt === 'accepted')).toHaveLength(1);
    expect(attempts.filter((attempt) => attempt === '409 task-already-done')).toHaveLength(2);
    expect(await refusalOf(office.assignUserTask({ userTaskKey, assignee: 'jiefang' }))).toBe('409 task-already-done');
    expect(await refusalOf(office.unassignUserTask({ userTaskKey }))).toBe('409 task-already-done');
  });

  it('refuse what their form does not take, each field by name', async () => {
    const { userTaskKey } = await openTask();
    const answer = await server
      .as('jiefang')
      .post(`/v2/user-tasks/${userTaskKey}/completion`, { variables: { amount: 'viel', extra: 1 } });
    expect([answer.status, answer.body.code]).toEqual([422, 'form-invalid']);
    expect(answer.body.problems.map((problem: { path: string }) => problem.path).sort()).toEqual([
      'amount',
      'extra',
      'opinion',
    ]);
    expect((await office.getUserTask({ userTaskKey }, atOnce)).state).toBe('CREATED');
  });

  it('belong to whoever claimed them first', async () => {
    const { userTaskKey } = await openTask();
    await office.assignUserTask({ userTaskKey, assignee: 'jiefang', allowOverride: false });
    expect(await refusalOf(colleague.assignUserTask({ userTaskKey, assignee: 'jiefang2', allowOverride: false }))).toBe(
      '409 task-claimed',
    );
    expect(await refusalOf(colleague.completeUserTask({ userTaskKey, variables: { opinion: '代办' } }))).toBe(
      '409 task-claimed',
    );
    expect(await refusalOf(colleague.unassignUserTask({ userTaskKey }))).toBe('403 not-assignee');
    await office.unassignUserTask({ userTaskKey });
    await colleague.assignUserTask({ userTaskKey, assignee: 'jiefang2' });
    expect((await office.getUserTask({ userTaskKey }, atOnce)).assignee).toBe('jiefang2');
    await office.assignUserTask({ userTaskKey, assignee: 'jiefang' });
    expect((await office.getUserTask({ userTaskKey }, atOnce)).assignee).toBe('jiefang');
    expect(await refusalOf(office.assignUserTask({ userTaskKey, assignee: 'nobody' }))).toBe('422 unknown-user');
  });

  it('take new dates, candidates and a priority', async () => {
    const { userTaskKey } = await openTask();
    const change = (changeset: object): Promise<{ status: number }> =>
      server.as('jiefang').call('PATCH', `/v2/user-tasks/${userTaskKey}`, { changeset });
    await office.updateUserTask({
      userTaskKey,
      changeset: { dueDate: '2026-06-10T10:00:00Z', followUpDate: '2026-06-09T10:00:00Z', priority: 80 },
    });
    expect(await office.getUserTask({ userTaskKey }, atOnce)).toMatchObject({
      dueDate: '2026-06-10T10:00:00.000Z',
      followUpDate: '2026-06-09T10:00:00.000Z',
      priority: 80,
      candidateGroups: ['R1'],
    });
    expect((await change({ dueDate: '', priority: null })).status).toBe(204);
    expect(await office.getUserTask({ userTaskKey }, atOnce)).toMatchObject({
      dueDate: null,
      followUpDate: '2026-06-09T10:00:00.000Z',
      priority: 80,
    });
    expect((await change({ candidateUsers: ['jiefang2'], candidateGroups: ['R1'] })).status).toBe(204);
    const found = await colleague.searchUserTasks({ filter: { candidateUser: 'jiefang2', userTaskKey } }, atOnce);
    expect(found.items).toMatchObject([{ candidateUsers: ['jiefang2'], candidateGroups: ['R1'] }]);
    expect((await change({ dueDate: 'tomorrow' })).status).toBe(400);
    expect((await change({ priority: 101 })).status).toBe(400);
    expect((await change({ name: 'x' })).status).toBe(400);
  });

  it('sort by what is due', async () => {
    const first = await openTask();
    const second = await openTask();
    await office.updateUserTask({ userTaskKey: first.userTaskKey, changeset: { dueDate: '2026-07-02T00:00:00Z' } });
    await office.updateUserTask({ userTaskKey: second.userTaskKey, changeset: { dueDate: '2026-07-01T00:00:00Z' } });
    const due = await office.searchUserTasks(
      { filter: { dueDate: { $gte: '2026-07-01T00:00:00Z' } }, sort: [{ field: 'dueDate', order: 'ASC' }] },
      atOnce,
    );
    expect(due.items.map((item) => item.userTaskKey)).toEqual([second.userTaskKey, first.userTaskKey]);
  });

  it('are not there for others: another role, another unit, no such key', async () => {
    const { userTaskKey } = await openTask();
    for (const client of [clientOf(server, 'chengban'), clientOf(server, 'auditor'), clientOf(server, 'owner')]) {
      expect(await refusalOf(client.getUserTask({ userTaskKey }, atOnce))).toBe('404 not-found');
      expect(await refusalOf(client.assignUserTask({ userTaskKey, assignee: 'jiefang' }))).toBe('404 not-found');
      expect(await refusalOf(client.completeUserTask({ userTaskKey, variables: { opinion: '同意' } }))).toBe(
        '404 not-found',
      );
      expect((await client.searchUserTasks({ filter: { userTaskKey } }, atOnce)).items).toEqual([]);
    }
    expect(await refusalOf(office.getUserTask({ userTaskKey: '8' as never }, atOnce))).toBe('404 not-found');

    const petition = await server.as('jiefang').post('/api/cases', petitionBody);
    await server.tick();
    const { items } = await office.searchUserTasks(
      { filter: { processInstanceKey: petition.body.instanceKey } },
      atOnce,
    );
    expect(items).toMatchObject([{ elementId: 'task_talk' }]);
    const town = clientOf(server, 'chengguan');
    expect(await refusalOf(town.getUserTask({ userTaskKey: items[0]!.userTaskKey }, atOnce))).toBe('404 not-found');
    expect(await refusalOf(town.completeUserTask({ userTaskKey: items[0]!.userTaskKey, variables: {} }))).toBe(
      '404 not-found',
    );
  });

  it('refuse unknown filters and bodies by name', async () => {
    const answer = await server.as('jiefang').post('/v2/user-tasks/search', { filter: { localVariables: [] } });
    expect([answer.status, answer.body.problems[0].path]).toEqual([400, 'filter.localVariables']);
    const { userTaskKey } = await openTask();
    expect(
      (await server.as('jiefang').post(`/v2/user-tasks/${userTaskKey}/completion`, { variables: [], other: 1 })).status,
    ).toBe(400);
    expect((await server.as('jiefang').post(`/v2/user-tasks/${userTaskKey}/assignment`, {})).status).toBe(400);
    expect(
      (await server.as('jiefang').post(`/v2/user-tasks/${userTaskKey}/variables/search?truncateValues=maybe`, {}))
        .status,
    ).toBe(400);
  });
});
