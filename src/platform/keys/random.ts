import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** Row ids that tell nothing about order or number. */
export const randomId = (): string => randomUUID();

/** An unguessable token of 256 bits, safe in cookies, headers and addresses. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

/** Letters and digits that are not mistaken for one another when read out or written by hand. */
const legible = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** `length` legible characters, about 5 bits each. */
export const randomLegible = (length: number): string =>
  Array.from({ length }, () => legible[randomInt(legible.length)]).join('');
