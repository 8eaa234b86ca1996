import type { FormSchema } from '../../api/types.js';

/**
 * The schema as it is shown. form-js folds a list away after five rows, with the errors in them: a sixth demand could be
 * refused without anybody seeing why. Lists are never folded.
 */
export function prepareSchema(schema: FormSchema): FormSchema {
  const prepared: FormSchema = { ...schema };
  if (schema.type === 'dynamiclist') prepared['disableCollapse'] = true;
  if (schema.components) prepared.components = schema.components.map(prepareSchema);
  return prepared;
}
