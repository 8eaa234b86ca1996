/** The browser's form viewer, so that the server's validator can be compared with it. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Variables } from '../../src/engine/ports.js';
import type { FormSchema } from '../../src/workflow/forms/index.js';

export interface FilledForm {
  schema: FormSchema;
  /** What the form is opened with and, untouched, submits. */
  values: Variables;
}

export interface ViewerResult {
  data: Variables;
  /** Ids of the components the viewer marks as wrong. */
  failing: string[];
}

export function submitInViewer(filled: FilledForm[]): Promise<ViewerResult[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, 'form-js-worker.mjs'), { workerData: filled });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
