import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { Database } from '../../../src/platform/database/database.js';
import { Incidents } from '../../../src/workflow/incidents/incidents.js';
import { JobLeases } from '../../../src/workflow/jobs/job-leases.js';
import { failJob } from '../../builders/failed-job.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { opinionForm, petitionBody, reviewProcess } from './procedures.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

describe('incidents', () => {
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

  /** An instance whose gateway asks for a decision that nobody gave. */
  async function failing(): Promise<string> {
    const { processInstanceKey } = await office.createProcessInstance({ processDefinitionId: 'v2_review' as never });
    const [opinion] = (await office.searchUserTasks({ filter: { processInstanceKey } }, atOnce)).items;
    await office.completeUserTask({ userTaskKey: opinion!.userTaskKey, variables: { opinion: '同意' } });
    const leader = clientOf(server, 'lingdao');
    const [decision] = (await leader.searchUserTasks({ filter: { processInstanceKey, state: 'CREATED' } }, atOnce))
      .items;
    await leader.completeUserTask({ userTaskKey: decision!.userTaskKey });
    return processInstanceKey;
  }

  it('show what failed where, on the instance and its element too', async () => {
    const processInstanceKey = await failing();
    const { items } = await office.searchIncidents(
      { filter: { processInstanceKey: processInstanceKey as never, state: 'ACTIVE' } },
      atOnce,
    );
    expect(items).toMatchObject([
      { errorType: 'CONDITION_ERROR', elementId: 'decided', jobKey: null, processDefinitionId: 'v2_review' },
    ]);
    expect(items[0]!.errorMessage).toMatch(/\p{Script=Han}/u);
    expect(await owner.getIncident({ incidentKey: items[0]!.incidentKey }, atOnce)).toEqual(items[0]);

    const withIncident = await office.searchProcessInstances(
      { filter: { hasIncident: true, errorMessage: { $like: '*agreed*' } } },
      atOnce,
    );
    expect(withIncident.items.map((item) => item.processInstanceKey)).toContain(processInstanceKey);
    const element = await office.searchElementInstances(
      { filter: { hasIncident: true, processInstanceKey: processInstanceKey as never } },
      atOnce,
    );
    expect(element.items).toMatchObject([
      { elementId: 'decided', incidentKey: items[0]!.incidentKey, hasIncident: true },
    ]);
  });

  it('are tried again on request', async () => {
    const processInstanceKey = await failing();
    const [incident] = (
      await office.searchIncidents(
        { filter: { processInstanceKey: processInstanceKey as never, state: 'ACTIVE' } },
        atOnce,
      )
    ).items;
    await owner.resolveIncident({ incidentKey: incident!.incidentKey });
    expect((await owner.getIncident({ incidentKey: incident!.incidentKey }, atOnce)).state).toBe('RESOLVED');
    const again = await owner.searchIncidents(
      { filter: { processInstanceKey: processInstanceKey as never, state: 'ACTIVE' } },
      atOnce,
    );
    expect(again.items).toMatchObject([{ errorType: 'CONDITION_ERROR' }]);
    expect(again.items[0]!.incidentKey).not.toBe(incident!.incidentKey);
    expect(await refusalOf(owner.resolveIncident({ incidentKey: incident!.incidentKey }))).toBe('404 not-found');
  });

  it('are not resolved by those who only read, and are not there for strangers', async () => {
    const processInstanceKey = await failing();
    const [incident] = (
      await office.searchIncidents({ filter: { processInstanceKey: processInstanceKey as never } }, atOnce)
    ).items;
    expect(await refusalOf(clientOf(server, 'auditor').resolveIncident({ incidentKey: incident!.incidentKey }))).toBe(
      '403 role-missing',
    );
    const stranger = clientOf(server, 'chengban2');
    expect(await refusalOf(stranger.getIncident({ incidentKey: incident!.incidentKey }, atOnce))).toBe('404 not-found');
    expect(await refusalOf(stranger.resolveIncident({ incidentKey: incident!.incidentKey }))).toBe('404 not-found');
    expect((await stranger.searchIncidents({}, atOnce)).page.totalItems).toBe(0);
    expect(await refusalOf(owner.getIncident({ incidentKey: '5' as never }, atOnce))).toBe('404 not-found');
  });

  it('of a petition are mended by the process owner, who sees nothing else of it', async () => {
    const petition = await server.as('jiefang').post('/api/cases', petitionBody);
    const processInstanceKey = petition.body.instanceKey as never;
    const jobs = { leases: server.app.get(JobLeases), incidents: server.app.get(Incidents) };
    await server.app
      .get(Database)
      .write((transaction) => failJob(transaction, jobs, 'notice', '文书模板缺少落款单位。'));
    const { items } = await owner.searchIncidents({ filter: { processInstanceKey } }, atOnce);
    expect(items).toMatchObject([
      {
        errorType: 'JOB_NO_RETRIES',
        elementId: 'job_receipt',
        errorMessage: '文书模板缺少落款单位。',
        state: 'ACTIVE',
      },
    ]);
    expect(items[0]!.jobKey).toMatch(/^\d+$/);
    expect(await refusalOf(owner.getProcessInstance({ processInstanceKey }, atOnce))).toBe('404 not-found');
    expect((await owner.searchVariables({ filter: { processInstanceKey } }, atOnce)).items).toEqual([]);

    await owner.resolveIncident({ incidentKey: items[0]!.incidentKey });
    await server.tick();
    const tasks = await office.searchUserTasks({ filter: { processInstanceKey } }, atOnce);
    expect(tasks.items.map((task) => task.elementId)).toEqual(['task_talk']);
  });
});
