import { Database } from '../../../src/platform/database/database.js';
import { Runner } from '../../../src/workflow/runner/runner.js';
import { Deployer } from '../../../src/workflow/definitions/deployer.js';
import { bpmnText, element, end, flow, start, timer } from '../../builders/bpmn-text.js';
import { Office } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { wages } from '../../builders/wages-case.js';
import { TestWorkflow } from '../../builders/workflow.js';

const waitFor = (id: string, expression: string) =>
  bpmnText(
    id,
    start('begin'),
    flow('begin', 'wait'),
    element('intermediateCatchEvent', 'wait', timer(expression)),
    flow('wait', 'done'),
    end('done'),
  );

/** The fifth working day after it begins. Monday, 1 June 2026: the 8th. */
const fiveDays = waitFor('five_days', '=expires(addWorkingDays(today(), 5))');
const noDays = waitFor('no_days', '=now() + duration("P7D")');

describe('working days that an administrator changes', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.app.get(Deployer).deploy({
      files: [
        { name: 'five_days.bpmn', content: fiveDays },
        { name: 'no_days.bpmn', content: noDays },
      ],
      note: '',
      userId: 'test',
    });
  });
  afterAll(() => server.close());

  const path = '/api/calendar/overrides';
  const begin = async (processId: string): Promise<string> =>
    server.app.get(Database).write(async (transaction) => {
      const input = { processId, variables: {}, unitId: 'xfj', actor: null };
      return (await server.app.get(Runner).start(transaction, input)).instanceKey;
    });
  const due = async (key: string): Promise<string | undefined> =>
    (
      await server.app
        .get(Database)
        .get<{ at: string }>(`SELECT due_at AS at FROM timer WHERE instance_key = ? ORDER BY due_at LIMIT 1`, [key])
    )?.at;
  const timeline = async (key: string) =>
    (await server.as('auditor').get(`/api/audit/instances/${key}/timeline`)).body as {
      title: string;
      detail?: string;
      actor?: { name: string };
    }[];
  const restore = async (day: string): Promise<void> => {
    await server.as('admin').delete(`${path}/${day}`);
    await server.tick();
  };

  it('move open timers that counted them, as of when they were opened, and no other', async () => {
    const [counted, other] = [await begin('five_days'), await begin('no_days')];
    expect(await due(counted)).toBe('2026-06-08T16:00:00.000Z');
    const before = await due(other);
    server.clock.passDays(2);

    const put = await server.as('admin').put(`${path}/2026-06-05`, { working: false, reason: '汛期停工，县政府通告' });
    expect(put.status).toBe(204);
    await server.tick();
    expect(await due(counted)).toBe('2026-06-09T16:00:00.000Z');
    expect(await due(other)).toBe(before);
    expect(await timeline(counted)).toContainEqual(
      expect.objectContaining({
        title: expect.stringContaining('重新计算期限'),
        detail: '工作日有调整（汛期停工，县政府通告），改为 2026-06-10 00:00 触发。',
      }),
    );
    const [event] = await server.app
      .get(Database)
      .all<{ actor: string; meta: string }>(
        `SELECT u.username AS actor, h.meta AS meta FROM history_event h JOIN app_user u ON u.id = h.actor_id WHERE h.type = 'TIMER_RESCHEDULED' AND h.instance_key = ?`,
        [counted],
      );
    expect(event!.actor).toBe('admin');
    expect(JSON.parse(event!.meta)).toMatchObject({ calendar: expect.stringMatching(/^chinese-days-/) });

    await restore('2026-06-05');
    expect(await due(counted)).toBe('2026-06-08T16:00:00.000Z');
  });

  it('move the last day of running clocks, and the timers that watch them', async () => {
    const matter = await new Office(server).register(wages);
    const clock = async (): Promise<string> =>
      (await server.as('jiefang').get(`/api/cases/${matter.id}`)).body.clocks.find(
        (one: { name: string }) => one.name === '告知',
      ).lastDay;
    const lastDay = await clock();
    const expiry = async (): Promise<string[]> =>
      (
        await server.app
          .get(Database)
          .all<{ at: string }>(`SELECT due_at AS at FROM timer WHERE instance_key = ? ORDER BY due_at`, [
            matter.instanceKey,
          ])
      ).map(({ at }) => at);
    const before = await expiry();
    await server.as('admin').put(`${path}/${lastDay}`, { working: false, reason: '停电检修' });
    await server.tick();
    const moved = await clock();
    expect(moved > lastDay).toBe(true);
    const after = await expiry();
    expect(after).toHaveLength(before.length);
    expect(after.at(-1)! > before.at(-1)!).toBe(true);
    expect(await timeline(matter.instanceKey)).toContainEqual(
      expect.objectContaining({
        title: `「告知」期限改为 ${moved}`,
        detail: `工作日有调整（停电检修），原为 ${lastDay}。`,
      }),
    );
    await restore(lastDay);
    expect([await clock(), await expiry()]).toEqual([lastDay, before]);
  });

  it('are shown with what was published, and every change with who made it', async () => {
    await server.as('admin').put(`${path}/2026-10-08`, { working: false, reason: '调休' });
    const { body } = await server.as('jiefang').get(path);
    expect(body.overrides).toEqual([
      expect.objectContaining({
        day: '2026-10-08',
        working: false,
        published: true,
        reason: '调休',
        changedBy: '林涛',
      }),
    ]);
    expect(body.publishedThrough).toBe(2026);
    expect(body.changes[0]).toMatchObject({ day: '2026-10-08', working: false, changedBy: '林涛' });
    await restore('2026-10-08');
    const after = (await server.as('jiefang').get(path)).body;
    expect(after.overrides).toEqual([]);
    expect(after.changes).toContainEqual(expect.objectContaining({ day: '2026-10-08', working: null, reason: '调休' }));
  });

  it.each([
    ['2026-02-30', { working: false, reason: 'a' }, 400],
    ['1999-12-31', { working: false, reason: 'a' }, 400],
    ['tomorrow', { working: false, reason: 'a' }, 400],
    ['2026-07-01', { working: 'no', reason: 'a' }, 400],
    ['2026-07-01', { working: false, reason: '   ' }, 400],
    ['2026-07-01', { working: false }, 400],
    ['2026-07-01', { working: false, reason: 'a', day: '2026-07-02' }, 400],
  ])('refuse %s %j', async (day, body, status) => {
    const { version } = (await server.as('admin').get(path)).body;
    expect((await server.as('admin').put(`${path}/${day}`, body)).status).toBe(status);
    expect((await server.as('admin').get(path)).body.version).toBe(version);
  });

  it('refuse to be all days of two months, and what is not there cannot be taken back', async () => {
    const days = Array.from({ length: 62 }, (_, index) =>
      new Date(Date.UTC(2027, 6, 1 + index)).toISOString().slice(0, 10),
    );
    const statuses: number[] = [];
    for (const day of days)
      statuses.push((await server.as('admin').put(`${path}/${day}`, { working: false, reason: '停办' })).status);
    expect(new Set(statuses)).toEqual(new Set([204, 422]));
    for (const day of days) await server.as('admin').delete(`${path}/${day}`);
    expect((await server.as('admin').delete(`${path}/2027-07-01`)).status).toBe(404);
    expect((await server.as('owner').put(`${path}/2026-07-01`, { working: false, reason: 'a' })).status).toBe(403);
  });
});

