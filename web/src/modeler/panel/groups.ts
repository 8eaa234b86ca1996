import { Group, type PanelComponent } from '@bpmn-io/properties-panel';
import type { Element } from 'bpmn-js/lib/model/Types';

import type { PanelEntry } from './entries.js';

interface GroupDefinition {
  id: string;
  label: string;
  component: PanelComponent;
  entries: PanelEntry[];
  shouldOpen?: boolean;
}

interface ListItem {
  id: string;
  label: string;
  entries: PanelEntry[];
  remove: (event: Event) => void;
}

export interface ListGroupDefinition {
  id: string;
  label: string;
  component: PanelComponent;
  items: ListItem[];
  add?: (event: Event) => void;
}

export type PanelGroup = GroupDefinition | ListGroupDefinition;

export interface PropertiesPanel {
  registerProvider(
    priority: number,
    provider: { getGroups(element: Element): (groups: PanelGroup[]) => PanelGroup[] },
  ): void;
}

/** Below the providers of bpmn-js-properties-panel (1000 and 500), so that ours see their groups. */
export const AFTER_ZEEBE = 400;

export function fieldGroup(id: string, label: string, entries: PanelEntry[]): PanelGroup {
  return { id, label, component: Group, entries };
}

/** Puts a group behind the first of the named ones that is shown; at the end when none is. */
export function behind(groups: PanelGroup[], ids: readonly string[], added: PanelGroup): PanelGroup[] {
  const id = ids.find((candidate) => groups.some((group) => group.id === candidate));
  return id === undefined
    ? [...groups, added]
    : groups.toSpliced(groups.findIndex((group) => group.id === id) + 1, 0, added);
}

export function entriesOf(groups: PanelGroup[], id: string): PanelEntry[] {
  const group = groups.find((candidate) => candidate.id === id);
  return group && 'entries' in group ? group.entries : [];
}
