import {
  bpmnText,
  element,
  end,
  flow,
  message,
  messageEvent,
  parallel,
  start,
  timer,
  userTask,
} from '../../builders/bpmn-text.js';
import { TestWorkflow } from '../../builders/workflow.js';

const version = (last: string) =>
  bpmnText(
    'both',
    message('message_answer', 'answer', '=matter'),
    start('begin'),
    flow('begin', 'split'),
    parallel('split'),
    flow('split', 'first'),
    userTask('first'),
    flow('first', 'join'),
    flow('split', 'wait'),
    element('intermediateCatchEvent', 'wait', timer('PT1H', 'timeDuration')),
    flow('wait', 'join'),
    parallel('join'),
    flow('join', 'answered'),
    element('intermediateCatchEvent', 'answered', messageEvent('message_answer')),
    flow('answered', last),
    userTask(last),
    flow(last, 'done'),
    end('done'),
  );

describe('an instance that another engine began', () => {
  it('goes on with that engine when the default has changed, beside instances of the new one', async () => {
    const before = await TestWorkflow.open('reference');
    await before.deploy({ both: version('last') });
    const old = await before.start('both', { matter: 'n-1' });
    const done = await before.start('both', { matter: 'n-0' });
    await before.execute(done, { type: 'cancel' });

    const after = before.reopened('native');
    after.clock.passMinutes(1);
    await after.deploy({ both: version('finally') });
    const fresh = await after.start('both', { matter: 'n-2' });
    const engines = await after.rows<{ key: string; engine: string }>(
      `SELECT instance_key AS key, engine FROM process_instance`,
    );
    expect(Object.fromEntries(engines.map((row) => [row.key, row.engine]))).toMatchObject({
      [old]: 'reference',
      [fresh]: 'native',
    });

    for (const key of [old, fresh]) {
      await after.execute(key, {
        type: 'completeTask',
        key: await after.taskKey(key, 'first'),
        variables: { seen: key },
      });
    }
    after.clock.passMinutes(61);
    expect(await after.timers.fireDue()).toBe(2);
    for (const [key, matter, last] of [
      [old, 'n-1', 'last'],
      [fresh, 'n-2', 'finally'],
    ] as const) {
      expect(await after.waiting(key)).toEqual(['answered']);
      const receiver = await after.database.write((transaction) =>
        after.runner.deliver(
          transaction,
          { name: 'answer', correlationKey: matter, variables: { said: '同意' } },
          null,
        ),
      );
      expect(receiver).toBe(key);
      await after.execute(key, { type: 'completeTask', key: await after.taskKey(key, last), variables: {} });
      expect(await after.status(key)).toBe('completed');
      expect(await after.variables(key)).toEqual({ matter, seen: key, said: '同意' });
    }
    expect((await after.history.verify()).status).toBe('intact');
    await after.close();
  });

  it('is not followed by new ones once the same drawing is deployed for the other engine', async () => {
    const before = await TestWorkflow.open('reference');
    await before.deploy({ both: version('last') });
    const after = before.reopened('native');
    const engineOf = async (key: string) =>
      (await after.rows<{ engine: string }>(`SELECT engine FROM process_instance WHERE instance_key = ?`, key))[0]!
        .engine;
    expect(await engineOf(await after.start('both'))).toBe('reference');
    expect((await after.deploy({ both: version('last') })).definitions[0]!.version).toBe(2);
    expect(await engineOf(await after.start('both'))).toBe('native');
    expect((await after.deploy({ both: version('last') })).definitions[0]!.version).toBe(2);
    await after.close();
  });
});
