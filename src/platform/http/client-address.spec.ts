import { clientAddress } from './client-address.js';

const from = (ip: string, forwarded?: string | string[]): string =>
  clientAddress({ ip, headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded as string } });

describe('whom a request is counted for', () => {
  it('is the peer, whatever a stranger claims', () => {
    expect(from('198.51.100.7')).toBe('198.51.100.7');
    expect(from('198.51.100.7', '203.0.113.1')).toBe('198.51.100.7');
    expect(from('2001:db8::1', '203.0.113.1')).toBe('2001:db8::1');
    expect(from('::ffff:198.51.100.7', '203.0.113.1')).toBe('198.51.100.7');
  });

  it('is whom a proxy on this machine or network speaks for: the address it added last', () => {
    for (const proxy of ['127.0.0.1', '::1', '10.1.2.3', '172.16.0.9', '192.168.1.1', 'fd00::1', '::ffff:127.0.0.1']) {
      expect(from(proxy, '8.8.8.8, 203.0.113.1')).toBe('203.0.113.1');
      expect(from(proxy, ['8.8.8.8', '203.0.113.2'])).toBe('203.0.113.2');
    }
    expect(from('10.1.2.3', '2001:db8::5')).toBe('2001:db8::5');
  });

  it('is the peer where the header names nobody', () => {
    for (const nobody of ['', 'unknown', '_hidden', '203.0.113.1, ', "'; --"])
      expect(from('10.1.2.3', nobody)).toBe('10.1.2.3');
  });
});
