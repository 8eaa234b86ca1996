import { isSelectEntryEdited, isTextFieldEntryEdited, SelectEntry, TextFieldEntry } from '@bpmn-io/properties-panel';
import { jsx } from '@bpmn-io/properties-panel/preact/jsx-runtime';
import { useService } from 'bpmn-js-properties-panel';
import type { Element } from 'bpmn-js/lib/model/Types';

import { including, type Choice } from './choices.js';
import type { PetitionProperties } from './petition-properties.js';
import type { PetitionPropertyName } from './zeebe-properties.js';

interface TextField {
  id: string;
  label: string;
  description?: string;
  get: (element: Element) => string;
  set: (element: Element, value: string) => void;
}

interface SelectField extends TextField {
  choices: Choice[];
  /** Text of the choice that stands for "not set"; absent where something must be chosen. */
  none?: string;
}

/** One field in the shape the properties panel asks for; the panel hands all of it to the component. */
export type PanelEntry = (TextField | SelectField) & {
  component: (props: never) => unknown;
  isEdited: (node: unknown) => boolean;
};

// The components stay the same from one rendering to the next: a new one would take the focus from the person typing.
function TextFieldComponent({ element, ...field }: TextField & { element: Element }) {
  const debounce = useService('debounceInput');
  return jsx(TextFieldEntry, {
    element,
    id: field.id,
    label: field.label,
    description: field.description,
    debounce,
    getValue: () => field.get(element),
    setValue: (value: string | undefined) => field.set(element, (value ?? '').trim()),
  });
}

function SelectFieldComponent({ element, ...field }: SelectField & { element: Element }) {
  return jsx(SelectEntry, {
    element,
    id: field.id,
    label: field.label,
    description: field.description,
    getValue: () => field.get(element),
    setValue: (value: string) => field.set(element, value),
    getOptions: () => [
      ...(field.none === undefined ? [] : [{ value: '', label: field.none }]),
      ...including(field.choices, field.get(element)),
    ],
  });
}

export function textField(field: TextField): PanelEntry {
  return { ...field, component: TextFieldComponent, isEdited: isTextFieldEntryEdited };
}

export function selectField(field: SelectField): PanelEntry {
  return { ...field, component: SelectFieldComponent, isEdited: isSelectEntryEdited };
}

/** Getter and setter of a whole property. */
export function propertyAccess(properties: PetitionProperties, name: PetitionPropertyName) {
  return {
    get: (element: Element) => properties.get(element, name),
    set: (element: Element, value: string) => properties.set(element, name, value),
  };
}
