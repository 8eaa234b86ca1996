import { EngineRun } from '../../../test/builders/engine-run.js';
import {
  bpmnText,
  boundary,
  element,
  end,
  eventBased,
  exclusive,
  extensions,
  flow,
  mapping,
  message,
  messageEvent,
  parallel,
  properties,
  scriptTask,
  serviceTask,
  start,
  subProcess,
  timer,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { CommandRefused } from '../ports.js';
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

describe('variables', () => {
  it('go to the process without output mappings, and through them otherwise', async () => {
    const instance = await run(
      start('s'),
      userTask('t'),
      userTask('u', mapping({}, { result: '=answer' })),
      end('e'),
      flow('s', 't'),
      flow('t', 'u'),
      flow('u', 'e'),
    );
    instance.start();
    instance.complete('t', { x: 1 });
    instance.complete('u', { answer: 'yes', noise: true });
    expect(instance.variables).toEqual({ x: 1, result: 'yes' });
  });

  it('stay in the scope that has them', async () => {
    const inner = [start('is'), userTask('it'), end('ie'), flow('is', 'it'), flow('it', 'ie')];
    const scope = element(
      'subProcess',
      'sub',
      extensions(mapping({ local: '=outer' }, { copied: '=local' })) + inner.join(''),
    );
    const instance = await run(start('s'), scope, end('e'), flow('s', 'sub'), flow('sub', 'e'));
    instance.start({ outer: 'a' });
    instance.complete('it', { local: 'b', other: 'c' });
    expect(instance.variables).toEqual({ outer: 'a', copied: 'b', other: 'c' });
  });

  it('can be mapped into a path without losing its other entries', async () => {
    const instance = await run(
      start('s'),
      userTask('t', mapping({}, { 'docket.number': '=n' })),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
    );
    instance.start({ docket: { title: 'x' } });
    instance.complete('t', { n: '7' });
    expect(instance.variables).toEqual({ docket: { title: 'x', number: '7' } });
  });

  it('are made by a FEEL script', async () => {
    const instance = await run(start('s'), scriptTask('c', '=a * 2', 'b'), end('e'), flow('s', 'c'), flow('c', 'e'));
    instance.start({ a: 21 });
    expect(instance.variables).toEqual({ a: 21, b: 42 });
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

describe('error end events', () => {
  it('end the subprocess and go on from its error boundary event', async () => {
    const errors = '<bpmn:error id="err" name="x" errorCode="x" />';
    const inner = [
      start('is'),
      parallel('ip'),
      userTask('it'),
      end('ie', '<bpmn:errorEventDefinition errorRef="err" />'),
      userTask('other'),
      end('ie2'),
      flow('is', 'ip'),
      flow('ip', 'it'),
      flow('ip', 'other'),
      flow('it', 'ie'),
      flow('other', 'ie2'),
    ];
    const instance = await run(
      errors,
      start('s'),
      subProcess('sub', ...inner),
      boundary('b', 'sub', '<bpmn:errorEventDefinition errorRef="err" />'),
      end('ok'),
      end('ko'),
      flow('s', 'sub'),
      flow('sub', 'ok'),
      flow('b', 'ko'),
    );
    instance.start();
    instance.complete('it');
    expect(instance.last.status).toBe('completed');
    expect(instance.allEvents).toEqual(
      expect.arrayContaining(['ELEMENT_TERMINATED other', 'ELEMENT_TERMINATED sub', 'ELEMENT_COMPLETED ko']),
    );
    expect(instance.allEvents).not.toContain('ELEMENT_COMPLETED ok');
  });
});

describe('exclusive gateways', () => {
  const parts = [
    start('s'),
    exclusive('g', 'g_no'),
    userTask('yes'),
    userTask('no'),
    end('e'),
    flow('s', 'g'),
    flow('g', 'yes', '=ok = true'),
    flow('g', 'no'),
    flow('yes', 'e'),
    flow('no', 'e'),
  ];

  it('take the first flow whose condition holds, else the default', async () => {
    expect((await run(...parts)).start({ ok: true }).waiting).toEqual(['yes']);
    expect((await run(...parts)).start({ ok: false }).waiting).toEqual(['no']);
  });

  it('report a condition that is not a boolean, and go on once it is mended', async () => {
    const condition = parts.map((part) => part.replace('=ok = true', '=ok'));
    const instance = (await run(...condition)).start();
    expect(instance.last.incidents).toMatchObject([{ elementId: 'g', errorType: 'CONDITION_ERROR' }]);
    expect(instance.waiting).toEqual([]);
    instance.apply({ type: 'setVariables', variables: { ok: true } });
    instance.apply({ type: 'resolveIncident', key: instance.last.incidents[0]!.key });
    expect(instance.last.incidents).toEqual([]);
    expect(instance.waiting).toEqual(['yes']);
    expect(instance.lastEvents.slice(0, 3)).toEqual(['INCIDENT_RESOLVED g', 'ELEMENT_COMPLETED g', 'FLOW_TAKEN g_yes']);
  });

  it('report that no condition holds and there is no default', async () => {
    const instance = await run(
      start('s'),
      exclusive('g'),
      end('a'),
      end('b'),
      flow('s', 'g'),
      flow('g', 'a', '=n = 1'),
      flow('g', 'b', '=n = 2'),
    );
    instance.start({ n: 3 });
    expect(instance.last.incidents).toMatchObject([{ elementId: 'g', errorType: 'CONDITION_ERROR' }]);
  });
});

describe('parallel gateways', () => {
  it('join after branches with decisions and waits inside (bpmn-engine issue 200)', async () => {
    const instance = await run(
      start('s'),
      parallel('split'),
      exclusive('x', 'x_b'),
      userTask('a'),
      userTask('b'),
      exclusive('m'),
      userTask('c'),
      parallel('join'),
      userTask('last'),
      end('e'),
      flow('s', 'split'),
      flow('split', 'x'),
      flow('x', 'a', '=way = "a"'),
      flow('x', 'b'),
      flow('a', 'm'),
      flow('b', 'm'),
      flow('m', 'join'),
      flow('split', 'c'),
      flow('c', 'join'),
      flow('join', 'last'),
      flow('last', 'e'),
    );
    instance.start({ way: 'a' });
    expect(instance.waiting).toEqual(['a', 'c']);
    instance.complete('c');
    expect(instance.waiting).toEqual(['a']);
    instance.complete('a');
    expect(instance.waiting).toEqual(['last']);
    instance.complete('last');
    expect(instance.last.status).toBe('completed');
  });

  it('join again in a loop', async () => {
    const instance = await run(
      start('s'),
      exclusive('back'),
      parallel('split'),
      userTask('a'),
      userTask('b'),
      parallel('join'),
      exclusive('g', 'g_e'),
      end('e'),
      flow('s', 'back'),
      flow('back', 'split'),
      flow('split', 'a'),
      flow('split', 'b'),
      flow('a', 'join'),
      flow('b', 'join'),
      flow('join', 'g'),
      flow('g', 'back', '=again = true'),
      flow('g', 'e'),
    );
    instance.start({ again: true });
    instance.complete('a').complete('b');
    expect(instance.waiting).toEqual(['a', 'b']);
    instance.complete('b', { again: false }).complete('a');
    expect(instance.last.status).toBe('completed');
  });
});

describe('timers', () => {
  it('are waits with an instant, however long', async () => {
    const instance = await run(
      start('s'),
      element('intermediateCatchEvent', 't', timer('P40D', 'timeDuration')),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
    );
    instance.start();
    expect(instance.wait('t')).toMatchObject({
      kind: 'timer',
      dueAt: '2026-07-11T02:00:00.000Z',
      usesClock: false,
      interrupting: true,
    });
    instance.fire('t');
    expect(instance.lastEvents).toContain('TIMER_FIRED t');
    expect(instance.last.status).toBe('completed');
  });

  it.each([
    ['=expires(due("办结"))', '2026-08-17T16:00:00.000Z', true],
    ['=warn(due("办结"), 7)', '2026-08-10T01:00:00.000Z', true],
    ['=date and time("2026-06-02T10:00:00+08:00")', '2026-06-02T02:00:00.000Z', false],
    ['=now() + duration("PT1H")', '2026-06-01T03:00:00.000Z', false],
    ['2026-06-02T10:00:00', '2026-06-02T02:00:00.000Z', false],
    ['=duration("P1M")', '2026-07-01T02:00:00.000Z', false],
  ])('%s is due at %s', async (expression, dueAt, usesClock) => {
    const instance = await run(
      start('s'),
      element('intermediateCatchEvent', 't', timer(expression)),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
    );
    instance.host = { ...instance.host, clocks: { 办结: { lastDay: '2026-08-17' } } };
    instance.start();
    expect(instance.wait('t')).toMatchObject({ dueAt, usesClock });
  });

  it('move when their clock moves', async () => {
    const instance = await run(
      start('s'),
      userTask('t'),
      boundary('b', 't', timer('=expires(due("办结"))'), { interrupting: false }),
      end('e'),
      end('f'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('b', 'f'),
    );
    instance.host = { ...instance.host, clocks: { 办结: { lastDay: '2026-08-17' } } };
    instance.start();
    instance.host = { ...instance.host, clocks: { 办结: { lastDay: '2026-09-14' } } };
    instance.apply({ type: 'rescheduleTimer', key: instance.wait('b').key });
    expect(instance.wait('b')).toMatchObject({ dueAt: '2026-09-14T16:00:00.000Z' });
    expect(instance.lastEvents).toEqual(['TIMER_RESCHEDULED b']);
  });

  it('raise an incident for a bare date and for an unknown clock', async () => {
    for (const expression of ['=today()', '=expires(due("办结"))']) {
      const instance = await run(
        start('s'),
        element('intermediateCatchEvent', 't', timer(expression)),
        end('e'),
        flow('s', 't'),
        flow('t', 'e'),
      );
      instance.start();
      expect(instance.last.incidents).toMatchObject([{ elementId: 't', errorType: 'EXTRACT_VALUE_ERROR' }]);
    }
  });

  it('interrupt their activity, or run beside it', async () => {
    const parts = (interrupting: boolean) => [
      start('s'),
      userTask('t'),
      boundary('b', 't', timer('PT1H', 'timeDuration'), { interrupting }),
      userTask('late'),
      end('e'),
      end('f'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('b', 'late'),
      flow('late', 'f'),
    ];
    const hard = (await run(...parts(true))).start().fire('b');
    expect(hard.waiting).toEqual(['late']);
    expect(hard.lastEvents).toContain('ELEMENT_TERMINATED t');

    const soft = (await run(...parts(false))).start();
    expect(soft.wait('b')).toMatchObject({ interrupting: false, elementInstanceKey: soft.wait('t').key });
    soft.fire('b');
    expect(soft.waiting).toEqual(['late', 't']);
    soft.complete('t');
    expect(soft.last.status).toBe('active');
    soft.complete('late');
    expect(soft.last.status).toBe('completed');
  });

  it('interrupt a whole subprocess', async () => {
    const inner = [
      start('is'),
      parallel('ip'),
      userTask('i1'),
      userTask('i2'),
      end('ie'),
      end('ie2'),
      flow('is', 'ip'),
      flow('ip', 'i1'),
      flow('ip', 'i2'),
      flow('i1', 'ie'),
      flow('i2', 'ie2'),
    ];
    const instance = await run(
      start('s'),
      subProcess('sub', ...inner),
      boundary('b', 'sub', timer('PT1H', 'timeDuration')),
      userTask('late'),
      end('e'),
      flow('s', 'sub'),
      flow('sub', 'e'),
      flow('b', 'late'),
      flow('late', 'e'),
    );
    instance.start();
    expect(instance.waiting).toEqual(['b', 'i1', 'i2']);
    instance.fire('b');
    expect(instance.waiting).toEqual(['late']);
    expect(instance.lastEvents).toEqual(
      expect.arrayContaining(['ELEMENT_TERMINATED i1', 'ELEMENT_TERMINATED i2', 'ELEMENT_TERMINATED sub']),
    );
    instance.complete('late');
    expect(instance.last.status).toBe('completed');
  });
});

describe('messages', () => {
  const delivered = message('m', '答复送达', '=caseNumber');

  it('are waited for with a correlation key and bring variables', async () => {
    const instance = await run(
      delivered,
      start('s'),
      element('receiveTask', 'r', '', 'messageRef="m"'),
      end('e'),
      flow('s', 'r'),
      flow('r', 'e'),
    );
    instance.start({ caseNumber: 'A1' });
    expect(instance.wait('r')).toMatchObject({ kind: 'message', name: '答复送达', correlationKey: 'A1' });
    instance.correlate('r', { way: '邮寄' });
    expect(instance.lastEvents[0]).toBe('MESSAGE_CORRELATED r');
    expect(instance.variables).toEqual({ caseNumber: 'A1', way: '邮寄' });
  });

  it('are thrown with exactly their input mappings', async () => {
    const thrower = element(
      'intermediateThrowEvent',
      't',
      extensions(mapping({ place: '=where' })) + messageEvent('m'),
    );
    const bare = element('intermediateThrowEvent', 'u', messageEvent('m'));
    const instance = await run(
      delivered,
      start('s'),
      thrower,
      bare,
      end('e'),
      flow('s', 't'),
      flow('t', 'u'),
      flow('u', 'e'),
    );
    instance.start({ caseNumber: 'A1', where: '大厅', secret: 'x' });
    expect(instance.last.thrown).toEqual([
      { kind: 'message', elementId: 't', name: '答复送达', correlationKey: 'A1', variables: { place: '大厅' } },
      { kind: 'message', elementId: 'u', name: '答复送达', correlationKey: 'A1', variables: {} },
    ]);
    expect(instance.variables).not.toHaveProperty('place');
  });

  it('start a process through its message start event', async () => {
    const instance = await run(
      delivered,
      start('none'),
      start('msg', messageEvent('m')),
      userTask('a'),
      userTask('b'),
      end('e'),
      flow('none', 'a'),
      flow('msg', 'b'),
      flow('a', 'b'),
      flow('b', 'e'),
    );
    expect(instance.definition.startEvents).toEqual([
      { elementId: 'none', kind: 'none' },
      { elementId: 'msg', kind: 'message', messageName: '答复送达' },
    ]);
    instance.apply({ type: 'start', startElementId: 'msg', variables: { x: 1 }, payloadOf: 'message' });
    expect(instance.waiting).toEqual(['b']);
    instance.complete('b');
    expect(instance.last.status).toBe('completed');
  });

  it('without a correlation key value raise an incident', async () => {
    const instance = await run(
      delivered,
      start('s'),
      element('receiveTask', 'r', '', 'messageRef="m"'),
      end('e'),
      flow('s', 'r'),
      flow('r', 'e'),
    );
    instance.start();
    expect(instance.last.incidents).toMatchObject([{ elementId: 'r', errorType: 'EXTRACT_VALUE_ERROR' }]);
  });
});

describe('event-based gateways', () => {
  const parts = [
    message('m', '答复送达', '=caseNumber'),
    start('s'),
    eventBased('g'),
    element('intermediateCatchEvent', 'msg', messageEvent('m')),
    element('intermediateCatchEvent', 'late', timer('P7D', 'timeDuration')),
    userTask('after'),
    userTask('urge'),
    end('e'),
    flow('s', 'g'),
    flow('g', 'msg'),
    flow('g', 'late'),
    flow('msg', 'after'),
    flow('late', 'urge'),
    flow('urge', 'g2'),
    flow('after', 'e'),
  ].map((part) =>
    part.replace('id="urge_g2" sourceRef="urge" targetRef="g2"', 'id="urge_e" sourceRef="urge" targetRef="e"'),
  );

  it('wait on behalf of their events and show only the one that happens', async () => {
    const instance = (await run(...parts)).start({ caseNumber: 'A1' });
    expect(instance.waiting).toEqual(['late', 'msg']);
    expect(instance.lastEvents).not.toContain('ELEMENT_ACTIVATED msg');
    expect(instance.wait('msg').elementInstanceKey).toBe(instance.wait('late').elementInstanceKey);

    instance.correlate('msg');
    expect(instance.waiting).toEqual(['after']);
    expect(instance.lastEvents).toEqual([
      'ELEMENT_COMPLETED g',
      'FLOW_TAKEN g_msg',
      'ELEMENT_ACTIVATED msg',
      'MESSAGE_CORRELATED msg',
      'ELEMENT_COMPLETED msg',
      'FLOW_TAKEN msg_after',
      'ELEMENT_ACTIVATED after',
    ]);
    instance.complete('after');
    expect(instance.last.status).toBe('completed');
    expect(instance.allEvents.some((event) => event.endsWith(' late'))).toBe(false);
  });

  it('go on from the timer as well', async () => {
    const instance = (await run(...parts)).start({ caseNumber: 'A1' }).fire('late');
    expect(instance.waiting).toEqual(['urge']);
    instance.complete('urge');
    expect(instance.last.status).toBe('completed');
  });
});

describe('signals', () => {
  it('are thrown outwards and waited for', async () => {
    const instance = await run(
      '<bpmn:signal id="sig" name="全体停办" />',
      start('s'),
      element('intermediateThrowEvent', 't', '<bpmn:signalEventDefinition signalRef="sig" />'),
      element('intermediateCatchEvent', 'c', '<bpmn:signalEventDefinition signalRef="sig" />'),
      end('e'),
      flow('s', 't'),
      flow('t', 'c'),
      flow('c', 'e'),
    );
    instance.start();
    expect(instance.last.thrown).toEqual([{ kind: 'signal', elementId: 't', name: '全体停办', variables: {} }]);
    expect(instance.wait('c')).toMatchObject({ kind: 'signal', name: '全体停办' });
    instance.apply({ type: 'broadcastSignal', key: instance.wait('c').key, variables: {} });
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
    expect(instance.wait('c')).toMatchObject({ kind: 'call', processId: 'other', variables: { a: 1, n: 1 } });
    instance.apply({ type: 'settleCall', key: instance.wait('c').key, variables: { answer: 2, noise: 3 } });
    expect(instance.variables).toEqual({ a: 1, r: 2 });
    expect(instance.last.status).toBe('completed');
  });
});

describe('terminate, cancel, suspend', () => {
  it('a terminate end event ends everything beside it', async () => {
    const instance = await run(
      start('s'),
      parallel('p1'),
      userTask('a'),
      userTask('b'),
      end('stop', '<bpmn:terminateEventDefinition />'),
      end('e'),
      flow('s', 'p1'),
      flow('p1', 'a'),
      flow('p1', 'b'),
      flow('a', 'stop'),
      flow('b', 'e'),
    );
    instance.start().complete('a');
    expect(instance.last.status).toBe('completed');
    expect(instance.waiting).toEqual([]);
    expect(instance.lastEvents).toEqual([
      'ELEMENT_COMPLETED a',
      'FLOW_TAKEN a_stop',
      'ELEMENT_ACTIVATED stop',
      'ELEMENT_TERMINATED b',
      'ELEMENT_COMPLETED stop',
      'PROCESS_COMPLETED',
    ]);
  });

  it('a terminate end event inside a subprocess ends only the subprocess', async () => {
    const inner = [
      start('is'),
      parallel('ip'),
      userTask('a'),
      userTask('b'),
      end('stop', '<bpmn:terminateEventDefinition />'),
      end('ie'),
      flow('is', 'ip'),
      flow('ip', 'a'),
      flow('ip', 'b'),
      flow('a', 'stop'),
      flow('b', 'ie'),
    ];
    const instance = await run(
      start('s'),
      subProcess('sub', ...inner),
      userTask('next'),
      end('e'),
      flow('s', 'sub'),
      flow('sub', 'next'),
      flow('next', 'e'),
    );
    instance.start().complete('a');
    expect(instance.waiting).toEqual(['next']);
    instance.complete('next');
    expect(instance.last.status).toBe('completed');
  });

  it('cancel terminates what is open', async () => {
    const instance = (await run(start('s'), userTask('t'), end('e'), flow('s', 't'), flow('t', 'e'))).start();
    const { key } = instance.wait('t');
    instance.apply({ type: 'cancel', reason: '撤回' });
    expect(instance.last).toMatchObject({ status: 'canceled', waits: [] });
    expect(instance.lastEvents).toEqual(['ELEMENT_TERMINATED t', 'PROCESS_CANCELED']);
    expect(() => instance.apply({ type: 'completeTask', key, variables: {} })).toThrow(
      expect.objectContaining({ code: 'instance-ended' }),
    );
  });

  it('a suspended instance refuses everything but resume', async () => {
    const instance = (await run(start('s'), userTask('t'), end('e'), flow('s', 't'), flow('t', 'e'))).start();
    instance.apply({ type: 'suspend' });
    expect(instance.last.status).toBe('suspended');
    expect(() => instance.complete('t')).toThrow(expect.objectContaining({ code: 'instance-suspended' }));
    instance.apply({ type: 'resume' }).complete('t');
    expect(instance.last.status).toBe('completed');
  });
});

describe('incidents at mappings', () => {
  it('keep what was entered, and finish once the variables are mended', async () => {
    const instance = await run(
      start('s'),
      userTask('t', mapping({}, { last: '=expires(deadline)' })),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
    );
    instance.start();
    instance.complete('t', { other: 1 });
    expect(instance.last.incidents).toMatchObject([{ elementId: 't', errorType: 'IO_MAPPING_ERROR' }]);
    expect(instance.waiting).toEqual([]);
    instance.apply({ type: 'setVariables', variables: { deadline: '2026-06-01' } });
    instance.apply({ type: 'resolveIncident', key: instance.last.incidents[0]!.key });
    expect(instance.last.status).toBe('completed');
    expect(instance.variables).toEqual({ deadline: '2026-06-01', last: '2026-06-02T00:00:00+08:00' });
  });

  it.each(['input', 'output'])('hold a subprocess at its %s mapping', async (where) => {
    const inner = [start('is'), end('ie'), flow('is', 'ie')];
    const mappings = where === 'input' ? mapping({ x: '=expires(d)' }, { y: '=x' }) : mapping({}, { y: '=expires(d)' });
    const instance = await run(
      start('s'),
      element('subProcess', 'sub', extensions(mappings) + inner.join('')),
      end('e'),
      flow('s', 'sub'),
      flow('sub', 'e'),
    );
    instance.start();
    expect(instance.last.incidents).toMatchObject([{ elementId: 'sub', errorType: 'IO_MAPPING_ERROR' }]);
    instance.apply({ type: 'setVariables', variables: { d: '2026-06-01' } });
    const [incident] = instance.last.incidents;
    instance.apply({ type: 'resolveIncident', key: incident!.key });
    expect(instance.last.status).toBe('completed');
    expect(instance.variables).toMatchObject({ y: '2026-06-02T00:00:00+08:00' });
  });
});
