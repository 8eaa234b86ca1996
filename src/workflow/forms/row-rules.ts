/** The rules of a `dynamiclist` as a whole. form-js has none; ours stand in its `properties`. */
import { isDeepStrictEqual } from 'node:util';
import type { Variables } from '../../engine/ports.js';
import { labelOf, rowLimit, type FormComponent } from './form-schema.js';

/** Rows of a list that sets no `maxRows`. */
const MOST_ROWS = 200;

export interface BrokenRowRule {
  rule: 'rows-fixed' | 'max-rows' | 'min-rows' | 'unique';
  message: string;
  /** Row and field it is about; absent when it is about the list. */
  at?: { index: number; key: string };
}

/**
 * @param label of the list, as messages name it
 * @param initialRows rows the form was opened with, if any
 */
export function brokenRowRules(
  list: FormComponent,
  label: string,
  rows: Variables[],
  initialRows?: Variables[],
): BrokenRowRule[] {
  const count = rows.length;
  if (list.allowAddRemove === false) {
    const exactly = initialRows?.length ?? list.defaultRepetitions ?? 1;
    if (count !== exactly) return [{ rule: 'rows-fixed', message: `${label}应有 ${exactly} 行，不能增加或删除` }];
  }
  const most = rowLimit(list, 'maxRows') ?? MOST_ROWS;
  if (count > most) return [{ rule: 'max-rows', message: `${label}最多 ${most} 行，现有 ${count} 行` }];
  const least = rowLimit(list, 'minRows') ?? 0;
  if (count < least) return [{ rule: 'min-rows', message: `${label}至少 ${least} 行，现有 ${count} 行` }];
  return repeatedValues(list, label, rows);
}

/** `properties.unique` names a field that must differ from row to row: the number of a demand. */
function repeatedValues(list: FormComponent, label: string, rows: Variables[]): BrokenRowRule[] {
  const key = list.properties?.['unique'];
  if (key === undefined) return [];
  const field = list.components?.find((component) => component.key === key);
  return rows.flatMap((row, index): BrokenRowRule[] => {
    const value = row[key];
    const first = rows.findIndex((other) => isDeepStrictEqual(other[key], value));
    if (value === undefined || value === null || value === '' || first === index) return [];
    const message = `${label}第 ${index + 1} 行「${field ? labelOf(field) : key}」与第 ${first + 1} 行重复`;
    return [{ rule: 'unique', message, at: { index, key } }];
  });
}
