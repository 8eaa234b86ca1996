import type { Element } from 'bpmn-js/lib/model/Types';

import type { ElementEditing } from '../editing/index.js';
import { extensionOf, isA, type ModdleElement } from '../moddle.js';
import { selectField, textField, type Choice, type PanelEntry } from '../panel/entries.js';
import { AFTER_ZEEBE, fieldGroup, type PanelGroup, type PropertiesPanel } from '../panel/groups.js';

const FORM = 'zeebe:FormDefinition';

const bindings: Choice[] = [
  { value: '', label: '最新一版' },
  { value: 'deployment', label: '一同发布的版本' },
];

/** The form of a user task or a start event: one of the deployed forms by its id; other kinds of forms are refused. */
export class FormProvider {
  static $inject = ['propertiesPanel', 'elementEditing'];

  constructor(
    propertiesPanel: PropertiesPanel,
    private readonly editing: ElementEditing,
  ) {
    propertiesPanel.registerProvider(AFTER_ZEEBE, this);
  }

  getGroups(element: Element): (groups: PanelGroup[]) => PanelGroup[] {
    const task = element.businessObject as ModdleElement;
    if (!isA(task, 'bpmn:UserTask')) return (groups) => groups;
    return (groups) =>
      groups.map((group) => (group.id === 'form' ? fieldGroup('form', group.label, this.entriesOf(task)) : group));
  }

  private entriesOf(task: ModdleElement): PanelEntry[] {
    const form = extensionOf(task, FORM);
    const textOf = (attribute: string) => (form?.get(attribute) as string | undefined) ?? '';
    const formId = textField({
      id: 'formId',
      label: '表单编号',
      description: '表单库中表单的编号，如 talk；不填就没有表单。',
      get: () => textOf('formId'),
      set: (element, value) =>
        value
          ? this.editing.setExtension(element, task, FORM, 'formId', value)
          : this.editing.removeExtension(element, task, FORM),
    });
    if (!form) return [formId];
    const binding = selectField({
      id: 'formBinding',
      label: '取用哪一版',
      choices: bindings,
      get: () => (textOf('bindingType') === 'latest' ? '' : textOf('bindingType')),
      set: (element, value) => this.editing.setExtension(element, task, FORM, 'bindingType', value),
    });
    return [formId, binding];
  }
}
