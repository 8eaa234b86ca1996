import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Failure } from '../../platform/failure.js';

/** The lease that a worker says it holds (header `Job-Lease`); undefined when it says nothing. @throws Failure request-invalid */
export const LeaseNumber = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined => {
  const text = context.switchToHttp().getRequest<FastifyRequest>().headers['job-lease'];
  if (text === undefined) return undefined;
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
  throw new Failure('invalid', 'request-invalid', '请求头 Job-Lease 应为领取作业时得到的数字。', [
    { path: 'Job-Lease', rule: 'is-int', message: '请求头 Job-Lease 应为领取作业时得到的数字' },
  ]);
});
