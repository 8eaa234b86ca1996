import {
  CheckboxEntry,
  FeelEntry,
  isCheckboxEntryEdited,
  isFeelEntryEdited,
  isNumberFieldEntryEdited,
  isSelectEntryEdited,
  isTextFieldEntryEdited,
  NumberFieldEntry,
  SelectEntry,
  TextFieldEntry,
} from '@bpmn-io/properties-panel';
import { jsx } from '@bpmn-io/properties-panel/preact/jsx-runtime';
import { useService } from 'bpmn-js-properties-panel';
import type { Element } from 'bpmn-js/lib/model/Types';

export interface Choice {
  value: string;
  label: string;
}

interface Field<T> {
  id: string;
  label: string;
  description?: string;
  get: (element: Element) => T;
  set: (element: Element, value: T) => void;
}

type TextField = Field<string>;
type NumberField = Field<number | undefined>;
type CheckboxField = Field<boolean>;

interface SelectField extends TextField {
  choices: Choice[];
  /** Text of the choice that stands for "not set"; absent where something must be chosen. */
  none?: string;
  /** The value of an element nothing is set on: the panel does not mark it as filled in. */
  usual?: string;
}

interface FeelField extends TextField {
  /** `optional`: a fixed text will do; an expression begins with `=` either way. */
  feel: 'required' | 'optional';
}

/** One field in the shape the properties panel asks for; the panel hands all of it to the component. */
export interface PanelEntry {
  id: string;
  component: (props: never) => unknown;
  isEdited?: (node: unknown) => boolean;
}

/** The choices, with the present value added when it is none of them: a drawing made elsewhere stays readable. */
export function including(choices: Choice[], value: string): Choice[] {
  if (!value || choices.some((choice) => choice.value === value)) return choices;
  return [...choices, { value, label: `${value}（清单中没有）` }];
}

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

function FeelFieldComponent({ element, ...field }: FeelField & { element: Element }) {
  const debounce = useService('debounceInput');
  return jsx(FeelEntry, {
    element,
    id: field.id,
    label: field.label,
    description: field.description,
    feel: field.feel,
    debounce,
    getValue: () => field.get(element),
    setValue: (value: string | undefined) => field.set(element, value ?? ''),
  });
}

function NumberFieldComponent({ element, ...field }: NumberField & { element: Element }) {
  const debounce = useService('debounceInput');
  return jsx(NumberFieldEntry, {
    element,
    id: field.id,
    label: field.label,
    description: field.description,
    min: 1,
    step: 1,
    debounce,
    getValue: () => field.get(element),
    setValue: (value: number | undefined) => field.set(element, value),
  });
}

function CheckboxFieldComponent({ element, ...field }: CheckboxField & { element: Element }) {
  return jsx(CheckboxEntry, {
    element,
    id: field.id,
    label: field.label,
    description: field.description,
    getValue: () => field.get(element),
    setValue: (value: boolean) => field.set(element, value),
  });
}

export function textField(field: TextField): PanelEntry {
  return { ...field, component: TextFieldComponent, isEdited: isTextFieldEntryEdited };
}

export function selectField(field: SelectField): PanelEntry {
  const isEdited = (node: unknown) =>
    isSelectEntryEdited(node) && (node as HTMLSelectElement | null)?.value !== field.usual;
  return { ...field, component: SelectFieldComponent, isEdited };
}

/** A FEEL expression. */
export function feelField(field: FeelField): PanelEntry {
  return { ...field, component: FeelFieldComponent, isEdited: isFeelEntryEdited };
}

/** A whole number from 1. */
export function numberField(field: NumberField): PanelEntry {
  return { ...field, component: NumberFieldComponent, isEdited: isNumberFieldEntryEdited };
}

export function checkboxField(field: CheckboxField): PanelEntry {
  return { ...field, component: CheckboxFieldComponent, isEdited: isCheckboxEntryEdited };
}
