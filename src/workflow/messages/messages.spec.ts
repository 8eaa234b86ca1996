import { bpmnText, element, end, flow, message, messageEvent, start } from '../../../test/builders/bpmn-text.js';
import { ring } from '../../../test/builders/ring.js';
import { TestWorkflow } from '../../../test/builders/workflow.js';
import type { Actor } from '../../platform/actor.js';

const caught = (processId: string, ...afterwards: string[]) =>
  bpmnText(
    processId,
    message('message_answer', 'answer', '=matter'),
    message('message_ring', 'ring', '="always"'),
    start('begin'),
    flow('begin', 'answered'),
    element('intermediateCatchEvent', 'answered', messageEvent('message_answer')),
    ...afterwards,
  );
const waiting = caught('waiting', flow('answered', 'done'), end('done'));
/** What follows the message is refused by the runner. */
const broken = caught(
  'broken',
  flow('answered', 'throw'),
  element('intermediateThrowEvent', 'throw', messageEvent('message_ring')),
  flow('throw', 'done'),
  end('done'),
);
const integration: Actor = {
  userId: 'u1',
  username: 'u1',
  displayName: '集成',
  unitId: 'county',
  unitName: '中和县',
  roles: [],
};

describe('Messages', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => {
    workflow = await TestWorkflow.open();
    await workflow.deploy({ waiting, broken, ring });
  });
  afterEach(() => workflow.close());

  const publish = (
    correlationKey: string,
    more: { timeToLive?: number; messageId?: string; variables?: object } = {},
  ) =>
    workflow.messages.publish(
      { name: 'answer', correlationKey, timeToLive: 60_000, ...more, variables: { ...more.variables } },
      integration,
    );

  it('are kept for their time to live and then reach the first who waits, once', async () => {
    await publish('n-1', { variables: { said: '同意' } });
    const first = await workflow.start('waiting', { matter: 'n-1' });
    const second = await workflow.start('waiting', { matter: 'n-1' });
    expect(await workflow.messages.deliverKept()).toBe(1);
    expect([await workflow.status(first), await workflow.status(second)]).toEqual(['completed', 'active']);
    expect(await workflow.rows(`SELECT value FROM variable WHERE name = 'said'`)).toEqual([{ value: '"同意"' }]);
    expect(await workflow.messages.deliverKept()).toBe(0);
    expect(await workflow.status(second)).toBe('active');
  });

  it('are dropped when their time is over, or when they have none', async () => {
    await publish('n-1');
    await publish('n-2', { timeToLive: 0 });
    workflow.clock.passMinutes(1);
    const late = [
      await workflow.start('waiting', { matter: 'n-1' }),
      await workflow.start('waiting', { matter: 'n-2' }),
    ];
    await workflow.messages.deliverKept();
    for (const key of late) expect(await workflow.status(key)).toBe('active');
    await workflow.messages.dropExpired();
    expect(await workflow.count('message')).toBe(0);
  });

  it('with an id are taken once, also when they found their receiver at once', async () => {
    const first = await workflow.start('waiting', { matter: 'n-1' });
    const second = await workflow.start('waiting', { matter: 'n-1' });
    await publish('n-1', { messageId: 'm-1' });
    await expect(publish('n-1', { messageId: 'm-1' })).rejects.toMatchObject({
      kind: 'conflict',
      code: 'message-published',
    });
    expect([await workflow.status(first), await workflow.status(second)]).toEqual(['completed', 'active']);
    await publish('n-2', { messageId: 'm-1' });
  });

  it('may use the id of a message whose time is over', async () => {
    await publish('n-1', { messageId: 'm-1' });
    workflow.clock.passMinutes(2);
    await publish('n-1', { messageId: 'm-1', variables: { round: 2 } });
    await workflow.start('waiting', { matter: 'n-1' });
    await workflow.messages.deliverKept();
    expect(await workflow.rows(`SELECT value FROM variable WHERE name = 'round'`)).toEqual([{ value: '2' }]);
  });

  it('do not keep others waiting when one cannot be delivered', async () => {
    await publish('n-1');
    await publish('n-2');
    const stuck = await workflow.start('broken', { matter: 'n-1' });
    const other = await workflow.start('waiting', { matter: 'n-2' });
    await workflow.messages.deliverKept();
    expect([await workflow.status(stuck), await workflow.status(other)]).toEqual(['active', 'completed']);
    expect(await workflow.rows(`SELECT count(*) AS n FROM process_instance WHERE process_id = 'ring'`)).toEqual([
      { n: 0 },
    ]);
  });

  it('keep their order: one that comes later does not overtake those that are kept', async () => {
    await publish('n-1', { variables: { no: 1 } });
    await publish('n-1', { variables: { no: 2 } });
    const keys = [await workflow.start('waiting', { matter: 'n-1' })];
    await publish('n-1', { variables: { no: 3 } });
    expect(await workflow.status(keys[0]!)).toBe('active');
    for (let round = 0; round < 2; round += 1) keys.push(await workflow.start('waiting', { matter: 'n-1' }));
    expect(await workflow.messages.deliverKept()).toBe(3);
    const received = [];
    for (const key of keys) received.push((await workflow.variables(key))['no']);
    expect(received).toEqual([1, 2, 3]);
  });

  it('are handed on as soon as somebody waits for them, without the next turn', async () => {
    await publish('n-1');
    workflow.scheduler.start();
    await new Promise((resolve) => setImmediate(resolve));
    const ended = new Promise<void>((resolve) =>
      workflow.changes.stream.subscribe((change) => {
        if (change.topic === 'task') resolve();
      }),
    );
    const key = await workflow.start('waiting', { matter: 'n-1' });
    await ended;
    await workflow.scheduler.onApplicationShutdown();
    expect(await workflow.status(key)).toBe('completed');
  });

  it('start a process that was deployed after they came', async () => {
    const begins = bpmnText(
      'begins',
      message('message_answer', 'answer'),
      element('startEvent', 'begin', messageEvent('message_answer')),
      flow('begin', 'done'),
      end('done'),
    );
    await publish('n-9');
    await workflow.deploy({ begins });
    expect(await workflow.messages.deliverKept()).toBe(1);
    const [begun] = await workflow.rows(`SELECT status FROM process_instance WHERE process_id = 'begins'`);
    expect(begun).toEqual({ status: 'completed' });
  });
});
