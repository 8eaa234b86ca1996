import type { Variables } from '../../../src/engine/ports.js';
import { fetchedVariables } from '../../../src/workflow/jobs/job-variables.js';
import { isVisibleFrom, visibleVariables } from '../../../src/workflow/runner/visible-variables.js';
import {
  bpmnText,
  element,
  end,
  extensions,
  flow,
  mapping,
  start,
  subProcess,
  userTask,
} from '../../builders/bpmn-text.js';
import { TestWorkflow } from '../../builders/workflow.js';

const loop = (content: string) =>
  `<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics ${content} /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>`;

/** A subprocess for each demand, with a task of its own inputs, a data object, and results in order. */
const demands = bpmnText(
  'demands',
  start('begin'),
  flow('begin', 'each'),
  subProcess(
    'each',
    loop('inputCollection="=demands" inputElement="demand" outputCollection="results" outputElement="=result"'),
    '<bpmn:dataObject id="note" name="note" /><bpmn:dataObjectReference id="note_reference" name="note" dataObjectRef="note" />',
    start('inner'),
    flow('inner', 'handle'),
    userTask('handle', mapping({ text: '=demand.text' })),
    flow('handle', 'finish'),
    end('finish'),
  ),
  flow('each', 'check'),
  userTask('check'),
  flow('check', 'done'),
  end('done'),
);

const adHoc = bpmnText(
  'free',
  start('begin'),
  flow('begin', 'work'),
  element('adHocSubProcess', 'work', userTask('one') + userTask('two')),
  flow('work', 'done'),
  end('done'),
);

interface Inner {
  instances: Record<string, { id: number; locals?: Variables }>;
}

