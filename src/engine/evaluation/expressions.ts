/** FEEL and literal texts of the diagram, with failures as incidents. */
import { FeelError, evaluateCondition, evaluateWithClocks } from '../feel/feel.js';
import type { Evaluation } from '../feel/feel.js';
import type { Mapping } from '../compile/model.js';
import type { Host, Json, Variables } from '../ports.js';
import { IncidentError } from './incident-error.js';

/**
 * The value of a text of the diagram, seen from one scope: FEEL behind `=`, otherwise the text itself.
 * @throws IncidentError of type `errorType` (default EXTRACT_VALUE_ERROR) when the expression fails.
 */
export type Evaluate = (text: string, errorType?: string) => Evaluation;

export function evaluateIn(variables: Variables, host: Host): Evaluate {
  return (text, errorType = 'EXTRACT_VALUE_ERROR') =>
    asIncident(errorType, () =>
      text.startsWith('=')
        ? evaluateWithClocks(text.slice(1).trim(), variables, host)
        : { value: text, usesClock: false },
    );
}

export function conditionHolds(condition: string, variables: Variables, host: Host): boolean {
  return asIncident('CONDITION_ERROR', () => evaluateCondition(condition, variables, host));
}

/** Applies mappings in order; a later one sees what an earlier one made. */
export function applyMappings(mappings: readonly Mapping[], variables: Variables, host: Host): Variables {
  const made: Variables = {};
  for (const { source, target } of mappings) {
    const visible = { ...variables, ...made };
    assignPath(made, target, evaluateIn(visible, host)(source, 'IO_MAPPING_ERROR').value, (name) => visible[name]);
  }
  return made;
}

/** Sets `docket.number` inside a copy of the visible `docket`, so that its other entries stay. */
export function assignPath(
  made: Variables,
  target: string,
  value: Json,
  visible: (name: string) => Json | undefined,
): void {
  const [name, ...path] = target.split('.');
  const last = path.pop();
  if (last === undefined) {
    made[name!] = value;
    return;
  }
  const root = copyObject(visible(name!));
  let place = root;
  for (const step of path) {
    const next = copyObject(place[step]);
    place[step] = next;
    place = next;
  }
  place[last] = value;
  made[name!] = root;
}

function copyObject(value: Json | undefined): Variables {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
}

export function asIncident<T>(errorType: string, task: () => T): T {
  try {
    return task();
  } catch (error) {
    if (error instanceof FeelError) throw new IncidentError(errorType, error.message);
    throw error;
  }
}
