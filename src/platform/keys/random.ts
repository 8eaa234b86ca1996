import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** Row ids that tell nothing about order or number. */
export const randomId = (): string => randomUUID();

/** An unguessable token of 256 bits, safe in cookies, headers and addresses. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** Random bytes are drawn from the system this many at a time: a call costs the same for sixteen as for all of them. */
const poolBytes = 8_192;
let pool = Buffer.alloc(0);

/** Random bytes of the system's generator, each handed out once; for the many small draws of salts and nonces. */
export function randomPart(length: number): Buffer {
  if (pool.length < length) pool = randomBytes(Math.max(poolBytes, length));
  const part = Buffer.from(pool.subarray(0, length));
  pool = pool.subarray(length);
  return part;
}

/** Letters and digits that are not mistaken for one another when read out or written by hand. */
const legible = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** `length` legible characters, about 5 bits each. */
export const randomLegible = (length: number): string =>
  Array.from({ length }, () => legible[randomInt(legible.length)]).join('');
