import { Failure } from '../../../platform/failure.js';

/**
 * A request that cannot be carried out as asked. Nothing in a search is ever ignored: what is not known is refused by its path.
 * @param message goes behind the quoted path: `应为文字`
 */
export function refuse(path: string, rule: string, message: string): Failure {
  return new Failure('invalid', 'request-invalid', `“${path}”${message}。`, [
    { path, rule, message: `“${path}”${message}` },
  ]);
}

export const unknownField = (path: string): Failure => refuse(path, 'unsupported-field', '是不支持的字段');

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
