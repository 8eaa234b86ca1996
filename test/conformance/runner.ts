/** Runs one case on one engine: every command through the port, the state saved and loaded between any two. */
import { CommandRefused, DefinitionRejected } from '../../src/engine/ports.js';
import type { Definition, Host, Outcome, State, Variables } from '../../src/engine/ports.js';
import type { DecisionGraph } from '../../src/engine/decisions/model.js';
import { testHost } from '../builders/engine-run.js';
import { readDiagram } from './cases.js';
import type { Case } from './cases.js';
import { commandOf } from './commands.js';
import { decisionsFor, graphOf } from './decisions.js';
import type { ConformanceEngine } from './engines.js';
import { compare, isSame, startText } from './observation.js';
import type { Comparison } from './observation.js';
import { OpenElements } from './open-elements.js';
import { HOST_VERBS } from './script-parser.js';
import type { Step } from './script.js';

/** Where a case went wrong first; what comes after it would only repeat the fault. */
export interface Failure extends Comparison {
  /** File and line, and the command there. */
  at: string;
}

export async function runCase(test: Case, on: ConformanceEngine): Promise<Failure | undefined> {
  const compiled = new Map<string, Definition>();
  let problems: string[] = [];
  try {
    compiled.set('', chosen(await on.engine.compile(test.xml), test));
    for (const file of otherFiles(test)) {
      compiled.set(file, chosen(await on.engine.compile(readDiagram(test.folder, file)), test));
    }
  } catch (error) {
    if (!(error instanceof DefinitionRejected)) throw error;
    problems = error.problems
      // What one engine cannot do says nothing about the file.
      .filter(({ severity, rule }) => severity === 'error' && (rule !== 'reference-gap' || test.rejected.length === 0))
      .map(({ rule, elementId }) => `${rule} ${elementId}`.trim());
  }
  if (test.rejected.length > 0 || problems.length > 0) return rejection(test, problems);
  const difference = differentStarts(test, compiled.get('')!);
  if (difference) return difference;
  const graph = await graphOf(test);
  const first = runSteps(test, on, compiled, graph);
  if (first.failure || !on.exact) return first.failure;
  const again = runSteps(test, on, compiled, graph);
  return first.states.every((state, index) => state === again.states[index])
    ? undefined
    : { at: test.name, expected: first.states, actual: again.states };
}

function chosen(definitions: Definition[], { processId }: Case): Definition {
  const found = processId ? definitions.find((each) => each.processId === processId) : definitions[0];
  if (!found) throw new Error(`no process ${processId}`);
  return found;
}

function otherFiles({ steps }: Case): string[] {
  return steps.filter(({ verb }) => verb === 'migrate').map(({ words }) => words[0]!);
}

function rejection(test: Case, problems: string[]): Failure | undefined {
  const lines = (list: string[]) => [...new Set(list)].sort().map((problem) => `rejected: ${problem}`);
  const [expected, actual] = [lines(test.rejected), lines(problems)];
  return isSame(expected, actual) ? undefined : { at: `${test.family}/${test.name}`, expected, actual };
}

function differentStarts(test: Case, { startEvents }: Definition): Failure | undefined {
  if (!test.starts) return undefined;
  const expected = test.starts.map((start) => `starts: ${start}`);
  const actual = startEvents.map((start) => `starts: ${startText(start)}`);
  return isSame(expected, actual) ? undefined : { at: `${test.family}/${test.name}`, expected, actual };
}

function runSteps(
  test: Case,
  on: ConformanceEngine,
  compiled: ReadonlyMap<string, Definition>,
  graph: DecisionGraph | undefined,
): { failure?: Failure; states: string[] } {
  const run = new CaseRun(test, on, compiled, graph);
  for (const step of test.steps) {
    const difference = run.carryOut(step);
    if (difference) {
      const at = `${test.family}/${test.name}.script:${step.line} ${step.text}`;
      return { failure: { at, ...difference }, states: run.states };
    }
  }
  return { states: run.states };
}

class CaseRun {
  readonly states: string[] = [];
  private readonly open = new OpenElements();
  private readonly host: Host;
  private definition: Definition;

  constructor(
    test: Case,
    private readonly on: ConformanceEngine,
    private readonly compiled: ReadonlyMap<string, Definition>,
    graph: DecisionGraph | undefined,
  ) {
    this.definition = compiled.get('')!;
    const host = testHost();
    this.host = { ...host, clocks: test.clocks, limits: { ...host.limits, ...test.limits } };
    this.host.decisions = decisionsFor(test, graph, this.host);
  }

  carryOut(step: Step): Comparison | undefined {
    if (HOST_VERBS.has(step.verb)) return this.changeHost(step);
    const refusal = step.expected.find(({ kind }) => kind === 'refused');
    const before = this.loaded();
    let outcome: Outcome;
    try {
      const context = { definition: this.definition, open: this.open, compiled: this.compiled };
      outcome = this.on.engine.apply(this.definition, before, commandOf(step, context), this.host);
    } catch (error) {
      return this.failed(error as Error, refusal?.text);
    }
    this.open.follow(outcome);
    for (const thrown of outcome.thrown)
      if (thrown.kind === 'store') this.host.stores = { ...this.host.stores, [thrown.name]: thrown.value };
    if (step.verb === 'migrate') this.moveOver(step);
    const comparison = compare(step, outcome, this.open, this.on);
    if (!isSame(comparison.expected, comparison.actual)) return comparison;
    return this.save(outcome.state);
  }

  private changeHost({ verb, words, json }: Step): undefined {
    if (verb === 'at') this.host.now = words[0]!;
    if (verb === 'store') this.host.stores = { ...this.host.stores, ...(json as Variables) };
    if (verb === 'clock') this.host.clocks = { ...this.host.clocks, [words[0]!]: { lastDay: words[1]! } };
  }

  private failed(error: Error, wanted: string | undefined): Comparison | undefined {
    const got = error instanceof CommandRefused ? `refused: ${error.code} ${error.message}` : error.message;
    if (wanted !== undefined && error instanceof CommandRefused && error.code === wanted) return undefined;
    return { expected: wanted === undefined ? [] : [`refused: ${wanted}`], actual: [got] };
  }

  private moveOver({ words, json }: Step): void {
    this.definition = this.compiled.get(words[0]!)!;
    this.open.rename((json ?? {}) as Record<string, string>);
  }

  private loaded(): State | null {
    const text = this.states.at(-1);
    if (text === undefined) return null;
    const state = JSON.parse(text) as State;
    // An engine that writes into the state it was given throws here.
    return this.on.exact ? frozen(state) : state;
  }

  private save(state: State): Comparison | undefined {
    const text = JSON.stringify(state);
    this.states.push(text);
    if (!this.on.exact || isSame(JSON.parse(text), state)) return undefined;
    return { expected: ['a state that JSON keeps as it is'], actual: [text] };
  }
}

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object') {
    for (const part of Object.values(value)) frozen(part);
    Object.freeze(value);
  }
  return value;
}
