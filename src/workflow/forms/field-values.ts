/** Reads one submitted value: is it of the field's kind, and what is it in the form that is stored? */
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../engine/ports.js';
import { readDateTime } from './date-time.js';
import { EMPTY_VALUES, type FormComponent } from './form-schema.js';
import { isOffered } from './options.js';

export type ReadValue = { value: Json } | { rule: 'wrong-type' | 'not-offered' | 'not-a-date'; message: string };

export const emptyValue = (field: FormComponent): Json => EMPTY_VALUES[field.type] ?? null;

/** True for what form-js hands over for a field nobody filled in. */
export function isEmpty(field: FormComponent, value: Json | undefined): boolean {
  return value === undefined || value === null || value === '' || isDeepStrictEqual(value, emptyValue(field));
}

/** @param offered values of a field with options; undefined when there are none to be had */
export function readValue(field: FormComponent, value: Json, label: string, offered?: Json[]): ReadValue {
  switch (field.type) {
    case 'textfield':
      // As form-js: one line only.
      return typeof value === 'string' ? { value: value.replace(/[\r\n\t]/g, ' ') } : wrongType(label, '文字');
    case 'textarea':
      return typeof value === 'string' ? { value } : wrongType(label, '文字');
    case 'checkbox':
      return typeof value === 'boolean' ? { value } : wrongType(label, '是或否');
    case 'number':
      return readNumber(field, value, label);
    case 'datetime':
      return readDate(field, value, label);
    case 'checklist':
    case 'taglist':
      return readChoices(value, label, offered);
    default:
      return offered && isOffered(value, offered) ? { value } : notOffered(label);
  }
}

function readNumber(field: FormComponent, value: Json, label: string): ReadValue {
  if (field.serializeToString) {
    return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? { value } : wrongType(label, '数字');
  }
  return typeof value === 'number' && Number.isFinite(value) ? { value } : wrongType(label, '数字');
}

function readDate(field: FormComponent, value: Json, label: string): ReadValue {
  const read = typeof value === 'string' ? readDateTime(field, value) : undefined;
  return read === undefined ? { rule: 'not-a-date', message: `${label}不是有效的日期或时间` } : { value: read };
}

function readChoices(value: Json, label: string, offered: Json[] = []): ReadValue {
  if (!Array.isArray(value)) return wrongType(label, '若干选项');
  const repeated = value.some((each, index) => value.findIndex((other) => isDeepStrictEqual(each, other)) !== index);
  return !repeated && value.every((each) => isOffered(each, offered)) ? { value } : notOffered(label);
}

const wrongType = (label: string, kind: string): ReadValue => ({ rule: 'wrong-type', message: `${label}应为${kind}` });
const notOffered = (label: string): ReadValue => ({
  rule: 'not-offered',
  message: `${label}不在可选范围内，请重新选择`,
});
