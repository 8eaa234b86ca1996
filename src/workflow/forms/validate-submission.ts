/** Checks what was filled in against the form's schema, because a program or a manipulated page can send anything. */
import { isDeepStrictEqual } from 'node:util';
import type { Json, Variables } from '../../engine/ports.js';
import { dataOf, isHidden, isReadOnly, refusalOf, type ExpressionScope } from './conditions.js';
import { brokenRules } from './field-rules.js';
import { emptyValue, isEmpty, readValue } from './field-values.js';
import { isField, labelOf, OPTION_TYPES } from './form-schema.js';
import type { Evaluate, FormComponent, FormProblem, FormSchema } from './form-schema.js';
import { offeredValues } from './options.js';
import { brokenRowRules } from './row-rules.js';

export interface SubmissionContext {
  /** The values the form was opened with: variables in scope of the task. */
  initial: Variables;
  evaluate: Evaluate;
}

export interface CheckedSubmission {
  problems: FormProblem[];
  /**
   * What the task hands over: every visible field, an empty one as form-js writes it; read-only ones from `initial`, never
   * from the submission. Rows of a list nobody may add to keep what else they held.
   */
  values: Variables;
}

/** @param schema a form that `checkFormSchema` found nothing wrong with */
export function validateSubmission(
  schema: unknown,
  submitted: Variables,
  context: SubmissionContext,
): CheckedSubmission {
  const { components } = schema as FormSchema;
  const problems: FormProblem[] = [];
  const scope: ExpressionScope = { data: { ...context.initial, ...submitted }, evaluate: context.evaluate };
  const values = new ScopeCheck(problems, scope).check(components, {
    submitted,
    initial: context.initial,
    path: '',
    label: '',
  });
  return { problems, values };
}

/** One level of the submission: the form itself, a group with a path, or a row of a list. */
interface Level {
  submitted: Variables;
  initial: Variables;
  /** `demands[0].`; empty at the top. */
  path: string;
  /** `「诉求」第 1 行`; empty at the top. */
  label: string;
}

class ScopeCheck {
  constructor(
    private readonly problems: FormProblem[],
    private readonly scope: ExpressionScope,
  ) {}

  check(components: FormComponent[], level: Level): Variables {
    const known = new Set<string>();
    const values: Variables = {};
    this.checkComponents(components, level, false, known, values);
    for (const name of Object.keys(level.submitted)) {
      if (!known.has(name)) this.report(level, name, 'unknown-field', `表单中没有“${name.slice(0, 40)}”这一项`);
    }
    return values;
  }

  private checkComponents(
    components: FormComponent[],
    level: Level,
    hiddenAbove: boolean,
    known: Set<string>,
    values: Variables,
  ): void {
    for (const component of components) {
      const hidden = hiddenAbove || isHidden(component, this.scope);
      const name = component.type === 'dynamiclist' || component.type === 'group' ? component.path : component.key;
      if (component.type === 'group' && !name) {
        this.checkComponents(component.components ?? [], level, hidden, known, values);
      } else if (name && (isField(component) || component.components)) {
        known.add(name);
        const value = hidden ? this.checkHidden(component, name, level) : this.checkVisible(component, name, level);
        if (value !== undefined) values[name] = value;
      }
    }
  }

  private checkHidden(component: FormComponent, name: string, level: Level): undefined {
    if (!isEmpty(component, own(level.submitted, name))) {
      this.report(level, name, 'hidden-field', `${this.labelled(component, level)}当前不需要填写，请清空后再提交`);
    }
  }

  private checkVisible(component: FormComponent, name: string, level: Level): Json | undefined {
    const refusal = refusalOf(component, this.scope);
    if (refusal) this.report(level, name, refusal.rule, refusal.message);
    if (component.type === 'dynamiclist') return this.checkList(component, name, level);
    if (component.type === 'group') return this.checkGroup(component, name, level);
    return this.checkField(component, name, level);
  }

  private checkField(field: FormComponent, name: string, level: Level): Json | undefined {
    const label = this.labelled(field, level);
    const given = own(level.submitted, name);
    const kept = own(level.initial, name) ?? field.defaultValue ?? emptyValue(field);
    const locked = field.disabled === true || isReadOnly(field, this.scope);
    if (
      locked &&
      given !== undefined &&
      !isDeepStrictEqual(given, kept) &&
      !(isEmpty(field, given) && isEmpty(field, kept))
    ) {
      this.report(level, name, 'read-only', `${label}不能修改`);
      return undefined;
    }
    // As form-js: a disabled field is neither checked nor handed over.
    if (field.disabled) return undefined;
    const value = locked ? kept : given;
    if (isEmpty(field, value)) return this.checkRules(field, name, emptyValue(field), level);
    const offered = OPTION_TYPES.has(field.type)
      ? offeredValues(field, dataOf(this.scope), this.scope.evaluate)
      : undefined;
    const read = readValue(field, value!, label, offered);
    if ('value' in read) return this.checkRules(field, name, read.value, level);
    this.report(level, name, read.rule, read.message);
    return undefined;
  }

  private checkRules(field: FormComponent, name: string, value: Json, level: Level): Json {
    for (const { rule, message } of brokenRules(field, value, this.labelled(field, level)))
      this.report(level, name, rule, message);
    return value;
  }

  private checkGroup(group: FormComponent, name: string, level: Level): Json | undefined {
    const submitted = own(level.submitted, name) ?? {};
    if (!isRecord(submitted)) return this.wrongType(group, name, level);
    const initial = own(level.initial, name);
    return this.check(group.components ?? [], {
      submitted,
      initial: isRecord(initial) ? initial : {},
      path: `${level.path}${name}.`,
      label: level.label,
    });
  }

  private checkList(list: FormComponent, name: string, level: Level): Json | undefined {
    const rows = own(level.submitted, name) ?? [];
    if (!Array.isArray(rows) || !rows.every(isRecord)) return this.wrongType(list, name, level);
    const initial = own(level.initial, name);
    const initialRows = Array.isArray(initial) ? initial.map((row) => (isRecord(row) ? row : {})) : undefined;
    const label = this.labelled(list, level);
    const broken = brokenRowRules(list, label, rows, initialRows);
    for (const { rule, message, at } of broken)
      this.report(level, at ? `${name}[${at.index}].${at.key}` : name, rule, message);
    if (broken.some(({ rule }) => rule === 'rows-fixed' || rule === 'max-rows')) return undefined;
    const fixed = list.allowAddRemove === false;
    return rows.map((submitted, index) => {
      const row = {
        value: submitted,
        numbers: [...(this.scope.row?.numbers ?? []), index + 1],
        parent: this.scope.row?.value ?? this.scope.data,
      };
      const rowInitial = initialRows?.[index] ?? {};
      const values = new ScopeCheck(this.problems, { ...this.scope, row }).check(list.components ?? [], {
        submitted,
        initial: rowInitial,
        path: `${level.path}${name}[${index}].`,
        label: `${label}第 ${index + 1} 行`,
      });
      return fixed ? { ...rowInitial, ...values } : values;
    });
  }

  private wrongType(component: FormComponent, name: string, level: Level): undefined {
    this.report(level, name, 'wrong-type', `${this.labelled(component, level)}的内容格式不正确`);
  }

  private labelled(component: FormComponent, level: Level): string {
    return `${level.label}「${labelOf(component)}」`;
  }

  private report(level: Level, name: string, rule: string, message: string): void {
    this.problems.push({ path: `${level.path}${name}`, rule, message });
  }
}

const isRecord = (value: Json | undefined): value is Variables =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own properties only: `constructor` is not a value. */
const own = (record: Variables, name: string): Json | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
