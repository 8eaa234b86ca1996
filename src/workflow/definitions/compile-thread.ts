/** What runs in the thread of `compile-worker.ts`: one file is checked and read into models, then the thread ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkFile, compileProcesses } from '../../engine/compile/compile.js';
import { withPlainModels } from '../../engine/compile/profile.js';
import { DefinitionRejected } from '../../engine/ports.js';
import { profiles } from '../../engine/profiles.js';
import type { CompileAnswer, CompileTask } from './compile-worker.js';

async function answer({ xml, context, engine, onlyCheck }: CompileTask): Promise<CompileAnswer> {
  if (onlyCheck) return { problems: await checkFile(xml, context, profiles[engine]) };
  try {
    return { models: await compileProcesses(xml, context, withPlainModels(profiles[engine])) };
  } catch (error) {
    if (error instanceof DefinitionRejected) return { problems: error.problems };
    throw error;
  }
}

// The time limit counts from here: loading this program is not the file's fault.
parentPort!.postMessage('ready');
parentPort!.postMessage(await answer(workerData as CompileTask));
