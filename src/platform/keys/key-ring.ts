import { createHash, createHmac, createPublicKey, hkdfSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { Config } from '../config/config.js';
import { readOrCreateMasterKey, readOrCreateSealKey } from './key-files.js';
import { openBytes, openText, sealBytes, sealText } from './sealed-text.js';

export interface CaseKey {
  /** 32 bytes; never stored. */
  key: Buffer;
  /** The key encrypted under the master key: what a row holds. Losing it erases everything sealed with the key. */
  wrapped: string;
}

const wrappedKeyPlace = 'minqing/case-key';

/** Case keys kept unwrapped: those of the cases being worked on. */
const keptKeys = 1_000;

/**
 * Every secret of the server. Each case has a key of its own, wrapped by the master key, which is kept outside the database;
 * look-up hashes and the signature of the history have separate keys.
 */
export class KeyRing {
  /** SPKI PEM of the key that signs the history. */
  readonly sealPublicKey: string;
  /** First 16 hex digits of SHA-256 over the public key: names the key in a block. */
  readonly sealKeyId: string;
  private readonly wrapping: Buffer;
  private readonly lookup: Buffer;
  private readonly unwrapped = new Map<string, Buffer>();
  private readonly answers: Buffer;

  constructor(
    masterKey: Buffer,
    private readonly sealKey: KeyObject,
  ) {
    this.wrapping = derive(masterKey, 'minqing/wrap');
    this.lookup = derive(masterKey, 'minqing/lookup');
    this.answers = derive(masterKey, 'minqing/answers');
    const publicKey = createPublicKey(sealKey);
    this.sealPublicKey = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    this.sealKeyId = createHash('sha256')
      .update(publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex')
      .slice(0, 16);
  }

  /** Reads the keys, making on the first start those that are missing. @throws KeyFileError */
  static open(config: Pick<Config, 'dataDir' | 'masterKey'>): KeyRing {
    return new KeyRing(config.masterKey ?? readOrCreateMasterKey(config.dataDir), readOrCreateSealKey(config.dataDir));
  }

  /** @param place row and field the text belongs to; it opens nowhere else. */
  seal(key: Buffer, text: string, place: string): string {
    return sealText(key, text, place);
  }

  /** @throws SealedTextBroken when the text was altered, moved to another place or sealed with another key. */
  open(key: Buffer, sealed: string, place: string): string {
    return openText(key, sealed, place);
  }

  /** As {@link seal}, for content that is not text. */
  sealBytes(key: Buffer, content: Buffer, place: string): string {
    return sealBytes(key, content, place);
  }

  /** @throws SealedTextBroken as {@link open} does. */
  openBytes(key: Buffer, sealed: string, place: string): Buffer {
    return openBytes(key, sealed, place);
  }

  newCaseKey(): CaseKey {
    const key = randomBytes(32);
    return { key, wrapped: sealText(this.wrapping, key.toString('base64'), wrappedKeyPlace) };
  }

  /** @throws SealedTextBroken when the row was wrapped under another master key. */
  unwrap(wrapped: string): Buffer {
    const known = this.unwrapped.get(wrapped);
    if (known) return known;
    const key = Buffer.from(openText(this.wrapping, wrapped, wrappedKeyPlace), 'base64');
    if (this.unwrapped.size >= keptKeys) this.unwrapped.delete(this.unwrapped.keys().next().value!);
    this.unwrapped.set(wrapped, key);
    return key;
  }

  /**
   * A keyed hash (HMAC-SHA-256) under which equal values can be found without being readable. Width, case and spaces do not
   * count. `kind` keeps a phone number from matching a document number.
   */
  lookupHash(kind: 'name' | 'id' | 'phone', value: string): string {
    const normalised = value.normalize('NFKC').toUpperCase().replace(/[\s-]/gu, '');
    return createHmac('sha256', this.lookup).update(`${kind}\0${normalised}`).digest('hex');
  }

  /** Answers to requests, which belong to no single case; kept for days. `place` as in {@link seal}. */
  sealAnswer(text: string, place: string): string {
    return sealText(this.answers, text, place);
  }

  /** @throws SealedTextBroken */
  openAnswer(sealed: string, place: string): string {
    return openText(this.answers, sealed, place);
  }

  /** Ed25519 signature, 64 bytes. */
  sign(bytes: Buffer): Buffer {
    return sign(null, bytes, this.sealKey);
  }
}

const derive = (masterKey: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', masterKey, '', purpose, 32));
