import type { Element } from 'bpmn-js/lib/model/Types';

import type { ElementEditing } from '../editing/index.js';
import { isA, type ModdleElement } from '../moddle.js';
import { numberField, type PanelEntry } from '../panel/entries.js';
import { AFTER_ZEEBE, behind, fieldGroup, type PanelGroup, type PropertiesPanel } from '../panel/groups.js';

type Quantity = 'startQuantity' | 'completionQuantity';

/** How many tokens an activity needs to begin and sends on when it ends (BPMN 2.0.2 Table 10.3). */
export class TokenQuantityProvider {
  static $inject = ['propertiesPanel', 'elementEditing'];

  constructor(
    propertiesPanel: PropertiesPanel,
    private readonly editing: ElementEditing,
  ) {
    propertiesPanel.registerProvider(AFTER_ZEEBE, this);
  }

  getGroups(element: Element): (groups: PanelGroup[]) => PanelGroup[] {
    const activity = element.businessObject as ModdleElement;
    const hasFlows = isA(activity, 'bpmn:Activity') && activity.get('triggeredByEvent') !== true;
    if (!hasFlows || activity.get('isForCompensation') === true) return (groups) => groups;
    const group = fieldGroup('tokenQuantities', '令牌数', [
      this.quantity(activity, 'startQuantity', '集齐几个令牌才开始'),
      this.quantity(activity, 'completionQuantity', '完成后送出几个令牌'),
    ]);
    return (groups) => behind(groups, ['repetition', 'petition'], group);
  }

  private quantity(activity: ModdleElement, property: Quantity, label: string): PanelEntry {
    return {
      ...numberField({
        id: property,
        label,
        get: () => activity.get(property) as number,
        set: (element, value) =>
          this.editing.update(element, activity, { [property]: value === 1 ? undefined : value }),
      }),
      isEdited: (node) => (node as HTMLInputElement | null)?.value !== '1',
    };
  }
}
