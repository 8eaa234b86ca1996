import type { Element } from 'bpmn-js/lib/model/Types';

import { petitionPropertyNames } from '../petition-properties/zeebe-properties.js';
import type { PanelGroup } from '../petition-properties/petition-properties-provider.js';

interface PropertiesPanel {
  registerProvider(
    priority: number,
    provider: { getGroups(element: Element): (groups: PanelGroup[]) => PanelGroup[] },
  ): void;
}

/** After all others, so that it sees every group. */
const PRIORITY = 100;

/** Groups for what our engines refuse at deployment (listeners run code at places the history does not know). */
const refusedGroups = new Set(['Zeebe__ExecutionListeners', 'Zeebe__TaskListeners', 'adHocSubProcessImplementation']);

/**
 * Takes out of the properties panel what cannot be deployed and what the group 民情 already shows, and gives the groups
 * the translation of their own buttons.
 */
export class PanelTidying {
  static $inject = ['propertiesPanel', 'translate'];

  constructor(
    propertiesPanel: PropertiesPanel,
    private readonly translate: (text: string, replacements?: Record<string, string>) => string,
  ) {
    propertiesPanel.registerProvider(PRIORITY, this);
  }

  getGroups(): (groups: PanelGroup[]) => PanelGroup[] {
    return (groups) =>
      groups
        .filter((group) => !refusedGroups.has(group.id))
        .map((group) => (group.id === 'Zeebe__ExtensionProperties' ? withoutPetitionProperties(group) : group))
        .map((group) => ({ ...group, translate: this.translate }));
  }
}

function withoutPetitionProperties(group: PanelGroup): PanelGroup {
  if (!('items' in group)) return group;
  const shown: ReadonlySet<string> = new Set(petitionPropertyNames);
  return { ...group, items: group.items.filter((item) => !shown.has(item.label)) };
}
