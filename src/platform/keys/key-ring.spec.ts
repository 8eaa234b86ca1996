import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyFileError } from './key-files.js';
import { KeyRing } from './key-ring.js';
import { SealedTextBroken } from './sealed-text.js';

describe('the key ring', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'minqing-keys-'))));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('makes its files on the first start, private to the server, and keeps them', () => {
    const first = KeyRing.open({ dataDir });
    const { wrapped, key } = first.newCaseKey();
    expect(statSync(join(dataDir, 'keys', 'master.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'keys', 'seal.key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, 'keys', 'seal.pub'), 'utf8')).toBe(first.sealPublicKey);

    const again = KeyRing.open({ dataDir });
    expect(again.unwrap(wrapped)).toEqual(key);
    expect(again.sealKeyId).toBe(first.sealKeyId);
  });

  it('opens a text only at the place it was sealed for', () => {
    const ring = KeyRing.open({ dataDir });
    const { key } = ring.newCaseKey();
    const sealed = ring.seal(key, '张三', 'petition_case/1/person');
    expect(sealed).not.toContain('张三');
    expect(ring.open(key, sealed, 'petition_case/1/person')).toBe('张三');
    expect(() => ring.open(key, sealed, 'petition_case/2/person')).toThrow(SealedTextBroken);
  });

  it('notices every changed byte', () => {
    const ring = KeyRing.open({ dataDir });
    const { key } = ring.newCaseKey();
    const sealed = Buffer.from(ring.seal(key, '13812345678', 'row'), 'base64');
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Buffer.from(sealed);
      altered[index]! ^= 1;
      expect(() => ring.open(key, altered.toString('base64'), 'row')).toThrow(SealedTextBroken);
    }
    expect(() => ring.open(key, sealed.subarray(0, 20).toString('base64'), 'row')).toThrow(SealedTextBroken);
  });

  it('does not unwrap a key under another master key', () => {
    const { wrapped } = KeyRing.open({ dataDir, masterKey: Buffer.alloc(32, 1) }).newCaseKey();
    expect(() => KeyRing.open({ dataDir, masterKey: Buffer.alloc(32, 2) }).unwrap(wrapped)).toThrow(SealedTextBroken);
  });

  it('finds equal values by hash, whatever their width and spacing, and keeps kinds apart', () => {
    const ring = KeyRing.open({ dataDir });
    expect(ring.lookupHash('id', '11010519491231002x')).toBe(ring.lookupHash('id', ' 1101051949 1231002X'));
    expect(ring.lookupHash('phone', '138 1234-5678')).toBe(ring.lookupHash('phone', '13812345678'));
    expect(ring.lookupHash('phone', '13812345678')).not.toBe(ring.lookupHash('id', '13812345678'));
  });

  it('signs so that the public key alone can check', () => {
    const ring = KeyRing.open({ dataDir });
    const signature = ring.sign(Buffer.from('block'));
    expect(verify(null, Buffer.from('block'), createPublicKey(ring.sealPublicKey), signature)).toBe(true);
    expect(verify(null, Buffer.from('other'), createPublicKey(ring.sealPublicKey), signature)).toBe(false);
  });

  it('refuses a damaged key file instead of making a new one', () => {
    KeyRing.open({ dataDir });
    writeFileSync(join(dataDir, 'keys', 'master.key'), 'short');
    expect(() => KeyRing.open({ dataDir })).toThrow(KeyFileError);
  });
});
