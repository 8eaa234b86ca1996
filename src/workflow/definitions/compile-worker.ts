/**
 * Large files are read, checked and compiled in a thread of their own, with a limit of time and of memory: a hostile file
 * must not hold up the server. Small ones take a few milliseconds and stay here; starting a thread takes some 300.
 *
 * Measured with files of nearly 1 MB that are full of unreadable expressions, unknown elements, long names or dense flows:
 * the main thread was never held up for more than 25 ms. A good diagram of 600 tasks holds it up for 20 ms, the largest one
 * that is allowed for some 120 ms: the time in which its model is handed over and prepared. A hostile decision file took
 * 970 ms here and leaves the main thread free elsewhere, but for 18 ms.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { checkFile } from '../../engine/compile/compile.js';
import { compileDecisions } from '../../engine/decisions/compile-decisions.js';
import { DecisionsRejected } from '../../engine/decisions/decisions-rejected.js';
import type { DecisionGraph } from '../../engine/decisions/model.js';
import type { ProcessModel } from '../../engine/compile/model.js';
import { DefinitionRejected } from '../../engine/ports.js';
import type {
  Command,
  CompileContext,
  Definition,
  Engine,
  EngineName,
  Host,
  Outcome,
  Problem,
  State,
} from '../../engine/ports.js';
import { profiles } from '../../engine/profiles.js';
import { packageRoot } from '../../platform/package-root.js';

export interface CompileTask {
  kind: 'processes';
  xml: string;
  context: CompileContext;
  engine: EngineName;
  onlyCheck: boolean;
}

export interface DecisionTask {
  kind: 'decisions';
  xml: string;
}

/** A task and what its thread answers; problems where the file cannot be used. */
export type Answered<Task> = (Task extends DecisionTask ? { graph: DecisionGraph } : CompileAnswer) | Rejected;

export interface Rejected {
  problems: Problem[];
}

/**
 * Definitions that hold the plain model of their process: what an engine prepares of it refers to itself, and copying that
 * from thread to thread overflows the stack at some 700 elements.
 */
export type CompileAnswer = { models: Definition[] } | Rejected;

/** Characters. The costliest file of this size, full of unreadable expressions, takes about 300 milliseconds. */
const LARGEST_HERE = 16_000;
const MOST_MILLIS = 5_000;
const MOST_MEGABYTES = 512;

/** An engine whose large files are compiled elsewhere. */
export class GuardedEngine implements Engine {
  readonly name: EngineName;

  /** @param mostMillis for one file in its thread. */
  constructor(
    private readonly engine: Engine,
    private readonly mostMillis = MOST_MILLIS,
  ) {
    this.name = engine.name;
  }

  async compile(xml: string, context: CompileContext = {}): Promise<Definition[]> {
    if (xml.length <= LARGEST_HERE) return this.engine.compile(xml, context);
    const answer = await elsewhere<CompileTask>(
      { kind: 'processes', xml, context, engine: this.name, onlyCheck: false },
      this.mostMillis,
    );
    if ('problems' in answer) throw new DefinitionRejected(answer.problems);
    return answer.models.map((definition) => this.prepared(definition));
  }

  private prepared(definition: Definition): Definition {
    return Object.freeze({ ...definition, compiled: profiles[this.name].prepare(definition.compiled as ProcessModel) });
  }

  apply(definition: Definition, before: State | null, command: Command, host: Host): Outcome {
    return this.engine.apply(definition, before, command, host);
  }
}

/** Every problem of a file, warnings included. */
export async function checkGuarded(xml: string, context: CompileContext, engine: EngineName): Promise<Problem[]> {
  if (xml.length <= LARGEST_HERE) return checkFile(xml, context, profiles[engine]);
  const answer = await elsewhere<CompileTask>(
    { kind: 'processes', xml, context, engine, onlyCheck: true },
    MOST_MILLIS,
  );
  return 'problems' in answer ? answer.problems : [];
}

/** As {@link compileDecisions}, and a large file elsewhere. @throws DecisionsRejected */
export async function compileDecisionsGuarded(xml: string, mostMillis = MOST_MILLIS): Promise<DecisionGraph> {
  if (xml.length <= LARGEST_HERE) return compileDecisions(xml);
  const answer = await elsewhere<DecisionTask>({ kind: 'decisions', xml }, mostMillis);
  if ('problems' in answer) throw new DecisionsRejected(answer.problems);
  return answer.graph;
}

let last: Promise<unknown> = Promise.resolve();

/** One file at a time: several hostile ones share one core, not all of them. */
function elsewhere<Task>(task: Task, mostMillis: number): Promise<Answered<Task>> {
  const answer = last.then(() => inThread(task, mostMillis));
  last = answer;
  return answer;
}

/** Never rejects: a thread that is late, breaks down or needs too much memory says that the file is too costly. */
function inThread<Task>(task: Task, mostMillis: number): Promise<Answered<Task>> {
  return new Promise((resolve) => {
    const worker = new Worker(threadFile(), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
      env: {},
    });
    let timer: NodeJS.Timeout | undefined;
    const end = (answer: Answered<Task>) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    };
    worker.on('message', (message: Answered<Task> | 'ready') => {
      if (message === 'ready') timer = setTimeout(() => end(tooCostly), mostMillis);
      else end(message);
    });
    worker.on('error', () => end(tooCostly));
    worker.on('exit', () => end(tooCostly));
  });
}

const tooCostly: Rejected = {
  problems: [
    {
      elementId: '',
      rule: 'file-too-costly',
      message: '文件过大或过于复杂，检查未能完成，请拆分后再发布',
      severity: 'error',
    },
  ],
};

/** Beside this file where it is compiled; the tests run from source and use what the build made. */
function threadFile(): string {
  const beside = fileURLToPath(new URL('./compile-thread.js', import.meta.url));
  return existsSync(beside) ? beside : join(packageRoot, 'dist/src/workflow/definitions/compile-thread.js');
}
