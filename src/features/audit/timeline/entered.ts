import { nested, optionLabel, type FormField } from './form-fields.js';
import { shanghaiTime } from './shanghai-time.js';

/** One filled field as a reader of the timeline sees it. */
export interface EnteredField {
  label: string;
  value: string;
}

/** Names for values that no form asks for. */
export type Labels = (key: string) => string | undefined;

/**
 * What was entered into a form, in the order and with the labels of that form. Empty fields are left out; rows of a dynamic
 * list are numbered; what the form does not name (set by a program) comes last under its key.
 */
export function enteredFields(
  fields: readonly FormField[],
  values: Record<string, unknown>,
  labelOf: Labels = () => undefined,
): EnteredField[] {
  const known = new Set<string>();
  const shown = fieldsOf(fields, values, '', known);
  const others = Object.keys(values)
    .filter((key) => !known.has(key))
    .flatMap((key) => plain(labelOf(key) ?? key, values[key]));
  return [...shown, ...others];
}

function fieldsOf(
  fields: readonly FormField[],
  values: Record<string, unknown>,
  prefix: string,
  known: Set<string>,
): EnteredField[] {
  return fields.flatMap((field) => {
    if (field.kind === 'group')
      return fieldsOf(
        field.fields,
        nested(values, field.path, known),
        prefix,
        field.path.length > 0 ? new Set() : known,
      );
    const [name] = field.path;
    if (name !== undefined) known.add(name);
    const value = field.path.reduce<unknown>((value, key) => property(value, key), values);
    if (field.kind === 'list') return rowsOf(field, value, prefix);
    return isEmpty(value) ? [] : [{ label: `${prefix}${field.label}`, value: textOf(field, value) }];
  });
}

function rowsOf(list: Extract<FormField, { kind: 'list' }>, value: unknown, prefix: string): EnteredField[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((row: unknown, index) => {
    const title = `${prefix}${list.label} ${index + 1}`;
    if (typeof row !== 'object' || row === null) return plain(title, row);
    return fieldsOf(list.fields, row as Record<string, unknown>, `${title} · `, new Set());
  });
}

/** A value without a form: objects and lists are opened down to their texts. */
function plain(label: string, value: unknown): EnteredField[] {
  if (isEmpty(value)) return [];
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object')) return [{ label, value: value.map(simple).join('、') }];
    return value.flatMap((item: unknown, index) => plain(`${label} ${index + 1}`, item));
  }
  if (typeof value !== 'object') return [{ label, value: simple(value) }];
  const parts = Object.values(value as Record<string, unknown>).filter(
    (part) => !isEmpty(part) && typeof part !== 'object',
  );
  return parts.length === 0 ? [] : [{ label, value: parts.map(simple).join(' ') }];
}

function textOf(field: Extract<FormField, { kind: 'field' }>, value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => optionLabel(field, item) ?? simple(item)).join('、');
  return optionLabel(field, value) ?? simple(value);
}

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

function simple(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return instant.test(text) ? shanghaiTime(text) : text;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const property = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
