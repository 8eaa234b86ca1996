/** A .bpmn file into definitions: cheap limits, reading, rules, then one model for every executable process. */
import type { ModdleElement } from '../../../lint/moddle.js';
import { MOST_ELEMENTS, countElements, executableProcessesOf } from '../../../lint/walk.js';
import type { CalledResource, CompileContext, Definition, EngineName, Problem } from '../ports.js';
import { DefinitionRejected } from '../ports.js';
import { gapsOf } from '../reference/gaps.js';
import { buildModel } from './build-model.js';
import { checkContext } from './context-checks.js';
import { readElements } from './element-info.js';
import type { ProcessModel } from './model.js';
import { readXml } from './read-xml.js';
import { runRules } from './run-rules.js';
import { readStartEvents } from './start-events.js';

/**
 * Every problem of a file, warnings included; a file without errors can be compiled.
 * @param engine adds what this engine cannot carry out; absent: only the rules, which know everything Minqing can.
 */
export async function checkFile(
  xml: string,
  context: CompileContext = {},
  engine: EngineName = 'native',
): Promise<Problem[]> {
  return (await examine(xml, context, engine)).problems;
}

/** What an engine makes of the model of a process; plain and immutable. */
export type Prepare = (model: ProcessModel) => unknown;

/**
 * @param prepare gives {@link Definition.compiled}; absent: the model itself.
 * @throws DefinitionRejected with every problem found, each with its element id.
 */
export async function compileProcesses(
  xml: string,
  context: CompileContext,
  engine: EngineName,
  prepare: Prepare = (model) => model,
): Promise<Definition[]> {
  const { root, problems } = await examine(xml, context, engine);
  if (!root || problems.some(({ severity }) => severity === 'error')) throw new DefinitionRejected(problems);
  return executableProcessesOf(root).map((process) => define(process, engine, prepare));
}

async function examine(
  xml: string,
  context: CompileContext,
  engine: EngineName,
): Promise<{ root?: ModdleElement; problems: Problem[] }> {
  const { root, problems } = await readXml(xml);
  if (!root) return { problems: shortened(problems) };
  // Rules take longer than counting: a file that is far too large is not worth them.
  const tooMany = countProblem(root);
  if (tooMany) return { problems: [tooMany] };
  const gaps = engine === 'reference' ? gapsOf(root) : [];
  return {
    root,
    problems: shortened([...problems, ...(await runRules(root)), ...gaps, ...checkContext(root, context)]),
  };
}

/** Problems one answer holds; nobody works through more before looking again. */
const MOST_PROBLEMS = 1_000;
/** Letters of one message: a file may repeat a long name in each of them. */
const LONGEST_MESSAGE = 300;

/** Errors first, so that leaving out the rest never lets a file pass. */
function shortened(problems: Problem[]): Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems.map(shortMessage);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const told = [...errors, ...problems.filter(({ severity }) => severity === 'warning')].slice(0, MOST_PROBLEMS);
  const message = `共有 ${problems.length} 个问题，只列出前 ${MOST_PROBLEMS} 个，请先改正这些`;
  return [...told.map(shortMessage), { elementId: '', rule: 'file-problems', message, severity: 'error' }];
}

function shortMessage(problem: Problem): Problem {
  const { message } = problem;
  return message.length > LONGEST_MESSAGE ? { ...problem, message: `${message.slice(0, LONGEST_MESSAGE)}…` } : problem;
}

function countProblem(root: ModdleElement): Problem | undefined {
  const count = countElements(root);
  if (count <= MOST_ELEMENTS) return undefined;
  const message = `流程图有 ${count} 个元素，超过 ${MOST_ELEMENTS} 个，请拆分`;
  return { elementId: root.id ?? '', rule: 'file-elements', message, severity: 'error' };
}

function define(process: ModdleElement, engine: EngineName, prepare: Prepare): Definition {
  const model = buildModel(process);
  return Object.freeze({
    engine,
    processId: model.processId,
    name: model.name,
    ...(model.versionTag && { versionTag: model.versionTag }),
    elements: readElements(process),
    startEvents: readStartEvents(process),
    calledDecisions: onceEach(Object.values(model.nodes).map(({ decision }) => decision?.called)),
    calledProcesses: onceEach(Object.values(model.nodes).map(({ call }) => call?.called)).filter(
      ({ id }) => !id.startsWith('='),
    ),
    compiled: prepare(model),
  });
}

/** Each resource once, however many tasks call it. */
function onceEach(called: readonly (CalledResource | undefined)[]): CalledResource[] {
  const named = called.flatMap((resource) => (resource ? [[JSON.stringify(resource), resource] as const] : []));
  return [...new Map(named).values()];
}
