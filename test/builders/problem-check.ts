import type { Answer, Json } from './caller.js';

/** What of an error would help nobody but an attacker. */
const leaks =
  /\bat .+:\d+:\d+|node_modules|\/work\/|\/tmp\/|dist\/src|\bSELECT\b|\bINSERT\b|\bUPDATE\b|SQLITE_|better-sqlite|TypeError|Error:|undefined/;

/** What is wrong with an error answer as a problem of RFC 9457 in our form; empty when nothing is. */
export function faultsOfProblem({ status, headers, body }: Answer<Json>): string[] {
  const faults: string[] = [];
  if (!(headers.get('content-type') ?? '').startsWith('application/problem+json'))
    return [`content type ${headers.get('content-type')}`];
  if (body.status !== status) faults.push(`status ${body.status} in the body`);
  for (const field of ['type', 'title', 'detail', 'code'])
    if (typeof body[field] !== 'string' || body[field] === '') faults.push(`no ${field}`);
  if (!/^[a-z0-9-]+$/.test(String(body.code))) faults.push(`code ${body.code}`);
  if (!/\p{Script=Han}/u.test(String(body.detail))) faults.push(`detail is not Chinese: ${body.detail}`);
  const text = JSON.stringify(body);
  if (leaks.test(text)) faults.push(`leaks: ${text}`);
  return faults;
}
