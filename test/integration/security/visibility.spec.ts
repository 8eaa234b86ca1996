import { Database } from '../../../src/platform/database/database.js';
import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { wages, wagesTalk } from '../../builders/wages-case.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const conduct = {
  conductOccurred: true,
  conductTime: '2026-06-01T09:40+08:00',
  conductPlace: '接待大厅',
  conductFacts: '在大厅高声喊叫并拍打柜台。',
};

/** Requests about one case, its instance, a task and a notice, as `method path body`. */
function everyRequest(matter: RegisteredCase, taskKey: string, noticeId: string): [string, string, unknown?][] {
  return [
    ['GET', `/api/cases/${matter.id}`],
    ['GET', `/api/cases/${matter.id}/notices`],
    ['GET', `/api/cases/${matter.id}/timeline`],
    ['GET', `/api/cases/${matter.id}/links`],
    ['POST', `/api/cases/${matter.id}/reveal`, { reason: '核对身份信息' }],
    ...instanceRequests(matter.instanceKey, taskKey, noticeId),
  ];
}

function instanceRequests(instanceKey: string, taskKey: string, noticeId: string): [string, string, unknown?][] {
  return [
    ['GET', `/api/audit/instances/${instanceKey}`],
    ['GET', `/api/audit/instances/${instanceKey}/timeline`],
    ['GET', `/api/notices/${noticeId}`],
    ['GET', `/api/notices/${noticeId}/html`],
    ['GET', `/api/notices/${noticeId}/pdf`],
    ['GET', `/api/notices/${noticeId}/docx`],
    ['GET', `/api/notices/${noticeId}/deliveries`],
    ['GET', `/api/tasks/${taskKey}`],
    ['POST', `/api/tasks/${taskKey}/claim`],
    ['DELETE', `/api/tasks/${taskKey}/claim`],
    ['PUT', `/api/tasks/${taskKey}/draft`, { values: {} }],
    ['POST', `/api/tasks/${taskKey}/completion`, { values: {}, version: 1 }],
    ['POST', `/api/tasks/${taskKey}/notice-preview`, { values: {} }],
    ['GET', `/v2/process-instances/${instanceKey}`],
    ['POST', `/v2/process-instances/${instanceKey}/cancellation`, {}],
    ['GET', `/v2/user-tasks/${taskKey}`],
    ['GET', `/v2/user-tasks/${taskKey}/form`],
    ['POST', `/v2/user-tasks/${taskKey}/completion`, {}],
    ['POST', `/v2/user-tasks/${taskKey}/assignment`, { assignee: 'chengguan' }],
    ['DELETE', `/v2/user-tasks/${taskKey}/assignee`],
    ['PATCH', `/v2/user-tasks/${taskKey}`, { changeset: { priority: 80 } }],
  ];
}

const searches = ['process-instances', 'user-tasks', 'element-instances', 'variables', 'incidents'];

