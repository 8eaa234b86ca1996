import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../logging/log.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Draining } from '../shutdown/draining.js';
import type { OpenRequests } from './open-requests.js';
import { sendProblem } from './problem-filter.js';

export interface RequestObservers {
  log: Log;
  metrics: Metrics;
  draining: Draining;
  open: OpenRequests;
}

/** Asked every few seconds by machines: of interest only when something is looked for. */
const routine = /^\/(health|metrics)\b/;
const ofPrograms = /^\/(api|v2|health|metrics|openapi\.json)(\/|\?|$)/;

/**
 * What happens around every request: it gets an identity that is echoed and logged, it is counted, and while the server is
 * ending it is turned away. Neither log nor metrics hold the address that was asked for, only its template: an address may
 * hold what somebody searched for.
 */
export function observeRequests(server: FastifyInstance, { log, metrics, draining, open }: RequestObservers): void {
  server.addHook('onRequest', async (request, reply) => {
    open.add(reply.raw);
    void reply.header('X-Request-Id', request.id);
  });
  // Once the body is read: closing a connection with unread bytes resets it, and the client never sees the answer.
  server.addHook('preValidation', async (request, reply) => {
    if (!draining.begun || routine.test(request.url)) return;
    sendProblem(stopping, request, reply);
    return reply;
  });
  server.addHook('onSend', async (_request, reply) => {
    // The answer to what was asked before is the last on its connection.
    if (draining.begun) void reply.header('Connection', 'close');
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = routeOf(request);
    const { method } = request;
    metrics.httpRequests.inc({ method, route, status: reply.statusCode });
    if (!isStream(reply)) metrics.httpSeconds.observe({ method, route }, reply.elapsedTime / 1_000);
    if (log.level === 'silent') return;
    const line = { requestId: request.id, method, route, status: reply.statusCode, millis: tenths(reply.elapsedTime) };
    if (routine.test(request.url) || !ofPrograms.test(request.url)) log.debug('request', line);
    else log.log('request', line);
  });
}

const stopping = {
  status: 503,
  code: 'stopping',
  detail: '服务器正在停止，请求没有执行，请稍后重试。',
  retryAfterSeconds: 15,
};

/** `/api/cases/:id`; pages and their files count as one, addresses that do not exist as another. */
function routeOf(request: FastifyRequest): string {
  if (!ofPrograms.test(request.url)) return 'pages';
  return request.routeOptions.url ?? 'unmatched';
}

const isStream = (reply: FastifyReply): boolean =>
  String(reply.raw.getHeader('content-type') ?? '').startsWith('text/event-stream');

const tenths = (millis: number): number => Math.round(millis * 10) / 10;
