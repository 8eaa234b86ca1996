/** Short words for writing a model; every builder returns a plain object that layout.mjs and write-bpmn.mjs read. */
import { writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { layout } from './layout.mjs';
import { writeBpmn } from './write-bpmn.mjs';

const node =
  (type) =>
  (id, name, at, more = {}) => ({ id, type, name, at, ...more });

export const startEvent = node('startEvent');
export const messageStart = node('messageStartEvent');
export const endEvent = node('endEvent');
export const messageCatch = node('messageCatchEvent');
export const timerCatch = node('timerCatchEvent');
/** A task that waits for `message`; unlike a catch event it may carry boundary events. */
export const receiveTask = (id, name, at, awaits, more) => node('receiveTask')(id, name, at, { awaits, ...more });
export const messageThrow = node('messageThrowEvent');
/** Starts by the clock: `cycle` (ISO 8601 or FEEL), or `timer`. */
export const timerStart = node('timerStartEvent');
export const messageEnd = node('messageEndEvent');
export const terminateEnd = node('terminateEndEvent');
export const exclusive = node('exclusiveGateway');
export const inclusive = node('inclusiveGateway');
export const parallel = node('parallelGateway');
export const eventBased = node('eventBasedGateway');
/** A user task with the form-js form `form`. */
export const userTask = (id, name, at, form, more) => node('userTask')(id, name, at, { form, ...more });
/** A service task: a job of type `job`. */
export const serviceTask = (id, name, at, job, more) => node('serviceTask')(id, name, at, { job, ...more });
/** Calls the process `calledProcess`; only what `inputs` and `outputs` name passes. */
export const callActivity = (id, name, at, calledProcess, more) =>
  node('callActivity')(id, name, at, { calledProcess, ...more });
/** Evaluates the DMN decision `decision` into the variable `result`. */
export const ruleTask = (id, name, at, decision, result, more) =>
  node('businessRuleTask')(id, name, at, { decision, result, ...more });
/** Computes a FEEL expression into the variable `result`. */
export const scriptTask = (id, name, at, script, result, more) =>
  node('scriptTask')(id, name, at, { script, result, ...more });
/** Of a service task `notice`: the template it renders, and the variable that holds what was issued. */
export const notice = (template, result) => ({ headers: { template, ...(result && { result }) } });
/** Of a service task `notify`: the role that is reminded, and a FEEL expression for the text. */
export const notify = (role, text) => ({ inputs: { to: `="${role}"`, text } });
/** Mappings of variables to themselves: what passes a call, a message or a job, and nothing besides. */
export const same = (...names) => Object.fromEntries(names.map((name) => [name, `=${name}`]));
/** An expanded subprocess; its nodes name it as `parent` and give it its size. */
export const subProcess = (id, name, lane, more) => ({ id, type: 'subProcess', name, lane, ...more });
/** A timer on the lower border of `attachedTo`, non-interrupting unless told: at a column, at `offset` pixels from its left side, or near the right corner. */
export const boundaryTimer = (id, name, attachedTo, lane, timer, more) => ({
  id,
  type: 'boundaryTimerEvent',
  name,
  attachedTo,
  lane,
  timer,
  ...more,
});

/** A message on the lower border of `attachedTo`; `interrupting: true` ends the activity. `offset`: pixels from its left side. */
export const boundaryMessage = (id, name, attachedTo, lane, message, more) => ({
  id,
  type: 'boundaryMessageEvent',
  name,
  attachedTo,
  lane,
  message,
  ...more,
});

/** A sequence flow; `basis` is that of its source unless given. */
export const flow = (source, target, more = {}) => ({ id: `flow_${source}__${target}`, source, target, ...more });
/** A chain of plain flows. */
export const chain = (...ids) => ids.slice(1).map((target, index) => flow(ids[index], target));
export const when = (source, target, name, condition, more) => flow(source, target, { name, condition, ...more });
export const otherwise = (source, target, name, more) => flow(source, target, { name, isDefault: true, ...more });

/** Lays out the model. @returns {Promise<string>} the text of the .bpmn file */
export async function drawDiagram(model) {
  for (const pool of model.pools.filter((each) => each.process)) {
    const basisOf = new Map(pool.nodes.map(({ id, basis }) => [id, basis]));
    for (const each of pool.flows) each.basis ??= basisOf.get(each.source);
  }
  return writeBpmn(model, layout(model));
}

/** Writes the drawing to processes/<name>.bpmn when the script at `moduleUrl` is the one that was started. */
export async function writeWhenStarted(model, name, moduleUrl) {
  if (!argv[1] || moduleUrl !== pathToFileURL(argv[1]).href) return;
  await writeFile(fileURLToPath(new URL(`../../processes/${name}.bpmn`, import.meta.url)), await drawDiagram(model));
}
