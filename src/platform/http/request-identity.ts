import type { IncomingMessage } from 'node:http';
import { randomId } from '../keys/random.js';

/**
 * What callers may name a request by. It is written to the log, so it must not look like something else: letters are asked
 * for, because a run of digits may be somebody's telephone or document number.
 */
const acceptable = /^(?=(?:.*[A-Za-z]){2})[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

/** The caller's `X-Request-Id` where it can be used, else one of our own. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && acceptable.test(given) ? given : randomId();
}
