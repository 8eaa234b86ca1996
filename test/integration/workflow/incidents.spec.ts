import type { Variables } from '../../../src/engine/ports.js';
import {
  boundary,
  bpmnText,
  element,
  end,
  exclusive,
  flow,
  mapping,
  parallel,
  scriptTask,
  serviceTask,
  start,
  timer,
  userTask,
} from '../../builders/bpmn-text.js';
import { failJob } from '../../builders/failed-job.js';
import { TestWorkflow } from '../../builders/workflow.js';

const around = (id: string, ...parts: string[]) =>
  bpmnText(
    'p',
    start('begin'),
    flow('begin', id),
    ...parts,
    flow(id, 'after'),
    userTask('after'),
    flow('after', 'done'),
    end('done'),
  );

interface Failing {
  diagram: string;
  variables: Variables;
  /** Tasks to complete and jobs to fail until it happens. */
  before?: string[];
  incident: { type: string; element: string };
  mend: Variables;
  /** Where it waits when it was tried again. */
  after: string[];
}

const large = 'x'.repeat(150_000);

const failing: Record<string, Failing> = {
  'entering an element': {
    diagram: around('ask', userTask('ask', '<zeebe:taskSchedule dueDate="=when" />')),
    variables: { when: 'soon' },
    incident: { type: 'EXTRACT_VALUE_ERROR', element: 'ask' },
    mend: { when: '2026-06-05T09:00:00+08:00' },
    after: ['ask'],
  },
  'writing what an element brought': {
    diagram: around('ask', userTask('ask', mapping({}, { twice: '=[text, text]' }))),
    variables: { text: large },
    before: ['ask'],
    incident: { type: 'IO_MAPPING_ERROR', element: 'ask' },
    mend: { text: 'short' },
    after: ['after'],
  },
  'choosing a way': {
    diagram: bpmnText(
      'p',
      start('begin'),
      flow('begin', 'which'),
      exclusive('which'),
      flow('which', 'yes', '=answer = 1'),
      flow('which', 'no', '=answer = 2'),
      userTask('yes'),
      userTask('no'),
      flow('yes', 'done'),
      flow('no', 'done'),
      end('done'),
    ),
    variables: { answer: 3 },
    incident: { type: 'CONDITION_ERROR', element: 'which' },
    mend: { answer: 2 },
    after: ['no'],
  },
  'opening what an event waits for': {
    diagram: around('ask', userTask('ask'), boundary('late', 'ask', timer('=when')), flow('late', 'over'), end('over')),
    variables: { when: 'soon' },
    incident: { type: 'EXTRACT_VALUE_ERROR', element: 'late' },
    mend: { when: '2026-06-05T09:00:00+08:00' },
    after: ['ask', 'late'],
  },
  'an error that nothing catches': {
    diagram: around('work', serviceTask('work')),
    variables: {},
    before: ['work'],
    incident: { type: 'UNHANDLED_ERROR_EVENT', element: 'work' },
    mend: {},
    after: ['work'],
  },
  'more steps than one command may take': {
    diagram: bpmnText(
      'p',
      start('begin'),
      flow('begin', 'merge'),
      exclusive('merge'),
      flow('merge', 'count'),
      scriptTask('count', '=rounds + 1', 'rounds'),
      flow('count', 'enough'),
      exclusive('enough', 'enough_merge'),
      flow('enough', 'after', '=rounds >= 1000'),
      flow('enough', 'merge'),
      userTask('after'),
      flow('after', 'done'),
      end('done'),
    ),
    variables: { rounds: 0 },
    incident: { type: 'UNKNOWN', element: expect.any(String) as unknown as string },
    mend: {},
    after: ['after'],
  },
  'whether an ad-hoc subprocess is complete': {
    diagram: around(
      'free',
      element(
        'adHocSubProcess',
        'free',
        `${userTask('one')}<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=enough</bpmn:completionCondition>`,
      ),
    ),
    variables: {},
    before: ['free/one', 'one'],
    incident: { type: 'CONDITION_ERROR', element: 'free' },
    mend: { enough: true },
    after: ['after'],
  },
};

