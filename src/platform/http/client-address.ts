import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** Where a proxy of one's own stands: this machine or the same network. */
const near = new BlockList();
near.addSubnet('127.0.0.0', 8);
near.addSubnet('10.0.0.0', 8);
near.addSubnet('172.16.0.0', 12);
near.addSubnet('192.168.0.0', 16);
near.addAddress('::1', 'ipv6');
near.addSubnet('fc00::', 7, 'ipv6');

const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '');

const isNear = (address: string): boolean =>
  isIP(address) !== 0 && near.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Whom to count a request for. Behind a proxy everybody has the proxy's address, and one person who guesses would use up the
 * attempts of all: there it is the last address the proxy added to `X-Forwarded-For`. Somebody near who makes that header up
 * is counted under a name of his own choice, so this must never be all that stands between a guess and a secret.
 */
export function clientAddress(request: Pick<FastifyRequest, 'ip' | 'headers'>): string {
  const peer = withoutMapping(request.ip);
  if (!isNear(peer)) return peer;
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)!.trim();
  return isIP(forwarded) === 0 ? peer : withoutMapping(forwarded);
}
