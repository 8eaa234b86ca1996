/** The browser's form viewer, so that the server's validator can be compared with it. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
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

/** In the time zone of the office, whatever that of the machine is. */
export function submitInViewer(filled: FilledForm[]): Promise<ViewerResult[]> {
  return new Promise((resolve, reject) => {
    const viewer = fork(join(__dirname, 'form-js-process.mjs'), {
      env: { ...process.env, TZ: 'Asia/Shanghai' },
      execArgv: [],
    });
    viewer.once('message', (results) => {
      resolve(results as ViewerResult[]);
      viewer.disconnect();
    });
    viewer.once('error', reject);
    viewer.once('exit', (code) => reject(new Error(`the form viewer ended with ${code}`)));
    viewer.send(filled);
  });
}
