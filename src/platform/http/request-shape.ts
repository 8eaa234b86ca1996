import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure } from '../failure.js';
import { sendProblem } from './problem-filter.js';

/** Objects and lists within each other in a body; no form and no search comes near it. */
const deepestBody = 64;

/**
 * Refuses a body whose nesting would exhaust the stack of those who read it later: checks, hashes and copies all descend.
 * @throws Failure invalid
 */
export async function refuseDeepBody(request: FastifyRequest): Promise<void> {
  let level = [request.body].filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > deepestBody) throw new Failure('invalid', 'body-too-deep', '提交内容的嵌套层次过多，无法读取。');
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
}

const isContainer = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Buffer.isBuffer(value);

/** Answers for addresses that the router itself cannot take; no filter of ours ever sees those. */
export function refuseAddress(_error: Error, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem({ status: 400, code: 'address-unreadable', detail: '地址的格式不对或过长，无法识别。' }, request, reply);
}
