import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure, unreadableText } from '../failure.js';
import { sendProblem } from './problem-filter.js';

/** Objects and lists within each other in a body; no form and no search comes near it. */
const deepestBody = 64;

/** Names that reach an object's prototype; libraries on the way drop them in silence, and nothing of ours is called so. */
const reservedNames: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Refuses a request with text that is none: NUL, which PostgreSQL does not keep, and halves of a surrogate pair, which no
 * encoding can write.
 * @throws Failure invalid
 */
export async function refuseUnreadableText({ params, query, body }: FastifyRequest): Promise<void> {
  const open: unknown[] = [params, query, body];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'string' && unreadable.test(next)) throw unreadableText();
    if (!isContainer(next)) continue;
    for (const [name, value] of Object.entries(next)) {
      if (unreadable.test(name)) throw unreadableText();
      open.push(value);
    }
  }
}

const unreadable = /\0|\p{Surrogate}/u;

/**
 * Refuses a body whose nesting would exhaust the stack of those who read it later (checks, hashes and copies all descend),
 * and one with a reserved name in it.
 * @throws Failure invalid
 */
export async function refuseUnsafeBody(request: FastifyRequest): Promise<void> {
  let level = [request.body].filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > deepestBody) throw new Failure('invalid', 'body-too-deep', '提交内容的嵌套层次过多，无法读取。');
    for (const container of level) {
      const name = Object.keys(container).find((key) => reservedNames.has(key));
      if (name) {
        const message = `“${name}”是系统保留的名称，不能作为字段名`;
        throw new Failure('invalid', 'reserved-name', `${message}。`, [{ path: name, rule: 'reserved-name', message }]);
      }
    }
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
}

const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Buffer.isBuffer(value);

/** Answers for addresses that the router itself cannot take; no filter of ours ever sees those. */
export function refuseAddress(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem({ status: 400, code: 'address-unreadable', detail: '地址的格式不对或过长，无法识别。' }, request, reply);
}
