import type { Element } from 'bpmn-js/lib/model/Types';

import { extensionOf, isA, type ModdleElement } from '../moddle.js';
import { petitionPropertyNames } from '../petition-properties/zeebe-properties.js';
import type { PanelGroup, PropertiesPanel } from './groups.js';

/** After all others, so that it sees every group. */
const PRIORITY = 100;

/** Groups for what our engines refuse at deployment (listeners run code at places the history does not know). */
const refusedGroups = [
  'Zeebe__ExecutionListeners',
  'Zeebe__TaskListeners',
  'adHocSubProcessImplementation',
  'userTaskImplementation',
];

/** Fields within groups that stay: a condition is looked at whatever variable changes. */
const refusedEntries = ['variableNames', 'variableEvents'];

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

  getGroups(element: Element): (groups: PanelGroup[]) => PanelGroup[] {
    const refused = new Set([...refusedGroups, ...refusedAt(element.businessObject as ModdleElement)]);
    return (groups) =>
      groups
        .filter((group) => !refused.has(group.id))
        .map(withoutRefusedEntries)
        .map((group) => (group.id === 'Zeebe__ExtensionProperties' ? withoutPetitionProperties(group) : group))
        .map((group) => ({ ...group, translate: this.translate }));
  }
}

function refusedAt(element: ModdleElement): string[] {
  if (isA(element, 'bpmn:UserTask')) return ['headers'];
  // Without an expression, as an imported drawing may be, the panel has no other place to add one.
  if (isA(element, 'bpmn:ScriptTask') && extensionOf(element, 'zeebe:Script')) return ['scriptImplementation'];
  return [];
}

function withoutRefusedEntries(group: PanelGroup): PanelGroup {
  if (!('entries' in group)) return group;
  return { ...group, entries: group.entries.filter((entry) => !refusedEntries.includes(entry.id)) };
}

function withoutPetitionProperties(group: PanelGroup): PanelGroup {
  if (!('items' in group)) return group;
  const shown: ReadonlySet<string> = new Set(petitionPropertyNames);
  return { ...group, items: group.items.filter((item) => !shown.has(item.label)) };
}
