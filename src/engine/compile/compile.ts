/** A .bpmn file into definitions: cheap limits, reading, rules, then one model for every executable process. */
import type { ModdleElement } from '../../../lint/moddle.js';
import { MOST_ELEMENTS, countElements, executableProcessesOf } from '../../../lint/walk.js';
import type { CalledResource, CompileContext, Definition, Problem } from '../ports.js';
import { DefinitionRejected } from '../ports.js';
import { bounded } from './bounded-problems.js';
import { buildModel } from './build-model.js';
import { checkContext } from './context-checks.js';
import { readElements } from './element-info.js';
import type { EngineProfile } from './profile.js';
import { readXml } from './read-xml.js';
import { runRules } from './run-rules.js';
import { readStartEvents } from './start-events.js';

/**
 * Every problem of a file, warnings included; a file without errors can be compiled.
 * @param profile adds what this engine cannot carry out; absent: only the rules, which know everything Minqing can.
 */
export async function checkFile(
  xml: string,
  context: CompileContext = {},
  profile?: EngineProfile,
): Promise<Problem[]> {
  return (await examine(xml, context, profile)).problems;
}

/** @throws DefinitionRejected with every problem found, each with its element id. */
export async function compileProcesses(
  xml: string,
  context: CompileContext,
  profile: EngineProfile,
): Promise<Definition[]> {
  const { root, problems } = await examine(xml, context, profile);
  if (!root || problems.some(({ severity }) => severity === 'error')) throw new DefinitionRejected(problems);
  return executableProcessesOf(root).map((process) => define(process, profile));
}

interface Examined {
  root?: ModdleElement;
  problems: Problem[];
}

async function examine(xml: string, context: CompileContext, profile: EngineProfile | undefined): Promise<Examined> {
  const { root, problems } = await readXml(xml);
  if (!root) return { problems: bounded(problems) };
  if (context.isAccepted) return { root, problems: [] };
  // Rules take longer than counting: a file that is far too large is not worth them.
  const tooMany = countProblem(root);
  if (tooMany) return { problems: [tooMany] };
  const gaps = profile?.gapsIn(root) ?? [];
  return { root, problems: bounded([...problems, ...(await runRules(root)), ...gaps, ...checkContext(root, context)]) };
}

function countProblem(root: ModdleElement): Problem | undefined {
  const count = countElements(root);
  if (count <= MOST_ELEMENTS) return undefined;
  const message = `流程图有 ${count} 个元素，超过 ${MOST_ELEMENTS} 个，请拆分`;
  return { elementId: root.id ?? '', rule: 'file-elements', message, severity: 'error' };
}

function define(process: ModdleElement, profile: EngineProfile): Definition {
  const model = buildModel(process);
  return Object.freeze({
    engine: profile.name,
    processId: model.processId,
    name: model.name,
    ...(model.versionTag && { versionTag: model.versionTag }),
    elements: readElements(process),
    startEvents: readStartEvents(process),
    calledDecisions: onceEach(Object.values(model.nodes).map(({ decision }) => decision?.called)),
    calledProcesses: onceEach(Object.values(model.nodes).map(({ call }) => call?.called)).filter(
      ({ id }) => !id.startsWith('='),
    ),
    dataStores: model.dataStores,
    compiled: profile.prepare(model),
  });
}

/** Each resource once, however many tasks call it. */
function onceEach(called: readonly (CalledResource | undefined)[]): CalledResource[] {
  const named = called.flatMap((resource) => (resource ? [[JSON.stringify(resource), resource] as const] : []));
  return [...new Map(named).values()];
}
