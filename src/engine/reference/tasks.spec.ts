import {
  bpmnText,
  boundary,
  element,
  end,
  extensions,
  flow,
  mapping,
  properties,
  serviceTask,
  start,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { EngineRun } from '../../../test/builders/engine-run.js';
import { CommandRefused } from '../ports.js';
import type { CallResult } from '../ports.js';
import { ReferenceEngine } from './reference-engine.js';

const engine = new ReferenceEngine();
const run = (...parts: string[]) => EngineRun.of(engine, bpmnText('p', ...parts));

describe('history', () => {
  it('tells in order what happened from start to end', async () => {
    const instance = await run(start('s'), userTask('t'), end('e'), flow('s', 't'), flow('t', 'e'));

    instance.start({ a: 1 });
    expect(instance.lastEvents).toEqual([
      'PROCESS_STARTED',
      'VARIABLES_SET',
      'ELEMENT_ACTIVATED s',
      'ELEMENT_COMPLETED s',
      'FLOW_TAKEN s_t',
      'ELEMENT_ACTIVATED t',
    ]);

    instance.complete('t', { b: 2 });
    expect(instance.lastEvents).toEqual([
      'VARIABLES_SET t',
      'ELEMENT_COMPLETED t',
      'FLOW_TAKEN t_e',
      'ELEMENT_ACTIVATED e',
      'ELEMENT_COMPLETED e',
      'PROCESS_COMPLETED',
    ]);
    expect(instance.last.status).toBe('completed');
    expect(instance.variables).toEqual({ a: 1, b: 2 });
  });

  it('numbers element instances from the key base and keeps their keys over a save', async () => {
    const instance = await run(start('s'), userTask('t'), end('e'), flow('s', 't'), flow('t', 'e'));
    instance.start();
    const { key } = instance.wait('t');
    expect(BigInt(key) > instance.host.keyBase).toBe(true);
    instance.complete('t');
    const completed = instance.last.events.find(
      ({ type, elementId }) => type === 'ELEMENT_COMPLETED' && elementId === 't',
    );
    expect(completed?.elementInstanceKey).toBe(key);
  });
});

describe('user tasks', () => {
  it('are offered to the role of their lane unless they say otherwise', async () => {
    const lanes =
      '<bpmn:laneSet id="lanes"><bpmn:lane id="lane">' +
      extensions(properties({ role: 'R1' })) +
      '<bpmn:flowNodeRef>t</bpmn:flowNodeRef><bpmn:flowNodeRef>u</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>';
    const own = '<zeebe:assignmentDefinition assignee="=officer" candidateGroups="R5, R7" />';
    const instance = await run(
      lanes,
      start('s'),
      userTask('t'),
      userTask('u', own),
      end('e'),
      flow('s', 't'),
      flow('t', 'u'),
      flow('u', 'e'),
    );
    instance.start({ officer: 'zhang' });
    expect(instance.wait('t')).toMatchObject({ kind: 'userTask', candidateGroups: ['R1'], priority: 50 });
    instance.complete('t');
    expect(instance.wait('u')).toMatchObject({ assignee: 'zhang', candidateGroups: ['R5', 'R7'] });
  });

  it('carry form, unit, dates, priority and local variables', async () => {
    const settings = [
      '<zeebe:formDefinition formId="talk" />',
      '<zeebe:taskSchedule dueDate="=addCalendarDays(today(), 3)" followUpDate="2026-06-02T00:00:00Z" />',
      '<zeebe:priorityDefinition priority="80" />',
      properties({ unit: '=responsibleUnit' }),
      mapping({ '=a + 1': 'ignored' }).replace('source="ignored" target="=a + 1"', 'source="=a + 1" target="b"'),
    ];
    const instance = await run(start('s'), userTask('t', ...settings), end('e'), flow('s', 't'), flow('t', 'e'));
    instance.start({ a: 1, responsibleUnit: 'rsj' });
    expect(instance.wait('t')).toMatchObject({
      formId: 'talk',
      unit: 'rsj',
      dueDate: '2026-06-04T16:00:00.000Z',
      followUpDate: '2026-06-02T00:00:00.000Z',
      priority: 80,
      variables: { b: 2 },
    });
  });

  it('are completed once', async () => {
    const instance = await run(
      start('s'),
      userTask('t'),
      userTask('u'),
      end('e'),
      flow('s', 't'),
      flow('t', 'u'),
      flow('u', 'e'),
    );
    instance.start();
    const { key } = instance.wait('t');
    instance.complete('t');
    expect(() => instance.apply({ type: 'completeTask', key, variables: {} })).toThrow(CommandRefused);
    expect(instance.waiting).toEqual(['u']);
  });
});

describe('jobs', () => {
  it('carry type, headers, retries and their input', async () => {
    const headers = '<zeebe:taskHeaders><zeebe:header key="template" value="receipt" /></zeebe:taskHeaders>';
    const instance = await run(
      start('s'),
      serviceTask('j', headers, mapping({ text: '="案号" + n' })),
      serviceTask('k'),
      end('e'),
      flow('s', 'j'),
      flow('j', 'k'),
      flow('k', 'e'),
    );
    instance.start({ n: '1' });
    expect(instance.wait('j')).toMatchObject({
      kind: 'job',
      type: 'work',
      headers: { template: 'receipt' },
      retries: 3,
      variables: { text: '案号1' },
    });
    instance.job('j', { done: true });
    expect(instance.wait('k')).toMatchObject({ variables: { n: '1', done: true } });
    expect(instance.variables).toEqual({ n: '1', done: true });
  });

  it('raise an incident for an error nobody catches, and can be tried again', async () => {
    const instance = await run(start('s'), serviceTask('j'), end('e'), flow('s', 'j'), flow('j', 'e'));
    instance.start();
    instance.jobError('j', 'broken');
    expect(instance.waiting).toEqual([]);
    expect(instance.last.incidents).toMatchObject([{ elementId: 'j', errorType: 'UNHANDLED_ERROR_EVENT' }]);
    instance.apply({ type: 'resolveIncident', key: instance.last.incidents[0]!.key });
    expect(instance.waiting).toEqual(['j']);
    instance.job('j');
    expect(instance.last.status).toBe('completed');
  });

  it('go to an error boundary event with the matching code', async () => {
    const errors = '<bpmn:error id="err" name="缺材料" errorCode="missing" />';
    const instance = await run(
      errors,
      start('s'),
      serviceTask('j'),
      boundary('b', 'j', '<bpmn:errorEventDefinition errorRef="err" />'),
      userTask('mend'),
      end('e'),
      flow('s', 'j'),
      flow('j', 'e'),
      flow('b', 'mend'),
      flow('mend', 'e'),
    );
    instance.start();
    instance.jobError('j', 'missing', { what: '身份证' });
    expect(instance.waiting).toEqual(['mend']);
    expect(instance.variables).toEqual({ what: '身份证' });
    expect(instance.allEvents).toContain('ELEMENT_TERMINATED j');
    instance.complete('mend');
    expect(instance.last.status).toBe('completed');
  });
});

describe('call activities', () => {
  it('wait for the called process', async () => {
    const call = element(
      'callActivity',
      'c',
      extensions(
        '<zeebe:calledElement processId="other" propagateAllChildVariables="false" />',
        mapping({ n: '=a' }, { r: '=answer' }),
      ),
    );
    const instance = await run(start('s'), call, end('e'), flow('s', 'c'), flow('c', 'e'));
    instance.start({ a: 1 });
    expect(instance.wait('c')).toMatchObject({
      kind: 'call',
      processId: 'other',
      binding: 'latest',
      variables: { a: 1, n: 1 },
    });
    instance.apply({
      type: 'settleCall',
      key: instance.wait('c').key,
      result: { kind: 'ok', variables: { answer: 2, noise: 3 } },
    });
    expect(instance.variables).toEqual({ a: 1, r: 2 });
    expect(instance.last.status).toBe('completed');
  });

  it('fail like jobs: an error is caught, and a failure is an incident that can be tried again', async () => {
    const call = element('callActivity', 'c', extensions('<zeebe:calledElement processId="other" />'));
    const parts = [
      '<bpmn:error id="err" errorCode="refused" />',
      start('s'),
      call,
      boundary('b', 'c', '<bpmn:errorEventDefinition errorRef="err" />'),
      userTask('mend'),
      end('e'),
      flow('s', 'c'),
      flow('c', 'e'),
      flow('b', 'mend'),
      flow('mend', 'e'),
    ];
    const instance = (await run(...parts)).start();
    instance.apply({
      type: 'settleCall',
      key: instance.wait('c').key,
      result: { kind: 'failure', message: '没有该流程' },
    });
    expect(instance.waiting).toEqual([]);
    expect(instance.last.incidents).toMatchObject([{ elementId: 'c', errorType: 'CALLED_ELEMENT_ERROR' }]);
    instance.apply({ type: 'resolveIncident', key: instance.last.incidents[0]!.key });
    const settle = (result: CallResult) => instance.apply({ type: 'settleCall', key: instance.wait('c').key, result });
    expect(() => settle({ kind: 'escalation', escalationCode: 'a' })).toThrow(
      expect.objectContaining({ code: 'not-supported' }),
    );
    settle({ kind: 'error', errorCode: 'refused' });
    expect(instance.waiting).toEqual(['mend']);
  });
});
