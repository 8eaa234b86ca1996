/** Puts faults found by the server beside the fields they are about. */
import type { Form } from '@bpmn-io/form-js';
import type { ProblemItem } from '../../api/problem.js';

interface FieldInstance {
  id: string;
  valuePath: (string | number)[];
  indexes?: Record<string, number>;
}

interface FieldInstanceRegistry {
  getAllKeyed(): FieldInstance[];
}

/** `demands[1].answer`, `demands.1.answer` and `/demands/1/answer` all name the same field. */
function segments(path: string): string {
  return path
    .replace(/^\$/, '')
    .split(/[.[\]/]+/)
    .filter(Boolean)
    .join('.');
}

type ErrorTree = { [key: string]: ErrorTree | string[] };

/** Errors of repeated fields are kept below the field's id by row numbers. */
function addError(errors: ErrorTree, path: string[], message: string): void {
  const [head, ...rest] = path;
  if (head === undefined) return;
  const present = errors[head];
  if (rest.length === 0) {
    errors[head] = [...(Array.isArray(present) ? present : []), message];
    return;
  }
  const child = present && !Array.isArray(present) ? present : {};
  errors[head] = child;
  addError(child, rest, message);
}

/** Shows `problems` at their fields and returns those that belong to none. */
export function showFieldProblems(form: Form, problems: ProblemItem[]): ProblemItem[] {
  const instances = form.get<FieldInstanceRegistry>('formFieldInstanceRegistry').getAllKeyed();
  const errors: ErrorTree = {};
  const homeless = problems.filter((problem) => {
    const wanted = segments(problem.path ?? '');
    const instance = instances.find((candidate) => candidate.valuePath.join('.') === wanted);
    if (!instance) return true;
    addError(errors, [instance.id, ...Object.values(instance.indexes ?? {}).map(String)], problem.message);
    return false;
  });
  form._setState({ errors });
  return homeless;
}

/** Moves the focus to the first field with an error. */
export function focusFirstError(container: HTMLElement): void {
  const field = container.querySelector('.fjs-has-errors, .fjs-form-field-error');
  const home = field?.closest('.fjs-form-field') ?? field;
  const input = home?.querySelector<HTMLElement>('input, textarea, select, [tabindex="0"]');
  home?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  input?.focus({ preventScroll: true });
}
