import {
  bpmnText,
  element,
  end,
  eventBased,
  exclusive,
  flow,
  message,
  messageEvent,
  parallel,
  start,
  timer,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { EngineRun } from '../../../test/builders/engine-run.js';
import { ReferenceEngine } from './reference-engine.js';

const engine = new ReferenceEngine();
const run = (...parts: string[]) => EngineRun.of(engine, bpmnText('p', ...parts));

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
