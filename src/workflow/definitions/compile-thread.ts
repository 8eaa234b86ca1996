/** What runs in the thread of `compile-worker.ts`: one file is checked and read into models, then the thread ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkFile, compileProcesses } from '../../engine/compile/compile.js';
import { withPlainModels } from '../../engine/compile/profile.js';
import { DefinitionRejected } from '../../engine/ports.js';
import { compileDecisions } from '../../engine/decisions/compile-decisions.js';
import { DecisionsRejected } from '../../engine/decisions/decisions-rejected.js';
import { profiles } from '../../engine/profiles.js';
import type { Answered, CompileAnswer, CompileTask, DecisionTask } from './compile-worker.js';

async function processes({ xml, context, engine, onlyCheck }: CompileTask): Promise<CompileAnswer> {
  if (onlyCheck) return { problems: await checkFile(xml, context, profiles[engine]) };
  try {
    return { models: await compileProcesses(xml, context, withPlainModels(profiles[engine])) };
  } catch (error) {
    if (error instanceof DefinitionRejected) return { problems: error.problems };
    throw error;
  }
}

async function decisions({ xml }: DecisionTask): Promise<Answered<DecisionTask>> {
  try {
    return { graph: await compileDecisions(xml) };
  } catch (error) {
    if (error instanceof DecisionsRejected) return { problems: error.problems };
    throw error;
  }
}

const task = workerData as CompileTask | DecisionTask;

// The time limit counts from here: loading this program is not the file's fault.
parentPort!.postMessage('ready');
parentPort!.postMessage(task.kind === 'decisions' ? await decisions(task) : await processes(task));
