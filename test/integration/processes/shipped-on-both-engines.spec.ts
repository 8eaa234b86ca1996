import { readFileSync, readdirSync } from 'node:fs';
import { NativeEngine } from '../../../src/engine/native/native-engine.js';
import type { Command, Definition, Engine, EngineName } from '../../../src/engine/ports.js';
import { ReferenceEngine } from '../../../src/engine/reference/reference-engine.js';
import { EngineRun } from '../../builders/engine-run.js';
import { order, reviews, urges, type Step } from './shipped-scripts.js';

/** The shipped procedures that both engines accept, every branch, by one script of commands: after each command they must agree. */
const engines: Record<EngineName, Engine> = { native: new NativeEngine(), reference: new ReferenceEngine() };
const read = (name: string): string => readFileSync(`processes/${name}.bpmn`, 'utf8');
const clocks = {
  复查: { lastDay: '2026-07-01' },
  复核: { lastDay: '2026-07-01' },
  改进反馈: { lastDay: '2026-07-01' },
};

/** What the others draw that the reference engine cannot carry out; they run on the native engine only. */
const nativeOnly: Record<string, string> = {
  xf_reception: '包容网关',
  xf_handle: '包容网关',
  xf_mass_line: '包容网关',
  xf_route: '不能调用决策',
  xf_joint: '多实例',
  xf_leader_day: '多实例',
  xf_docket: '循环定时器',
};

function carryOut(run: EngineRun, step: Step): void {
  switch (step[0]) {
    case 'start':
      return void run.apply({ type: 'start', variables: step[1], startElementId: step[2], payloadOf: 'message' });
    case 'set':
      return void run.apply({ type: 'setVariables', variables: step[1] });
    case 'suspend':
    case 'resume':
    case 'cancel':
      return void run.apply({ type: step[0] } as Command);
    case 'resolve':
      return void run.apply({ type: 'resolveIncident', key: run.last.incidents[0]!.key });
    case 'fire':
      return void run.fire(step[1]);
    case 'jobError':
      return void run.jobError(step[1], 'PRINTER', step[2]);
    default:
      return void run[step[0]](step[1], step[2]);
  }
}

const sorted = (values: unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();

/** What both engines must say alike: neither the order of what happens at one moment nor the keys. */
function observed({ last }: EngineRun): object {
  const of = (type: string) => sorted(last.events.filter((event) => event.type === type).map((event) => event.elementId));
  return {
    status: last.status,
    completed: of('ELEMENT_COMPLETED'),
    terminated: of('ELEMENT_TERMINATED'),
    flows: of('FLOW_TAKEN'),
    waits: sorted(last.waits.map((wait) => withoutKeys(wait))),
    incidents: sorted(last.incidents.map(({ elementId, errorType }) => ({ elementId, errorType }))),
    thrown: sorted(last.thrown.map((thrown) => ordered(thrown))),
    variables: ordered(last.state.variables),
  };
}

const withoutKeys = ({ key: _key, elementInstanceKey: _instance, ...rest }: { key: string; elementInstanceKey: string }) =>
  ordered(rest);

/** With names in one order: the engines put variables together in their own. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, ordered(inner)]),
  );
}

describe('the shipped procedures on both engines', () => {
  const definitions = { native: [], reference: [] } as Record<EngineName, Definition[]>;
  const seen: Record<string, Set<string>> = {};
  beforeAll(async () => {
    for (const engine of Object.values(engines))
      for (const name of ['xf_order', 'xf_review', 'xf_urge'])
        definitions[engine.name].push(...(await engine.compile(read(name))));
  });

  const definition = (engine: EngineName, processId: string) =>
    definitions[engine].find((one) => one.processId === processId)!;
  const begin = (engine: EngineName, processId: string) =>
    new EngineRun(engines[engine], definition(engine, processId), { clocks });

  describe.each([
    ['xf_order', order],
    ['xf_review', reviews],
    ['xf_urge', urges],
  ])('%s', (processId, scripts) => {
    const passed = (seen[processId] = new Set());
    it.each(Object.entries(scripts))('%s', (_, steps) => {
      const native = begin('native', processId);
      const reference = begin('reference', processId);
      for (const step of steps) {
        carryOut(native, step);
        carryOut(reference, step);
        expect([step, observed(native)]).toEqual([step, observed(reference)]);
      }
      for (const event of native.allEvents) passed.add(event);
    });

    it('has been through every element and every flow', () => {
      const missed = Object.values(definition('native', processId).elements)
        .filter(({ type }) => type !== 'LANE')
        .filter(({ id, type }) => !passed.has(`${type === 'SEQUENCE_FLOW' ? 'FLOW_TAKEN' : 'ELEMENT_COMPLETED'} ${id}`));
      expect(missed.map(({ id }) => id)).toEqual([]);
    });
  });

  it('are all of them, but for those that the reference engine refuses by name', async () => {
    const shipped = readdirSync('processes').filter((name) => name.endsWith('.bpmn'));
    expect(shipped.map((name) => name.replace('.bpmn', '')).sort()).toEqual(
      [...Object.keys(seen), ...Object.keys(nativeOnly)].sort(),
    );
    for (const [name, reason] of Object.entries(nativeOnly)) {
      const refusal = await engines.reference.compile(read(name)).catch((error: unknown) => error);
      expect([name, (refusal as { problems: { message: string }[] }).problems]).toEqual([
        name,
        expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining(reason) })]),
      ]);
    }
  });
});
