import type { Element } from 'bpmn-js/lib/model/Types';

import type { ElementEditing } from '../editing/index.js';
import { isA, type ModdleElement } from '../moddle.js';
import { selectField, type Choice, type PanelEntry } from '../panel/entries.js';
import { AFTER_ZEEBE, type PanelGroup, type PropertiesPanel } from '../panel/groups.js';

const orderings: Choice[] = [
  { value: 'Parallel', label: '可以同时办理几个' },
  { value: 'Sequential', label: '一次只办一个' },
];

/** The order of the activities of an ad-hoc subprocess (BPMN 2.0.2 §10.3.5), beside its completion condition. */
export class AdHocProvider {
  static $inject = ['propertiesPanel', 'elementEditing'];

  constructor(
    propertiesPanel: PropertiesPanel,
    private readonly editing: ElementEditing,
  ) {
    propertiesPanel.registerProvider(AFTER_ZEEBE, this);
  }

  getGroups(element: Element): (groups: PanelGroup[]) => PanelGroup[] {
    const subProcess = element.businessObject as ModdleElement;
    if (!isA(subProcess, 'bpmn:AdHocSubProcess')) return (groups) => groups;
    return (groups) =>
      groups.map((group) =>
        group.id === 'adHocCompletion' && 'entries' in group
          ? { ...group, entries: [this.ordering(subProcess), ...group.entries] }
          : group,
      );
  }

  private ordering(subProcess: ModdleElement): PanelEntry {
    return selectField({
      id: 'ordering',
      label: '办理次序',
      choices: orderings,
      usual: 'Parallel',
      get: () => (subProcess.get('ordering') === 'Sequential' ? 'Sequential' : 'Parallel'),
      set: (element, value) =>
        this.editing.update(element, subProcess, { ordering: value === 'Sequential' ? value : undefined }),
    });
  }
}
