import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';

import { PanelTidying } from './panel-tidying.js';
import { PanelWords } from './panel-words.js';

/** The properties panel with the groups of BPMN and of the zeebe profile, less what is refused. */
export default {
  __depends__: [BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule],
  __init__: ['panelTidying', 'panelWords'],
  panelTidying: ['type', PanelTidying],
  panelWords: ['type', PanelWords],
};
