import { bpmnText, element, end, extensions, flow, start, userTask } from '../../../test/builders/bpmn-text.js';
import { TestWorkflow } from '../../../test/builders/workflow.js';
import { DefinitionRejected } from '../../engine/ports.js';

const form = (label: string) =>
  JSON.stringify({
    id: 'opinion',
    type: 'default',
    schemaVersion: 19,
    components: [{ id: 'Field_a', type: 'textfield', key: 'a', label }],
  });
const diagram = (processId: string, taskName = 'work') =>
  bpmnText(processId, start('begin'), flow('begin', taskName), userTask(taskName), flow(taskName, 'done'), end('done'));
const withForm = (formId: string) =>
  bpmnText(
    'formed',
    start('begin'),
    flow('begin', 'work'),
    userTask('work', `<zeebe:formDefinition formId="${formId}" />`),
    flow('work', 'done'),
    end('done'),
  );

describe('Deployer', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());

  const stored = async () => [
    await workflow.count('deployment'),
    await workflow.count('resource'),
    await workflow.count('process_definition'),
    await workflow.count('form'),
  ];

  it('keeps the version of a file that has not changed, and of its form', async () => {
    const files = { review: diagram('review'), 'opinion.form': form('意见') };
    const first = await workflow.deploy(files);
    const second = await workflow.deploy(files);
    expect([second.definitions, second.forms]).toEqual([first.definitions, first.forms]);
    expect(await workflow.count('resource')).toBe(2);

    const third = await workflow.deploy({ ...files, review: diagram('review', 'other') });
    expect(third.definitions).toMatchObject([{ processId: 'review', version: 2 }]);
    expect(third.forms).toMatchObject([{ formId: 'opinion', version: 1 }]);
  });

  it('takes an older file published again as a new version', async () => {
    const old = diagram('review');
    await workflow.deploy({ review: old });
    await workflow.deploy({ review: diagram('review', 'other') });
    expect((await workflow.deploy({ review: old })).definitions).toMatchObject([{ version: 3 }]);
  });

  it('lets running instances stay on their version', async () => {
    await workflow.deploy({ review: diagram('review') });
    const running = await workflow.start('review');
    await workflow.deploy({ review: diagram('review', 'other') });
    const later = await workflow.start('review');
    await workflow.execute(running, {
      type: 'completeTask',
      key: await workflow.taskKey(running, 'work'),
      variables: {},
    });
    expect(await workflow.status(running)).toBe('completed');
    expect(await workflow.waiting(later)).toEqual(['other']);
  });

  it('changes nothing when one of several files is refused', async () => {
    await workflow.deploy({ review: diagram('review') });
    const before = await stored();
    const script = bpmnText(
      'bad',
      start('begin'),
      flow('begin', 'run'),
      element('scriptTask', 'run', '<bpmn:script>1</bpmn:script>'),
      flow('run', 'done'),
      end('done'),
    );
    const refused = workflow.deploy({ review: diagram('review', 'other'), bad: script, 'opinion.form': form('意见') });
    await expect(refused).rejects.toBeInstanceOf(DefinitionRejected);
    await expect(refused).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ elementId: 'run' })]),
    });
    await expect(workflow.deploy({ review: diagram('review', 'other'), 'opinion.form': '{' })).rejects.toMatchObject({
      code: 'form-rejected',
    });
    await expect(workflow.deploy({ review: diagram('review', 'other'), 'notes.txt': 'a' })).rejects.toMatchObject({
      code: 'unsupported-resource',
    });
    expect(await stored()).toEqual(before);
  });

  it('refuses a process that another file already holds', async () => {
    await workflow.deploy({ review: diagram('review') });
    const before = await stored();
    await expect(workflow.deploy({ copy: diagram('review'), fresh: diagram('fresh') })).rejects.toMatchObject({
      code: 'process-elsewhere',
    });
    await expect(workflow.deploy({ one: diagram('twice'), two: diagram('twice', 'other') })).rejects.toMatchObject({
      code: 'process-elsewhere',
    });
    expect(await stored()).toEqual(before);
  });

  it('refuses a version made on an older one than the newest', async () => {
    const deploy = (content: string, baseVersion: number) =>
      workflow.deployer.deploy({ files: [{ name: 'review.bpmn', content }], note: '', userId: 'test', baseVersion });
    await deploy(diagram('review'), 0);
    await deploy(diagram('review', 'other'), 1);
    await expect(deploy(diagram('review', 'third'), 1)).rejects.toMatchObject({ kind: 'conflict', code: 'stale-base' });
    expect((await deploy(diagram('review', 'third'), 2)).definitions).toMatchObject([{ version: 3 }]);
  });

  it('knows a form that comes in the same deployment, and none that does not exist', async () => {
    await expect(workflow.deploy({ formed: withForm('opinion') })).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ elementId: 'work', rule: 'form-exists' })]),
    });
    expect(
      (await workflow.deploy({ formed: withForm('opinion'), 'opinion.form': form('意见') })).definitions,
    ).toHaveLength(1);
  });

  it('says what is wrong without storing anything', async () => {
    expect(
      (await workflow.deployer.check(diagram('review'))).filter((problem) => problem.severity === 'error'),
    ).toEqual([]);
    const problems = await workflow.deployer.check(
      bpmnText(
        'bad',
        start('begin'),
        flow('begin', 'work'),
        element('userTask', 'work', extensions('<zeebe:formDefinition formId="missing" />')),
      ),
    );
    expect(problems.length).toBeGreaterThan(0);
    expect(await stored()).toEqual([0, 0, 0, 0]);
  });
});
