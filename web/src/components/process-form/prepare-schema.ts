import type { FormSchema } from '../../api/types.js';

/**
 * The schema as it is shown. form-js folds long lists away and neither checks nor submits the folded rows, which would lose
 * the answers to a petition with more than five demands: lists are never folded.
 */
export function prepareSchema(schema: FormSchema): FormSchema {
  const prepared: FormSchema = { ...schema };
  if (schema.type === 'dynamiclist') prepared['disableCollapse'] = true;
  if (schema.components) prepared.components = schema.components.map(prepareSchema);
  return prepared;
}
