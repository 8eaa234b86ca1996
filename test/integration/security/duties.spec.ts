import { Database } from '../../../src/platform/database/database.js';
import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { wages, wagesTalk } from '../../builders/wages-case.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

describe('separation of duties', () => {
  let server: TestServer;
  let office: Office;
  let matter: RegisteredCase;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    matter = await office.register(wages);
  });
  afterAll(() => server.close());

  /** As if the administrator had given one person both posts. */
  const alsoGive = (username: string, role: string): Promise<number> =>
    server.app
      .get(Database)
      .write((transaction) =>
        transaction.run(
          `INSERT INTO user_role (user_id, role_code, unit_id) SELECT id, ?, 'county' FROM app_user WHERE username = ?`,
          [role, username],
        ),
      );

  /** Every way there is to get at a task for oneself or another. */
  async function attempts(taskKey: string, performer: string, helper: string): Promise<Record<string, string>> {
    const said = async (call: Promise<{ status: number; body: Json }>) => {
      const { status, body } = await call;
      return `${status} ${body.code}`;
    };
    const own = server.as(performer);
    const { body } = await server.as(helper).get(`/api/tasks/${taskKey}`);
    return {
      claim: await said(own.post(`/api/tasks/${taskKey}/claim`)),
      complete: await said(
        own.post(`/api/tasks/${taskKey}/completion`, { values: answers.approve(true), version: body.task.version }),
      ),
      preview: await said(own.post(`/api/tasks/${taskKey}/notice-preview`, { values: answers.approve(true) })),
      assignSelf: await said(own.post(`/v2/user-tasks/${taskKey}/assignment`, { assignee: performer })),
      completeThroughEngine: await said(
        own.post(`/v2/user-tasks/${taskKey}/completion`, { variables: answers.approve(true) }),
      ),
      assignedByAnother: await said(
        server.as(helper).post(`/v2/user-tasks/${taskKey}/assignment`, { assignee: performer }),
      ),
    };
  }

  it('whoever applied for a docket cannot approve it, even with the post for it', async () => {
    await alsoGive('jiefang', 'R5');
    await office.complete(
      'jiefang',
      matter.id,
      'task_talk',
      wagesTalk({
        conductOccurred: true,
        conductTime: '2026-06-01T09:40+08:00',
        conductPlace: '大厅',
        conductFacts: '在大厅高声喊叫并拍打柜台。',
      }),
    );
    await office.complete('jiefang2', matter.id, 'task_assess', answers.assess());
    await office.complete('jiefang', matter.id, 'task_docket', answers.docket());
    const task = (await office.find('lingdao', matter.id, 'task_approve'))!;
    const refused = await attempts(task.taskKey, 'jiefang', 'lingdao');
    expect(new Set(Object.values(refused))).toEqual(new Set(['403 separation-of-duties']));
    const { body } = await server.as('jiefang').get(`/api/tasks/${task.taskKey}`);
    expect(body.task).toMatchObject({
      canClaim: false,
      canComplete: false,
      refusal: expect.stringContaining('职责分离'),
    });
    await office.complete('lingdao', matter.id, 'task_approve', answers.approve(true));
  });

  it('three different people stand between an incident and the police', async () => {
    await alsoGive('jiefang', 'R10');
    await alsoGive('jiefang', 'R7');
    await alsoGive('fazhi', 'R7');
    await office.complete('jiefang', matter.id, 'task_record', answers.conductRecord());
    await office.complete('jiefang2', matter.id, 'task_relief', answers.reliefCheck());
    await office.complete('jiefang2', matter.id, 'task_educate', answers.educationRecord('无效'));
    const legal = (await office.find('fazhi', matter.id, 'task_legal'))!;
    expect((await server.as('jiefang').post(`/api/tasks/${legal.taskKey}/claim`)).body.code).toBe(
      'separation-of-duties',
    );
    await office.complete('fazhi', matter.id, 'task_legal', answers.legalAssessment(true, true));
    const chief = (await office.find('fuzeren', matter.id, 'task_chief'))!;
    for (const username of ['jiefang', 'fazhi']) {
      expect((await server.as(username).post(`/api/tasks/${chief.taskKey}/claim`)).body.code).toBe(
        'separation-of-duties',
      );
    }
    await office.complete('fuzeren', matter.id, 'task_chief', answers.chiefApproval(true));
  });
});
