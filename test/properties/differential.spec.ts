/** The same random commands on both engines: what the reference engine can do, the native one does likewise. */
import * as fc from 'fast-check';
import { NativeEngine } from '../../src/engine/native/native-engine.js';
import type { Command, Definition, Engine, Outcome, State, Wait } from '../../src/engine/ports.js';
import { ReferenceEngine } from '../../src/engine/reference/reference-engine.js';
import { testHost } from '../builders/engine-run.js';
import { plainProcesses } from './blocks.js';
import { Diagram } from './diagram.js';
import { play } from './player.js';

const host = testHost();
/** Without failing conditions, which the engines repeat each in its own way, and results the reference engine refuses. */
const choices = fc.array(
  fc.nat().filter((choice) => choice % 16 !== 1 && ![1, 2].includes((choice >>> 12) % 8)),
  { maxLength: 20 },
);

class Instance {
  outcome: Outcome | undefined;
  private state: State | null = null;

  constructor(
    private readonly engine: Engine,
    private readonly definition: Definition,
  ) {}

  static async of(engine: Engine, xml: string): Promise<Instance> {
    const [definition] = await engine.compile(xml);
    return new Instance(engine, definition!);
  }

  apply(command: Command): Outcome {
    this.outcome = this.engine.apply(this.definition, this.state, command, host);
    this.state = JSON.parse(JSON.stringify(this.outcome.state)) as State;
    return this.outcome;
  }
}

const nameOf = ({ kind, elementId }: Wait): string => `${kind} ${elementId}`;

/** A command for one engine as the other would be given it: keys differ, elements do not. */
function translated(command: Command, from: Outcome | undefined, to: Outcome | undefined): Command {
  if (!('key' in command) || !from || !to) return command;
  const places = ({ waits, incidents }: Outcome) => [
    ...waits.map((wait) => ({ name: nameOf(wait), key: wait.key })),
    ...incidents.map(({ elementId, key }) => ({ name: `incident ${elementId}`, key })),
  ];
  const { name } = places(from).find(({ key }) => key === command.key)!;
  const alike = (outcome: Outcome) => places(outcome).filter((other) => other.name === name);
  const place = alike(from).findIndex(({ key }) => key === command.key);
  return { ...command, key: alike(to)[place]!.key };
}

/** What both engines must agree on, without keys and without the order of things that happen side by side. */
function normalised({ events, waits, incidents, status, state, thrown }: Outcome) {
  const elements = (type: string) =>
    events
      .filter((event) => event.type === type)
      .map(({ elementId }) => elementId)
      .sort();
  return {
    completed: elements('ELEMENT_COMPLETED'),
    terminated: elements('ELEMENT_TERMINATED'),
    taken: elements('FLOW_TAKEN'),
    waits: waits.map(nameOf).sort(),
    incidents: incidents.map(({ errorType, elementId }) => `${errorType} ${elementId}`).sort(),
    thrown: thrown.map((each) => JSON.stringify({ ...each })).sort(),
    variables: Object.entries(state.variables).sort(([a], [b]) => a.localeCompare(b)),
    status,
  };
}

describe('both engines on random processes', () => {
  it('agree after every command', async () => {
    await fc.assert(
      fc.asyncProperty(plainProcesses, choices, async (block, chosen) => {
        const xml = Diagram.of(block);
        const native = await Instance.of(new NativeEngine(), xml);
        const reference = await Instance.of(new ReferenceEngine(), xml);
        play(chosen, (command) => {
          const other = translated(command, native.outcome, reference.outcome);
          const outcome = native.apply(command);
          expect({ after: command.type, ...normalised(reference.apply(other)) }).toEqual({
            after: command.type,
            ...normalised(outcome),
          });
          return outcome;
        });
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 25), seed: Number(process.env['PROPERTY_SEED'] ?? 2026) },
    );
  });
});
