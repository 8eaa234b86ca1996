import {
  boundary,
  bpmnText,
  element,
  end,
  extensions,
  flow,
  start,
  timer,
  userTask,
} from '../../builders/bpmn-text.js';
import { TestClock } from '../../builders/test-clock.js';
import { TestWorkflow } from '../../builders/workflow.js';

const outside = bpmnText(
  'outside',
  start('begin'),
  flow('begin', 'elsewhere'),
  element('serviceTask', 'elsewhere', extensions('<zeebe:taskDefinition type="outside" />')),
  flow('elsewhere', 'done'),
  end('done'),
);
const watched = bpmnText(
  'watched',
  start('begin'),
  flow('begin', 'work'),
  userTask('work'),
  boundary('hourly', 'work', timer('R/PT1H', 'timeCycle'), { interrupting: false }),
  flow('hourly', 'ring'),
  userTask('ring'),
  flow('ring', 'rung'),
  end('rung'),
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

describe('a clock that is moved', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => {
    workflow = await TestWorkflow.open();
    await workflow.deploy({ outside, watched });
  });
  afterEach(() => workflow.close());

  const take = (worker: string, minutes: number) =>
    workflow.database.write((transaction) =>
      workflow.leases.take(transaction, {
        types: ['outside'],
        limit: 10,
        millis: minutes * 60_000,
        worker,
        userId: null,
      }),
    );
  const firings = () =>
    workflow.rows<{ n: number }>(`SELECT count(*) AS n FROM history_event WHERE type = 'TIMER_FIRED'`);

  describe('leaves a lease', () => {
    it('no longer than it was, counted from when the clock was put back', async () => {
      await workflow.start('outside');
      const [lease] = await take('one', 5);
      workflow.clock.passMinutes(-60);
      await workflow.scheduler.tick();
      workflow.clock.passMinutes(4);
      await workflow.scheduler.tick();
      expect(await take('other', 5)).toEqual([]);
      workflow.clock.passMinutes(1);
      expect(await take('other', 5)).toMatchObject([{ jobKey: lease!.jobKey, lease: 2 }]);
      // The first holder is fenced off, and the history says that it let its time pass.
      const late = workflow.database.write((transaction) => workflow.leases.end(transaction, lease!, 'COMPLETED'));
      expect(await late).toBe(false);
      expect(await workflow.rows(`SELECT type FROM history_event WHERE type = 'JOB_TIMED_OUT'`)).toHaveLength(1);
    });

    it('to a worker that is alive', async () => {
      await workflow.start('outside');
      const [lease] = await take('one', 5);
      workflow.clock.passMinutes(-60);
      await workflow.scheduler.tick();
      const ended = workflow.database.write((transaction) => workflow.leases.end(transaction, lease!, 'COMPLETED'));
      expect(await ended).toBe(true);
    });

    it('as it is when the clock was only corrected', async () => {
      await workflow.start('outside');
      await take('one', 5);
      const until = await workflow.rows(`SELECT lease_until FROM job`);
      workflow.clock.passMinutes(-0.5);
      await workflow.scheduler.tick();
      expect(await workflow.rows(`SELECT lease_until FROM job`)).toEqual(until);
    });

    it('over at once when the clock jumps ahead, and not twice as long when it comes back', async () => {
      await workflow.start('outside');
      await take('one', 5);
      workflow.clock.passMinutes(60 * 24);
      expect(await take('other', 5)).toMatchObject([{ lease: 2 }]);
      workflow.clock.passMinutes(-60 * 24);
      await workflow.scheduler.tick();
      workflow.clock.passMinutes(5);
      expect(await take('third', 5)).toMatchObject([{ lease: 3 }]);
    });
  });

  it('does not keep jobs waiting that were opened or put off while it was ahead', async () => {
    workflow.clock.passMinutes(60);
    await workflow.start('outside');
    const [lease] = await take('one', 5);
    const runAt = new Date(workflow.clock.now().getTime() + 25_000).toISOString();
    await workflow.database.write((transaction) =>
      workflow.leases.fail(transaction, lease!, { triesLeft: 2, message: '', runAt }),
    );
    await workflow.start('outside');
    workflow.clock.passMinutes(-60);
    await workflow.scheduler.tick();
    expect(await take('one', 5)).toHaveLength(1);
    workflow.clock.passMinutes(1);
    expect(await take('one', 5)).toHaveLength(1);
  });

  describe('fires a timer', () => {
    it('once, however often its instant comes', async () => {
      await workflow.start('watched');
      workflow.clock.passMinutes(61);
      expect(await workflow.timers.fireDue()).toBe(1);
      workflow.clock.passMinutes(-60);
      expect(await workflow.timers.fireDue()).toBe(0);
      // The first hour comes again, and nothing happens in it; the second is due when it was.
      workflow.clock.passMinutes(60);
      expect(await workflow.timers.fireDue()).toBe(0);
      workflow.clock.passMinutes(60);
      expect(await workflow.timers.fireDue()).toBe(1);
      expect(await firings()).toEqual([{ n: 2 }]);
    });

    it('for every time of its cycle that a jump ahead passes over, and for none again', async () => {
      await workflow.start('watched');
      workflow.clock.passMinutes(60 * 5);
      expect(await workflow.timers.fireDue()).toBe(5);
      workflow.clock.passMinutes(-60 * 5);
      for (let hour = 0; hour < 5; hour += 1) {
        workflow.clock.passMinutes(60);
        expect(await workflow.timers.fireDue()).toBe(0);
      }
      workflow.clock.passMinutes(60);
      expect(await workflow.timers.fireDue()).toBe(1);
      expect(await firings()).toEqual([{ n: 6 }]);
    });

    it('never early by the time of the database, those that start instances included', async () => {
      await workflow.deploy({ daily });
      await workflow.start('watched');
      workflow.databaseClock = new TestClock(workflow.clock.instant());
      workflow.clock.passMinutes(90);
      await workflow.scheduler.tick();
      expect(await firings()).toEqual([{ n: 0 }]);
      expect(await workflow.count('process_instance')).toBe(1);
      workflow.databaseClock = workflow.clock;
      await workflow.scheduler.tick();
      expect(await firings()).toEqual([{ n: 1 }]);
      expect(await workflow.count('process_instance')).toBe(2);
    });
  });

  it('starts an instance for every place of a cycle once', async () => {
    await workflow.deploy({ daily });
    workflow.clock.passMinutes(61);
    await workflow.scheduler.tick();
    workflow.clock.passMinutes(-61);
    await workflow.scheduler.tick();
    workflow.clock.passMinutes(61);
    await workflow.scheduler.tick();
    expect(await workflow.count('process_instance')).toBe(1);
    workflow.clock.passMinutes(60);
    await workflow.scheduler.tick();
    expect(await workflow.count('process_instance')).toBe(2);
  });
});
