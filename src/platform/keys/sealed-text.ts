import { createCipheriv, createDecipheriv } from 'node:crypto';
import { randomPart } from './random.js';

const algorithm = 'aes-256-gcm';
/** 96 bits, the length GCM is made for; drawn anew for every text. */
const nonceBytes = 12;
const tagBytes = 16;
/** First byte of what is stored, so that a later format can be told apart. */
const format = 1;

/** What is stored was changed, belongs to another row or field, or was made with another key. */
export class SealedTextBroken extends Error {
  constructor() {
    super('sealed text does not open with this key and place');
    this.name = 'SealedTextBroken';
  }
}

/** As {@link sealBytes}, over UTF-8. */
export const sealText = (key: Buffer, text: string, place: string): string =>
  sealBytes(key, Buffer.from(text, 'utf8'), place);

/** AES-256-GCM: format byte, nonce, tag, ciphertext as base64. `place` is authenticated and not stored. */
export function sealBytes(key: Buffer, content: Buffer, place: string): string {
  const nonce = randomPart(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce);
  cipher.setAAD(Buffer.from(place, 'utf8'));
  const body = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([Buffer.of(format), nonce, cipher.getAuthTag(), body]).toString('base64');
}

/** @throws SealedTextBroken */
export const openText = (key: Buffer, sealed: string, place: string): string =>
  openBytes(key, sealed, place).toString('utf8');

/** @throws SealedTextBroken */
export function openBytes(key: Buffer, sealed: string, place: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes[0] !== format || bytes.length < 1 + nonceBytes + tagBytes) throw new SealedTextBroken();
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(1, 1 + nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(place, 'utf8'));
  decipher.setAuthTag(bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes + tagBytes)), decipher.final()]);
  } catch {
    throw new SealedTextBroken();
  }
}
