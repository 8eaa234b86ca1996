/** The values a field with options offers. */
import { isDeepStrictEqual } from 'node:util';
import type { Json, Variables } from '../../engine/ports.js';
import type { Evaluate, FormComponent } from './form-schema.js';

/** @returns undefined when the options cannot be found out, which is as good as none. */
export function offeredValues(field: FormComponent, data: Variables, evaluate: Evaluate): Json[] | undefined {
  const options = field.valuesExpression
    ? attempt(() => evaluate(field.valuesExpression!.slice(1), data))
    : field.valuesKey
      ? data[field.valuesKey]
      : field.values;
  if (!Array.isArray(options)) return undefined;
  return (options as Json[]).map((option) =>
    typeof option === 'object' && option !== null && !Array.isArray(option) ? (option.value ?? null) : option,
  );
}

export const isOffered = (value: Json, offered: Json[]): boolean =>
  offered.some((each) => isDeepStrictEqual(each, value));

function attempt(task: () => unknown): unknown {
  try {
    return task();
  } catch {
    return undefined;
  }
}
