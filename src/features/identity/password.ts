import { Algorithm, hash, verify } from '@node-rs/argon2';

/** OWASP's lower bound for argon2id: 19 MiB, two passes, one lane. About 30 ms here, in the thread pool. */
const cost = { algorithm: Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, cost);

let unknownAccount: Promise<string> | undefined;

/**
 * Checks a password. Without a stored hash it takes as long as with one and gives false, so that the time of an answer does
 * not tell which accounts exist.
 */
export async function verifyPassword(storedHash: string | undefined, password: string): Promise<boolean> {
  if (storedHash !== undefined) return verify(storedHash, password);
  unknownAccount ??= hashPassword('no account has this password');
  await verify(await unknownAccount, password);
  return false;
}
