/**
 * `npm run bench:engine`: the native engine beside the reference engine, on the same processes, in one run. Absolute times
 * depend on the machine; the ratios are what counts.
 */
import { performance } from 'node:perf_hooks';
import { evaluate } from '../src/engine/feel/feel.js';
import { NativeEngine } from '../src/engine/native/native-engine.js';
import type { Definition, Engine, Host, Outcome, State } from '../src/engine/ports.js';
import { ReferenceEngine } from '../src/engine/reference/reference-engine.js';
import { diagramOf, multiInstanceDiagram } from './engine-diagrams.js';

const host: Host = {
  now: '2026-06-01T02:00:00.000Z',
  keyBase: 1n << 23n,
  calendar: { version: 'bench', isWorkingDay: () => true },
  clocks: {},
  limits: { steps: 10_000, stateBytes: 10_000_000, feelMillis: 500 },
};
const native = new NativeEngine();
const reference = new ReferenceEngine();

interface Measured {
  /** Microseconds in `apply`, median of the rounds. */
  apply: number;
  /** Microseconds with reading and writing the state as JSON. */
  whole: number;
  /** Bytes of the largest saved state on the way. */
  stateBytes: number;
  commands: number;
}

/** Plays the process from its start to its end, task by task, the state saved and loaded at every command. */
function play(engine: Engine, definition: Definition, spent: { apply: number[]; whole: number[] }): number {
  let text = '';
  let largest = 0;
  const step = (command: Parameters<Engine['apply']>[2]): Outcome => {
    const before = performance.now();
    const state = text === '' ? null : (JSON.parse(text) as State);
    const begin = performance.now();
    const outcome = engine.apply(definition, state, command, host);
    const end = performance.now();
    text = JSON.stringify(outcome.state);
    spent.whole.push((performance.now() - before) * 1_000);
    spent.apply.push((end - begin) * 1_000);
    if (outcome.incidents.length > 0) throw new Error(outcome.incidents[0]!.message);
    largest = Math.max(largest, Buffer.byteLength(text));
    return outcome;
  };
  let outcome = step({ type: 'start', variables: { amount: 5 } });
  while (outcome.status === 'active') {
    const task = outcome.waits.find(({ kind }) => kind === 'userTask');
    outcome = step({ type: 'completeTask', key: task!.key, variables: {} });
  }
  return largest;
}

const SIZES = [5, 15, 25, 100];
const ROUNDS = 10;

const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** All sizes in turn, so that whatever else the machine does meets all of them. */
async function measure(engine: Engine, sizes: readonly number[], commands: number): Promise<Map<number, Measured>> {
  const subjects = await Promise.all(
    sizes.map(async (size) => ({
      size,
      definition: (await engine.compile(diagramOf(size)))[0]!,
      spent: { apply: [] as number[], whole: [] as number[] },
      stateBytes: 0,
    })),
  );
  const round = () => {
    for (const subject of subjects) {
      const target = subject.spent.apply.length + Math.ceil(commands / ROUNDS);
      while (subject.spent.apply.length < target) subject.stateBytes = play(engine, subject.definition, subject.spent);
    }
  };
  round();
  for (const { spent } of subjects) spent.apply.length = spent.whole.length = 0;
  for (let count = 0; count < ROUNDS; count += 1) round();
  return new Map(
    subjects.map(({ size, spent, stateBytes }) => [
      size,
      { apply: median(spent.apply), whole: median(spent.whole), stateBytes, commands: spent.apply.length },
    ]),
  );
}

async function compileMillis(engine: Engine, xml: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 120; round += 1) {
    const before = performance.now();
    await engine.compile(xml);
    times.push(performance.now() - before);
  }
  // A server compiles again and again; the first ones pay for the code being compiled itself.
  return median(times.slice(40));
}

const digits = (value: number, places = 1): string => value.toFixed(places).padStart(9);
const verdict = (isMet: boolean): string => (isMet ? 'met' : 'NOT MET');

