/**
 * A process of its own: fills in forms with form-js's own viewer under happy-dom. Run outside jest, whose module loader would
 * have to compile both packages first.
 *
 * Receives [{ schema, values }]; sends [{ data, failing }] in the same order, `failing` being ids of components. Date fields
 * write the offset of the process's time zone (TZ) once their effects have run, which may be before or after the form is
 * submitted.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
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

process.on('message', async (forms) => {
  const results = [];
  for (const each of forms) results.push(await submit(each));
  await window.happyDOM.close();
  // Who has the results ends the process: it must not be gone before they have arrived.
  process.send(results);
});
