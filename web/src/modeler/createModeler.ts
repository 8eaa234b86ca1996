import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import 'bpmn-js-bpmnlint/dist/assets/css/bpmn-js-bpmnlint.css';
import '@bpmn-io/properties-panel/assets/properties-panel.css';
import './modeler.css';

import Modeler from 'bpmn-js/lib/Modeler';
import behaviours from 'camunda-bpmn-js-behaviors/lib/camunda-cloud';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type EventBus from 'diagram-js/lib/core/EventBus';
import type Selection from 'diagram-js/lib/features/selection/Selection';
import type { ModuleDeclaration } from 'didi';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';

import { rendererColours } from '../components/diagram/viewer.js';
import adHoc from './ad-hoc/index.js';
import forms from './forms/index.js';
import gateways from './gateways/index.js';
import interruption from './interruption/index.js';
import lint, { lintConfig } from './lint/index.js';
import loops from './loops/index.js';
import messages from './messages/index.js';
import type { ModdleElement } from './moddle.js';
import panel from './panel/index.js';
import petitionProperties, { type PetitionConfig, type PetitionProperties } from './petition-properties/index.js';
import problems, { type ProblemMarks } from './problems/index.js';
import replaceMenu from './replace-menu/index.js';
import tokenQuantities from './token-quantities/index.js';
import translation from './translate/index.js';

export interface ModelerServices {
  canvas: Canvas;
  commandStack: CommandStack;
  elementRegistry: ElementRegistry;
  eventBus: EventBus;
  selection: Selection;
  moddle: { fromXML(xml: string): Promise<{ rootElement: ModdleElement }> };
  petitionProperties: PetitionProperties;
  problemMarks: ProblemMarks;
  /** bpmn-js-bpmnlint's service. */
  linting: { update(): void };
}

export type StudioModeler = Modeler<ModelerServices>;

export interface ModelerOptions {
  canvas: HTMLElement;
  propertiesPanel: HTMLElement;
  petition: PetitionConfig;
}

/** Groups of the properties panel for what BPMN has and the panel does not show. */
const groups = [gateways, loops, adHoc, interruption, messages, forms, tokenQuantities];

const modules: object[] = [translation, behaviours, panel, petitionProperties, ...groups, replaceMenu, lint, problems];

/** The modeler with everything a process owner works with; each concern is one module in a folder of its own. */
export function createModeler({ canvas, propertiesPanel, petition }: ModelerOptions): StudioModeler {
  return new Modeler<ModelerServices>({
    container: canvas,
    bpmnRenderer: rendererColours,
    propertiesPanel: { parent: propertiesPanel },
    petition,
    linting: lintConfig,
    moddleExtensions: { zeebe },
    additionalModules: modules as ModuleDeclaration[],
  });
}
