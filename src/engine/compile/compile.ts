/** A .bpmn file into definitions: cheap limits, reading, rules, then one model for every executable process. */
import { childrenOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import type { CompileContext, Definition, EngineName } from '../ports.js';
import { DefinitionRejected } from '../ports.js';
import { buildModel } from './build-model.js';
import { readElements, readStartEvents } from './element-info.js';
import { readXml } from './read-xml.js';

/** @throws DefinitionRejected with every problem found, each with its element id. */
export async function compileProcesses(xml: string, _context: CompileContext, engine: EngineName): Promise<Definition[]> {
  const { root, problems } = await readXml(xml);
  if (!root || problems.some(({ severity }) => severity === 'error')) throw new DefinitionRejected(problems);
  return childrenOf(root, 'rootElements')
    .filter((element) => element.$type === 'bpmn:Process' && element.isExecutable === true)
    .map((process) => define(process, engine));
}

function define(process: ModdleElement, engine: EngineName): Definition {
  const model = buildModel(process);
  return Object.freeze({
    engine,
    processId: model.processId,
    name: model.name,
    ...(model.versionTag && { versionTag: model.versionTag }),
    elements: readElements(process),
    startEvents: readStartEvents(process),
    compiled: model,
  });
}
