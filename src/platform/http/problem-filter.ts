import { Catch, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomId } from '../keys/random.js';
import { faultOf } from '../logging/fault.js';
import { Log } from '../logging/log.js';
import { refusalOf, titleOf, type ProblemDetails, type Refusal } from './problem.js';

/** Turns everything that is thrown into `application/problem+json`; what nobody foresaw into a 500 that tells nothing. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const known = refusalOf(error);
    const refusal = known && known.status < 500 ? known : this.fault(error, request, known);
    // A stream of events has sent its head already: all that is left is to end it.
    if (reply.raw.headersSent) {
      reply.raw.end();
      return;
    }
    sendProblem(refusal, request, reply);
  }

  /**
   * A fault of the server itself. The reference joins the sentence on the screen with the line in the log.
   */
  private fault(error: unknown, request: FastifyRequest, known: Refusal | undefined): Refusal {
    const reference = randomId().slice(0, 8);
    this.log.error('request failed', {
      reference,
      requestId: request.id,
      ...faultOf(error),
      method: request.method,
      route: request.routeOptions?.url,
    });
    const { status, code, detail } = known ?? {
      status: 500,
      code: 'internal',
      detail: '系统出错，操作没有完成。请稍后重试。',
    };
    return {
      status,
      code,
      retryAfterSeconds: known?.retryAfterSeconds,
      detail: `${detail.replace(/。?$/, '。')}如仍不行，请把编号 ${reference} 告诉系统管理员。`,
    };
  }
}

export function sendProblem(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): void {
  if (refusal.retryAfterSeconds !== undefined) void reply.header('Retry-After', String(refusal.retryAfterSeconds));
  void reply
    .status(refusal.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .header('Cache-Control', 'no-store')
    .send(JSON.stringify(problemOf(refusal, request)));
}

function problemOf(refusal: Refusal, request: FastifyRequest): ProblemDetails {
  return {
    type: `urn:minqing:problem:${refusal.code}`,
    title: titleOf(refusal.status),
    status: refusal.status,
    detail: refusal.detail,
    instance: request.url.split('?')[0]!,
    code: refusal.code,
    ...(refusal.problems ? { problems: refusal.problems } : {}),
    ...(refusal.change ? { change: refusal.change } : {}),
  };
}
