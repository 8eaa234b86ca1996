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
import { ring } from '../../../test/builders/ring.js';
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
    expect(await workflow.timers.fireDue()).toBe(2);
    const order = await workflow.rows<{ key: string }>(`SELECT instance_key AS key FROM user_task ORDER BY rowid`);
    expect(order.map((row) => row.key)).toEqual([sooner, later]);
    const fired = await workflow.rows<{ meta: string }>(
      `SELECT meta FROM history_event WHERE type = 'TIMER_FIRED' ORDER BY rowid`,
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
});
