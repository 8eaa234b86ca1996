/**
 * The sweep of test/crash/sweep.spec.ts on PostgreSQL. For PostgreSQL a killed process is a closed connection and nothing else: it keeps
 * no files of it, and rolls back what was not committed. So the connections are cut, really, at every statement, and just before
 * and just after every COMMIT; a process for each of these some 300 moments would take a quarter of an hour. Real processes are killed in
 * three-processes.spec.ts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AttachmentsService } from '../../src/features/attachments/attachments.service.js';
import { RegistrationService } from '../../src/features/cases/registration.service.js';
import { TasksService } from '../../src/features/tasks/tasks.service.js';
import type { Variables } from '../../src/engine/ports.js';
import { JobLeases } from '../../src/workflow/jobs/job-leases.js';
import { JobSettlement } from '../../src/workflow/jobs/job-settlement.js';
import { JobWorker } from '../../src/workflow/jobs/job-worker.js';
import { Messages } from '../../src/workflow/messages/messages.js';
import { TimerService } from '../../src/workflow/timers/timer-service.js';
import { answers } from '../builders/answers.js';
import { placeDatabase } from '../builders/database.js';
import { Office } from '../builders/office.js';
import { TcpProxy } from '../builders/postgres/tcp-proxy.js';
import { startTestServer, type TestServer } from '../builders/server.js';
import { SweptProcess } from '../crash/swept-process.js';
import { petitionBody } from '../integration/v2/procedures.js';
import { CutSweep } from './cut-sweep.js';

const petition = { title: '反映工资被拖欠', summary: '工地拖欠工资。', category: '06', demands: ['要求支付工资'] };

describe('a server cut off at any statement, just before or just after a COMMIT', () => {
  let dataDir: string;
  let proxy: TcpProxy;
  let server: TestServer;
  let swept: SweptProcess;
  let cut: CutSweep;
  const looks: Record<string, number> = {};
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'minqing-cut-'));
    const url = (await placeDatabase(dataDir)).environment['DATABASE_URL']!;
    proxy = await TcpProxy.to(url);
    server = await startTestServer({ dataDir, settings: { DATABASE_URL: proxy.url } });
    swept = await SweptProcess.deployedOn(server);
    cut = await CutSweep.between(swept.database, proxy, url);
  });
  afterAll(async () => {
    await cut?.close();
    await server?.close();
    await proxy?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /**
   * @param prepare makes what the operation is done to: one that is cut off until it is whole, another one whose caller is cut off
   *   after the COMMIT, which must have done the same
   */
  async function sweep<T>(
    name: string,
    prepare: (turn: string) => Promise<T>,
    operation: (subject: T) => Promise<unknown>,
    options: { reset?: () => Promise<unknown>; writes?: number } = {},
  ): Promise<void> {
    const first = await prepare(`${name} 1`);
    const { moments, added } = await cut.ofEach(() => operation(first), options.reset);
    expect(added).not.toEqual({});
    const second = await prepare(`${name} 2`);
    expect(await cut.afterCommit(() => operation(second), options.writes)).toEqual(added);
    looks[name] = moments;
  }
  const nothing = async () => undefined;
  const tasks = (): TasksService => server.app.get(TasksService);

  it('has registered a case, or has not', async () => {
    // The first one of a year begins its series of numbers.
    await new Office(server).register(petition);
    await sweep('start', nothing, () => server.app.get(RegistrationService).register(swept.receptionist, petitionBody));
  });

  it('has claimed and completed a task, or has not', async () => {
    const office = new Office(server);
    const talk = async () => (await office.find('jiefang', (await office.register(petition)).id, 'task_talk'))!.taskKey;
    await sweep('claim', talk, (key) => tasks().claim(key as string, swept.receptionist));
    const values = answers.talk([{ no: 1, text: petition.demands[0]!, answer: '已登记。' }]) as unknown as Variables;
    await sweep('complete', talk, (key) => tasks().complete(key as string, values, {}, swept.receptionist));
  });

  it('has fired a timer, or has not', async () => {
    const due = async (turn: string) => {
      await swept.begin(turn);
      server.clock.passMinutes(61);
    };
    await sweep('timer', due, () => server.app.get(TimerService).fireDue());
  });

  const completed = async (number: string): Promise<string> => {
    const instanceKey = await swept.begin(number);
    await tasks().complete(await swept.taskOf(instanceKey), {}, {}, swept.receptionist);
    return number;
  };
  const answer = (correlationKey: string) =>
    server.app
      .get(Messages)
      .publish({ name: 'answer', correlationKey, variables: {}, timeToLive: 0 }, swept.receptionist);

  it('has delivered a message, or has not', async () => {
    await sweep('message', completed, answer);
  });

  it('has given out a job and taken its result, or has not', async () => {
    const { receptionist, database } = swept;
    const take = () =>
      database.write((transaction) =>
        server.app.get(JobLeases).take(transaction, {
          types: ['outside'],
          limit: 1,
          millis: 3_600_000,
          worker: 'program',
          userId: receptionist.userId,
        }),
      );
    const leased = async (turn: string) => {
      await answer(await completed(turn));
      return (await take())[0]!;
    };
    await sweep('job', leased, ({ jobKey, lease }) =>
      database.write((transaction) =>
        server.app.get(JobSettlement).complete(transaction, jobKey, { done: true }, { actor: receptionist, lease }),
      ),
    );
  });

  it('has attached a file, or has not', async () => {
    const content = Buffer.from('欠条一张。'.repeat(80_000));
    const file = { name: '欠条.txt', kind: '证据材料', content } as const;
    await sweep(
      'attach',
      async () => (await new Office(server).register(petition)).id,
      (id) => server.app.get(AttachmentsService).add(id, file, swept.receptionist),
    );
  });

  it('has issued a notice, or issues it the next time: one notice, one number', async () => {
    while ((await server.app.get(JobWorker).runDue()) > 0);
    const registered = () => server.app.get(RegistrationService).register(swept.receptionist, petitionBody);
    await sweep('notice', registered, () => server.app.get(JobWorker).runDue(), {
      // The first write leases the job, the second issues the notice.
      writes: 2,
      reset: () =>
        cut.run(`UPDATE job SET lease_until = NULL, run_at = created_at WHERE state = 'CREATED' AND type = 'notice'`),
    });
    const doubled = await swept.database.all(
      `SELECT number FROM notice GROUP BY number, template_id HAVING count(*) > 1`,
    );
    expect(doubled).toEqual([]);
  });

  it('has deployed a new version and moved an instance to it, or has not', async () => {
    const instances = [await swept.begin('old 1'), await swept.begin('old 2')];
    let version = 0;
    await sweep('deploy', nothing, () => swept.deploy(`核办 ${(version += 1)}`));
    await sweep(
      'migrate',
      async () => instances.shift()!,
      (key) => swept.migrate(key),
    );
  });

  it('was looked at in many moments of each, and its history is intact', async () => {
    expect(Object.keys(looks)).toEqual([
      'start',
      'claim',
      'complete',
      'timer',
      'message',
      'job',
      'attach',
      'notice',
      'deploy',
      'migrate',
    ]);
    expect(Object.values(looks).every((moments) => moments > 5)).toBe(true);
    await server.tick();
    expect((await server.as('auditor').post('/api/audit/verify', {})).body).toMatchObject({ status: 'intact' });
  });
});
