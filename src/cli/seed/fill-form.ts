import type { Json, Variables } from '../../engine/ports.js';
import type { Evaluate, FormComponent, FormSchema } from '../../workflow/forms/index.js';
import type { Chance } from './chance.js';
import { wordsFor } from './words.js';

export interface FillContext {
  chance: Chance;
  /** Day of the office, `2026-06-01`. */
  today: string;
  /** Instant of the office with its zone, `2026-06-01T09:30+08:00`. */
  now: string;
  /** What the task already knows: fields begin with it. */
  known: Variables;
  /** What the person has decided; wins over everything else. */
  decided: Variables;
  evaluate: Evaluate;
}

/**
 * Fills a form as a person would: what is decided, what is known, else something sensible for the kind of field. Fields that
 * are hidden, disabled or read-only are left out, as a browser does.
 */
export function fillForm(schema: FormSchema, context: FillContext): Variables {
  return fill(schema.components, context, { ...context.known, ...context.decided });
}

function fill(components: readonly FormComponent[], context: FillContext, data: Variables): Variables {
  const values: Variables = {};
  const seen = { ...data };
  for (const component of components) {
    if (isHidden(component, { ...seen, ...values }, context.evaluate)) continue;
    if (component.type === 'group') {
      const inner = fill(component.components ?? [], context, { ...seen, ...values });
      if (component.path) values[component.path] = inner;
      else Object.assign(values, inner);
    } else if (component.type === 'dynamiclist') {
      values[component.path!] = fillRows(component, context, seen);
    } else if (component.key && !isFixed(component, { ...seen, ...values }, context.evaluate)) {
      values[component.key] = valueOf(component, context, { ...seen, ...values });
    }
  }
  return values;
}

/** Rows that are known are completed; of an empty list there is one row, or as many as the form asks for. */
function fillRows(list: FormComponent, context: FillContext, data: Variables): Json[] {
  const decided = context.decided[list.path!] ?? data[list.path!];
  const least = Number(list.properties?.['minRows'] ?? 1);
  const rows: Json[] = Array.isArray(decided) ? [...decided] : [];
  while (rows.length < Math.max(least, Array.isArray(decided) ? 0 : 1)) rows.push({});
  return rows.map((row) => {
    const given = typeof row === 'object' && row !== null && !Array.isArray(row) ? row : {};
    const rowContext = { ...context, decided: {}, known: given };
    return { ...keepable(list, given), ...fill(list.components ?? [], rowContext, { ...data, ...given }) };
  });
}

/** Of a known row only what the form has fields for. */
function keepable(list: FormComponent, row: Record<string, Json>): Variables {
  const keys = new Set(fieldsOf(list.components ?? []).map(({ key }) => key));
  return Object.fromEntries(Object.entries(row).filter(([key]) => keys.has(key)));
}

const fieldsOf = (components: readonly FormComponent[]): FormComponent[] =>
  components.flatMap((each) => [each, ...fieldsOf(each.components ?? [])]);

function isHidden({ conditional }: FormComponent, data: Variables, evaluate: Evaluate): boolean {
  return conditional?.hide !== undefined && truthOf(conditional.hide, data, evaluate);
}

function isFixed({ disabled, readonly }: FormComponent, data: Variables, evaluate: Evaluate): boolean {
  if (disabled || readonly === true) return true;
  return typeof readonly === 'string' && truthOf(readonly, data, evaluate);
}

function truthOf(expression: string, data: Variables, evaluate: Evaluate): boolean {
  try {
    return evaluate(expression.slice(1), data) === true;
  } catch {
    return false;
  }
}

function valueOf(field: FormComponent, context: FillContext, data: Variables): Json {
  const key = field.key!;
  const decided = context.decided[key];
  if (decided !== undefined) return decided;
  const known = context.known[key];
  if (known !== undefined && known !== null && known !== '') return known;
  if (field.defaultValue !== undefined && field.defaultValue !== null && field.defaultValue !== '')
    return field.defaultValue;
  switch (field.type) {
    case 'number':
      return Math.max(field.validate?.min ?? 1, 1);
    case 'checkbox':
      return field.validate?.required ?? false;
    case 'radio':
    case 'select':
      return optionsOf(field, data, context.evaluate)[0] ?? null;
    case 'checklist':
    case 'taglist':
      return optionsOf(field, data, context.evaluate).slice(0, 1);
    case 'datetime':
      return field.subtype === 'date' ? context.today : field.subtype === 'time' ? context.now.slice(11) : context.now;
    default:
      return textFor(field, context.chance);
  }
}

function optionsOf(field: FormComponent, data: Variables, evaluate: Evaluate): Json[] {
  const given = field.valuesExpression
    ? evaluate(field.valuesExpression.slice(1), data)
    : field.valuesKey
      ? data[field.valuesKey]
      : field.values;
  if (!Array.isArray(given)) return [];
  return (given as Json[]).map((option) =>
    typeof option === 'object' && option !== null && !Array.isArray(option) ? (option['value'] ?? null) : option,
  );
}

function textFor(field: FormComponent, chance: Chance): Json {
  const { minLength = 0, maxLength = 200, required } = field.validate ?? {};
  if (!required && minLength === 0) return '';
  const words = wordsFor(field, chance);
  return words.length >= minLength
    ? words.slice(0, maxLength)
    : words.padEnd(minLength, '，情况属实').slice(0, maxLength);
}
