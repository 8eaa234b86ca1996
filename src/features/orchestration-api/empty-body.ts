import { isObject, refuse, unknownField } from './search/refusal.js';

/** Bodies whose only field in the API (`operationReference`) marks records this server does not write. @throws Failure request-invalid */
export function expectNoFields(body: unknown): void {
  if (body === undefined || body === null) return;
  if (!isObject(body)) throw refuse('body', 'is-object', '应为对象');
  const [field] = Object.keys(body);
  if (field !== undefined) throw unknownField(field);
}
