/** What runs in the thread of `compile-worker.ts`: one file is checked and compiled, then the thread ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkFile } from '../../engine/compile/compile.js';
import { NativeEngine } from '../../engine/native/native-engine.js';
import { DefinitionRejected } from '../../engine/ports.js';
import { ReferenceEngine } from '../../engine/reference/reference-engine.js';
import type { CompileAnswer, CompileTask } from './compile-worker.js';

async function answer({ xml, context, engine, onlyCheck }: CompileTask): Promise<CompileAnswer> {
  if (onlyCheck) return { problems: await checkFile(xml, context, engine) };
  const engines = { native: new NativeEngine(), reference: new ReferenceEngine() };
  try {
    return { definitions: await engines[engine].compile(xml, context) };
  } catch (error) {
    if (error instanceof DefinitionRejected) return { problems: error.problems };
    throw error;
  }
}

// The time limit counts from here: loading this program is not the file's fault.
parentPort!.postMessage('ready');
parentPort!.postMessage(await answer(workerData as CompileTask));
