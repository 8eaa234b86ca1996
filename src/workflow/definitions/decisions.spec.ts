import { bpmnText, element, end, extensions, flow, start, userTask } from '../../../test/builders/bpmn-text.js';
import { decision, graphText, literal, table } from '../../../test/builders/dmn-text.js';
import { TestWorkflow } from '../../../test/builders/workflow.js';
import type { Json, Variables } from '../../engine/ports.js';

/** Asks for the term and waits at a task; `work` then asks again. */
const asking = (called: string, processId = 'asking'): string => {
  const ask = (id: string) =>
    element('businessRuleTask', id, extensions(`<zeebe:calledDecision ${called} resultVariable="${id}" />`));
  return bpmnText(
    processId,
    start('begin'),
    flow('begin', 'first'),
    ask('first'),
    flow('first', 'work'),
    userTask('work'),
    flow('work', 'second'),
    ask('second'),
    flow('second', 'wait'),
    userTask('wait'),
    flow('wait', 'done'),
    end('done'),
  );
};

const term = (days: number, versionTag?: string): string =>
  graphText(
    'terms',
    decision(
      'term',
      table({
        inputs: ['kind'],
        outputs: ['days'],
        rules: [
          ['"求决"', String(days)],
          ['"建议"', '30'],
        ],
      }),
      {
        ...(versionTag && { versionTag }),
      },
    ),
  );

describe('decisions of a process', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open('native')));
  afterEach(() => workflow.close());

  async function begin(variables: Variables = { kind: '求决' }, processId = 'asking'): Promise<string> {
    return workflow.start(processId, variables);
  }

  async function goOn(instanceKey: string): Promise<void> {
    const key = await workflow.taskKey(instanceKey, 'work');
    await workflow.execute(instanceKey, { type: 'completeTask', key, variables: {} });
  }

  async function variable(instanceKey: string, name: string): Promise<Json> {
    const [row] = await workflow.rows<{ value: string }>(
      `SELECT value FROM variable WHERE instance_key = ? AND name = ?`,
      instanceKey,
      name,
    );
    return row ? (JSON.parse(row.value) as Json) : null;
  }

  it('are asked in their newest version at every call', async () => {
    await workflow.deploy({ asking: asking('decisionId="term"'), 'terms.dmn': term(60) });
    const instance = await begin();
    await workflow.deploy({ 'terms.dmn': term(45) });
    await goOn(instance);
    expect([await variable(instance, 'first'), await variable(instance, 'second')]).toEqual([60, 45]);
    const [event] = await workflow.rows<{ n: number }>(
      `SELECT count(*) AS n FROM history_event WHERE instance_key = ? AND type = 'DECISION_EVALUATED'`,
      instance,
    );
    expect(event!.n).toBe(2);
  });

  it('bound to the deployment stay in the version they were deployed with', async () => {
    const process = asking('decisionId="term" bindingType="deployment"');
    await workflow.deploy({ asking: process, 'terms.dmn': term(60) });
    await workflow.deploy({ 'terms.dmn': term(45) });
    expect(await variable(await begin(), 'first')).toBe(60);

    // Published again beside a changed decision, the unchanged diagram is a new version, bound to that one.
    const again = await workflow.deploy({ asking: process, 'terms.dmn': term(50) });
    expect(again.definitions).toMatchObject([{ version: 2 }]);
    expect(await variable(await begin(), 'first')).toBe(50);
    const unchanged = await workflow.deploy({ asking: process, 'terms.dmn': term(50) });
    expect(unchanged.definitions).toMatchObject([{ version: 2 }]);
  });

  it('bound to the deployment, but deployed earlier, stay in the version that was the newest then', async () => {
    await workflow.deploy({ 'terms.dmn': term(60) });
    await workflow.deploy({ asking: asking('decisionId="term" bindingType="deployment"') });
    await workflow.deploy({ 'terms.dmn': term(45) });
    expect(await variable(await begin(), 'first')).toBe(60);
  });

  it('bound to a version tag are the newest of that tag', async () => {
    await workflow.deploy({ 'terms.dmn': term(60, 'v1') });
    await workflow.deploy({ 'terms.dmn': term(61, 'v1') });
    await workflow.deploy({ 'terms.dmn': term(45, 'v2') });
    await workflow.deploy({ asking: asking('decisionId="term" bindingType="versionTag" versionTag="v1"') });
    expect(await variable(await begin(), 'first')).toBe(61);
  });

  it('that fail are an incident at the task, which is tried again with what was mended', async () => {
    const twice = graphText(
      'terms',
      decision(
        'term',
        table({
          inputs: ['kind'],
          outputs: ['days'],
          rules: [
            ['-', '1'],
            ['"求决"', '2'],
          ],
        }),
      ),
    );
    await workflow.deploy({ asking: asking('decisionId="term"'), 'terms.dmn': twice });
    const instance = await begin();
    const incidents = () =>
      workflow.rows<{ key: string; element: string; type: string; message: string }>(
        `SELECT incident_key AS key, element_id AS element, error_type AS type, message FROM incident WHERE instance_key = ? AND state = 'ACTIVE'`,
        instance,
      );
    expect(await incidents()).toMatchObject([
      {
        element: 'first',
        type: 'DECISION_EVALUATION_ERROR',
        message: expect.stringContaining('第 1、2 条规则同时命中'),
      },
    ]);
    await workflow.deploy({ 'terms.dmn': term(60) });
    await workflow.execute(instance, { type: 'resolveIncident', key: (await incidents())[0]!.key });
    expect(await incidents()).toEqual([]);
    expect(await variable(instance, 'first')).toBe(60);
  });

  it('must exist when the process is deployed, there or in the same deployment', async () => {
    const process = asking('decisionId="term"');
    await expect(workflow.deploy({ asking: process })).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.objectContaining({ elementId: 'first', rule: 'decision-exists' })]),
    });
    expect((await workflow.deploy({ asking: process, 'terms.dmn': term(60) })).definitions).toHaveLength(1);
  });

  it('are not stored when another file of the deployment is refused', async () => {
    await workflow.deploy({ 'one.dmn': graphText('ones', decision('one', literal('1'))) });
    const both = { 'one.dmn': graphText('ones', decision('one', literal('2'))), 'bad.dmn': graphText('bad') };
    await expect(workflow.deploy(both)).rejects.toMatchObject({ code: 'decision-rejected' });
    expect(await workflow.count('decision_definition')).toBe(1);
  });
});
