import type { CamundaClient, EnrichedActivatedJob } from '@camunda8/orchestration-cluster-api';
import {
  bpmnText,
  boundary,
  element,
  end,
  extensions,
  flow,
  mapping,
  start,
  userTask,
} from '../../builders/bpmn-text.js';
import { AccountRegister } from '../../../src/features/identity/account-register.js';
import { Database } from '../../../src/platform/database/database.js';
import { Runner } from '../../../src/workflow/runner/runner.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { petitionBody } from './procedures.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

const send = bpmnText(
  'v2_send',
  '<bpmn:error id="error_refused" name="refused" errorCode="REFUSED" />',
  start('begin'),
  flow('begin', 'send'),
  element(
    'serviceTask',
    'send',
    extensions(
      '<zeebe:taskDefinition type="v2_send" /><zeebe:taskHeaders><zeebe:header key="channel" value="短信" /></zeebe:taskHeaders>',
      mapping({ text: '="第" + string(place) + "件"' }),
    ),
  ),
  boundary('refused', 'send', '<bpmn:errorEventDefinition errorRef="error_refused" />'),
  flow('send', 'done'),
  end('done'),
  flow('refused', 'look'),
  userTask('look'),
  flow('look', 'looked'),
  end('looked'),
);

const minute = 60_000;
const now = -1;

