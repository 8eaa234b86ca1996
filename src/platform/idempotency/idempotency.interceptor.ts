import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { RequestDatabase } from '../database/request-database.js';
import { Failure } from '../failure.js';
import type { RequestWithActor } from '../http/current-actor.js';
import { refusalOf, RepeatedRefusal, type Refusal } from '../http/problem.js';
import { IdempotencyKeys, type KeptAnswer, type RequestKey } from './idempotency-keys.js';
import { requestFingerprint } from './request-fingerprint.js';
import { WITHOUT_IDEMPOTENCY_KEY } from './without-idempotency-key.js';

type Request = FastifyRequest & RequestWithActor;

/** Seconds after which a request that is still being carried out may be asked for again. */
const retryAfterSeconds = 1;

/**
 * `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header): the same request under the same key takes effect once and
 * is always given the same answer. The answer is kept in the transaction that makes the change, so that there is no moment
 * at which one exists without the other (docs/decisions/0011-idempotency.md).
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  /** Hashes of the requests that this process is carrying out, by account and key. */
  private readonly running = new Map<string, string>();

  constructor(
    private readonly reflector: Reflector,
    private readonly database: RequestDatabase,
    private readonly keys: IdempotencyKeys,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const header = request.headers['idempotency-key'];
    if (header === undefined || request.method === 'GET' || !request.actor) return next.handle();
    if (this.reflector.get<string | undefined>(WITHOUT_IDEMPOTENCY_KEY, context.getHandler())) return next.handle();
    const key = { accountId: request.actor.userId, key: readKey(header) };
    return from(this.once(key, request, context.switchToHttp().getResponse<FastifyReply>(), next));
  }

  private async once(key: RequestKey, request: Request, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    const requestHash = await requestFingerprint(request);
    const name = `${key.accountId}/${key.key}`;
    const inProgress = this.running.get(name);
    if (inProgress !== undefined) throw inProgress === requestHash ? stillRunning() : otherRequest();
    this.running.set(name, requestHash);
    try {
      const kept = await this.keys.find(key);
      if (kept) return replay(kept, requestHash, reply);
      return await this.carryOut(key, requestHash, reply, next);
    } catch (reason) {
      if (!(reason instanceof KeyTaken)) throw reason;
      return replay((await this.keys.find(key))!, requestHash, reply);
    } finally {
      this.running.delete(name);
    }
  }

  private async carryOut(
    key: RequestKey,
    requestHash: string,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    try {
      return await this.database.together(
        () => lastValueFrom(next.handle() as Observable<unknown>, { defaultValue: undefined }),
        async (transaction, body) => {
          const answer = { requestHash, status: reply.statusCode, body };
          if (!(await this.keys.keep(transaction, key, answer))) throw new KeyTaken();
        },
      );
    } catch (reason) {
      const refusal = refusalOf(reason);
      if (!refusal || !isKept(refusal)) throw reason;
      const answer = { requestHash, status: refusal.status, refusal };
      if (!(await this.database.write((transaction) => this.keys.keep(transaction, key, answer)))) throw new KeyTaken();
      throw reason;
    }
  }
}

/** On another node the same request was quicker; what this one did is rolled back. */
class KeyTaken extends Error {}

/**
 * What the state of things refused stays refused under this key. What says nothing about it is judged anew: a body that
 * cannot be read (400), too many attempts (429), faults of the server (5xx).
 */
const isKept = ({ status }: Refusal): boolean => status > 400 && status < 500 && status !== 429;

function replay(kept: KeptAnswer, requestHash: string, reply: FastifyReply): unknown {
  if (kept.requestHash !== requestHash) throw otherRequest();
  void reply.header('Idempotency-Replayed', 'true');
  if (kept.refusal) throw new RepeatedRefusal(kept.refusal);
  void reply.status(kept.status);
  return kept.body;
}

/** The draft writes the key as a structured-field string, in quotes; most clients send it bare. */
function readKey(header: string | string[]): string {
  const text = typeof header === 'string' ? header : '';
  const key = /^"(.*)"$/.exec(text)?.[1] ?? text;
  if (/^[\x21\x23-\x7e]{1,255}$/.test(key)) return key;
  throw new Failure(
    'invalid',
    'idempotency-key-invalid',
    '“Idempotency-Key”应为 1–255 个可见的 ASCII 字符，每次新的操作用一个新的。',
  );
}

const otherRequest = (): Failure =>
  new Failure(
    'unprocessable',
    'idempotency-key-reused',
    '这个“Idempotency-Key”已用于另一个请求，本次请求没有执行。新的操作请用新的编号。',
  );

function stillRunning(): Failure {
  const failure = new Failure('conflict', 'request-in-progress', '同一请求正在执行，请稍候再取结果。');
  failure.retryAfterSeconds = retryAfterSeconds;
  return failure;
}
