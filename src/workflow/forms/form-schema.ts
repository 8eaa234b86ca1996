/** The part of a form-js schema (version 19) that Minqing takes; form-js knows more, `checkFormSchema` refuses it. */
import type { Json, Variables } from '../../engine/ports.js';

export interface FormSchema {
  id: string;
  type: 'default';
  schemaVersion?: number;
  components: FormComponent[];
}

export interface FormComponent {
  id: string;
  type: string;
  /** Variable of a field. */
  key?: string;
  /** Variable of a `dynamiclist`, or of a `group` that gathers its fields in one. */
  path?: string;
  label?: string;
  /** What a `datetime` has instead of `label`. */
  dateLabel?: string;
  timeLabel?: string;
  description?: string;
  /** Markdown of a `text` component. */
  text?: string;
  components?: FormComponent[];
  conditional?: { hide?: string };
  validate?: FieldRules;
  defaultValue?: Json;
  disabled?: boolean;
  /** True, or a FEEL expression beginning with `=`. */
  readonly?: boolean | string;
  values?: FormOption[];
  /** Variable that holds the options. */
  valuesKey?: string;
  /** FEEL expression, beginning with `=`, that gives the options. */
  valuesExpression?: string;
  subtype?: 'date' | 'time' | 'datetime';
  timeSerializingFormat?: 'utc_offset' | 'utc_normalized' | 'no_timezone';
  decimalDigits?: number;
  increment?: number;
  serializeToString?: boolean;
  allowAddRemove?: boolean;
  defaultRepetitions?: number;
  /**
   * Free entries; `minRows`, `maxRows` and `unique` of a `dynamiclist` are ours (row-rules.ts), and so are `refuseWhen`,
   * `refuseRule`, `refuseText` of a field or a list (conditions.ts), because form-js has no such rules.
   */
  properties?: Record<string, string>;
}

export interface FieldRules {
  required?: boolean;
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
  /** RE2 syntax, found anywhere in the text unless anchored. */
  pattern?: string;
  patternErrorMessage?: string;
  validationType?: string;
}

export interface FormOption {
  label: string;
  value: Json;
}

export interface FormProblem {
  /** Place in the schema (`components[2].validate.pattern`) or in the submission (`demands[0].text`). */
  path: string;
  /** Rule in kebab-case. */
  rule: string;
  /** One Chinese sentence that names the field by its label. */
  message: string;
}

/** Value of a FEEL expression without its leading `=`; may throw. */
export type Evaluate = (expression: string, data: Variables) => unknown;

/** Field types that hold a value, with the value form-js gives an empty one. */
export const EMPTY_VALUES: Readonly<Record<string, Json>> = {
  textfield: '',
  textarea: '',
  number: null,
  checkbox: false,
  radio: null,
  select: null,
  checklist: [],
  taglist: [],
  datetime: null,
};

/** Characters of a label that a message repeats. */
const LONGEST_NAME = 60;

export const OPTION_TYPES: ReadonlySet<string> = new Set(['radio', 'select', 'checklist', 'taglist']);

export const isField = (component: FormComponent): boolean => Object.hasOwn(EMPTY_VALUES, component.type);

/** What messages call a component; unchecked schemas may hold anything in these places. */
export function labelOf({ label, dateLabel, timeLabel, key, path, id }: FormComponent): string {
  const name = [label, dateLabel, timeLabel, key, path, id].find((each) => typeof each === 'string' && each !== '');
  return (name ?? '未命名组件').slice(0, LONGEST_NAME);
}

/** A limit of rows from `properties`; undefined when absent. */
export function rowLimit(component: FormComponent, name: 'minRows' | 'maxRows'): number | undefined {
  const text = component.properties?.[name];
  return text === undefined ? undefined : Number(text);
}