describe('jobs', () => {
  let server: TestServer;
  let worker: CamundaClient;
  let owner: CamundaClient;
  beforeAll(async () => {
    server = await startTestServer();
    worker = clientOf(server, 'jicheng');
    owner = clientOf(server, 'owner');
    await owner.createDeployment({ resources: [fileOf('v2_send.bpmn', send)] });
  });
  afterAll(() => server.close());

  const begin = async (place: number): Promise<string> =>
    (await owner.createProcessInstance({ processDefinitionId: 'v2_send' as never, variables: { place, secret: 'x' } }))
      .processInstanceKey;
  const take = async (client = worker, more: object = {}): Promise<EnrichedActivatedJob[]> =>
    (
      await client.activateJobs({
        type: 'v2_send',
        worker: 'w',
        timeout: minute,
        maxJobsToActivate: 10,
        requestTimeout: now,
        ...more,
      })
    ).jobs as EnrichedActivatedJob[];
  /** A further program, in a unit of its own. */
  const programOf = async (unit: string): Promise<CamundaClient> => {
    const entry = { username: `program_${unit}`, displayName: '程序', unit, roles: [{ role: 'worker' }] };
    const [issued] = await server.app.get(AccountRegister).apply({ units: [], accounts: [entry] });
    return clientOf(
      { ...server, accounts: { [entry.username]: { ...server.accounts['jicheng']!, ...issued! } } },
      entry.username,
    );
  };
  const stateOf = async (key: string): Promise<string> =>
    (await owner.getProcessInstance({ processInstanceKey: key as never }, atOnce)).state;
  const jobOf = async (key: string) =>
    (await owner.searchJobs({ filter: { processInstanceKey: key as never } }, atOnce)).items[0]!;
  const incidentsOf = async (key: string) =>
    (await owner.searchIncidents({ filter: { processInstanceKey: key as never, state: 'ACTIVE' } }, atOnce)).items;
  const happened = async (key: string): Promise<string[]> =>
    (await server.as('auditor').get(`/api/audit/instances/${key}/timeline`)).body.map(
      (event: { title: string }) => event.title,
    );
  const clear = async (): Promise<void> => {
    for (const { processInstanceKey } of (
      await owner.searchProcessInstances({ filter: { processDefinitionId: 'v2_send', state: 'ACTIVE' } }, atOnce)
    ).items)
      await owner.cancelProcessInstance({ processInstanceKey });
  };
  afterEach(clear);

  it('are handed out with what their worker needs to know, and completed with its variables', async () => {
    const key = await begin(7);
    const [job, ...more] = await take(worker, { fetchVariable: ['text', 'place', 'unknown'] });
    expect(more).toEqual([]);
    expect(job).toMatchObject({
      type: 'v2_send',
      processInstanceKey: key,
      elementId: 'send',
      customHeaders: { channel: '短信', 'minqing:lease': '1' },
      retries: 3,
      worker: 'w',
      variables: { text: '第7件', place: 7 },
      deadline: server.clock.now().getTime() + minute,
    });
    expect(Object.keys(job!.variables).sort()).toEqual(['place', 'text']);
    expect(await take()).toEqual([]);
    expect(await jobOf(key)).toMatchObject({ state: 'CREATED', worker: 'w', retries: 3 });

    await worker.completeJob({ jobKey: job!.jobKey, variables: { receipt: '已送达' } });
    expect(await stateOf(key)).toBe('COMPLETED');
    expect(await jobOf(key)).toMatchObject({ state: 'COMPLETED', deadline: null });
    const { items } = await owner.searchVariables(
      { filter: { processInstanceKey: key as never, name: 'receipt' } },
      atOnce,
    );
    expect(items.map(({ value }) => value)).toEqual(['"已送达"']);
    expect(await refusalOf(worker.completeJob({ jobKey: job!.jobKey }))).toBe('409 job-not-open');
  });

  it("are done exactly once each by two of the public client's workers", async () => {
    const keys: string[] = [];
    for (let place = 0; place < 50; place += 1) keys.push(await begin(place));
    const done: string[] = [];
    let finish = (): void => undefined;
    const allDone = new Promise<void>((resolve) => (finish = resolve));
    const workers = ['one', 'two'].map((workerName) =>
      worker.createJobWorker({
        jobType: 'v2_send',
        workerName,
        maxParallelJobs: 8,
        jobTimeoutMs: minute,
        pollTimeoutMs: 5_000,
        jobHandler: async (job) => {
          done.push(`${job.processInstanceKey}`);
          const receipt = await job.complete({ by: workerName });
          if (done.length === 100) finish();
          return receipt;
        },
      }),
    );
    // The other half begins while both wait for it.
    for (let place = 50; place < 100; place += 1) keys.push(await begin(place));
    await allDone;
    await Promise.all(workers.map((one) => one.stopGracefully()));
    expect(done.sort()).toEqual([...keys].sort());
    const { items } = await owner.searchProcessInstances(
      { filter: { processInstanceKey: { $in: keys as never[] } }, page: { limit: 200 } },
      atOnce,
    );
    expect(items.map(({ state }) => state)).toEqual(keys.map(() => 'COMPLETED'));
  }, 60_000);

  it('are taken over from a worker that died, whose late result is refused', async () => {
    const key = await begin(1);
    const [first] = await take(worker, { worker: 'dead' });
    server.clock.passMinutes(0.99);
    expect(await take(worker, { worker: 'heir' })).toEqual([]);
    server.clock.passMinutes(0.01);
    const [second] = await take(worker, { worker: 'heir' });
    expect(second).toMatchObject({ jobKey: first!.jobKey, customHeaders: { 'minqing:lease': '2' }, retries: 3 });

    const zombie = await fetch(`${server.url}/v2/jobs/${first!.jobKey}/completion`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`jicheng:${server.accounts['jicheng']!.password}`).toString('base64')}`,
        'content-type': 'application/json',
        'job-lease': '1',
      },
      body: '{"variables":{"by":"dead"}}',
    });
    expect([zombie.status, ((await zombie.json()) as { code: string }).code]).toEqual([409, 'job-lease-lost']);
    expect(await stateOf(key)).toBe('ACTIVE');
    await worker.completeJob({ jobKey: second!.jobKey });
    expect(await stateOf(key)).toBe('COMPLETED');
    expect(await happened(key)).toContain('「系统步骤」的程序没有按时回报');
  });

  it('may still be completed after the deadline while nobody else has them', async () => {
    const key = await begin(1);
    const [job] = await take();
    server.clock.passMinutes(5);
    await worker.completeJob({ jobKey: job!.jobKey });
    expect(await stateOf(key)).toBe('COMPLETED');
  });

  it('lead to the boundary event that catches their BPMN error, or to an incident', async () => {
    const caught = await begin(1);
    const uncaught = await begin(2);
    const [one, two] = await take();
    await worker.throwJobError({
      jobKey: one!.jobKey,
      errorCode: 'REFUSED',
      errorMessage: '对方拒收',
      variables: { why: '地址不详' },
    });
    const open = {
      filter: { processInstanceKey: caught as never, state: 'ACTIVE' as const, type: 'USER_TASK' as const },
    };
    expect((await owner.searchElementInstances(open, atOnce)).items).toMatchObject([{ elementId: 'look' }]);
    expect(await jobOf(caught)).toMatchObject({
      state: 'ERROR_THROWN',
      errorCode: 'REFUSED',
      errorMessage: '对方拒收',
    });
    expect(await incidentsOf(caught)).toEqual([]);

    await worker.throwJobError({ jobKey: two!.jobKey, errorCode: 'OTHER' });
    const [incident] = await incidentsOf(uncaught);
    expect(incident).toMatchObject({ errorType: 'UNHANDLED_ERROR_EVENT', elementId: 'send' });
    await owner.resolveIncident({ incidentKey: incident!.incidentKey });
    const [again] = await take();
    expect(again).toMatchObject({ jobKey: two!.jobKey, customHeaders: { 'minqing:lease': '2' } });
    await worker.completeJob({ jobKey: again!.jobKey });
    expect(await stateOf(uncaught)).toBe('COMPLETED');
  });

  it('are tried again after their back-off until an incident, and with what was mended once it is resolved', async () => {
    const key = await begin(1);
    const [first] = await take();
    await worker.failJob({ jobKey: first!.jobKey, retries: 1, retryBackOff: minute, errorMessage: '网关超时' });
    expect(await jobOf(key)).toMatchObject({
      state: 'FAILED',
      hasFailedWithRetriesLeft: true,
      retries: 1,
      errorMessage: '网关超时',
    });
    expect(await refusalOf(worker.completeJob({ jobKey: first!.jobKey }))).toBe('409 job-not-leased');
    expect(await take()).toEqual([]);
    server.clock.passMinutes(1);
    const [second] = await take();
    expect(second).toMatchObject({ jobKey: first!.jobKey, retries: 1 });
    await worker.failJob({ jobKey: second!.jobKey, retries: 0, errorMessage: '号码不存在', variables: { tried: 2 } });

    const [incident] = await incidentsOf(key);
    expect(incident).toMatchObject({ errorType: 'JOB_NO_RETRIES', errorMessage: '号码不存在', jobKey: first!.jobKey });
    expect(await take()).toEqual([]);
    await owner.createElementInstanceVariables({
      elementInstanceKey: key as never,
      variables: { place: 2 },
    });
    await owner.updateJob({ jobKey: first!.jobKey, changeset: { retries: 5 } });
    await owner.resolveIncident({ incidentKey: incident!.incidentKey });
    const [third] = await take();
    expect(third).toMatchObject({ retries: 5, variables: { place: 2, tried: 2, text: '第1件' } });
    await worker.completeJob({ jobKey: third!.jobKey });
    expect(await stateOf(key)).toBe('COMPLETED');
    expect(await happened(key)).toEqual(expect.arrayContaining(['「系统步骤」没有办成', '「系统步骤」出现异常']));
  });

  it('are held longer when their worker asks in time', async () => {
    await begin(1);
    const [job] = await take();
    await worker.updateJob({ jobKey: job!.jobKey, changeset: { timeout: 10 * minute } });
    server.clock.passMinutes(9);
    expect(await take()).toEqual([]);
    server.clock.passMinutes(1);
    expect(await take()).toHaveLength(1);
  });

  it('arrive at once at a worker that waits, and waiting ends by itself', async () => {
    const waiting = take(worker, { requestTimeout: 30_000 });
    const key = await begin(1);
    expect(await waiting).toMatchObject([{ processInstanceKey: key }]);
    expect(await take(worker, { requestTimeout: 50 })).toEqual([]);
  });

  it('are handed out to nobody but programs of the unit, and those of the server to none', async () => {
    const key = await begin(1);
    for (const username of ['jiefang', 'owner', 'auditor', 'admin'])
      expect(await refusalOf(take(clientOf(server, username)))).toBe('403 role-missing');
    expect(await refusalOf(take(worker, { type: 'notice' }))).toBe('403 job-type-built-in');
    const [job] = await take();
    expect(await refusalOf(owner.completeJob({ jobKey: job!.jobKey }))).toBe('403 role-missing');
    expect(await refusalOf(worker.completeJob({ jobKey: '5' as never }))).toBe('404 not-found');
    expect((await clientOf(server, 'chengguan').searchJobs({}, atOnce)).items).toEqual([]);
    expect((await worker.searchJobs({ filter: { type: 'v2_send', state: 'CREATED' } }, atOnce)).items).toMatchObject([
      { processInstanceKey: key },
    ]);
  });

  it('held by one account are not settled by another', async () => {
    const other = await programOf('county');
    await begin(1);
    const [job] = await take();
    expect(await take(other)).toEqual([]);
    expect(await refusalOf(other.completeJob({ jobKey: job!.jobKey }))).toBe('409 job-lease-lost');
    server.clock.passMinutes(1);
    const [again] = await take(other);
    expect(await refusalOf(worker.completeJob({ jobKey: job!.jobKey }))).toBe('409 job-lease-lost');
    expect(await refusalOf(worker.failJob({ jobKey: job!.jobKey, retries: 3 }))).toBe('409 job-lease-lost');
    await other.completeJob({ jobKey: again!.jobKey });
  });

  it('of a case are for programs of its units, which see nothing else of it', async () => {
    const elsewhere = await programOf('town_cg');
    const { body } = await server.as('jiefang').post('/api/cases', petitionBody);
    await server.app.get(Database).write((transaction) =>
      server.app.get(Runner).start(transaction, {
        processId: 'v2_send',
        variables: { place: 1 },
        caseId: body.id,
        unitId: 'xfj',
        actor: null,
      }),
    );
    expect(await take(elsewhere)).toEqual([]);
    expect((await elsewhere.searchJobs({}, atOnce)).page.totalItems).toBe(0);
    const [job] = await take();
    expect(await refusalOf(elsewhere.completeJob({ jobKey: job!.jobKey }))).toBe('404 not-found');
    await worker.completeJob({ jobKey: job!.jobKey });
    expect(
      (await worker.searchProcessInstances({}, atOnce)).items.map((item) => item.processDefinitionId),
    ).not.toContain('xf_reception');
    expect((await server.as('jicheng').get('/api/cases')).body.total).toBe(0);
  });

  it('are not waited for any longer when the server stops', async () => {
    const second = await startTestServer();
    const client = clientOf(second, 'jicheng');
    const waiting = take(client, { requestTimeout: 60_000 }).catch(() => []);
    await new Promise((resolve) => second.app.getHttpServer().once('request', resolve));
    await second.close();
    expect(await waiting).toEqual([]);
  });

  it.each([
    ['activation', { type: 'v2_send', timeout: 0, maxJobsToActivate: 1 }, 'timeout'],
    ['activation', { type: 'v2_send', timeout: 1000, maxJobsToActivate: 0 }, 'maxJobsToActivate'],
    ['activation', { type: '', timeout: 1000, maxJobsToActivate: 1 }, 'type'],
    ['activation', { type: 'v2_send', timeout: 1000, maxJobsToActivate: 1, tenantIds: ['other'] }, 'tenantIds'],
    ['activation', { type: 'v2_send', timeout: 1000, maxJobsToActivate: 1, fetchVariable: [1] }, 'fetchVariable'],
    ['1/failure', { retries: -1 }, 'retries'],
    ['1/failure', { retries: 1, retryBackOff: -5 }, 'retryBackOff'],
    ['1/error', {}, 'errorCode'],
    ['1/completion', { variables: [] }, 'variables'],
    ['1/completion', { result: { type: 'userTask' } }, 'result'],
  ])('refuse what they cannot read: %s %j', async (path, body, field) => {
    const key = await begin(1);
    const answer = await server.as('jicheng').post(`/v2/jobs/${path}`, body);
    expect([answer.status, answer.body.problems[0].path]).toEqual([400, field]);
    expect(await jobOf(key)).toMatchObject({ state: 'CREATED', worker: '', deadline: null });
  });
});
