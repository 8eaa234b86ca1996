import {
  boundary,
  bpmnText,
  end,
  flow,
  mapping,
  message,
  messageEvent,
  scriptTask,
  start,
  userTask,
} from '../../builders/bpmn-text.js';
import { call, callActions, line, process } from '../../builders/calls.js';
import { TestWorkflow } from '../../builders/workflow.js';

const caller = process('caller', ['ask', call('ask', 'answerer')], ['after', userTask('after')]);
const answerer = process('answerer', ['think', userTask('think')]);

describe('called processes', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());

  const { complete, children, incidents, resolve } = callActions(() => workflow);

  it('run as instances of their own, and their variables go to the caller', async () => {
    await workflow.deploy({ caller, answerer });
    const key = await workflow.start('caller', { matter: 'n-1' });
    expect(await workflow.waiting(key)).toEqual(['ask']);
    const [child] = await children(key);
    expect(await workflow.waiting(child!)).toEqual(['think']);
    expect(await workflow.variables(child!)).toEqual({ matter: 'n-1' });
    const rows = await workflow.rows<Record<string, string>>(
      `SELECT i.parent_key, i.root_key, e.element_id FROM process_instance i JOIN element_instance e ON e.element_instance_key = i.parent_element_key
       WHERE i.instance_key = ?`,
      child!,
    );
    expect(rows).toEqual([{ parent_key: key, root_key: key, element_id: 'ask' }]);

    const { outcome } = await complete(child!, 'think', { answer: '同意' });
    expect(outcome.status).toBe('completed');
    expect(await workflow.waiting(key)).toEqual(['after']);
    expect(await workflow.variables(key)).toEqual({ matter: 'n-1', answer: '同意' });
    expect(await workflow.count('call_wait')).toBe(0);
  });

  it('that end at once are over before the caller answers its own command', async () => {
    await workflow.deploy({
      caller,
      answerer: process('answerer', ['script', scriptTask('script', '=1 + 1', 'total')]),
    });
    const executed = await workflow.database.write((transaction) =>
      workflow.runner.start(transaction, { processId: 'caller', variables: {}, actor: null }),
    );
    expect(executed.outcome.waits.map((wait) => wait.elementId)).toEqual(['after']);
    expect(await workflow.variables(executed.instanceKey)).toEqual({ total: 2 });
  });

  it('take what input mappings say and give what output mappings say', async () => {
    const mapped = process('caller', [
      'ask',
      call('ask', 'answerer', {
        attributes: 'propagateAllParentVariables="false" propagateAllChildVariables="false"',
        extension: mapping({ question: '=matter' }, { said: '=answer' }),
      }),
    ]);
    await workflow.deploy({ caller: mapped, answerer });
    const key = await workflow.start('caller', { matter: 'n-1', secret: 's' });
    const [child] = await children(key);
    expect(await workflow.variables(child!)).toEqual({ question: 'n-1' });
    await complete(child!, 'think', { answer: '同意', note: 'x' });
    expect(await workflow.variables(key)).toEqual({ matter: 'n-1', secret: 's', said: '同意' });
    expect(await workflow.status(key)).toBe('completed');
  });

  it('that do not exist are an incident; resolving calls again', async () => {
    await workflow.deploy({ caller });
    const key = await workflow.start('caller');
    expect(await incidents(key)).toMatchObject([{ type: 'CALLED_ELEMENT_ERROR', element: 'ask' }]);
    await resolve(key);
    expect(await incidents(key)).toHaveLength(1);
    expect(await workflow.waiting(key)).toEqual([]);
    await workflow.deploy({ answerer });
    await resolve(key);
    expect(await incidents(key)).toEqual([]);
    const [child] = await children(key);
    await complete(child!, 'think');
    expect(await workflow.waiting(key)).toEqual(['after']);
  });

  it('that were canceled are an incident; resolving calls once more under the same key', async () => {
    await workflow.deploy({ caller, answerer });
    const key = await workflow.start('caller');
    const [first] = await children(key);
    await workflow.execute(first!, { type: 'cancel' });
    expect(await incidents(key)).toMatchObject([{ type: 'CALLED_ELEMENT_ERROR' }]);
    await resolve(key);
    const [, second] = await children(key);
    expect(await workflow.waiting(second!)).toEqual(['think']);
    await complete(second!, 'think');
    expect(await workflow.waiting(key)).toEqual(['after']);
  });

  it('end with their caller, however deep', async () => {
    const middle = process('middle', ['pass', call('pass', 'answerer')]);
    await workflow.deploy({ caller: process('caller', ['ask', call('ask', 'middle')]), middle, answerer });
    const key = await workflow.start('caller');
    const [child] = await children(key);
    const [grandchild] = await children(child!);
    expect(await workflow.rows(`SELECT root_key FROM process_instance WHERE instance_key = ?`, grandchild!)).toEqual([
      { root_key: key },
    ]);
    await workflow.execute(key, { type: 'cancel', reason: '重复' });
    for (const one of [key, child!, grandchild!]) expect(await workflow.status(one)).toBe('canceled');
    expect(await workflow.count('call_wait')).toBe(0);
    expect(await workflow.count('incident')).toBe(0);
  });

  it('end when the call is interrupted', async () => {
    const timed = bpmnText(
      'caller',
      ...line(['ask', call('ask', 'answerer')]),
      boundary(
        'late',
        'ask',
        '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>',
      ),
      flow('late', 'urge'),
      userTask('urge'),
      flow('urge', 'over'),
      end('over'),
    );
    await workflow.deploy({ caller: timed, answerer });
    const key = await workflow.start('caller');
    const [child] = await children(key);
    workflow.clock.passMinutes(61);
    await workflow.timers.fireDue();
    expect(await workflow.waiting(key)).toEqual(['urge']);
    expect(await workflow.status(child!)).toBe('canceled');
    expect(await workflow.waiting(child!)).toEqual([]);
  });

  it('are suspended and resumed with their caller', async () => {
    await workflow.deploy({ caller, answerer });
    const key = await workflow.start('caller');
    const [child] = await children(key);
    await workflow.execute(key, { type: 'suspend' });
    expect(await workflow.status(child!)).toBe('suspended');
    await expect(complete(child!, 'think')).rejects.toMatchObject({ code: 'instance-suspended' });
    await expect(workflow.execute(child!, { type: 'resume' })).rejects.toMatchObject({ code: 'instance-suspended' });
    await workflow.execute(key, { type: 'resume' });
    await complete(child!, 'think');
    expect(await workflow.waiting(key)).toEqual(['after']);
  });

  it('are called once for each repetition, and the results come in order', async () => {
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=questions" inputElement="question" outputCollection="answers" outputElement="=answer" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
    await workflow.deploy({ caller: process('caller', ['ask', call('ask', 'answerer', { loop })]), answerer });
    const key = await workflow.start('caller', { questions: ['a', 'b', 'c'] });
    const all = await children(key);
    expect(all).toHaveLength(3);
    for (const child of [...all].reverse()) {
      const { question } = await workflow.variables(child);
      await complete(child, 'think', { answer: `${String(question)}!` });
    }
    expect(await workflow.status(key)).toBe('completed');
    expect((await workflow.variables(key))['answers']).toEqual(['a!', 'b!', 'c!']);
  });

  it('that call themselves without end stop with an incident at the deepest call', async () => {
    await workflow.deploy({ ring: process('ring', ['again', call('again', 'ring')]) });
    await workflow.start('ring');
    expect(await workflow.count('process_instance')).toBe(17);
    const open = await workflow.rows<{ message: string }>(`SELECT message FROM incident WHERE state = 'ACTIVE'`);
    expect(open).toHaveLength(1);
    expect(open[0]!.message).toContain('16 层');
  });

  it('whose result is too large are an incident at the call, not a lost step', async () => {
    await workflow.deploy({
      caller,
      answerer: process('answerer', ['think', userTask('think')], ['more', userTask('more')]),
    });
    const key = await workflow.start('caller');
    const [child] = await children(key);
    await complete(child!, 'think', { one: 'x'.repeat(200_000) });
    await complete(child!, 'more', { two: 'x'.repeat(200_000) });
    expect(await workflow.status(child!)).toBe('completed');
    expect(await incidents(key)).toMatchObject([{ type: 'CALLED_ELEMENT_ERROR', element: 'ask' }]);
  });

  it('that cannot begin leave nothing but the incident', async () => {
    const onlyFromOutside = bpmnText(
      'answerer',
      message('m', 'm'),
      '<bpmn:signal id="s" name="s" />',
      start('begin', messageEvent('m')),
      start('other', '<bpmn:signalEventDefinition signalRef="s" />'),
      flow('begin', 'think'),
      flow('other', 'think'),
      userTask('think'),
      flow('think', 'done'),
      end('done'),
    );
    await workflow.deploy({ caller, answerer: onlyFromOutside });
    const key = await workflow.start('caller');
    expect(await incidents(key)).toMatchObject([{ type: 'CALLED_ELEMENT_ERROR' }]);
    expect(await workflow.count('process_instance')).toBe(1);
  });

  it('are not there when the command that called them is undone', async () => {
    await workflow.deploy({
      caller: process('caller', ['first', userTask('first')], ['ask', call('ask', 'answerer')]),
      answerer,
    });
    const key = await workflow.start('caller');
    const task = await workflow.taskKey(key, 'first');
    const before = await workflow.rows(`SELECT * FROM process_instance`);
    const failed = workflow.database.write(async (transaction) => {
      await workflow.runner.execute(transaction, key, { type: 'completeTask', key: task, variables: {} }, null);
      throw new Error('power cut');
    });
    await expect(failed).rejects.toThrow('power cut');
    expect(await workflow.rows(`SELECT * FROM process_instance`)).toEqual(before);
    expect(await workflow.count('call_wait')).toBe(0);
    expect(await workflow.waiting(key)).toEqual(['first']);
  });
});