describe('holidays that come with a newer version of the software', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => {
    workflow = await TestWorkflow.open();
    await workflow.deploy({ five_days: fiveDays });
  });
  afterEach(() => workflow.close());

  it('move timers at the first turn, by nobody; a sweep that was cut off goes on', async () => {
    // As if the tables had known 5 June for a holiday.
    workflow.calendar.use([{ day: '2026-06-05', working: false, reason: '旧表' }]);
    const keys = [await workflow.start('five_days'), await workflow.start('five_days')];
    await workflow.database.write((transaction) =>
      transaction.run(`UPDATE timer SET calendar = 'older' WHERE instance_key = ?`, [keys[0]!]),
    );
    expect(await workflow.calendarSweep.catchUp()).toEqual({ computed: 2, isMore: false });
    const rows = await workflow.rows<{ due_at: string }>(`SELECT due_at FROM timer`);
    expect(rows).toEqual(keys.map(() => ({ due_at: '2026-06-08T16:00:00.000Z' })));
    const events = await workflow.rows<{ actor_id: string | null; meta: string }>(
      `SELECT actor_id, meta FROM history_event WHERE type = 'TIMER_RESCHEDULED'`,
    );
    expect(events.map(({ actor_id: actor, meta }) => [actor, JSON.parse(meta)])).toEqual(
      keys.map(() => [null, { calendar: workflow.calendar.version }]),
    );
    expect(await workflow.calendarSweep.catchUp()).toEqual({ computed: 0, isMore: false });
  });

  it('leave a cycle that has fired in its rhythm', async () => {
    const cycle = bpmnText(
      'cycle',
      start('begin'),
      flow('begin', 'work'),
      element('receiveTask', 'work', '', 'messageRef="never"'),
      flow('work', 'done'),
      end('done'),
      '<bpmn:message id="never" name="never"><bpmn:extensionElements><zeebe:subscription correlationKey="=&quot;x&quot;" /></bpmn:extensionElements></bpmn:message>',
      `<bpmn:boundaryEvent id="tick" attachedToRef="work" cancelActivity="false">${timer('="R/" + string(expires(addWorkingDays(date("2026-06-01"), 5))) + "/P1D"', 'timeCycle')}</bpmn:boundaryEvent>`,
      flow('tick', 'ticked'),
      end('ticked'),
    );
    await workflow.deploy({ cycle });
    workflow.calendar.use([{ day: '2026-06-05', working: false, reason: '旧表' }]);
    await workflow.start('cycle');
    const due = async () => (await workflow.rows<{ due_at: string }>(`SELECT due_at FROM timer`))[0]!.due_at;
    expect(await due()).toBe('2026-06-09T16:00:00.000Z');
    workflow.clock.set('2026-06-09T16:00:00.000Z');
    expect(await workflow.timers.fireDue()).toBe(1);
    await workflow.calendarSweep.catchUp();
    expect(await due()).toBe('2026-06-10T16:00:00.000Z');
  });
});
