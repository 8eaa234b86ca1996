import type { JsonValue } from './notice-data.js';
import type { NoticeTemplate } from './notice-template.js';
import type { RequiredField } from './rendering-errors.js';

/**
 * Required fields that are missing or empty (text of spaces, an empty list, null), and fields outside their closed list.
 * A path goes through objects by `.` and through every row of a list by `[]`. `false` and `0` are values.
 */
export function missingFields({ required, oneOf }: NoticeTemplate, data: JsonValue): RequiredField[] {
  const labels = new Map(required.map(({ path, label }) => [path, label]));
  const missing = required.filter(({ path }) => {
    const values = valuesAt(data, path.split('.'));
    return values.length === 0 || values.some(isEmpty);
  });
  const outside = oneOf
    .filter(({ path, values }) =>
      valuesAt(data, path.split('.')).some((value) => !isEmpty(value) && !values.includes(String(value))),
    )
    .map(({ path, values }) => ({ path, label: `${labels.get(path) ?? path}（须为${values.join('、')}之一）` }));
  return [...missing, ...outside];
}

function valuesAt(value: JsonValue | undefined, [step, ...rest]: readonly string[]): (JsonValue | undefined)[] {
  if (step === undefined) return [value];
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return [undefined];
  const list = step.endsWith('[]');
  const name = list ? step.slice(0, -2) : step;
  const next = Object.hasOwn(value, name) ? value[name] : undefined;
  if (!list) return valuesAt(next, rest);
  return Array.isArray(next) ? next.flatMap((row) => valuesAt(row, rest)) : [undefined];
}

function isEmpty(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  return typeof value === 'string' ? value.trim() === '' : Array.isArray(value) && value.length === 0;
}
