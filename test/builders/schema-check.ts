import type { Json } from './caller.js';

/** Where a value differs from an OpenAPI 3.0 schema: presence, types, formats, closed lists; empty when nowhere. */
export function differences(value: Json, schema: Json, document: Json, path = '$'): string[] {
  if (value === null && schema.nullable) return [];
  if (schema.$ref) return differences(value, resolve(schema.$ref, document), document, path);
  if (schema.allOf) return schema.allOf.flatMap((part: Json) => differences(value, part, document, path));
  if (schema.oneOf ?? schema.anyOf) {
    const results: string[][] = (schema.oneOf ?? schema.anyOf).map((part: Json) =>
      differences(value, part, document, path),
    );
    return results.some((result) => result.length === 0) ? [] : [`${path}: none of the alternatives`];
  }
  if (value === null) return schema.type === undefined ? [] : [`${path}: null`];
  if (schema.enum && !schema.enum.includes(value))
    return [`${path}: ${JSON.stringify(value)} is not among ${schema.enum.join()}`];
  switch (schema.type) {
    case 'object':
      return objectDifferences(value, schema, document, path);
    case 'array':
      if (!Array.isArray(value)) return [`${path}: not a list`];
      return value.flatMap((item, index) => differences(item, schema.items ?? {}, document, `${path}[${index}]`));
    case 'string':
      return typeof value === 'string' ? formatDifference(value, schema.format, path) : [`${path}: not a text`];
    case 'integer':
      return Number.isInteger(value) ? [] : [`${path}: not an integer`];
    case 'number':
    case 'boolean':
      return typeof value === schema.type ? [] : [`${path}: not a ${schema.type}`];
    default:
      return [];
  }
}

function objectDifferences(value: Json, schema: Json, document: Json, path: string): string[] {
  if (typeof value !== 'object' || Array.isArray(value)) return [`${path}: not an object`];
  const known: Record<string, Json> = schema.properties ?? {};
  const missing = (schema.required ?? [])
    .filter((name: string) => !(name in value))
    .map((name: string) => `${path}.${name}: missing`);
  // An object without described properties is open on purpose (variables, a form).
  const open = Object.keys(known).length === 0 || schema.additionalProperties !== undefined;
  const undocumented = open
    ? []
    : Object.keys(value)
        .filter((name) => !(name in known))
        .map((name) => `${path}.${name}: not documented`);
  const within = Object.keys(known)
    .filter((name) => value[name] !== undefined)
    .flatMap((name) => differences(value[name], known[name], document, `${path}.${name}`));
  return [...missing, ...undocumented, ...within];
}

const formats: Record<string, RegExp> = {
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
};

function formatDifference(value: string, format: string | undefined, path: string): string[] {
  const pattern = format === undefined ? undefined : formats[format];
  return !pattern || pattern.test(value) ? [] : [`${path}: ${value} is no ${format}`];
}

/** @throws Error when the reference leads nowhere. */
export function resolve(reference: string, document: Json): Json {
  const found = reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<Json>((at, part) => at?.[part.replace(/~1/g, '/').replace(/~0/g, '~')], document);
  if (!reference.startsWith('#/') || found === undefined) throw new Error(`${reference} leads nowhere`);
  return found;
}
