import {
  canBeNonInterrupting,
  getInterruptingProperty,
} from 'bpmn-js/lib/features/modeling/behavior/util/NonInterruptingUtil';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import type { Element } from 'bpmn-js/lib/model/Types';

import { isA, type ModdleElement } from '../moddle.js';
import { selectField, type PanelEntry } from '../panel/entries.js';
import { AFTER_ZEEBE, behind, fieldGroup, type PanelGroup, type PropertiesPanel } from '../panel/groups.js';

/** Whether a boundary event or the start of an event subprocess interrupts (BPMN 2.0.2 §10.5.6). */
export class InterruptionProvider {
  static $inject = ['propertiesPanel', 'modeling'];

  constructor(
    propertiesPanel: PropertiesPanel,
    private readonly modeling: Modeling,
  ) {
    propertiesPanel.registerProvider(AFTER_ZEEBE, this);
  }

  getGroups(element: Element): (groups: PanelGroup[]) => PanelGroup[] {
    return (groups) =>
      canBeNonInterrupting(element)
        ? behind(groups, ['general'], fieldGroup('interruption', '触发以后', [this.interruption(element)]))
        : groups;
  }

  private interruption(element: Element): PanelEntry {
    const event = element.businessObject as ModdleElement;
    const property = getInterruptingProperty(element) as 'cancelActivity' | 'isInterrupting';
    const interrupted = isA(event, 'bpmn:BoundaryEvent') ? '所附的环节' : '所在的流程';
    return selectField({
      id: 'interrupting',
      label: `是否中断${interrupted}`,
      choices: [
        { value: 'yes', label: `中断${interrupted}` },
        { value: 'no', label: '不中断，另走一路，可以触发多次' },
      ],
      usual: 'yes',
      get: () => (event.get(property) === false ? 'no' : 'yes'),
      set: (target, value) => this.modeling.updateProperties(target, { [property]: value === 'yes' }),
    });
  }
}
