import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { AttachmentsService } from '../../src/features/attachments/attachments.service.js';
import { RegistrationService } from '../../src/features/cases/registration.service.js';
import { TasksService } from '../../src/features/tasks/tasks.service.js';
import type { Variables } from '../../src/engine/ports.js';
import type { Actor } from '../../src/platform/actor.js';
import { Database } from '../../src/platform/database/database.js';
import { JobWorker } from '../../src/workflow/jobs/job-worker.js';
import { Messages } from '../../src/workflow/messages/messages.js';
import { TimerService } from '../../src/workflow/timers/timer-service.js';
import { answers } from '../builders/answers.js';
import { Office, type RegisteredCase } from '../builders/office.js';
import { startTestServer, type TestServer } from '../builders/server.js';
import { petitionBody } from '../integration/v2/procedures.js';
import { SweptProcess } from './swept-process.js';
import { contentOf, Snapshots, torn, type Moment } from './snapshots.js';

describe('a server killed at any statement, just before or just after a COMMIT', () => {
  let server: TestServer;
  let office: Office;
  let database: Database;
  let swept: SweptProcess;
  let receptionist: Actor;
  let snapshots: Snapshots;
  const looks: Record<string, number> = {};
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    swept = await SweptProcess.deployedOn(server);
    ({ database, receptionist } = swept);
    snapshots = Snapshots.of(database, server.dataDir);
  });
  afterAll(async () => {
    snapshots?.close();
    await server?.close();
  });

  const matter = (): Promise<RegisteredCase> =>
    office.register({ title: '反映工资被拖欠', summary: '工地拖欠工资。', category: '06', demands: ['要求支付工资'] });

  /** Nothing of an unfinished write is left, at no moment; all of a finished one is. */
  async function sweep(name: string, operation: () => Promise<unknown>): Promise<readonly Moment[]> {
    const moments = await snapshots.during(operation);
    const writes = Math.max(...moments.map(({ write }) => write));
    expect(writes).toBeGreaterThan(0);
    expect(torn(moments)).toEqual([]);
    const last = moments.find(({ write, at }) => write === writes && at === 'committed')!;
    expect(contentOf(last.folder)).toEqual(contentOf(moments.at(-1)!.folder));
    expect(contentOf(last.folder)).not.toEqual(contentOf(moments[0]!.folder));
    looks[name] = moments.length;
    return moments;
  }

  it('has registered a case, or has not', async () => {
    await sweep('start', () => server.app.get(RegistrationService).register(receptionist, petitionBody));
  });

  it('has claimed and completed a task, or has not', async () => {
    const { id } = await matter();
    const { taskKey } = (await office.find('jiefang', id, 'task_talk'))!;
    const tasks = server.app.get(TasksService);
    await sweep('claim', () => tasks.claim(taskKey, receptionist));
    const values = answers.talk([{ no: 1, text: '要求支付工资', answer: '已登记。' }]) as unknown as Variables;
    await sweep('complete', () => tasks.complete(taskKey, values, {}, receptionist));
  });

  it('has fired a timer, or has not', async () => {
    await swept.begin('timer');
    server.clock.passMinutes(61);
    await sweep('timer', () => server.app.get(TimerService).fireDue());
  });

  it('has delivered a message, or has not', async () => {
    const instanceKey = await swept.begin('message');
    await server.app.get(TasksService).complete(await swept.taskOf(instanceKey), {}, {}, receptionist);
    const content = { name: 'answer', correlationKey: 'message', variables: {}, timeToLive: 0 };
    await sweep('message', () => server.app.get(Messages).publish(content, receptionist));
    expect(await database.all(`SELECT type FROM job WHERE instance_key = ?`, [instanceKey])).toEqual([
      { type: 'outside' },
    ]);
  });

  it('has deployed a new version and moved an instance to it, or has not', async () => {
    const instanceKey = await swept.begin('migrate');
    await sweep('deploy', () => swept.deploy('核办'));
    await sweep('migrate', () => swept.migrate(instanceKey));
  });

  it('has taken in an attachment with all its parts, or has not', async () => {
    const { id } = await matter();
    const content = Buffer.from('欠条一张。'.repeat(80_000));
    await sweep('attach', () =>
      server.app.get(AttachmentsService).add(id, { name: '欠条.txt', kind: '证据材料', content }, receptionist),
    );
  });

  it('has issued a notice, or issues it after the restart: one notice, one number', async () => {
    await server.app.get(RegistrationService).register(receptionist, petitionBody);
    const moments = await sweep('notice', () => server.app.get(JobWorker).runDue());
    const boundaries = moments.filter(({ write, at }) => at === 'commit' || (write > 0 && at === 'committed'));
    for (const { folder } of boundaries) {
      const again = await startTestServer({ dataDir: withKeys(folder), clock: server.clock });
      try {
        server.clock.passMinutes(10);
        await again.tick();
        await again.tick();
        const open = await again.app
          .get(Database)
          .all(`SELECT job_key FROM job WHERE state <> 'COMPLETED' AND type = 'notice'`);
        expect(open).toEqual([]);
        const doubled = await again.app
          .get(Database)
          .all(`SELECT number FROM notice GROUP BY number, template_id HAVING count(*) > 1`);
        expect(doubled).toEqual([]);
      } finally {
        await again.close();
      }
    }
  });

  it('would be found out if it left half a write behind', async () => {
    const moments = await snapshots.during(() => swept.begin('half'));
    const relabelled = moments.map((moment) =>
      moment.write === 1 && moment.at === 'committed' ? { ...moment, at: 7 } : moment,
    );
    expect(torn(relabelled)).toEqual([expect.stringContaining('process_instance')]);
  });

  it('was looked at in many moments of each', () => {
    expect(Object.keys(looks)).toEqual([
      'start',
      'claim',
      'complete',
      'timer',
      'message',
      'deploy',
      'migrate',
      'attach',
      'notice',
    ]);
    expect(Object.values(looks).every((moments) => moments > 5)).toBe(true);
  });

  /** A copy of the database with what else a restarted server finds. */
  function withKeys(folder: string): string {
    for (const name of ['keys', 'demo-accounts.json'])
      cpSync(join(server.dataDir, name), join(folder, name), { recursive: true });
    return folder;
  }
});
