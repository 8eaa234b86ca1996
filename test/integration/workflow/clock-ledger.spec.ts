import { Database } from '../../../src/platform/database/database.js';
import { Deployer } from '../../../src/workflow/definitions/deployer.js';
import { Runner } from '../../../src/workflow/runner/runner.js';
import {
  bpmnText,
  element,
  end,
  extensions,
  flow,
  properties,
  start,
  timer,
  userTask,
} from '../../builders/bpmn-text.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = { title: '反映拖欠工资', summary: '拖欠工资多月。', category: '06', demands: ['支付工资'] };
const by = (role: string) => `<zeebe:assignmentDefinition candidateGroups="${role}" />`;

/** Handling: 办结 starts with acceptance; its head may extend it, whoever asks. */
const handling = bpmnText(
  'xf_handle',
  start('begin', extensions(properties({ clock: 'start:办结' }))),
  flow('begin', 'extend'),
  userTask('extend', by('R6, R7'), properties({ clock: 'extend:办结', unit: '="rsj"' })),
  flow('extend', 'deliver'),
  userTask('deliver', by('R6'), properties({ clock: 'stop:办结 start:复查申请期', unit: '="rsj"' })),
  flow('deliver', 'done'),
  end('done'),
);

/** Somebody who waits for the last day of 办结, in another instance of the same case. */
const watching = bpmnText(
  'xf_docket',
  start('begin'),
  flow('begin', 'late'),
  element('intermediateCatchEvent', 'late', timer('=expires(due("办结"))')),
  flow('late', 'done'),
  end('done'),
);

/** Re-review: a hearing does not count. */
const review = bpmnText(
  'xf_review',
  start('begin', extensions(properties({ clock: 'start:复核' }))),
  flow('begin', 'open'),
  userTask('open', by('R1'), properties({ clock: 'pause:复核' })),
  flow('open', 'hearing'),
  userTask('hearing', by('R1'), properties({ clock: 'resume:复核' })),
  flow('hearing', 'late'),
  element('intermediateCatchEvent', 'late', timer('=expires(due("复核"))')),
  flow('late', 'done'),
  end('done'),
);

const assignment = bpmnText(
  'xf_route',
  start('begin'),
  flow('begin', 'assign'),
  userTask('assign', by('R1'), properties({ clock: 'start:交办反馈' })),
  flow('assign', 'late'),
  element('intermediateCatchEvent', 'late', timer('=expires(due("交办反馈"))')),
  flow('late', 'done'),
  end('done'),
);

