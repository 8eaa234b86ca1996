/** Whether a component is hidden or read-only just now. */
import type { Json, Variables } from '../../engine/ports.js';
import type { Evaluate, FormComponent } from './form-schema.js';

/** What expressions of one place see: the whole form, and in a row of a list the row itself. */
export interface ExpressionScope {
  data: Variables;
  /** The row, with its number from 1 and the scope around it; absent outside lists. */
  row?: { value: Variables; numbers: number[]; parent: Variables };
  evaluate: Evaluate;
}

/** As form-js: only `true` hides; a condition that fails shows the field. */
export function isHidden(component: FormComponent, scope: ExpressionScope): boolean {
  const hide = component.conditional?.hide;
  return hide !== undefined && hide !== '' && holds(hide, scope);
}

export function isReadOnly(component: FormComponent, scope: ExpressionScope): boolean {
  return typeof component.readonly === 'string' ? holds(component.readonly, scope) : component.readonly === true;
}

/**
 * A rule of the work that a field or a list breaks, as its `properties` say: `refuseWhen` (FEEL), `refuseRule` (its name in
 * kebab-case) and `refuseText` (the sentence with the rule). form-js has no rule between fields; the server alone checks it.
 * A rule that cannot be checked (too slow on a loaded machine, say) refuses: it would else let everything through.
 */
export function refusalOf(
  { properties }: FormComponent,
  scope: ExpressionScope,
): { rule: string; message: string } | undefined {
  const { refuseWhen, refuseRule = 'rule', refuseText = '' } = properties ?? {};
  if (refuseWhen === undefined) return undefined;
  try {
    const broken = scope.evaluate(refuseWhen.slice(1), dataOf(scope)) === true;
    return broken ? { rule: refuseRule, message: refuseText } : undefined;
  } catch {
    return { rule: 'rule-unchecked', message: `${refuseText}（这条规则这次没有核对成，请再提交一次。）` };
  }
}

/** The names form-js gives an expression (buildExpressionContext): the form's data, `this`, `parent` and `i`. */
export function dataOf({ data, row }: ExpressionScope): Variables {
  if (!row) return { ...data, this: data };
  const special: Record<string, Json> = { this: row.value, parent: row.parent, i: row.numbers };
  return { ...special, ...data };
}

function holds(expression: string, scope: ExpressionScope): boolean {
  if (!expression.startsWith('=')) return false;
  try {
    return scope.evaluate(expression.slice(1), dataOf(scope)) === true;
  } catch {
    return false;
  }
}
