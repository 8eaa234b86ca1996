import {
  boundary,
  bpmnText,
  element,
  end,
  flow,
  start,
  subProcess,
  timer,
  userTask,
} from '../../builders/bpmn-text.js';
import { TestWorkflow } from '../../builders/workflow.js';

const watched = (cycle: string) =>
  bpmnText(
    'watched',
    start('begin'),
    flow('begin', 'handle'),
    userTask('handle'),
    flow('handle', 'done'),
    end('done'),
    boundary('remind', 'handle', timer(cycle, 'timeCycle'), { interrupting: false }),
    flow('remind', 'urge'),
    userTask('urge'),
    flow('urge', 'urged'),
    end('urged'),
  );

const conditional = bpmnText(
  'conditional',
  start('begin'),
  flow('begin', 'handle'),
  userTask('handle'),
  flow('handle', 'done'),
  end('done'),
  element(
    'subProcess',
    'watch',
    element(
      'startEvent',
      'worse',
      '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=people &gt; 4</bpmn:condition></bpmn:conditionalEventDefinition>',
      'isInterrupting="false"',
    ) +
      flow('worse', 'report') +
      userTask('report') +
      flow('report', 'reported') +
      end('reported'),
    'triggeredByEvent="true"',
  ),
);

describe('events that happen again and again', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());

  const timers = () =>
    workflow.rows<{ key: string; due_at: string }>(`SELECT timer_key AS key, due_at FROM timer ORDER BY due_at`);
  const at = (instant: string) => {
    workflow.clock.set(instant);
    return workflow.timers.fireDue();
  };
  const complete = async (key: string, elementId: string) =>
    workflow.execute(key, { type: 'completeTask', key: await workflow.taskKey(key, elementId), variables: {} });

  it('a cycle fires in its rhythm, each firing under a key of its own', async () => {
    await workflow.deploy({ watched: watched('R/PT1H') });
    const key = await workflow.start('watched');
    const [first] = await timers();
    expect(first!.due_at).toBe('2026-06-01T02:00:00.000Z');
    expect(await at('2026-06-01T02:10:00.000Z')).toBe(1);
    const [second] = await timers();
    expect(second!.due_at).toBe('2026-06-01T03:00:00.000Z');
    expect(second!.key).not.toBe(first!.key);
    await expect(workflow.execute(key, { type: 'fireTimer', key: first!.key })).rejects.toMatchObject({
      code: 'timer-not-open',
    });
    expect(await at('2026-06-01T03:00:00.000Z')).toBe(1);
    expect(await workflow.waiting(key)).toEqual(['handle', 'remind', 'urge', 'urge']);
    await complete(key, 'handle');
    expect(await timers()).toEqual([]);
    expect(await at('2026-06-01T09:00:00.000Z')).toBe(0);
  });

  it('a cycle ends after its number of times', async () => {
    await workflow.deploy({ watched: watched('R2/PT1H') });
    const key = await workflow.start('watched');
    expect(await at('2026-06-01T09:00:00.000Z')).toBe(2);
    expect(await timers()).toEqual([]);
    expect(await workflow.waiting(key)).toEqual(['handle', 'urge', 'urge']);
  });

  it('a cycle that fires every moment gives the rest of the server its turn', async () => {
    await workflow.deploy({
      watched: watched('R/PT1S').replace(/<bpmn:userTask id="urge".*?<\/bpmn:userTask>/, '<bpmn:task id="urge" />'),
    });
    await workflow.start('watched');
    workflow.clock.passMinutes(60);
    const fired = await workflow.timers.fireDue();
    expect(fired).toBe(20);
    expect((await timers())[0]!.due_at).toBe('2026-06-01T01:00:21.000Z');
  });

  it('a condition begins its subprocess at every change from false to true', async () => {
    await workflow.deploy({ conditional });
    const key = await workflow.start('conditional', { people: 1 });
    const set = (people: number) => workflow.execute(key, { type: 'setVariables', variables: { people } });
    await set(5);
    await set(6);
    expect(await workflow.waiting(key)).toEqual(['handle', 'report']);
    await set(2);
    await set(7);
    expect(await workflow.waiting(key)).toEqual(['handle', 'report', 'report']);
    expect(await workflow.rows(`SELECT type FROM element_instance WHERE element_id = 'watch'`)).toEqual([
      { type: 'EVENT_SUB_PROCESS' },
      { type: 'EVENT_SUB_PROCESS' },
    ]);
  });

  it('a standard loop has a body with its repetitions in it', async () => {
    const loop = '<bpmn:standardLoopCharacteristics loopMaximum="2" />';
    await workflow.deploy({
      again: bpmnText(
        'again',
        start('begin'),
        flow('begin', 'round'),
        subProcess(
          'round',
          loop,
          start('inner'),
          flow('inner', 'ask'),
          userTask('ask'),
          flow('ask', 'over'),
          end('over'),
        ),
        flow('round', 'done'),
        end('done'),
      ),
    });
    const key = await workflow.start('again');
    await complete(key, 'ask');
    await complete(key, 'ask');
    expect(await workflow.status(key)).toBe('completed');
    const rows = await workflow.rows<{ type: string }>(
      `SELECT type FROM element_instance WHERE element_id = 'round' ORDER BY length(element_instance_key), element_instance_key`,
    );
    expect(rows.map(({ type }) => type)).toEqual(['MULTI_INSTANCE_BODY', 'SUB_PROCESS', 'SUB_PROCESS']);
  });
});

describe('an ad-hoc subprocess', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());

  const free = (attributes: string) =>
    bpmnText(
      'free',
      start('begin'),
      flow('begin', 'work'),
      element(
        'adHocSubProcess',
        'work',
        `${userTask('visit')}${userTask('call')}<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=enough</bpmn:completionCondition>`,
        attributes,
      ),
      flow('work', 'done'),
      end('done'),
    );
  const offered = async () =>
    (await workflow.rows<{ startable: string }>(`SELECT startable FROM ad_hoc_wait`)).map(
      ({ startable }) => JSON.parse(startable) as string[],
    );
  const begin = async (key: string, ...elementIds: string[]) => {
    const [row] = await workflow.rows<{ key: string }>(
      `SELECT element_instance_key AS key FROM element_instance WHERE instance_key = ? AND element_id = 'work'`,
      key,
    );
    return workflow.execute(key, { type: 'activateAdHoc', key: row!.key, elementIds });
  };
  const complete = async (key: string, elementId: string, variables = {}) =>
    workflow.execute(key, { type: 'completeTask', key: await workflow.taskKey(key, elementId), variables });

  it('has one row with what may begin, until it is complete', async () => {
    await workflow.deploy({ free: free('') });
    const key = await workflow.start('free', { enough: false });
    expect(await offered()).toEqual([['visit', 'call']]);
    await begin(key, 'visit', 'visit');
    await complete(key, 'visit');
    expect(await offered()).toEqual([['visit', 'call']]);
    await complete(key, 'visit', { enough: true });
    expect(await offered()).toEqual([]);
    expect(await workflow.status(key)).toBe('completed');
    await expect(begin(key, 'visit')).rejects.toMatchObject({ code: 'instance-ended' });
  });

  it('offers nothing while an activity is under way and the ordering is sequential', async () => {
    await workflow.deploy({ free: free('ordering="Sequential"') });
    const key = await workflow.start('free', { enough: false });
    await begin(key, 'call');
    expect(await offered()).toEqual([]);
    await expect(begin(key, 'visit')).rejects.toMatchObject({ code: 'ad-hoc-not-open' });
    await complete(key, 'call');
    expect(await offered()).toEqual([['visit', 'call']]);
  });
});
