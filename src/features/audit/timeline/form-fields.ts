/** A field of a form-js schema, reduced to what a reader needs: where its value lies and how it is called. */
export type FormField =
  | { kind: 'field'; path: string[]; label: string; options: ReadonlyMap<string, string> }
  | { kind: 'list'; path: string[]; label: string; fields: FormField[] }
  | { kind: 'group'; path: string[]; fields: FormField[] };

interface Component {
  type?: unknown;
  key?: unknown;
  path?: unknown;
  label?: unknown;
  subtype?: unknown;
  dateLabel?: unknown;
  timeLabel?: unknown;
  components?: unknown;
  values?: unknown;
}

/** Fields of a stored form in their order. A schema that cannot be read has none: values are then shown by their keys. */
export function formFields(schemaText: string): FormField[] {
  let schema: unknown;
  try {
    schema = JSON.parse(schemaText);
  } catch {
    return [];
  }
  return componentsOf(schema).flatMap(fieldOf);
}

/** Labels by key through all nested groups, for values that were set without the form. */
export function labelsOf(fields: readonly FormField[]): Map<string, string> {
  const labels = new Map<string, string>();
  for (const field of fields) {
    if (field.kind === 'group') labelsOf(field.fields).forEach((label, key) => labels.set(key, label));
    else if (field.path.length === 1) labels.set(field.path[0]!, field.label);
  }
  return labels;
}

/** The object in which a group keeps its values; `known` learns the name under which it is found. */
export function nested(
  values: Record<string, unknown>,
  path: readonly string[],
  known: Set<string>,
): Record<string, unknown> {
  if (path[0] !== undefined) known.add(path[0]);
  return path.reduce<Record<string, unknown>>(
    (inner, key) => asObject(Object.hasOwn(inner, key) ? inner[key] : undefined),
    values,
  );
}

/** The wording of a chosen option; yes and no in words where the form names none. */
export function optionLabel(field: Extract<FormField, { kind: 'field' }>, value: unknown): string | undefined {
  return field.options.get(String(value));
}

function fieldOf(component: Component): FormField[] {
  const inner = componentsOf(component).flatMap(fieldOf);
  if (component.type === 'dynamiclist') {
    return [{ kind: 'list', path: pathOf(component.path), label: labelOf(component, '明细'), fields: inner }];
  }
  if (inner.length > 0) return [{ kind: 'group', path: pathOf(component.path), fields: inner }];
  const path = pathOf(component.key);
  if (path.length === 0) return [];
  return [{ kind: 'field', path, label: labelOf(component, path.join('.')), options: optionsOf(component.values) }];
}

function labelOf(component: Component, fallback: string): string {
  const label = [
    component.label,
    ...(component.subtype === 'date' ? [] : [component.timeLabel]),
    component.dateLabel,
  ].find((text) => typeof text === 'string' && text.trim() !== '');
  // A computed label (FEEL, template) has no one wording that could be shown for a past event.
  return typeof label === 'string' && !/^=|\{\{/.test(label) ? label.trim() : fallback;
}

function optionsOf(values: unknown): ReadonlyMap<string, string> {
  if (!Array.isArray(values)) return new Map();
  return new Map(
    values.flatMap((option: unknown): [string, string][] => {
      const { value, label } = asObject(option);
      return typeof label === 'string' ? [[String(value), label]] : [];
    }),
  );
}

const componentsOf = (schema: unknown): Component[] => {
  const { components } = asObject(schema);
  return Array.isArray(components) ? components.map(asObject) : [];
};

const pathOf = (path: unknown): string[] => (typeof path === 'string' && path !== '' ? path.split('.') : []);

const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