describe('variables in the database', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());

  /** Every scope that is open in the engine's state has exactly its variables in the table. */
  const expectAsInState = async (key: string) => {
    const [row] = await workflow.rows<{ state: string }>(
      `SELECT state FROM process_instance WHERE instance_key = ?`,
      key,
    );
    const state = JSON.parse(row!.state) as { variables: Variables; inner: Inner };
    expect(await workflow.variables(key)).toEqual(state.variables);
    for (const { id, locals } of Object.values(state.inner.instances)) {
      if (id === 0) continue;
      expect([id, await workflow.variables(key, String(BigInt(key) + BigInt(id)))]).toEqual([id, locals ?? {}]);
    }
  };
  const elements = (key: string, elementId: string) =>
    workflow.rows<{ key: string; scope: string; type: string; state: string }>(
      `SELECT element_instance_key AS key, scope_key AS scope, type, state FROM element_instance WHERE instance_key = ? AND element_id = ?
       ORDER BY length(element_instance_key), element_instance_key`,
      key,
      elementId,
    );
  const tasks = (key: string, elementId: string) =>
    workflow.rows<{ key: string; locals: string }>(
      `SELECT task_key AS key, locals FROM user_task WHERE instance_key = ? AND element_id = ? AND state = 'CREATED' ORDER BY length(task_key), task_key`,
      key,
      elementId,
    );

  it('are those of the state in every open scope after every command', async () => {
    await workflow.deploy({ demands });
    const key = await workflow.start('demands', {
      demands: [{ text: 'a' }, { text: 'b' }, { text: 'c' }],
      urgent: false,
    });
    await expectAsInState(key);

    const [body, ...rounds] = await elements(key, 'each');
    expect(body!.type).toBe('MULTI_INSTANCE_BODY');
    expect(rounds.map(({ type, scope }) => [type, scope])).toEqual([
      ['SUB_PROCESS', body!.key],
      ['SUB_PROCESS', body!.key],
      ['SUB_PROCESS', body!.key],
    ]);
    expect(await workflow.variables(key, rounds[1]!.key)).toEqual({
      demand: { text: 'b' },
      loopCounter: 2,
      note: null,
      result: null,
    });

    const open = await tasks(key, 'handle');
    expect(open.map(({ locals }) => JSON.parse(locals) as Variables)).toEqual([
      { text: 'a' },
      { text: 'b' },
      { text: 'c' },
    ]);
    await workflow.execute(key, {
      type: 'setVariables',
      scopeKey: open[1]!.key,
      variables: { text: 'B' },
      local: true,
    });
    await expectAsInState(key);
    await workflow.execute(key, {
      type: 'setVariables',
      scopeKey: open[1]!.key,
      variables: { note: 'n', urgent: true },
    });
    await expectAsInState(key);
    expect(await workflow.variables(key, rounds[1]!.key)).toMatchObject({ note: 'n' });
    expect(await workflow.variables(key)).toMatchObject({ urgent: true });

    for (const task of [...open].reverse()) {
      await workflow.execute(key, {
        type: 'completeTask',
        key: task.key,
        variables: { result: task.locals, seen: true },
      });
      await expectAsInState(key);
    }
    expect((await workflow.variables(key))['results']).toEqual(open.map(({ locals }) => locals));
    expect((await elements(key, 'each')).map(({ state }) => state)).toEqual(Array(4).fill('COMPLETED'));
  });

  it('that a task sees are its own and those around it, inner ones hiding outer ones', async () => {
    await workflow.deploy({ demands });
    const key = await workflow.start('demands', {
      demands: [{ text: 'a' }, { text: 'b' }],
      note: 'of the process',
      case: 1,
    });
    const [, task] = await tasks(key, 'handle');
    const seen = {
      case: 1,
      demand: { text: 'b' },
      demands: [{ text: 'a' }, { text: 'b' }],
      loopCounter: 2,
      note: null,
    };
    expect(await visibleVariables(workflow.database, key, task!.key)).toMatchObject({ ...seen, text: 'b' });
    const condition = isVisibleFrom(key, task!.key);
    const rows = await workflow.rows<{ name: string; value: string }>(
      `SELECT v.name, v.value FROM variable v WHERE ${condition.sql} AND v.name IN ('note', 'text', 'case') ORDER BY v.name`,
      ...condition.parameters,
    );
    expect(rows.map(({ name, value }) => [name, value])).toEqual([
      ['case', '1'],
      ['note', 'null'],
      ['text', '"b"'],
    ]);
  });

  it('are those of an activity that its performer begins', async () => {
    await workflow.deploy({ free: adHoc });
    const key = await workflow.start('free');
    const [scope] = await elements(key, 'work');
    await workflow.execute(key, {
      type: 'activateAdHoc',
      key: scope!.key,
      elementIds: ['one', 'two'],
      variables: { why: '来访' },
    });
    await expectAsInState(key);
    expect((await tasks(key, 'one')).map(({ locals }) => locals)).toEqual(['{"why":"来访"}']);
  });

  it('are those of an element that is activated by hand', async () => {
    await workflow.deploy({ demands });
    const key = await workflow.start('demands', { demands: [{ text: 'a' }] });
    await workflow.execute(key, {
      type: 'modify',
      activate: [
        {
          elementId: 'check',
          variables: [{ scopeId: 'check', values: { by: 'hand' } }, { values: { checked: true } }],
        },
      ],
      terminate: [],
    });
    await expectAsInState(key);
    expect(await tasks(key, 'check')).toMatchObject([{ locals: '{"by":"hand"}' }]);
  });

  it('stay readable when their scope has ended', async () => {
    await workflow.deploy({ demands });
    const key = await workflow.start('demands', { demands: [{ text: 'a' }] });
    const [, round] = await elements(key, 'each');
    const [task] = await tasks(key, 'handle');
    await workflow.execute(key, { type: 'completeTask', key: task!.key, variables: { result: 1 } });
    expect(await workflow.variables(key, round!.key)).toMatchObject({ loopCounter: 1, result: 1 });
  });

  it('of a job repeated for each item reach the worker', async () => {
    const service = element(
      'serviceTask',
      'send',
      extensions('<zeebe:taskDefinition type="mail" />') + loop('inputCollection="=people" inputElement="person"'),
    );
    await workflow.deploy({
      mails: bpmnText('mails', start('begin'), flow('begin', 'send'), service, flow('send', 'done'), end('done')),
    });
    const key = await workflow.start('mails', { people: ['a', 'b'] });
    await expectAsInState(key);
    const jobs = await workflow.rows<{ key: string }>(
      `SELECT job_key AS key FROM job ORDER BY length(job_key), job_key`,
    );
    const seen = jobs.map((job) => fetchedVariables(workflow.database, { instanceKey: key, jobKey: job.key }, []));
    expect(await Promise.all(seen)).toMatchObject([
      { person: 'a', loopCounter: 1, people: ['a', 'b'] },
      { person: 'b', loopCounter: 2, people: ['a', 'b'] },
    ]);
  });
});
