import {
  boundary,
  bpmnText,
  element,
  end,
  flow,
  message,
  messageEvent,
  start,
  timer,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { testedDatabase } from '../../../test/builders/database.js';
import { ring } from '../../../test/builders/ring.js';
import { TestClock } from '../../../test/builders/test-clock.js';
import { TestWorkflow } from '../../../test/builders/workflow.js';

const wait = (id: string, expression: string) => element('intermediateCatchEvent', id, timer(expression));

/** `dueAt` is an instant as ISO 8601 text. */
const alarm = bpmnText(
  'alarm',
  start('begin'),
  flow('begin', 'wait'),
  wait('wait', '=date and time(dueAt)'),
  flow('wait', 'ring'),
  userTask('ring'),
  flow('ring', 'done'),
  end('done'),
);

const watched = bpmnText(
  'watched',
  start('begin'),
  flow('begin', 'work'),
  userTask('work'),
  boundary('late', 'work', timer('=date and time(dueAt)')),
  flow('work', 'done'),
  end('done'),
  flow('late', 'urge'),
  userTask('urge'),
  flow('urge', 'urged'),
  end('urged'),
);

/** After the timer comes a ring of messages, which the runner refuses: this timer can never fire. */
const broken = bpmnText(
  'broken',
  message('message_ring', 'ring', '="always"'),
  start('begin'),
  flow('begin', 'wait'),
  wait('wait', '=date and time(dueAt)'),
  flow('wait', 'throw'),
  element('intermediateThrowEvent', 'throw', messageEvent('message_ring')),
  flow('throw', 'done'),
  end('done'),
);
describe('TimerService', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => {
    workflow = await TestWorkflow.open();
    await workflow.deploy({ alarm, watched, broken, ring });
  });
  afterEach(() => workflow.close());

  const due = '2026-06-16T16:00:00.000Z';

  it('never fires early, and at its instant once', async () => {
    const key = await workflow.start('alarm', { dueAt: due });
    workflow.clock.set('2026-06-16T15:59:59.999Z');
    expect(await workflow.timers.fireDue()).toBe(0);
    workflow.clock.set(due);
    expect(await workflow.timers.fireDue()).toBe(1);
    expect(await workflow.timers.fireDue()).toBe(0);
    expect(await workflow.waiting(key)).toEqual(['ring']);
    expect(await workflow.rows(`SELECT count(*) AS n FROM history_event WHERE type = 'TIMER_FIRED'`)).toEqual([
      { n: 1 },
    ]);
  });

  it('fires once when several look at the same time', async () => {
    await workflow.start('alarm', { dueAt: due });
    workflow.clock.set(due);
    const fired = await Promise.all([1, 2, 3, 4].map(() => workflow.timers.fireDue()));
    expect(fired.reduce((sum, n) => sum + n)).toBe(1);
    expect(await workflow.count('timer')).toBe(0);
  });

  it('fires what fell due while the server was down once, in the order it was due', async () => {
    const later = await workflow.start('alarm', { dueAt: '2026-06-20T00:00:00.000Z' });
    const sooner = await workflow.start('alarm', { dueAt: '2026-06-10T00:00:00.000Z' });
    workflow.clock.set('2026-12-01T00:00:00.000Z');
    const order: (string | undefined)[] = [];
    workflow.changes.stream.subscribe(({ topic, key }) => topic === 'instance' && order.push(key));
    expect(await workflow.timers.fireDue()).toBe(2);
    // On PostgreSQL instances do not wait for each other: those of one batch may commit in any order.
    if (testedDatabase === 'postgres') order.sort();
    expect(order).toEqual(testedDatabase === 'postgres' ? [sooner, later].sort() : [sooner, later]);
    const fired = await workflow.rows<{ meta: string }>(
      `SELECT meta FROM history_event WHERE type = 'TIMER_FIRED' ORDER BY meta`,
    );
    expect(fired.map(({ meta }) => (JSON.parse(meta) as { dueAt: string }).dueAt)).toEqual([
      '2026-06-10T00:00:00.000Z',
      '2026-06-20T00:00:00.000Z',
    ]);
  });

  it('lets either the task or its time limit win, never both', async () => {
    const key = await workflow.start('watched', { dueAt: due });
    const task = await workflow.taskKey(key, 'work');
    workflow.clock.set(due);
    const [fired, completed] = await Promise.allSettled([
      workflow.timers.fireDue(),
      workflow.execute(key, { type: 'completeTask', key: task, variables: {} }),
    ]);
    const timerWon = fired.status === 'fulfilled' && fired.value === 1;
    expect(completed.status).toBe(timerWon ? 'rejected' : 'fulfilled');
    expect(await workflow.waiting(key)).toEqual(timerWon ? ['urge'] : []);
  });

  it('goes on with the others when one cannot be fired', async () => {
    const before = '2026-06-02T00:00:00.000Z';
    const stuck = await workflow.start('broken', { dueAt: before });
    const others = [await workflow.start('alarm', { dueAt: due }), await workflow.start('alarm', { dueAt: due })];
    workflow.clock.set(due);
    expect(await workflow.timers.fireDue()).toBe(2);
    for (const key of others) expect(await workflow.waiting(key)).toEqual(['ring']);
    expect(await workflow.waiting(stuck)).toEqual(['wait']);
    expect(await workflow.rows(`SELECT count(*) AS n FROM process_instance WHERE process_id = 'ring'`)).toEqual([
      { n: 0 },
    ]);
    expect(await workflow.timers.fireDue()).toBe(0);
  });

  const incidents = (state: string) =>
    workflow.rows<{ key: string; type: string; message: string; element: string }>(
      `SELECT incident_key AS key, error_type AS type, message, element_id AS element FROM incident WHERE state = ?`,
      state,
    );
  const resolve = (key: string) =>
    workflow.database.write((transaction) => workflow.incidents.resolve(transaction, key, null));
  const firings = async () =>
    (
      await workflow.rows<{ meta: string }>(`SELECT meta FROM history_event WHERE type = 'TIMER_FIRED' ORDER BY at`)
    ).map(({ meta }) => JSON.parse(meta) as { dueAt: string; late: boolean });

  it('asks a person where the process refuses to go on, and fires once that is mended', async () => {
    const key = await workflow.start('broken', { dueAt: due });
    workflow.clock.set(due);
    expect(await workflow.timers.fireDue()).toBe(0);
    const [incident] = await incidents('ACTIVE');
    expect(incident).toMatchObject({ type: 'TIMER_NOT_FIRED', element: 'wait' });
    expect(incident!.message).toMatch(/循环/);
    expect(await workflow.rows(`SELECT incidents FROM process_instance`)).toEqual([{ incidents: 1 }]);

    await resolve(incident!.key);
    expect(await workflow.timers.fireDue()).toBe(0);
    const [again] = await incidents('ACTIVE');
    expect(again!.key).not.toBe(incident!.key);

    await workflow.deploy({ ring: bpmnText('ring', start('begin'), flow('begin', 'end'), end('end')) });
    workflow.clock.passMinutes(10);
    expect(await workflow.timers.fireDue()).toBe(0);
    await resolve(again!.key);
    expect(await workflow.timers.fireDue()).toBe(1);
    expect(await workflow.status(key)).toBe('completed');
    expect(await firings()).toEqual([{ dueAt: due, late: true }]);
    expect(await incidents('ACTIVE')).toEqual([]);
    await expect(resolve(again!.key)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('tries again after 5 and 25 seconds where the server itself fails, then asks a person', async () => {
    const key = await workflow.start('alarm', { dueAt: due });
    const [row] = await workflow.rows<{ state: string }>(`SELECT state FROM process_instance`);
    const setState = (state: string) =>
      workflow.database.write((transaction) =>
        transaction.run(`UPDATE process_instance SET state = ? WHERE instance_key = ?`, [state, key]),
      );
    await setState('{');
    workflow.clock.set(due);
    for (const seconds of [5, 25]) {
      await workflow.timers.fireDue();
      const [timer] = await workflow.rows<{ fire_at: string }>(`SELECT fire_at FROM timer`);
      expect(Date.parse(timer!.fire_at) - workflow.clock.now().getTime()).toBe(seconds * 1_000);
      expect(await incidents('ACTIVE')).toEqual([]);
      workflow.clock.passMinutes(seconds / 60);
    }
    await workflow.timers.fireDue();
    const [incident] = await incidents('ACTIVE');
    expect(incident!.message).not.toMatch(/[A-Za-z]/);
    await setState(row!.state);
    await resolve(incident!.key);
    expect(await workflow.timers.fireDue()).toBe(1);
    expect(await workflow.waiting(key)).toEqual(['ring']);
  });

  it('that failed is forgotten with its incident when the diagram no longer waits for it', async () => {
    const key = await workflow.start('broken', { dueAt: due });
    workflow.clock.set(due);
    await workflow.timers.fireDue();
    await workflow.execute(key, { type: 'cancel' });
    expect(await incidents('ACTIVE')).toEqual([]);
    expect(await workflow.count('timer')).toBe(0);
    expect(await workflow.rows(`SELECT incidents FROM process_instance`)).toEqual([{ incidents: 0 }]);
  });

  it('is late when the set bound is passed, and says so in the history', async () => {
    await workflow.start('alarm', { dueAt: '2026-06-10T00:00:00.000Z' });
    workflow.clock.set('2026-06-10T00:01:00.000Z');
    await workflow.timers.fireDue();
    await workflow.start('alarm', { dueAt: '2026-06-11T00:00:00.000Z' });
    workflow.clock.set('2026-06-11T00:01:00.001Z');
    await workflow.timers.fireDue();
    expect((await firings()).map(({ late }) => late)).toEqual([false, true]);
  });

  it('waits for both the clock of the database and its own', async () => {
    const database = new TestClock(due);
    workflow.databaseClock = database;
    await workflow.start('alarm', { dueAt: due });
    database.set('2026-06-16T15:59:59.999Z');
    workflow.clock.set('2026-06-16T16:05:00.000Z');
    expect(await workflow.timers.fireDue()).toBe(0);
    database.set('2026-06-16T16:05:00.000Z');
    workflow.clock.set('2026-06-16T15:59:59.999Z');
    expect(await workflow.timers.fireDue()).toBe(0);
    workflow.clock.set(due);
    expect(await workflow.timers.fireDue()).toBe(1);
  });

  it.each([
    ['P30Y', '2026-06-01T01:00:00.000Z', '2056-06-01T01:00:00.000Z'],
    ['P24D', '2026-06-01T01:00:00.000Z', '2026-06-25T01:00:00.000Z'],
    ['P25D', '2026-06-01T01:00:00.000Z', '2026-06-26T01:00:00.000Z'],
    ['P1M', '2027-01-31T01:00:00.000Z', '2027-02-28T01:00:00.000Z'],
    ['P1Y', '2028-02-29T01:00:00.000Z', '2029-02-28T01:00:00.000Z'],
    // The last day of a month in Shanghai, not yet in UTC.
    ['P1M', '2027-01-30T16:30:00.000Z', '2027-02-27T16:30:00.000Z'],
  ])('of %s from %s is due at %s to the millisecond', async (length, from, expected) => {
    const sleeper = bpmnText(
      'sleeper',
      start('begin'),
      flow('begin', 'wait'),
      element('intermediateCatchEvent', 'wait', timer(length, 'timeDuration')),
      flow('wait', 'done'),
      end('done'),
    );
    await workflow.deploy({ sleeper });
    workflow.clock.set(from);
    const key = await workflow.start('sleeper');
    workflow.clock.set(new Date(Date.parse(expected) - 1).toISOString());
    expect(await workflow.timers.fireDue()).toBe(0);
    workflow.clock.set(expected);
    expect(await workflow.timers.fireDue()).toBe(1);
    expect(await workflow.status(key)).toBe('completed');
  });

  it('keeps the rhythm of a monthly cycle through half a year without the server: each month once, late', async () => {
    const monthly = bpmnText(
      'monthly',
      start('begin'),
      flow('begin', 'work'),
      userTask('work'),
      flow('work', 'done'),
      end('done'),
      boundary('month', 'work', timer('R/2026-01-31T09:00:00+08:00/P1M', 'timeCycle'), { interrupting: false }),
      flow('month', 'ring'),
      userTask('ring'),
      flow('ring', 'rung'),
      end('rung'),
    );
    await workflow.deploy({ monthly });
    workflow.clock.set('2026-01-10T00:00:00.000Z');
    await workflow.start('monthly');
    workflow.clock.set('2026-01-31T01:00:00.000Z');
    expect(await workflow.timers.fireDue()).toBe(1);
    workflow.clock.set('2026-07-10T00:00:00.000Z');
    expect(await workflow.timers.fireDue()).toBe(5);
    expect((await firings()).map(({ dueAt, late }) => [dueAt.slice(0, 10), late])).toEqual([
      ['2026-01-31', false],
      ['2026-02-28', true],
      ['2026-03-31', true],
      ['2026-04-30', true],
      ['2026-05-31', true],
      ['2026-06-30', true],
    ]);
    expect((await workflow.rows<{ due_at: string }>(`SELECT due_at FROM timer`))[0]!.due_at).toBe(
      '2026-07-31T01:00:00.000Z',
    );
  });

  it('fires a thousand that fall due together, each once', async () => {
    await Promise.all(Array.from({ length: 1_000 }, () => workflow.start('alarm', { dueAt: due })));
    workflow.clock.set(due);
    const fired = await Promise.all([workflow.timers.fireDue(), workflow.timers.fireDue()]);
    expect(fired[0]! + fired[1]!).toBe(1_000);
    expect(await workflow.rows(`SELECT count(*) AS n FROM user_task`)).toEqual([{ n: 1_000 }]);
    expect(await incidents('ACTIVE')).toEqual([]);
  });
});
