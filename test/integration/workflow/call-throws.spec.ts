import { boundary, bpmnText, element, end, flow, start, userTask } from '../../builders/bpmn-text.js';
import { call, callActions, line, process } from '../../builders/calls.js';
import { TestWorkflow } from '../../builders/workflow.js';

const caller = process('caller', ['ask', call('ask', 'answerer')], ['after', userTask('after')]);

describe('called processes that throw', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());
  const { complete, children, incidents, resolve } = callActions(() => workflow);

  const error = '<bpmn:error id="no_answer" name="no_answer" errorCode="NO_ANSWER" />';
  const escalation = '<bpmn:escalation id="help" name="help" escalationCode="HELP" />';
  const failing = bpmnText(
    'answerer',
    error,
    start('begin'),
    flow('begin', 'think'),
    userTask('think'),
    flow('think', 'given_up'),
    end('given_up', '<bpmn:errorEventDefinition errorRef="no_answer" />'),
  );
  const catching = (root: string, definition: string, interrupting = true) =>
    bpmnText(
      'caller',
      root,
      ...line(['ask', call('ask', 'answerer')], ['after', userTask('after')]),
      boundary('caught', 'ask', definition, { interrupting }),
      flow('caught', 'instead'),
      userTask('instead'),
      flow('instead', 'over'),
      end('over'),
    );
  it('an error that nothing in them catches end with it, and the caller catches it', async () => {
    const text = catching(error, '<bpmn:errorEventDefinition errorRef="no_answer" />');
    await workflow.deploy({ caller: text, answerer: failing });
    const key = await workflow.start('caller');
    const [child] = await children(key);
    await complete(child!, 'think', { tried: 3 });
    expect(await workflow.status(child!)).toBe('canceled');
    expect(await workflow.waiting(key)).toEqual(['instead']);
  });

  it('an error that the caller does not catch either leave an incident at the call', async () => {
    await workflow.deploy({ caller, answerer: failing });
    const key = await workflow.start('caller');
    const [child] = await children(key);
    await complete(child!, 'think');
    expect(await incidents(key)).toMatchObject([{ type: 'UNHANDLED_ERROR_EVENT', element: 'ask' }]);
    await resolve(key);
    expect(await children(key)).toHaveLength(2);
  });

  const asking = bpmnText(
    'answerer',
    escalation,
    start('begin'),
    flow('begin', 'shout'),
    element('intermediateThrowEvent', 'shout', '<bpmn:escalationEventDefinition escalationRef="help" />'),
    flow('shout', 'think'),
    userTask('think'),
    flow('think', 'done'),
    end('done'),
  );
  const definition = '<bpmn:escalationEventDefinition escalationRef="help" />';

  it('an escalation go on beside what it set off', async () => {
    const text = catching(escalation, definition, false);
    await workflow.deploy({ caller: text, answerer: asking });
    const key = await workflow.start('caller');
    expect(await workflow.waiting(key)).toEqual(['ask', 'instead']);
    const [child] = await children(key);
    await complete(child!, 'think');
    expect(await workflow.waiting(key)).toEqual(['after', 'instead']);
  });

  it('an escalation that interrupts the call end', async () => {
    const text = catching(escalation, definition);
    await workflow.deploy({ caller: text, answerer: asking });
    const key = await workflow.start('caller');
    expect(await workflow.waiting(key)).toEqual(['instead']);
    expect(await workflow.status((await children(key))[0]!)).toBe('canceled');
  });
});
