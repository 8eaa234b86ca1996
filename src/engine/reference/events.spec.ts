import {
  bpmnText,
  boundary,
  element,
  end,
  extensions,
  flow,
  mapping,
  message,
  messageEvent,
  parallel,
  start,
  subProcess,
  timer,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { EngineRun } from '../../../test/builders/engine-run.js';
import { ReferenceEngine } from './reference-engine.js';

const engine = new ReferenceEngine();
const run = (...parts: string[]) => EngineRun.of(engine, bpmnText('p', ...parts));

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
