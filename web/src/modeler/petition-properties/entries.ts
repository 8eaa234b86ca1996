import {
  isSelectEntryEdited,
  isTextFieldEntryEdited,
  SelectEntry,
  TextFieldEntry,
} from '@bpmn-io/properties-panel';
import { jsx } from '@bpmn-io/properties-panel/preact/jsx-runtime';
import { useService } from 'bpmn-js-properties-panel';
import type { Element } from 'bpmn-js/lib/model/Types';

import { including, type Choice } from './choices.js';
import type { PetitionProperties } from './petition-properties.js';
import type { PetitionPropertyName } from './zeebe-properties.js';

/** One field of the panel, in the shape the properties panel asks for. */
export interface PanelEntry {
  id: string;
  component: (props: { element: Element }) => unknown;
  isEdited: (node: unknown) => boolean;
}

interface TextField {
  id: string;
  label: string;
  description?: string;
  get: (element: Element) => string;
  set: (element: Element, value: string) => void;
}

export function textField(field: TextField): PanelEntry {
  function Component({ element }: { element: Element }) {
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
  return { id: field.id, component: Component, isEdited: isTextFieldEntryEdited };
}

interface SelectField extends TextField {
  choices: Choice[];
  /** Text of the choice that stands for "not set"; absent where something must be chosen. */
  none?: string;
}

export function selectField(field: SelectField): PanelEntry {
  function Component({ element }: { element: Element }) {
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
  return { id: field.id, component: Component, isEdited: isSelectEntryEdited };
}

/** Getter and setter of a whole property. */
export function propertyAccess(properties: PetitionProperties, name: PetitionPropertyName) {
  return {
    get: (element: Element) => properties.get(element, name),
    set: (element: Element, value: string) => properties.set(element, name, value),
  };
}
