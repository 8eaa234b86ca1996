import { bpmnText, element, end, flow, serviceTask, start, timer, userTask } from '../../test/builders/bpmn-text.js';
import { Scheduler } from './scheduler.js';
import { TestWorkflow } from '../../test/builders/workflow.js';

const reminded = bpmnText(
  'reminded',
  start('begin'),
  flow('begin', 'wait'),
  element('intermediateCatchEvent', 'wait', timer('=duration("P1D")', 'timeDuration')),
  flow('wait', 'remind'),
  serviceTask('remind'),
  flow('remind', 'read'),
  userTask('read'),
  flow('read', 'done'),
  end('done'),
);
const atOnce = bpmnText(
  'at_once',
  start('begin'),
  flow('begin', 'remind'),
  serviceTask('remind'),
  flow('remind', 'read'),
  userTask('read'),
  flow('read', 'done'),
  end('done'),
);

describe('Scheduler', () => {
  let workflow: TestWorkflow;
  let settled: () => void;
  let carriedOut: number;
  beforeEach(async () => {
    workflow = await TestWorkflow.open();
    carriedOut = 0;
    settled = () => undefined;
    workflow.handlers.add({
      type: 'work',
      prepare: async () => async (transaction) => {
        carriedOut += 1;
        transaction.afterCommit(() => settled());
        return {};
      },
    });
    await workflow.deploy({ reminded, at_once: atOnce });
  });
  afterEach(async () => {
    await workflow.scheduler.onApplicationShutdown();
    await workflow.close();
  });

  it('fires a timer, carries out the job it opens and seals both in one turn', async () => {
    const key = await workflow.start('reminded');
    workflow.clock.passDays(1);
    await workflow.scheduler.tick();
    expect(await workflow.waiting(key)).toEqual(['read']);
    expect(await workflow.rows(`SELECT count(*) AS n FROM history_event WHERE block IS NULL`)).toEqual([{ n: 0 }]);
  });

  it('is woken by a commit that opens a job, long before its interval is over', async () => {
    workflow.scheduler.start();
    const done = new Promise<void>((resolve) => (settled = resolve));
    await workflow.start('at_once');
    await done;
    expect(carriedOut).toBe(1);
  });

  it('does everything at its interval, and for a commit only the jobs: one that seals would sign every step', async () => {
    const noted: string[] = [];
    const turn = {
      ofAll: async () => void noted.push('all'),
      ofJobs: async () => void noted.push('jobs'),
      settled: async () => undefined,
    };
    const scheduler = new Scheduler(
      workflow.config,
      workflow.changes,
      turn as never,
      workflow.wakeUps,
      workflow.log,
      workflow.clock,
    );
    scheduler.start();
    await new Promise((resolve) => setImmediate(resolve));
    workflow.changes.publish({ topic: 'job' });
    workflow.changes.publish({ topic: 'job' });
    workflow.changes.publish({ topic: 'case' });
    await new Promise((resolve) => setImmediate(resolve));
    await scheduler.onApplicationShutdown();
    expect(noted).toEqual(['all', 'jobs', 'jobs']);
  });

  it('ends the turn it is in before the server stops, and begins no other', async () => {
    workflow.scheduler.start();
    const key = await workflow.start('at_once');
    await workflow.scheduler.onApplicationShutdown();
    const after = carriedOut;
    await workflow.start('at_once');
    await new Promise((resolve) => setImmediate(resolve));
    await workflow.scheduler.onApplicationShutdown();
    expect(carriedOut).toBe(after);
    expect(['remind', 'read']).toContain((await workflow.waiting(key))[0]);
  });
});
