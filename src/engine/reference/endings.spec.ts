import {
  bpmnText,
  boundary,
  end,
  flow,
  parallel,
  start,
  subProcess,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { EngineRun } from '../../../test/builders/engine-run.js';
import { ReferenceEngine } from './reference-engine.js';

const engine = new ReferenceEngine();
const run = (...parts: string[]) => EngineRun.of(engine, bpmnText('p', ...parts));

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
