import {
  bpmnText,
  element,
  end,
  extensions,
  flow,
  mapping,
  scriptTask,
  start,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { EngineRun } from '../../../test/builders/engine-run.js';
import { ReferenceEngine } from './reference-engine.js';

const engine = new ReferenceEngine();
const run = (...parts: string[]) => EngineRun.of(engine, bpmnText('p', ...parts));

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
