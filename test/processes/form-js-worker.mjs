/**
 * Worker thread: fills in forms with form-js's own viewer under happy-dom. Run outside jest, whose module loader would
 * have to compile both packages first.
 *
 * workerData: [{ schema, values }]; posts [{ data, failing }] in the same order, `failing` being ids of components.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { Window } from 'happy-dom';

const window = new Window();
const BROWSER_GLOBALS = ['document', 'navigator', 'Node', 'Element', 'HTMLElement', 'HTMLTextAreaElement', 'HTMLInputElement', 'SVGElement', 'DocumentFragment', 'DOMParser', 'MutationObserver', 'ResizeObserver', 'Event', 'CustomEvent', 'KeyboardEvent', 'getComputedStyle', 'requestAnimationFrame', 'cancelAnimationFrame'];
globalThis.window = window;
for (const name of BROWSER_GLOBALS) Object.defineProperty(globalThis, name, { value: window[name], configurable: true });

const packageFile = createRequire(import.meta.url).resolve('@bpmn-io/form-js/package.json');
const viewer = {};
new Function('exports', 'module', readFileSync(join(dirname(packageFile), 'dist/form-viewer.umd.js'), 'utf8'))(viewer, { exports: viewer });

async function submit({ schema, values }) {
  const container = window.document.createElement('div');
  window.document.body.appendChild(container);
  const form = new viewer.Form({ container });
  await form.importSchema(schema, values);
  // Fields register themselves when they are rendered, which preact does after this turn.
  await new Promise((resolve) => setTimeout(resolve));
  const { data, errors } = form.submit();
  form.destroy();
  container.remove();
  return { data, failing: Object.keys(errors) };
}

const results = [];
for (const each of workerData) results.push(await submit(each));
parentPort.postMessage(results);
await window.happyDOM.close();