describe('incidents of the engine', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());

  const open = (key: string) =>
    workflow.rows<{ key: string; type: string; element: string }>(
      `SELECT incident_key AS key, error_type AS type, element_id AS element FROM incident WHERE instance_key = ? AND state = 'ACTIVE'`,
      key,
    );
  const count = async (key: string) =>
    (await workflow.rows<{ n: number }>(`SELECT incidents AS n FROM process_instance WHERE instance_key = ?`, key))[0]!
      .n;
  const resolve = (incidentKey: string) =>
    workflow.database.write((transaction) => workflow.incidents.resolve(transaction, incidentKey, null));

  const step = async (key: string, name: string) => {
    const [elementId, inner] = name.split('/') as [string, string?];
    if (inner) {
      const [row] = await workflow.rows<{ key: string }>(
        `SELECT element_instance_key AS key FROM ad_hoc_wait WHERE instance_key = ?`,
        key,
      );
      return workflow.execute(key, { type: 'activateAdHoc', key: row!.key, elementIds: [inner] });
    }
    const [job] = await workflow.rows<{ key: string }>(
      `SELECT job_key AS key FROM job WHERE instance_key = ? AND element_id = ?`,
      key,
      elementId,
    );
    if (job) {
      return workflow.execute(key, { type: 'settleJob', key: job.key, result: { kind: 'error', errorCode: 'E1' } });
    }
    return workflow.execute(key, { type: 'completeTask', key: await workflow.taskKey(key, elementId), variables: {} });
  };

  it.each(Object.entries(failing))('%s: is tried again when it is resolved', async (_, example) => {
    const { diagram, variables, before = [], incident, mend, after } = example;
    await workflow.deploy({ p: diagram });
    const key = await workflow.start('p', variables);
    for (const name of before) await step(key, name);
    const [first, ...more] = await open(key);
    expect(more).toEqual([]);
    expect(first).toMatchObject(incident);
    expect(await count(key)).toBe(1);

    if (Object.keys(mend).length > 0) {
      await resolve(first!.key);
      const [second] = await open(key);
      expect(second).toMatchObject(incident);
      expect(second!.key).not.toBe(first!.key);
      await workflow.execute(key, { type: 'setVariables', variables: mend });
    }
    for (const { key: incidentKey } of await open(key)) await resolve(incidentKey);
    while (incident.type === 'UNKNOWN' && (await open(key)).length > 0) await resolve((await open(key))[0]!.key);
    expect(await open(key)).toEqual([]);
    expect(await count(key)).toBe(0);
    expect(await workflow.waiting(key)).toEqual(after);
    await expect(resolve(first!.key)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('a condition that cannot be decided: is looked at again when it is resolved, and clears when variables change', async () => {
    const condition =
      '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=late</bpmn:condition></bpmn:conditionalEventDefinition>';
    await workflow.deploy({
      p: around(
        'ask',
        userTask('ask'),
        boundary('over', 'ask', condition),
        flow('over', 'urge'),
        userTask('urge'),
        flow('urge', 'stop'),
        end('stop'),
      ),
    });
    const key = await workflow.start('p');
    const [first] = await open(key);
    expect(first).toMatchObject({ type: 'CONDITION_ERROR', element: 'over' });
    await resolve(first!.key);
    expect(await open(key)).toMatchObject([{ type: 'CONDITION_ERROR', element: 'over' }]);
    await workflow.execute(key, { type: 'setVariables', variables: { late: false } });
    expect(await open(key)).toEqual([]);
    expect(await workflow.waiting(key)).toEqual(['ask']);
    await workflow.execute(key, { type: 'setVariables', variables: { late: true } });
    expect(await workflow.waiting(key)).toEqual(['urge']);
  });

  it('a join that nothing can free: stays an incident', async () => {
    await workflow.deploy({
      p: bpmnText(
        'p',
        start('begin'),
        flow('begin', 'which'),
        exclusive('which', 'which_left'),
        flow('which', 'left'),
        flow('which', 'right', '=both'),
        userTask('left'),
        userTask('right'),
        flow('left', 'join'),
        flow('right', 'join'),
        parallel('join'),
        flow('join', 'done'),
        end('done'),
      ),
    });
    const key = await workflow.start('p', { both: false });
    await step(key, 'left');
    const [first] = await open(key);
    expect(first).toMatchObject({ type: 'UNKNOWN', element: 'join' });
    await resolve(first!.key);
    expect(await open(key)).toMatchObject([{ type: 'UNKNOWN', element: 'join' }]);
  });

  it('a job that failed for good: its incident goes when the diagram takes the job away', async () => {
    await workflow.deploy({
      p: around(
        'work',
        serviceTask('work'),
        boundary('late', 'work', timer('PT1H', 'timeDuration')),
        flow('late', 'over'),
        end('over'),
      ),
    });
    const key = await workflow.start('p');
    await workflow.database.write((transaction) => failJob(transaction, workflow, 'work', '附件缺失'));
    expect(await open(key)).toMatchObject([{ type: 'JOB_NO_RETRIES' }]);
    workflow.clock.passMinutes(61);
    await workflow.timers.fireDue();
    expect(await open(key)).toEqual([]);
    expect(await workflow.rows(`SELECT state FROM job`)).toEqual([{ state: 'CANCELED' }]);
    expect(await count(key)).toBe(0);
  });

  it('a transaction canceled without anybody to hear of it: stays an incident', async () => {
    const inner = start('inner') + flow('inner', 'stop') + end('stop', '<bpmn:cancelEventDefinition />');
    await workflow.deploy({ p: around('deal', element('transaction', 'deal', inner)) });
    const key = await workflow.start('p');
    const [first] = await open(key);
    expect(first).toMatchObject({ type: 'UNKNOWN', element: 'deal' });
    await resolve(first!.key);
    expect(await open(key)).toMatchObject([{ type: 'UNKNOWN', element: 'deal' }]);
  });
});
