import canonicalize from 'canonicalize';
import type { FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { multipartParts } from '../http/multipart-parts.js';

/**
 * SHA-256 over what a request asks for: method, address, `If-Match` and body. Two JSON bodies that differ only in the order
 * of their fields ask for the same (RFC 8785); so do two multipart bodies that differ only in their boundary.
 * @throws Failure when a multipart body cannot be read
 */
export async function requestFingerprint(request: FastifyRequest): Promise<string> {
  const hash = createHash('sha256');
  const add = (part: string | Buffer): void => {
    const bytes = Buffer.from(part as string);
    // Its length before each part: no two lists of parts read alike.
    hash.update(`${bytes.length}:`).update(bytes);
  };
  add(request.method);
  add(request.url);
  add(request.headers['if-match'] ?? '');
  if (request.isMultipart()) {
    for (const { field, filename, bytes } of await multipartParts(request)) [field, filename ?? '', bytes].forEach(add);
  } else {
    add(canonicalize(request.body) ?? '');
  }
  return hash.digest('hex');
}
