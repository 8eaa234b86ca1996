import {
  bpmnText,
  element,
  end,
  eventBased,
  flow,
  message,
  messageEvent,
  parallel,
  serviceTask,
  start,
  timer,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { ring } from '../../../test/builders/ring.js';
import { TestWorkflow } from '../../../test/builders/workflow.js';
import { CommandRefused } from '../../engine/ports.js';
import { Failure } from '../../platform/failure.js';

const twoTasks = bpmnText(
  'two_tasks',
  start('begin'),
  flow('begin', 'first'),
  userTask('first'),
  flow('first', 'second'),
  userTask('second'),
  flow('second', 'done'),
  end('done'),
);

const everyWait = bpmnText(
  'every_wait',
  message('message_answer', 'answer', '=matter'),
  start('begin'),
  flow('begin', 'split'),
  parallel('split'),
  flow('split', 'task'),
  userTask('task'),
  flow('task', 'join'),
  flow('split', 'job'),
  serviceTask('job'),
  flow('job', 'join'),
  flow('split', 'either'),
  eventBased('either'),
  flow('either', 'answered'),
  element('intermediateCatchEvent', 'answered', messageEvent('message_answer')),
  flow('answered', 'merge'),
  flow('either', 'late'),
  element('intermediateCatchEvent', 'late', timer('=duration("P1D")', 'timeDuration')),
  flow('late', 'merge'),
  element('exclusiveGateway', 'merge'),
  flow('merge', 'join'),
  parallel('join'),
  flow('join', 'done'),
  end('done'),
);

const waiting = bpmnText(
  'waiting',
  message('message_answer', 'answer', '=matter'),
  start('begin'),
  flow('begin', 'answered'),
  element('intermediateCatchEvent', 'answered', messageEvent('message_answer')),
  flow('answered', 'done'),
  end('done'),
);

const startedByMessage = bpmnText(
  'started',
  message('message_answer', 'answer', '=matter'),
  element('startEvent', 'begin', messageEvent('message_answer')),
  flow('begin', 'look'),
  userTask('look'),
  flow('look', 'done'),
  end('done'),
);

const bell = bpmnText(
  'bell',
  message('message_ring', 'ring', '="always"'),
  start('begin'),
  flow('begin', 'pull'),
  userTask('pull'),
  flow('pull', 'throw'),
  element('intermediateThrowEvent', 'throw', messageEvent('message_ring')),
  flow('throw', 'done'),
  end('done'),
);

describe('Runner', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());

  const publish = (variables = {}) =>
    workflow.database.write((transaction) =>
      workflow.runner.deliver(transaction, { name: 'answer', correlationKey: 'n-1', variables }, null),
    );

  it('keeps one row for each open wait, and none once the instance has ended', async () => {
    await workflow.deploy({ every_wait: everyWait });
    const key = await workflow.start('every_wait', { matter: 'n-1' });
    expect(await workflow.waiting(key)).toEqual(['answered', 'job', 'late', 'task']);
    await publish({ said: '同意' });
    expect(await workflow.waiting(key)).toEqual(['job', 'task']);
    await workflow.execute(key, { type: 'completeTask', key: await workflow.taskKey(key, 'task'), variables: {} });
    expect(await workflow.waiting(key)).toEqual(['job']);
    await workflow.execute(key, { type: 'cancel', reason: '重复登记' });
    expect(await workflow.waiting(key)).toEqual([]);
    expect(await workflow.status(key)).toBe('canceled');
    expect(await workflow.rows(`SELECT state FROM job`)).toEqual([{ state: 'CANCELED' }]);
  });

  it('refuses what does not fit the state and writes nothing', async () => {
    await workflow.deploy({ two_tasks: twoTasks });
    const key = await workflow.start('two_tasks');
    const first = await workflow.taskKey(key, 'first');
    await workflow.execute(key, { type: 'completeTask', key: first, variables: {} });
    const before = await workflow.rows(`SELECT * FROM process_instance`);
    await expect(workflow.execute(key, { type: 'completeTask', key: first, variables: {} })).rejects.toMatchObject({
      code: 'task-not-open',
    });
    await expect(workflow.execute('1', { type: 'cancel' })).rejects.toMatchObject({ kind: 'not-found' });
    expect(await workflow.rows(`SELECT * FROM process_instance`)).toEqual(before);
    await workflow.execute(key, { type: 'completeTask', key: await workflow.taskKey(key, 'second'), variables: {} });
    await expect(workflow.execute(key, { type: 'cancel' })).rejects.toMatchObject({ code: 'instance-ended' });
    await expect(workflow.execute(key, { type: 'cancel' })).rejects.toBeInstanceOf(CommandRefused);
  });

  it('lets exactly one of several completions of a task through', async () => {
    await workflow.deploy({ two_tasks: twoTasks });
    const key = await workflow.start('two_tasks');
    const task = await workflow.taskKey(key, 'first');
    const attempts = await Promise.allSettled(
      Array.from({ length: 8 }, () => workflow.execute(key, { type: 'completeTask', key: task, variables: {} })),
    );
    expect(attempts.filter((attempt) => attempt.status === 'fulfilled')).toHaveLength(1);
    expect(await workflow.waiting(key)).toEqual(['second']);
  });

  it('hands a message to the one instance that has waited longest', async () => {
    await workflow.deploy({ waiting });
    const first = await workflow.start('waiting', { matter: 'n-1' });
    const second = await workflow.start('waiting', { matter: 'n-1' });
    const other = await workflow.start('waiting', { matter: 'n-2' });
    expect(await publish()).toBe(first);
    expect([await workflow.status(first), await workflow.status(second), await workflow.status(other)]).toEqual([
      'completed',
      'active',
      'active',
    ]);
    expect(await publish()).toBe(second);
    expect(await publish()).toBeNull();
  });

  it('hands a message to whoever waits rather than starting a process with it', async () => {
    await workflow.deploy({ waiting, started: startedByMessage });
    const waiter = await workflow.start('waiting', { matter: 'n-1' });
    expect(await publish()).toBe(waiter);
    const started = await publish({ facts: '见附件' });
    expect(await workflow.waiting(started!)).toEqual(['look']);
    expect(await workflow.rows(`SELECT name, value FROM variable WHERE instance_key = ?`, started!)).toEqual([
      { name: 'facts', value: '"见附件"' },
    ]);
  });

  it('refuses a ring of messages and leaves everything as it was', async () => {
    await workflow.deploy({ ring, bell });
    const key = await workflow.start('bell');
    const pull = await workflow.taskKey(key, 'pull');
    const before = [
      await workflow.rows(`SELECT * FROM process_instance`),
      await workflow.rows(`SELECT * FROM user_task`),
      await workflow.count('history_event'),
    ];
    const refused = workflow.execute(key, { type: 'completeTask', key: pull, variables: {} });
    await expect(refused).rejects.toBeInstanceOf(Failure);
    await expect(refused).rejects.toMatchObject({ code: 'message-loop' });
    expect([
      await workflow.rows(`SELECT * FROM process_instance`),
      await workflow.rows(`SELECT * FROM user_task`),
      await workflow.count('history_event'),
    ]).toEqual(before);
  });

  it('tells what a command would do and keeps nothing of it', async () => {
    await workflow.deploy({ two_tasks: twoTasks });
    const key = await workflow.start('two_tasks');
    const before = await workflow.rows(`SELECT * FROM process_instance`);
    const outcome = await workflow.runner.dryRun(workflow.database, key, {
      type: 'completeTask',
      key: await workflow.taskKey(key, 'first'),
      variables: { a: 1 },
    });
    expect(outcome.waits.map((wait) => wait.elementId)).toEqual(['second']);
    expect(await workflow.rows(`SELECT * FROM process_instance`)).toEqual(before);
    expect(await workflow.waiting(key)).toEqual(['first']);
  });
});
