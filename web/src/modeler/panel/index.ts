import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  ZeebePropertiesProviderModule,
} from 'bpmn-js-properties-panel';

import { PanelTidying } from './panel-tidying.js';

/** The properties panel with the groups of BPMN and of the zeebe profile, less what is refused. */
export default {
  __depends__: [BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, ZeebePropertiesProviderModule],
  __init__: ['panelTidying'],
  panelTidying: ['type', PanelTidying],
};
