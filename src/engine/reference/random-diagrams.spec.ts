import { EngineRun } from '../../../test/builders/engine-run.js';
import { randomDiagram, randomFrom } from '../../../test/builders/random-diagram.js';
import type { Command, Variables, Wait } from '../ports.js';
import { ReferenceEngine } from './reference-engine.js';

/** Token rules that hold for every sound diagram, whatever is nested in what; the state is saved at every step. */
const engine = new ReferenceEngine();
const seeds = Array.from({ length: 30 }, (_, index) => index + 1);

function answer(wait: Wait, variables: Variables): Command {
  switch (wait.kind) {
    case 'userTask':
      return { type: 'completeTask', key: wait.key, variables };
    case 'job':
      return { type: 'settleJob', key: wait.key, result: { kind: 'ok', variables } };
    case 'timer':
      return { type: 'fireTimer', key: wait.key };
    default:
      return { type: 'correlateMessage', key: wait.key, variables };
  }
}

describe('random diagrams', () => {
  it.each(seeds)('%i comes to its end, with every element instance ended once', async (seed) => {
    const pick = randomFrom(seed + 1_000);
    const run = await EngineRun.of(engine, randomDiagram(seed, 4));
    run.start({ key: '1', chosen: pick(2) === 0, again: false });
    for (let step = 0; run.last.status === 'active'; step += 1) {
      expect(run.last.incidents).toEqual([]);
      expect(run.last.waits.length).toBeGreaterThan(0);
      expect(step).toBeLessThan(300);
      const { waits } = run.last;
      run.apply(answer(waits[pick(waits.length)]!, { chosen: pick(2) === 0, again: step < 40 && pick(3) === 0 }));
    }

    expect(run.events.at(-1)?.type).toBe('PROCESS_COMPLETED');
    expect(run.allEvents.filter((event) => event === 'ELEMENT_COMPLETED end')).toHaveLength(1);
    const keysOf = (...types: string[]) =>
      run.events.filter(({ type }) => types.includes(type)).map(({ elementInstanceKey }) => elementInstanceKey);
    const activated = keysOf('ELEMENT_ACTIVATED');
    expect(new Set(activated).size).toBe(activated.length);
    expect(keysOf('ELEMENT_COMPLETED', 'ELEMENT_TERMINATED').sort()).toEqual(activated.sort());
  });
});