describe('what is outside somebody’s reach', () => {
  let server: TestServer;
  let office: Office;
  let matter: RegisteredCase;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    matter = await office.register(wages);
  });
  afterAll(() => server.close());

  /** Requests that were answered as if the thing existed. */
  async function found(username: string, requests: [string, string, unknown?][]): Promise<string[]> {
    const wrong: string[] = [];
    for (const [method, path, body] of requests) {
      const answer = await server.as(username).call<Json>(method, path, body);
      if (answer.status !== 404) wrong.push(`${method} ${path}: ${answer.status} ${answer.body.code ?? ''}`);
    }
    return wrong;
  }

  async function searchedKeys(username: string, instanceKey: string): Promise<number> {
    let count = 0;
    for (const name of searches) {
      const { body } = await server
        .as(username)
        .post(`/v2/${name}/search`, { filter: { processInstanceKey: instanceKey } });
      count += body.items.length;
    }
    return count;
  }

  it('is not there: another unit’s case, its instance, tasks and notices', async () => {
    const task = await office.find('jiefang', matter.id, 'task_talk');
    const [receipt] = await office.notices(matter.id);
    expect(await found('chengguan', everyRequest(matter, task!.taskKey, receipt!.id))).toEqual([]);
    expect(await searchedKeys('chengguan', matter.instanceKey)).toBe(0);
    expect(await searchedKeys('jiefang', matter.instanceKey)).toBeGreaterThan(5);
    expect((await server.as('chengguan').get('/api/cases')).body.total).toBe(0);
    expect(
      (await server.as('chengguan').post('/api/cases/duplicates', { title: wages.title, summary: wages.summary })).body,
    ).toEqual([]);
    // A number that was read somewhere opens nothing either.
    expect((await server.as('chengguan').get(`/api/cases?q=${matter.number}`)).body.total).toBe(0);

    const town = await office.register({ ...wages, title: '反映镇区道路积水' }, 'chengguan');
    const townTask = await office.find('chengguan', town.id, 'task_talk');
    const [townReceipt] = await office.notices(town.id, 'chengguan');
    expect(await found('jiefang', everyRequest(town, townTask!.taskKey, townReceipt!.id))).toEqual([]);
    expect((await server.as('jiefang').get('/api/cases')).body.items.map((item: Json) => item.id)).toEqual([matter.id]);
  });

  it('is not there: a task that another unit has to do', async () => {
    await office.complete('jiefang', matter.id, 'task_talk', wagesTalk(conduct));
    await office.complete('jiefang', matter.id, 'task_assess', answers.assess());
    await office.complete('jiefang', matter.id, 'task_docket', answers.docket());
    await office.complete('lingdao', matter.id, 'task_approve', answers.approve(true));
    await office.complete('ducha', matter.id, 'task_supervise', answers.supervise('rsj'));
    await office.complete('kezhang', matter.id, 'task_route', answers.route('rsj'));
    await office.complete('chengban', matter.id, 'task_receive', answers.receive());
    await office.complete('chengban', matter.id, 'task_tell', answers.tell());
    await office.complete('juzhang', matter.id, 'task_assign', answers.assign());
    const task = await office.find('chengban', matter.id, 'task_handle');
    const [receipt] = await office.notices(matter.id);
    expect(await found('chengban2', everyRequest(matter, task!.taskKey, receipt!.id))).toEqual([]);
    expect(await searchedKeys('chengban2', matter.instanceKey)).toBe(0);
  });

  it('is not there: an incident of conduct, for those who see only the petition', async () => {
    const task = (await office.find('jiefang', matter.id, 'task_record'))!;
    await office.complete('jiefang', matter.id, 'task_record', answers.conductRecord());
    await office.complete('jiefang', matter.id, 'task_relief', answers.reliefCheck());
    await office.complete('jiefang', matter.id, 'task_educate', answers.educationRecord('无效'));
    await office.complete('fazhi', matter.id, 'task_legal', answers.legalAssessment(true, true));
    await office.complete('fuzeren', matter.id, 'task_chief', answers.chiefApproval(true));
    const letter = (await office.notices(matter.id, 'fuzeren')).find(
      (notice) => notice.templateId === 'police_letter',
    )!;
    const order = (await office.instance(matter.id, 'xf_order', 'fuzeren'))!;

    for (const username of ['ducha', 'lingdao', 'chengban']) {
      expect((await server.as(username).get(`/api/cases/${matter.id}`)).status).toBe(200);
      expect([username, ...(await found(username, instanceRequests(order.key, task.taskKey, letter.id)))]).toEqual([
        username,
      ]);
      expect(await searchedKeys(username, order.key)).toBe(0);
      const page = (await server.as(username).get(`/api/cases/${matter.id}`)).body;
      const timeline = (await server.as(username).get(`/api/cases/${matter.id}/timeline`)).body;
      for (const text of [JSON.stringify(page), JSON.stringify(timeline)]) {
        expect(text).not.toMatch(/xf_order|task_record|公安|警|刘某|堵住县政府大门/);
      }
    }
  });
});