async function sizes(): Promise<Map<number, Measured>> {
  console.log('\nCommands on processes without expressions (state saved and loaded as JSON between any two)');
  console.log('elements     native µs  with JSON  reference µs  with JSON   ratio   state bytes native / reference');
  const results = await measure(native, SIZES, 8_000);
  const others = await measure(reference, SIZES, 150);
  for (const [size, own] of results) {
    const other = others.get(size)!;
    const ratio = other.apply / own.apply;
    console.log(
      `${String(size).padStart(8)}     ${digits(own.apply)}  ${digits(own.whole)}     ${digits(other.apply)}  ${digits(other.whole)}  ${digits(ratio, 0)}×  ${own.stateBytes} / ${other.stateBytes}`,
    );
  }
  const least = Math.min(...[...results].map(([size, own]) => others.get(size)!.apply / own.apply));
  console.log(`\n≥ 50 × the reference: ${least.toFixed(0)} × at least — ${verdict(least >= 50)}`);
  return results;
}

async function goals(results: Map<number, Measured>): Promise<void> {
  const middle = results.get(25)!;
  const large = results.get(100)!;
  console.log(`≤ 60 µs a command at 25 elements: ${middle.apply.toFixed(1)} µs — ${verdict(middle.apply <= 60)}`);
  console.log(`state ≤ 2 KB at 25 elements: ${middle.stateBytes} bytes — ${verdict(middle.stateBytes <= 2_048)}`);
  const growth = large.apply / middle.apply;
  console.log(`100 elements ≤ 1.5 × of 25: ${growth.toFixed(2)} × — ${verdict(growth <= 1.5)}`);
  const compiled = await compileMillis(native, diagramOf(25));
  console.log(
    `compile ≤ 5 ms at 25 elements: ${compiled.toFixed(1)} ms — ${verdict(compiled <= 5)} (reference ${(await compileMillis(reference, diagramOf(25))).toFixed(1)} ms)`,
  );
}

async function expressions(): Promise<void> {
  const decisions = 4;
  const [definition] = await native.compile(diagramOf(25, decisions));
  const spent = { apply: [] as number[], whole: [] as number[] };
  const rounds = 600;
  for (let round = 0; round < rounds; round += 1) play(native, definition!, spent);
  const half = spent.apply.slice(spent.apply.length / 2);
  const mean = half.reduce((sum, value) => sum + value, 0) / half.length;
  const evaluations = 2_000;
  for (let round = 0; round < evaluations; round += 1) evaluate('amount > 100', { amount: 5 }, host);
  const before = performance.now();
  for (let round = 0; round < evaluations; round += 1) evaluate('amount > 100', { amount: 5 }, host);
  const feel = ((performance.now() - before) * 1_000) / evaluations;
  const share = (feel * decisions * rounds) / spent.apply.length;
  console.log(
    `\n25 elements with ${decisions} conditions: ${mean.toFixed(1)} µs a command (mean), of which feelin ${share.toFixed(1)} µs (${feel.toFixed(1)} µs an expression); without it ${(mean - share).toFixed(1)} µs`,
  );
}

async function multiInstance(): Promise<void> {
  console.log('\nA multi-instance activity of 1,000 (goal ≤ 50 ms)');
  const items = Array.from({ length: 1_000 }, (_, index) => `unit ${index}`);
  for (const [name, activity, sequential] of [
    ['begin 1,000 user tasks', 'userTask', false],
    ['run 1,000 tasks in parallel', 'task', false],
    ['run 1,000 tasks one after another', 'task', true],
  ] as const) {
    const [definition] = await native.compile(multiInstanceDiagram(activity, sequential));
    const times: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      const before = performance.now();
      native.apply(definition!, null, { type: 'start', variables: { items } }, host);
      times.push(performance.now() - before);
    }
    const millis = median(times);
    console.log(`  ${name}: ${millis.toFixed(1)} ms — ${verdict(millis <= 50)}`);
  }
}

async function liveStates(): Promise<void> {
  const [definition] = await native.compile(diagramOf(25));
  const collect = (globalThis as { gc?: () => void }).gc;
  if (!collect) throw new Error('run with --expose-gc');
  collect();
  const before = process.memoryUsage().heapUsed;
  const states: string[] = [];
  for (let number = 1; number <= 100_000; number += 1) {
    const outcome = native.apply(
      definition!,
      null,
      { type: 'start', variables: { number } },
      { ...host, keyBase: BigInt(number) << 23n },
    );
    states.push(JSON.stringify(outcome.state));
  }
  collect();
  const megabytes = (process.memoryUsage().heapUsed - before) / 2 ** 20;
  console.log(
    `\n100,000 live states as JSON: ${megabytes.toFixed(0)} MB — ${verdict(megabytes <= 300 && states.length > 0)}`,
  );
}

const results = await sizes();
await goals(results);
await expressions();
await multiInstance();
await liveStates();
