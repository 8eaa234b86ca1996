import {
  bpmnText,
  boundary,
  element,
  end,
  eventBased,
  flow,
  message,
  messageEvent,
  parallel,
  start,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { EngineRun } from '../../../test/builders/engine-run.js';
import { ReferenceEngine } from './reference-engine.js';

const engine = new ReferenceEngine();
const run = (...parts: string[]) => EngineRun.of(engine, bpmnText('p', ...parts));

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

describe('signals thrown inside an instance', () => {
  const signal = '<bpmn:signal id="sig" name="停办" />';
  const signalEvent = '<bpmn:signalEventDefinition signalRef="sig" />';

  it('reach what waits for them in the same instance, and go outwards too', async () => {
    const instance = await run(
      signal,
      start('s'),
      parallel('g'),
      userTask('u'),
      element('intermediateThrowEvent', 't', signalEvent),
      element('intermediateCatchEvent', 'c', signalEvent),
      userTask('guarded'),
      boundary('b', 'guarded', signalEvent),
      userTask('after'),
      end('e'),
      flow('s', 'g'),
      flow('g', 'u'),
      flow('g', 'c'),
      flow('g', 'guarded'),
      flow('u', 't'),
      flow('t', 'e'),
      flow('c', 'e'),
      flow('guarded', 'e'),
      flow('b', 'after'),
      flow('after', 'e'),
    );
    instance.start();
    expect(instance.waiting).toEqual(['b', 'c', 'guarded', 'u']);
    instance.complete('u');
    expect(instance.waiting).toEqual(['after']);
    expect(instance.lastEvents).toEqual(
      expect.arrayContaining(['SIGNAL_THROWN t', 'SIGNAL_CAUGHT c', 'SIGNAL_CAUGHT b', 'ELEMENT_TERMINATED guarded']),
    );
    expect(instance.last.thrown).toMatchObject([{ kind: 'signal', name: '停办' }]);
  });

  it('decide an event-based gateway once', async () => {
    const instance = await run(
      signal,
      start('s'),
      eventBased('g'),
      element('intermediateCatchEvent', 'c', signalEvent),
      element('intermediateCatchEvent', 'd', signalEvent),
      userTask('x'),
      userTask('y'),
      end('e'),
      flow('s', 'g'),
      flow('g', 'c'),
      flow('g', 'd'),
      flow('c', 'x'),
      flow('d', 'y'),
      flow('x', 'e'),
      flow('y', 'e'),
    );
    instance.start().apply({ type: 'broadcastSignal', name: '停办', variables: {} });
    expect(instance.waiting).toEqual(['x']);
    expect(instance.lastEvents.filter((event) => event.startsWith('SIGNAL_CAUGHT'))).toEqual(['SIGNAL_CAUGHT c']);
  });
});

describe('message and signal boundary events', () => {
  it.each<[string, string, string]>([
    ['message', message('r', '撤回', '=caseNumber'), messageEvent('r')],
    ['signal', '<bpmn:signal id="r" name="停办" />', '<bpmn:signalEventDefinition signalRef="r" />'],
  ])('a %s interrupts its activity', async (kind, root, definition) => {
    const instance = await run(
      root,
      start('s'),
      userTask('t'),
      boundary('b', 't', definition),
      userTask('after'),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('b', 'after'),
      flow('after', 'e'),
    );
    instance.start({ caseNumber: 'A1' });
    const { key } = instance.wait('b');
    const variables = { why: 'x' };
    instance.apply(
      kind === 'message'
        ? { type: 'correlateMessage', key, variables }
        : { type: 'broadcastSignal', name: '停办', variables },
    );
    expect(instance.waiting).toEqual(['after']);
    expect(instance.lastEvents).toContain('ELEMENT_TERMINATED t');
    expect(instance.variables).toEqual({ caseNumber: 'A1', why: 'x' });
  });
});
