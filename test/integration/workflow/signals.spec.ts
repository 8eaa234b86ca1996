import { bpmnText, element, end, flow, parallel, start, userTask } from '../../builders/bpmn-text.js';
import { TestWorkflow } from '../../builders/workflow.js';

const signal = '<bpmn:signal id="alarm" name="alarm" />';
const definition = '<bpmn:signalEventDefinition signalRef="alarm" />';

const listening = bpmnText(
  'listening',
  signal,
  start('begin'),
  flow('begin', 'heard'),
  element('intermediateCatchEvent', 'heard', definition),
  flow('heard', 'look'),
  userTask('look'),
  flow('look', 'done'),
  end('done'),
);
const started = bpmnText(
  'started',
  signal,
  start('begin', definition),
  flow('begin', 'help'),
  userTask('help'),
  flow('help', 'done'),
  end('done'),
);
const throwing = bpmnText(
  'throwing',
  signal,
  start('begin'),
  flow('begin', 'split'),
  parallel('split'),
  flow('split', 'own'),
  element('intermediateCatchEvent', 'own', definition),
  flow('own', 'join'),
  flow('split', 'pull'),
  userTask('pull'),
  flow('pull', 'cry'),
  element('intermediateThrowEvent', 'cry', definition),
  flow('cry', 'join'),
  parallel('join'),
  flow('join', 'done'),
  end('done'),
);
/** Answers every alarm with an alarm. */
const echo = bpmnText(
  'echo',
  signal,
  start('begin', definition),
  flow('begin', 'again'),
  element('intermediateThrowEvent', 'again', definition),
  flow('again', 'done'),
  end('done'),
);

describe('signals', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());

  const broadcast = (variables = {}) =>
    workflow.database.write((transaction) =>
      workflow.runner.broadcast(transaction, { name: 'alarm', variables }, null),
    );
  const pull = async (key: string) =>
    workflow.execute(key, { type: 'completeTask', key: await workflow.taskKey(key, 'pull'), variables: {} });
  const instancesOf = async (processId: string) =>
    (
      await workflow.rows<{ key: string }>(
        `SELECT instance_key AS key FROM process_instance WHERE process_id = ?`,
        processId,
      )
    ).map((row) => row.key);

  it('reach every instance that waits, with what they carry, and start processes', async () => {
    await workflow.deploy({ listening, started });
    const waiting = [await workflow.start('listening'), await workflow.start('listening')];
    const reached = await broadcast({ where: '大厅' });
    const [begun] = await instancesOf('started');
    expect(reached.sort()).toEqual([...waiting, begun!].sort());
    for (const key of waiting) {
      expect(await workflow.waiting(key)).toEqual(['look']);
      expect(await workflow.variables(key)).toEqual({ where: '大厅' });
    }
    expect(await workflow.waiting(begun!)).toEqual(['help']);
    expect(await workflow.variables(begun!)).toEqual({ where: '大厅' });
    expect(await workflow.count('signal_subscription')).toBe(0);
  });

  it('thrown by an instance reach it once, and all others', async () => {
    await workflow.deploy({ listening, started, throwing });
    const other = await workflow.start('listening');
    const thrower = await workflow.start('throwing');
    const { outcome } = await pull(thrower);
    expect(outcome.status).toBe('completed');
    expect(await workflow.waiting(other)).toEqual(['look']);
    expect(await instancesOf('started')).toHaveLength(1);
  });

  it('are not heard by a suspended instance, nor by one that begins to wait later', async () => {
    await workflow.deploy({ listening });
    const suspended = await workflow.start('listening');
    await workflow.execute(suspended, { type: 'suspend' });
    expect(await broadcast()).toEqual([]);
    await workflow.execute(suspended, { type: 'resume' });
    const later = await workflow.start('listening');
    for (const key of [suspended, later]) expect(await workflow.waiting(key)).toEqual(['heard']);
  });

  it('start the newest version only', async () => {
    await workflow.deploy({ started });
    await workflow.deploy({
      started: bpmnText('started', start('begin'), flow('begin', 'done'), end('done')),
    });
    expect(await broadcast()).toEqual([]);
  });

  it('that answer themselves without end are refused as a whole', async () => {
    await workflow.deploy({ echo, throwing });
    const thrower = await workflow.start('throwing');
    const before = await workflow.rows(`SELECT * FROM process_instance`);
    await expect(pull(thrower)).rejects.toMatchObject({ code: 'message-loop' });
    expect(await workflow.rows(`SELECT * FROM process_instance`)).toEqual(before);
    expect(await workflow.waiting(thrower)).toEqual(['own', 'pull']);
  });
});

describe('messages that start instances', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());

  const answer = '<bpmn:message id="answer" name="answer" />';
  const cancel = '<bpmn:message id="withdrawal" name="withdrawal" />';
  const publish = (name: string) =>
    workflow.database.write((transaction) =>
      workflow.runner.deliver(transaction, { name, correlationKey: 'n-1', variables: { said: 1 } }, null),
    );

  it('begin at a receive task that instantiates', async () => {
    await workflow.deploy({
      received: bpmnText(
        'received',
        answer,
        element('receiveTask', 'receive', '', 'instantiate="true" messageRef="answer"'),
        flow('receive', 'look'),
        userTask('look'),
        flow('look', 'done'),
        end('done'),
      ),
    });
    const key = await publish('answer');
    expect(await workflow.waiting(key!)).toEqual(['look']);
    expect(await workflow.variables(key!)).toEqual({ said: 1 });
  });

  it('begin at one of the events behind an event-based gateway that instantiates', async () => {
    await workflow.deploy({
      either: bpmnText(
        'either',
        answer,
        cancel,
        element('eventBasedGateway', 'first', '', 'instantiate="true"'),
        flow('first', 'answered'),
        element('intermediateCatchEvent', 'answered', '<bpmn:messageEventDefinition messageRef="answer" />'),
        flow('answered', 'look'),
        flow('first', 'withdrawn'),
        element('intermediateCatchEvent', 'withdrawn', '<bpmn:messageEventDefinition messageRef="withdrawal" />'),
        flow('withdrawn', 'confirm'),
        userTask('look'),
        flow('look', 'done'),
        userTask('confirm'),
        flow('confirm', 'done'),
        end('done'),
      ),
    });
    const answered = await publish('answer');
    const withdrawn = await publish('withdrawal');
    expect(await workflow.waiting(answered!)).toEqual(['look']);
    expect(await workflow.waiting(withdrawn!)).toEqual(['confirm']);
  });
});
