/** Submissions for any form: right ones, and ones wrong in every field at once. */
import { evaluate } from 'feelin';
import type { Json, Variables } from '../../src/engine/ports.js';
import type { FormComponent } from '../../src/workflow/forms/index.js';

/** What is done to every visible field. `valid` keeps all rules. */
export type Flavour = 'valid' | 'empty' | 'below' | 'above' | 'malformed';

/**
 * @param choices values of the fields that conditions read
 * @param row number of the row, so that rows differ
 * @returns values of the fields that are shown with these choices
 */
export function sampleSubmission(components: FormComponent[], flavour: Flavour, choices: Variables, row = 1): Variables {
  const values: Variables = {};
  for (const component of components) {
    if (hidden(component, choices)) continue;
    if (component.type === 'group') Object.assign(values, sampleSubmission(component.components ?? [], flavour, choices));
    else if (component.type === 'dynamiclist') values[component.path!] = [1, 2].map((each) => sampleSubmission(component.components ?? [], flavour, choices, each));
    else if (component.key! in choices) values[component.key!] = choices[component.key!]!;
    else values[component.key!] = sampleValue(component, flavour, row);
  }
  return values;
}

/**
 * Every way to answer the fields that conditions of the form read.
 * @param everything all components of the form, nested ones too
 */
export function choicesOf(everything: FormComponent[]): Variables[] {
  const conditions = everything.flatMap(({ conditional }) => conditional?.hide ?? []);
  const deciding = everything.filter(({ key }) => key && conditions.some((condition) => new RegExp(`\\b${key}\\b`).test(condition)));
  const answers = (field: FormComponent): Json[] => (field.type === 'checkbox' ? [false, true] : (field.values?.map(({ value }) => value) ?? [null]));
  return deciding.reduce<Variables[]>(
    (choices, field) => choices.flatMap((choice) => answers(field).map((answer) => ({ ...choice, [field.key!]: answer }))),
    [{}],
  );
}

const hidden = ({ conditional }: FormComponent, choices: Variables): boolean =>
  conditional?.hide !== undefined && evaluate(conditional.hide.slice(1), choices).value === true;

function sampleValue(field: FormComponent, flavour: Flavour, row: number): Json {
  switch (field.type) {
    case 'number':
      return { valid: row, empty: null, below: (field.validate?.min ?? 0) - row, above: (field.validate?.max ?? 1e6) + row, malformed: row + 0.5 }[flavour];
    case 'checkbox':
      return flavour === 'valid';
    case 'datetime':
      return flavour === 'valid' ? sampleDate(field) : flavour === 'malformed' ? '2026年6月1日' : null;
    case 'checklist':
    case 'taglist':
      return flavour === 'valid' ? [field.values![0]!.value] : flavour === 'malformed' ? ['不在选项之中'] : [];
    case 'radio':
    case 'select':
      return flavour === 'valid' ? field.values![0]!.value : flavour === 'malformed' ? '不在选项之中' : null;
    default:
      return sampleText(field, flavour);
  }
}

const sampleDate = ({ subtype }: FormComponent): string => (subtype === 'date' ? '2026-06-01' : '2026-06-01T09:30+08:00');

function sampleText({ validate }: FormComponent, flavour: Flavour): string {
  const { minLength = 1, maxLength = 100 } = validate ?? {};
  const text = (length: number): string => '信'.repeat(length);
  return { valid: text(minLength), empty: '', below: ` ${text(minLength - 1)} `, above: text(maxLength + 1), malformed: text(maxLength) }[flavour];
}
