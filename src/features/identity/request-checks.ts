import type { FastifyRequest } from 'fastify';
import type {} from '@fastify/cookie';
import { Failure } from '../../platform/failure.js';
import { sameText } from '../../platform/keys/same-text.js';

export const sessionCookie = 'minqing_session';

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);

export const changesSomething = (request: FastifyRequest): boolean => !reading.has(request.method);

/** The token of the session cookie, where the browser sent one. */
export const sessionToken = (request: FastifyRequest): string | undefined =>
  request.cookies?.[sessionCookie] || undefined;

/**
 * Refuses a change that a page of another site sends. Browsers always name the origin of such a request; programs do not.
 * @throws Failure forbidden
 */
export function checkOrigin(request: FastifyRequest, publicUrl: string): void {
  if (!changesSomething(request)) return;
  const { origin } = request.headers;
  if (origin === undefined) return;
  if (origin === new URL(publicUrl).origin || hostOf(origin) === request.headers.host) return;
  throw new Failure('forbidden', 'foreign-origin', '请求来自其他网站，已拒绝。');
}

/** @throws Failure forbidden when a change in a browser session lacks the session's token. */
export function checkCsrfToken(request: FastifyRequest, expected: string): void {
  if (!changesSomething(request)) return;
  const sent = request.headers['x-csrf-token'];
  if (typeof sent === 'string' && sameText(sent, expected)) return;
  throw new Failure('forbidden', 'csrf-token-wrong', '页面已过期，请刷新后重试。');
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** True for a browser on this machine; a proxy on this machine speaks for others and says so in a header. */
export const fromThisMachine = (request: FastifyRequest): boolean =>
  loopback.has(request.socket.remoteAddress ?? '') &&
  request.headers['x-forwarded-for'] === undefined &&
  request.headers.forwarded === undefined;
