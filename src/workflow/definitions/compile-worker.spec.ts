import { bpmnText, element, end, flow, mapping, start, userTask } from '../../../test/builders/bpmn-text.js';
import { testHost } from '../../../test/builders/engine-run.js';
import { NativeEngine } from '../../engine/native/native-engine.js';
import { DefinitionRejected } from '../../engine/ports.js';
import { decision, dmnText, table } from '../../../test/builders/dmn-text.js';
import { compileDecisions } from '../../engine/decisions/compile-decisions.js';
import { GuardedEngine, checkGuarded, compileDecisionsGuarded } from './compile-worker.js';

const engine = new GuardedEngine(new NativeEngine());
const limits = { steps: 2_000, stateBytes: 1_000_000, feelMillis: 500 };

/** A chain of tasks of well over the size that is compiled in the main thread. */
function longChain(count: number, type = 'task'): string {
  const ids = Array.from({ length: count }, (_, index) => `t${index}`);
  const path = ['start', ...ids, 'end'];
  return bpmnText(
    'long',
    start('start'),
    end('end'),
    ...ids.map((id) => (type === 'userTask' ? userTask(id) : element(type, id))),
    ...path.slice(1).map((id, index) => flow(path[index]!, id)),
  );
}

/** The longest time the main thread did nothing else, in milliseconds. */
async function longestBlock(work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let before = performance.now();
  const ticks = setInterval(() => {
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
  }, 5);
  await work.finally(() => clearInterval(ticks));
  return longest;
}

describe('compiling large files', () => {
  it('gives definitions that run like those compiled here', async () => {
    const [definition] = await engine.compile(longChain(600, 'userTask'));
    const [same] = await new NativeEngine().compile(longChain(600, 'userTask'));
    const play = (compiled: typeof definition) =>
      engine.apply(compiled!, null, { type: 'start', variables: {} }, testHost());
    expect(play(definition)).toEqual(play(same));
    expect(definition!.elements).toEqual(same!.elements);
  });

  it('takes the longest path that is allowed', async () => {
    const [definition] = await engine.compile(longChain(990));
    const { status } = engine.apply(definition!, null, { type: 'start', variables: {} }, testHost({ limits }));
    expect(status).toBe('completed');
  });

  it('names every problem, as in the main thread', async () => {
    const xml = longChain(600, 'choreographyTask');
    const rejected = await engine.compile(xml).catch((error: unknown) => error);
    expect(rejected).toBeInstanceOf(DefinitionRejected);
    const { problems } = rejected as DefinitionRejected;
    expect(problems.map(({ elementId }) => elementId)).toContain('t599');
    expect(await checkGuarded(xml, {}, 'native')).toEqual(problems);
  });

  it('leaves the main thread free while a hostile file of nearly 1 MB is checked', async () => {
    const hostile = longChain(6_500);
    expect(hostile.length).toBeGreaterThan(800_000);
    const here = performance.now();
    await new NativeEngine().compile(hostile).catch(() => undefined);
    const blocked = performance.now() - here;
    const longest = await longestBlock(engine.compile(hostile).catch(() => undefined));
    expect(longest).toBeLessThan(blocked / 2);
  });

  it('gives up a file that takes too long, and takes the next', async () => {
    const names = Array.from({ length: 200 }, (_, index) =>
      userTask(`u${index}`, mapping({ a: `=${'a b '.repeat(900)}` })),
    );
    const hostile = bpmnText('hostile', start('start'), ...names);
    const hurried = new GuardedEngine(new NativeEngine(), 300);
    const work = hurried.compile(hostile).catch((error: unknown) => error);
    const longest = await longestBlock(work);
    expect(await work).toMatchObject({ problems: [{ rule: 'file-too-costly' }] });
    expect(longest).toBeLessThan(1_000);
    expect(await engine.compile(longChain(600, 'userTask'))).toHaveLength(1);
  });

  /** Rules of which none can be decided without reading FEEL. */
  const manyRules = (count: number, test: string): string =>
    dmnText(
      decision(
        'd',
        table({
          inputs: ['a'],
          outputs: ['r'],
          rules: Array.from({ length: count }, (_, index) => [`${test} ${index}`, `a + ${index}`]),
        }),
      ),
    );

  it('gives the same decisions as here', async () => {
    const xml = manyRules(300, '<');
    expect(xml.length).toBeGreaterThan(16_000);
    expect(await compileDecisionsGuarded(xml)).toEqual(await compileDecisions(xml));
  });

  it('leaves the main thread free while a hostile decision file of nearly 1 MB is checked', async () => {
    const hostile = manyRules(7_500, 'a b');
    expect(hostile.length).toBeGreaterThan(700_000);
    expect(hostile.length).toBeLessThan(1_000_000);
    const here = performance.now();
    await compileDecisions(hostile).catch(() => undefined);
    const blocked = performance.now() - here;
    const rejected = compileDecisionsGuarded(hostile).catch((error: unknown) => error);
    const longest = await longestBlock(rejected);
    expect(await rejected).toMatchObject({ problems: expect.arrayContaining([expect.anything()]) });
    expect(longest).toBeLessThan(blocked / 2);
  });

  it('gives up a decision file that takes too long', async () => {
    await expect(compileDecisionsGuarded(manyRules(4_500, 'a b'), 1)).rejects.toMatchObject({
      problems: [{ rule: 'file-too-costly' }],
    });
  });
});
