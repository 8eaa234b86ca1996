import { RegistrationService } from '../../src/features/cases/registration.service.js';
import { IdentityRepository } from '../../src/features/identity/identity.repository.js';
import { TasksService } from '../../src/features/tasks/tasks.service.js';
import type { Variables } from '../../src/engine/ports.js';
import type { Actor } from '../../src/platform/actor.js';
import { Database } from '../../src/platform/database/database.js';
import { JobLeases } from '../../src/workflow/jobs/job-leases.js';
import { JobWorker } from '../../src/workflow/jobs/job-worker.js';
import { TimerService } from '../../src/workflow/timers/timer-service.js';
import { answers } from '../builders/answers.js';
import { Office } from '../builders/office.js';
import { startTestServer, type TestServer } from '../builders/server.js';
import { petitionBody } from '../integration/v2/procedures.js';
import { Faults, StatementFault, wholeDatabase } from './faults.js';

/** No operation of these has more statements; a loop that gets here has not ended by itself. */
const mostStatements = 400;

describe('a write of which any one statement fails', () => {
  let server: TestServer;
  let office: Office;
  let database: Database;
  let faults: Faults;
  let receptionist: Actor;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    database = server.app.get(Database);
    receptionist = await actor('jiefang');
    faults = Faults.before(database);
  });
  afterAll(() => server.close());

  async function actor(username: string): Promise<Actor> {
    const account = await database.get<{ id: string }>(`SELECT id FROM app_user WHERE username = ?`, [username]);
    return (await server.app.get(IdentityRepository).account(account!.id))!;
  }

  /** Fails each statement of the operation in turn; gives how many there were, and the operation has succeeded at last. */
  async function failEach(
    operation: () => Promise<unknown>,
    options: { except?: string[]; reset?: () => Promise<unknown>; spared?: number } = {},
  ): Promise<number> {
    const before = await wholeDatabase(database, options.except);
    for (let k = 1; k < mostStatements; k += 1) {
      faults.failAt(k, options.spared);
      try {
        await operation();
        return k - 1;
      } catch (reason) {
        if (!(reason instanceof StatementFault)) throw reason;
      }
      const after = await wholeDatabase(database, options.except);
      const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
      if (changed.length > 0) throw new Error(`statement ${k} failed and left traces in ${changed.join(', ')}`);
      await options.reset?.();
    }
    throw new Error(`more than ${mostStatements} statements`);
  }

  it('registers nothing, takes no number, and registers the next time', async () => {
    const before = (await database.all(`SELECT id FROM petition_case`)).length;
    const statements = await failEach(() => server.app.get(RegistrationService).register(receptionist, petitionBody));
    expect(statements).toBeGreaterThan(20);
    const cases = await database.all<{ number: string }>(`SELECT number FROM petition_case ORDER BY number`);
    expect(cases).toHaveLength(before + 1);
    expect(cases.at(-1)!.number).toMatch(/0001$/);
    await server.tick();
  });

  it('completes nothing, and completes the next time', async () => {
    const matter = await office.register({
      title: '反映工资被拖欠',
      summary: '工地拖欠工资。',
      category: '06',
      demands: ['要求支付工资'],
    });
    const task = (await office.find('jiefang', matter.id, 'task_talk'))!;
    const values = answers.talk([{ no: 1, text: '要求支付工资', answer: '已登记。' }]) as unknown as Variables;
    const statements = await failEach(() =>
      server.app.get(TasksService).complete(task.taskKey, values, {}, receptionist),
    );
    expect(statements).toBeGreaterThan(20);
    expect(await office.find('jiefang', matter.id, 'task_assess')).toBeDefined();
    expect(await database.all(`SELECT state FROM user_task WHERE task_key = ?`, [task.taskKey])).toEqual([
      { state: 'COMPLETED' },
    ]);
  });

  it('issues no notice and takes no number, and issues it the next time', async () => {
    const matter = await office.register({
      title: '反映邻县道路扬尘',
      summary: '信访人居住在邻县。',
      category: '99',
      demands: ['要求治理扬尘'],
    });
    await office.complete(
      'jiefang',
      matter.id,
      'task_talk',
      answers.talk([{ no: 1, text: '要求治理扬尘', answer: '依法转送。' }]),
    );
    await office.complete('jiefang', matter.id, 'task_assess', answers.assess({ conformsPolicy: false }));
    const { taskKey } = (await office.find('kezhang', matter.id, 'task_route'))!;
    const values = answers.routeRejected() as unknown as Variables;
    await server.app.get(TasksService).complete(taskKey, values, {}, await actor('kezhang'));

    // The worker keeps what failed as a try of the job: that, and only that, may differ.
    const open = () =>
      database.get<{ error: string | null; state: string }>(
        `SELECT state, error FROM job WHERE type = 'notice' ORDER BY rowid DESC LIMIT 1`,
      );
    const issue = async () => {
      await server.app.get(JobWorker).runDue();
      const job = (await open())!;
      if (job.state === 'CREATED') throw new StatementFault(0);
    };
    const reset = () =>
      database.write((transaction) =>
        transaction.run(
          `UPDATE job SET retries = 3, run_at = created_at, lease_until = NULL, error = NULL WHERE state = 'CREATED'`,
        ),
      );
    const leasing = () =>
      database.write((transaction) =>
        server.app
          .get(JobLeases)
          .take(transaction, { types: ['notice'], limit: 5, millis: 60_000, worker: 'w', userId: null }),
      );
    expect(await failEach(leasing)).toBeGreaterThan(1);
    await reset();

    const tries = ['retries', 'run_at', 'error', 'lease', 'lease_until', 'worker', 'updated_at'];
    // The first write leases the job, the second issues its notice.
    const statements = await failEach(issue, { except: tries.map((name) => `job.${name}`), reset, spared: 1 });
    expect(statements).toBeGreaterThan(10);
    const notices = await office.notices(matter.id);
    expect(notices.map((notice) => notice.title)).toEqual(['来访事项登记凭证', '不予受理告知书']);
    expect(notices[1]!.number).toMatch(/〕1号$/);
  });

  it('fires no timer, and fires it the next time', async () => {
    const matter = await office.register({
      title: '反映村道损坏',
      summary: '村道损坏多年。',
      category: '99',
      demands: ['要求修复村道'],
    });
    const [timer] = await database.all<{ key: string; due: string }>(
      `SELECT t.timer_key AS key, t.due_at AS due FROM timer t JOIN process_instance i ON i.instance_key = t.instance_key WHERE i.case_id = ? ORDER BY t.due_at`,
      [matter.id],
    );
    await database.write((transaction) => transaction.run(`DELETE FROM timer WHERE timer_key <> ?`, [timer!.key]));
    server.clock.set(timer!.due);
    const fire = async () => {
      if ((await server.app.get(TimerService).fireDue()) === 0) throw new StatementFault(0);
    };
    const reset = () =>
      database.write((transaction) => transaction.run(`UPDATE timer SET tries = 0, fire_at = due_at`));
    expect(await failEach(fire, { except: ['timer.tries', 'timer.fire_at'], reset })).toBeGreaterThan(10);
    expect(await database.all(`SELECT timer_key FROM timer WHERE timer_key = ?`, [timer!.key])).toEqual([]);
  });
});
