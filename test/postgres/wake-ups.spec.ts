import { boundary, bpmnText, element, end, flow, start, timer, userTask } from '../builders/bpmn-text.js';
import { TestWorkflow } from '../builders/workflow.js';

/** The queue goes by the time of the database, which no test can move: all that is to fire here lies in its past. */
const sleeper = bpmnText(
  'sleeper',
  start('begin'),
  flow('begin', 'wait'),
  element('intermediateCatchEvent', 'wait', timer('=duration("PT1H")', 'timeDuration')),
  flow('wait', 'read'),
  userTask('read'),
  flow('read', 'done'),
  end('done'),
);
const watched = bpmnText(
  'watched',
  start('begin'),
  flow('begin', 'work'),
  userTask('work'),
  boundary('late', 'work', timer('=duration("PT1H")', 'timeDuration')),
  flow('late', 'ended'),
  end('ended'),
  flow('work', 'done'),
  end('done'),
);
const daily = bpmnText(
  'daily',
  start('begin', timer('R2/PT1H', 'timeCycle')),
  flow('begin', 'read'),
  userTask('read'),
  flow('read', 'done'),
  end('done'),
);

describe('timers of several nodes', () => {
  let one: TestWorkflow;
  let other: TestWorkflow;
  beforeEach(async () => {
    one = await TestWorkflow.open();
    other = one.reopened('native');
    await one.deploy({ sleeper, watched });
  });
  afterEach(async () => {
    await Promise.all([one.wakeUps.stop(), other.wakeUps.stop()]);
    await one.close();
  });

  const wait = async (condition: () => Promise<boolean>): Promise<void> => {
    for (let looks = 0; !(await condition()); looks += 1) {
      if (looks === 750) throw new Error('waited 15 s in vain');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const isEmpty = (table: string) => async () => (await one.count(table)) === 0;
  const fired = async () =>
    (await one.rows<{ n: number }>(`SELECT count(*) AS n FROM history_event WHERE type = 'TIMER_FIRED'`))[0]!.n;
  const passMinutes = (minutes: number) => [one, other].forEach(({ clock }) => clock.passMinutes(minutes));

  it('are handed out to all of them, each timer once', async () => {
    const taken = [new Set(), new Set()];
    [one, other].forEach(({ changes }, node) => changes.stream.subscribe(({ key }) => taken[node]!.add(key)));
    for (let count = 0; count < 60; count += 1) await one.start('sleeper');
    taken.forEach((keys) => keys.clear());
    passMinutes(90);
    await Promise.all([one.wakeUps.start(), other.wakeUps.start()]);
    await wait(isEmpty('timer'));
    expect(await fired()).toBe(60);
    expect(await one.count('user_task')).toBe(60);
    expect(taken.map(({ size }) => size > 0)).toEqual([true, true]);
    await wait(isEmpty('graphile_worker.jobs'));
  });

  it('have their place in the queue in the transaction that opens, moves or closes them', async () => {
    const key = await one.start('watched');
    expect(
      await one.rows(`SELECT task_identifier AS task, run_at = t.fire_at::timestamptz AS exact
      FROM graphile_worker.jobs j JOIN timer t ON j.key = 'timer:' || t.timer_key`),
    ).toEqual([{ task: 'timer', exact: 1 }]);
    const failure = new Error('changed my mind');
    const taken = one.database.write(async (transaction) => {
      await transaction.run(`UPDATE timer SET fire_at = '2031-01-01T00:00:00.000Z'`);
      throw failure;
    });
    await expect(taken).rejects.toBe(failure);
    const years = () =>
      one.rows<{ year: number }>(`SELECT EXTRACT(year FROM run_at) AS year FROM graphile_worker.jobs`);
    expect(await years()).toEqual([{ year: 2026 }]);
    await one.database.write((transaction) => transaction.run(`UPDATE timer SET fire_at = '2031-01-01T00:00:00.000Z'`));
    expect(await years()).toEqual([{ year: 2031 }]);
    await one.execute(key, { type: 'completeTask', key: await one.taskKey(key, 'work'), variables: {} });
    expect(await one.count('graphile_worker.jobs')).toBe(0);
  });

  it('wait for a suspended instance, and are handed out again when it goes on', async () => {
    const key = await one.start('sleeper');
    await one.execute(key, { type: 'suspend' });
    passMinutes(90);
    await one.wakeUps.start();
    await wait(isEmpty('graphile_worker.jobs'));
    expect(await fired()).toBe(0);
    await one.execute(key, { type: 'resume' });
    await wait(isEmpty('timer'));
    expect(await one.waiting(key)).toEqual(['read']);
  });

  it('are fired by another node when the one that was given them has died', async () => {
    const key = await one.start('sleeper');
    await one.database.write((transaction) =>
      transaction.run(`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'dead', attempts = 1`),
    );
    passMinutes(90);
    expect(await other.timers.fireDue()).toBe(1);
    expect(await one.waiting(key)).toEqual(['read']);
    expect(await fired()).toBe(1);
  });

  it('start instances, every place of a cycle once', async () => {
    await one.deploy({ daily });
    passMinutes(240);
    await Promise.all([one.wakeUps.start(), other.wakeUps.start()]);
    await wait(isEmpty('start_timer'));
    expect(await one.rows(`SELECT count(*) AS n FROM process_instance WHERE process_id = 'daily'`)).toEqual([{ n: 2 }]);
  });
});
