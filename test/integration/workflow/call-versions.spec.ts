import { userTask } from '../../builders/bpmn-text.js';
import { call, callActions, process } from '../../builders/calls.js';
import { TestWorkflow } from '../../builders/workflow.js';

const answerer = process('answerer', ['think', userTask('think')]);

describe('which version a call means', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());
  const { children, incidents, resolve } = callActions(() => workflow);

  const bound = (binding: string) =>
    process('caller', ['ask', call('ask', 'answerer', { attributes: `bindingType="${binding}"` })]);
  const second = process('answerer', ['ponder', userTask('ponder')]);
  const called = async () => {
    const [child] = await children(await workflow.start('caller'));
    return workflow.waiting(child!);
  };

  it('latest: the newest at the time of the call', async () => {
    await workflow.deploy({ caller: bound('latest'), answerer });
    await workflow.deploy({ answerer: second });
    expect(await called()).toEqual(['ponder']);
  });

  it('deployment: what was published together with the caller, new or unchanged', async () => {
    await workflow.deploy({ answerer });
    await workflow.deploy({ caller: bound('deployment'), answerer });
    await workflow.deploy({ answerer: second });
    expect(await called()).toEqual(['think']);
  });

  it('deployment: a new version of the called process published with the unchanged caller is taken by new instances', async () => {
    await workflow.deploy({ caller: bound('deployment'), answerer });
    const running = await workflow.start('caller');
    await workflow.deploy({ caller: bound('deployment'), answerer: second });
    expect(await called()).toEqual(['ponder']);
    const [child] = await children(running);
    await workflow.execute(child!, { type: 'cancel' });
    await resolve(running);
    expect(await workflow.waiting((await children(running))[1]!)).toEqual(['think']);
  });

  it('deployment: an incident when it was not published together with the caller', async () => {
    await workflow.deploy({ answerer });
    await workflow.deploy({ caller: bound('deployment') });
    const key = await workflow.start('caller');
    expect(await incidents(key)).toMatchObject([{ type: 'CALLED_ELEMENT_ERROR', element: 'ask' }]);
    expect((await incidents(key))[0]!.message).toContain('一起发布');
  });

  it('versionTag: the newest that has the tag', async () => {
    const tagged = answerer.replace(
      '<bpmn:startEvent',
      '<bpmn:extensionElements><zeebe:versionTag value="v1" /></bpmn:extensionElements><bpmn:startEvent',
    );
    await workflow.deploy({
      caller: process('caller', [
        'ask',
        call('ask', 'answerer', { attributes: 'bindingType="versionTag" versionTag="v1"' }),
      ]),
      answerer: tagged,
    });
    await workflow.deploy({ answerer: second });
    expect(await called()).toEqual(['think']);
  });
});