describe('the ledger of statutory clocks', () => {
  let server: TestServer;
  let office: Office;
  let database: Database;
  let matter: RegisteredCase;

  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    database = server.app.get(Database);
    // Each process stays with its file: shipped drawings of the same name have these as their next version.
    const files = Object.entries({ xf_handle: handling, xf_docket: watching, xf_review: review, xf_route: assignment });
    await server.app.get(Deployer).deploy({
      files: files.map(([name, content]) => ({ name: `${name}.bpmn`, content })),
      note: '',
      userId: 'test',
    });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    server.clock.set('2026-06-16T02:00:00.000Z');
    matter = await office.register(petition);
    await database.write((transaction) =>
      transaction.run(`UPDATE petition_case SET responsible_unit_id = 'rsj' WHERE id = ?`, [matter.id]),
    );
  });

  const begin = async (processId: string): Promise<string> => {
    const input = { processId, caseId: matter.id, variables: {}, unitId: 'rsj', actor: null };
    const started = await database.write((transaction) => server.app.get(Runner).start(transaction, input));
    return started.instanceKey;
  };
  const clock = async (name: string) =>
    (await office.case(matter.id)).clocks.find((one: { name: string }) => one.name === name);
  const dueOf = async (instanceKey: string): Promise<string | undefined> =>
    (await database.get<{ at: string }>(`SELECT due_at AS at FROM timer WHERE instance_key = ?`, [instanceKey]))?.at;
  const task = async (instanceKey: string): Promise<string> =>
    (await database.get<{ key: string }>(
      `SELECT task_key AS key FROM user_task WHERE instance_key = ? AND state = 'CREATED'`,
      [instanceKey],
    ))!.key;
  const complete = async (person: string, instanceKey: string, values: object = {}) => {
    const key = await task(instanceKey);
    const page = await server.as(person).get(`/api/tasks/${key}`);
    const answer = await server.as(person).post(`/api/tasks/${key}/completion`, {
      values,
      version: page.body.task.version,
    });
    await server.tick();
    return answer;
  };
  const ledger = async () => (await server.as('jiefang').get(`/api/cases/${matter.id}/clocks`)).body;
  const extension = { extensionDays: 30, extensionReason: '须委托鉴定，结论预计八月出具' };

  it('lengthens 办结 once by the head, moves every timer of the case that reads it, and says by whom and why', async () => {
    const handler = await begin('xf_handle');
    const other = await begin('xf_docket');
    expect(await dueOf(other)).toBe('2026-08-17T16:00:00.000Z');
    server.clock.set('2026-08-10T02:00:00.000Z');
    expect((await complete('juzhang', handler, extension)).status).toBe(200);

    expect(await clock('办结')).toMatchObject({
      lastDay: '2026-09-14',
      daysAllowed: 90,
      extendedDays: 30,
      daysLeft: 35,
    });
    expect(await dueOf(other)).toBe('2026-09-14T16:00:00.000Z');
    const entries = (await ledger()).filter((entry: { clock: string }) => entry.clock === '办结');
    expect(entries).toMatchObject([
      { action: 'start', days: 60, lastDay: '2026-08-17', basis: expect.stringContaining('第三十四条') },
      {
        action: 'extend',
        days: 30,
        lastDay: '2026-09-14',
        reason: extension.extensionReason,
        actor: { displayName: '郭建华' },
        basis: expect.stringContaining('第三十四条'),
        elementId: 'extend',
        instanceKey: handler,
      },
    ]);
  });

  it('leaves the date where the head decides against it', async () => {
    const handler = await begin('xf_handle');
    expect((await complete('juzhang', handler, { extensionApproved: false })).status).toBe(200);
    expect(await clock('办结')).toMatchObject({ lastDay: '2026-08-17', extendedDays: 0 });
  });

  describe('refuses with the rule, and leaves the task open,', () => {
    const refusedWith = async (person: string, instanceKey: string, values: object, words: RegExp, path?: string) => {
      const before = await task(instanceKey);
      const answer = await complete(person, instanceKey, values);
      expect([answer.status, answer.body.code]).toEqual([422, 'clock-refused']);
      expect(answer.body.detail).toMatch(words);
      expect(answer.body.detail).toContain('R22-34');
      expect(answer.body.problems[0]).toMatchObject({ rule: 'R22-34', ...(path && { path }) });
      expect(await task(instanceKey)).toBe(before);
      expect(await clock('办结')).toMatchObject({ lastDay: '2026-08-17' });
    };

    it('an extension by somebody who is not the head of the unit', async () => {
      await refusedWith('chengban', await begin('xf_handle'), extension, /负责人批准/);
    });

    it('an extension after the date', async () => {
      const handler = await begin('xf_handle');
      server.clock.set('2026-08-18T02:00:00.000Z');
      await refusedWith('juzhang', handler, extension, /2026-08-17 届满/);
    });

    it.each([
      ['more than thirty days', { ...extension, extensionDays: 31 }, /1 至 30/, 'extensionDays'],
      ['no number of days', { extensionReason: '鉴定' }, /1 至 30/, 'extensionDays'],
      ['no reason to tell', { extensionDays: 10, extensionReason: ' ' }, /告知信访人/, 'extensionReason'],
    ])('%s', async (_, values, words, path) => {
      await refusedWith('juzhang', await begin('xf_handle'), values, words, path);
    });
  });

  it('refuses a second extension, in whatever instance it is asked for', async () => {
    await complete('juzhang', await begin('xf_handle'), { ...extension, extensionDays: 10 });
    const answer = await complete('juzhang', await begin('xf_handle'), extension);
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toMatch(/已延长过 10 天，只能延长一次/);
    expect(await clock('办结')).toMatchObject({ extendedDays: 10 });
  });

  it('does not count the days of a hearing, during which no timer is due', async () => {
    const key = await begin('xf_review');
    await complete('jiefang', key);
    expect(await clock('复核')).toMatchObject({ level: 'paused', lastDay: '2026-07-16' });
    server.clock.set('2026-08-25T02:00:00.000Z');
    expect(await clock('复核')).toMatchObject({ level: 'paused', daysUsed: 0, daysLeft: 30 });
    await complete('jiefang', key);
    expect(await clock('复核')).toMatchObject({ level: 'normal', lastDay: '2026-09-24', pausedDays: 70 });
    expect(await dueOf(key)).toBe('2026-09-24T16:00:00.000Z');
    expect((await ledger()).filter((entry: { clock: string }) => entry.clock === '复核')).toMatchObject([
      { action: 'start' },
      { action: 'pause', actor: { displayName: '王秀兰' } },
      { action: 'resume', days: 70 },
    ]);
  });

  it('counts the time for a review from the day of delivery that the step names', async () => {
    const handler = await begin('xf_handle');
    await complete('juzhang', handler, { extensionApproved: false });
    server.clock.set('2026-07-06T02:00:00.000Z');
    const later = await complete('chengban', handler, { deliveredOn: '2026-07-07' });
    expect(later.status).toBe(422);
    expect(later.body.problems[0]).toMatchObject({ path: 'deliveredOn' });
    expect((await complete('chengban', handler, { deliveredOn: '2026-07-03' })).status).toBe(200);
    expect(await clock('复查申请期')).toMatchObject({ startedOn: '2026-07-03', lastDay: '2026-08-03' });
    expect(await clock('办结')).toMatchObject({ level: 'stopped' });
  });

  it('is counted anew with rests and extension when a working day changes, and the ledger says why', async () => {
    await complete('juzhang', await begin('xf_handle'), extension);
    const watcher = await begin('xf_docket');
    const day = '/api/calendar/overrides/2026-09-14';
    expect((await server.as('admin').put(day, { working: false, reason: '防汛停工' })).status).toBe(204);
    await server.tick();
    expect(await clock('办结')).toMatchObject({ lastDay: '2026-09-15', extendedDays: 30 });
    expect(await dueOf(watcher)).toBe('2026-09-15T16:00:00.000Z');
    expect((await ledger()).at(-1)).toMatchObject({
      action: 'recount',
      lastDay: '2026-09-15',
      reason: '防汛停工',
      actor: { displayName: '林涛' },
    });
    await server.as('admin').delete(day);
    await server.tick();
    expect(await clock('办结')).toMatchObject({ lastDay: '2026-09-14' });
  });

  it('runs again in a new round when the matter is handled anew', async () => {
    const handler = await begin('xf_handle');
    await complete('juzhang', handler, { ...extension, extensionDays: 5 });
    await complete('chengban', handler);
    server.clock.set('2026-09-01T02:00:00.000Z');
    await begin('xf_handle');
    const rounds = (await office.case(matter.id)).clocks.filter((one: { name: string }) => one.name === '办结');
    expect(rounds).toMatchObject([
      { round: 1, level: 'stopped', extendedDays: 5 },
      { round: 2, level: 'normal', extendedDays: 0, startedOn: '2026-09-01', lastDay: '2026-11-02' },
    ]);
  });

  it('takes the date of 交办反馈 from the step, rolls it over a holiday, and refuses what is no coming day', async () => {
    const key = await begin('xf_route');
    for (const feedbackDate of [undefined, '2026-06-16', '2026-02-30', 'soon']) {
      const answer = await complete('jiefang', key, { feedbackDate });
      expect([answer.status, answer.body.problems?.[0]?.path]).toEqual([422, 'feedbackDate']);
    }
    expect((await complete('jiefang', key, { feedbackDate: '2026-06-19' })).status).toBe(200);
    expect(await clock('交办反馈')).toMatchObject({ lastDay: '2026-06-22', daysAllowed: 3 });
    expect(await dueOf(key)).toBe('2026-06-22T16:00:00.000Z');
  });
});
