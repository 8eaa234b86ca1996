import type { FastifyRequest } from 'fastify';
import { Failure } from '../../platform/failure.js';
import { sameText } from '../../platform/keys/same-text.js';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * Monitoring has no account. With a token, whoever knows it may read; without, only programs on this machine, and no proxy
 * on it that passes on what others ask.
 * @throws Failure unauthenticated, forbidden
 */
export function checkMetricsAccess(request: Pick<FastifyRequest, 'ip' | 'headers'>, token: string | undefined): void {
  const { authorization, forwarded, 'x-forwarded-for': forwardedFor } = request.headers;
  if (token !== undefined) {
    const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (given !== undefined && sameText(given, token)) return;
    throw new Failure(
      'unauthenticated',
      'metrics-token',
      '监控令牌不对。请在请求头 Authorization 中使用 METRICS_TOKEN。',
    );
  }
  if (loopback.has(request.ip) && forwarded === undefined && forwardedFor === undefined) return;
  throw new Failure('forbidden', 'metrics-local', '监控数据只供本机读取。从其他机器读取请先设置 METRICS_TOKEN。');
}
