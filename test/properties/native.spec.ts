/** Random processes of every element under random commands: no token is lost, nothing is changed behind the caller's back. */
import * as fc from 'fast-check';
import { NativeEngine } from '../../src/engine/native/native-engine.js';
import type { Command, Definition, HistoryEvent, Outcome, State } from '../../src/engine/ports.js';
import { testHost } from '../builders/engine-run.js';
import { allProcesses } from './blocks.js';
import { Diagram } from './diagram.js';
import { violations } from './invariants.js';
import { play } from './player.js';

const engine = new NativeEngine();
const host = testHost({ limits: { steps: 2_000, stateBytes: 1_000_000, feelMillis: 500 } });
const choices = fc.array(fc.nat(), { maxLength: 40 });

/** Applies commands with everything frozen, saves and loads between any two, and checks what must hold. */
class Watched {
  readonly history: HistoryEvent[] = [];
  readonly bytes: string[] = [];
  private state: State | null = null;

  constructor(private readonly definition: Definition) {}

  apply(command: Command): Outcome {
    const before = this.state === null ? null : deepFreeze(JSON.parse(JSON.stringify(this.state)) as State);
    const outcome = engine.apply(this.definition, before, deepFreeze(command), host);
    this.history.push(...outcome.events);
    const text = JSON.stringify(outcome.state);
    expect(JSON.parse(text)).toEqual(outcome.state);
    const found = violations(this.definition, outcome, this.history);
    if (found.length > 0) throw new Error(`after ${JSON.stringify(command)}: ${found.join('; ')}`);
    this.bytes.push(text + JSON.stringify(outcome.events) + JSON.stringify(outcome.waits));
    this.state = outcome.state;
    return outcome;
  }
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

describe('the native engine on random processes', () => {
  it('keeps every token, from any state to the end', async () => {
    await fc.assert(
      fc.asyncProperty(allProcesses, choices, async (block, chosen) => {
        const [definition] = await engine.compile(Diagram.of(block));
        const first = new Watched(definition!);
        play(chosen, (command) => first.apply(command));
        const again = new Watched(definition!);
        play(chosen, (command) => again.apply(command));
        expect(again.bytes).toEqual(first.bytes);
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 150), seed: Number(process.env['PROPERTY_SEED'] ?? 2026) },
    );
  });
});