describe('an incident of conduct', () => {
  let server: TestServer;
  let office: Office;
  let database: Database;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    database = server.app.get(Database);
  });
  afterAll(() => server.close());

  /** Everything that is kept about the petition itself; who looked at it is no part of that. */
  async function petition(caseId: string): Promise<Json> {
    const sorted = (found: object[]) => found.map((row) => JSON.stringify(row)).sort();
    const rows = async (table: string, column = 'case_id') =>
      sorted(await database.all(`SELECT * FROM ${table} WHERE ${column} = ?`, [caseId]));
    const instances = `SELECT instance_key FROM process_instance WHERE case_id = ? AND process_id = 'xf_reception'`;
    const ofInstance = async (table: string) =>
      sorted(await database.all(`SELECT * FROM ${table} WHERE instance_key IN (${instances})`, [caseId]));
    return {
      case: await rows('petition_case', 'id'),
      demands: await rows('case_demand'),
      clocks: sorted(await database.all(`SELECT * FROM case_clock WHERE case_id = ? AND of_incident = 0`, [caseId])),
      stations: await rows('case_station'),
      reception: await database.all(
        `SELECT state, status, incidents, last_seq FROM process_instance WHERE case_id = ? AND process_id = 'xf_reception'`,
        [caseId],
      ),
      tasks: await ofInstance('user_task'),
      timers: await ofInstance('timer'),
      variables: await ofInstance('variable'),
    };
  }

  it('changes nothing of the petition from its first step to its last, whatever its end', async () => {
    const matter = await office.register(wages);
    await office.complete('jiefang', matter.id, 'task_talk', wagesTalk(conduct));
    const before = await petition(matter.id);
    const steps: [string, string, object][] = [
      ['jiefang', 'task_record', answers.conductRecord()],
      ['jiefang', 'task_relief', answers.reliefCheck()],
      ['jiefang', 'task_educate', answers.educationRecord('无效')],
      ['fazhi', 'task_legal', answers.legalAssessment(true, true)],
      ['fuzeren', 'task_chief', answers.chiefApproval(true)],
      ['lianluo', 'task_feedback', answers.policeFeedback()],
      ['jijian', 'task_review', answers.referralReview(true)],
    ];
    for (const [by, element, values] of steps) {
      await office.complete(by, matter.id, element, values);
      expect(await petition(matter.id)).toEqual(before);
    }
    expect((await office.instance(matter.id, 'xf_order', 'lianluo'))!.status).toBe('completed');
  });

  it('shares no variable with the petition beyond what was handed over', async () => {
    const matter = await office.register(wages);
    await office.complete('jiefang', matter.id, 'task_talk', wagesTalk(conduct));
    const { key } = (await office.instance(matter.id, 'xf_order', 'jiefang'))!;
    const names = await database.all<{ name: string }>(`SELECT name FROM variable WHERE instance_key = ?`, [key]);
    expect(
      names
        .map(({ name }) => name)
        .filter((name) => /demand|title|category|petition|urgency|facts$/.test(name) && !name.startsWith('conduct')),
    ).toEqual([]);
  });

  it('never stands in the way of a registration, not even of the same person', async () => {
    const person = { name: '刘某', phone: '13800009999' };
    const first = await office.register({ ...wages, petitioner: person });
    await office.complete('jiefang', first.id, 'task_talk', wagesTalk(conduct));
    const second = await office.register({ ...wages, title: '反映另一事项', petitioner: person });
    expect(second.number).not.toBe(first.number);
    expect(await office.find('jiefang', second.id, 'task_talk')).toBeDefined();
    const duplicates = (await server.as('jiefang').post('/api/cases/duplicates', { ...person })).body;
    expect(JSON.stringify(duplicates)).not.toMatch(/秩序|扰乱|xf_order|风险|黑名单/);
  });
});
