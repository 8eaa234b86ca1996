import { bpmnText, end, flow, start, userTask } from '../../../test/builders/bpmn-text.js';
import { testHost } from '../../../test/builders/engine-run.js';
import { families } from './elements/families.js';
import { NativeEngine } from './native-engine.js';

const diagram = bpmnText('p', start('s'), flow('s', 'work'), userTask('work'), flow('work', 'e'), end('e'));

describe('NativeEngine', () => {
  it('refuses a command in which it fails itself, with the reason for the log only', async () => {
    const broken = new NativeEngine({
      ...families,
      settle: () => {
        throw new RangeError('secret detail');
      },
    });
    const [definition] = await broken.compile(diagram);
    const start = () => broken.apply(definition!, null, { type: 'start', variables: {} }, testHost());
    expect(start).toThrow(
      expect.objectContaining({
        code: 'engine-failed',
        message: '流程引擎出错，本次操作没有生效',
        cause: expect.any(RangeError) as unknown,
      }),
    );
  });

  it('refuses what brings more than a quarter of the state may hold', async () => {
    const engine = new NativeEngine();
    const [definition] = await engine.compile(diagram);
    const limits = { steps: 100, stateBytes: 1_000, feelMillis: 100 };
    const start = () =>
      engine.apply(definition!, null, { type: 'start', variables: { text: 'x'.repeat(300) } }, testHost({ limits }));
    expect(start).toThrow(expect.objectContaining({ code: 'limit-exceeded' }));
  });

  it('has no state of its own: two instances of one definition do not know each other', async () => {
    const engine = new NativeEngine();
    const [definition] = await engine.compile(diagram);
    const begin = (keyBase: bigint) =>
      engine.apply(definition!, null, { type: 'start', variables: { own: String(keyBase) } }, testHost({ keyBase }));
    const [one, two] = [begin(1n << 23n), begin(2n << 23n)];
    const complete = (outcome: typeof one, keyBase: bigint) =>
      engine.apply(
        definition!,
        outcome.state,
        { type: 'completeTask', key: outcome.waits[0]!.key, variables: {} },
        testHost({ keyBase }),
      );
    expect(complete(two, 2n << 23n).state.variables).toEqual({ own: String(2n << 23n) });
    expect(complete(one, 1n << 23n).status).toBe('completed');
    expect(() => complete(one, 2n << 23n)).toThrow(expect.objectContaining({ code: 'task-not-open' }));
  });
});
