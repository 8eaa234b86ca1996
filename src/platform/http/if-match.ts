import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Failure, type Change } from '../failure.js';

/** Documents `If-Match` on a route that reads it with {@link IfMatch}. */
export const Versioned = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: '取得内容时答复头 ETag 的值；此后内容如已变动，则不修改并答 412，说明由谁、何时改动',
      schema: { type: 'string' },
    }),
  );

/**
 * The version that the caller has seen (RFC 9110 §13.1.1), from `If-Match: "7"`; undefined without the header and for `*`.
 * @throws Failure if-match-invalid for what is no version of ours
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined || header.trim() === '*') return undefined;
  const version = /^\s*(?:W\/)?"(\d{1,9})"\s*$/.exec(header)?.[1];
  if (version !== undefined) return Number(version);
  throw new Failure('invalid', 'if-match-invalid', '“If-Match”应为取得内容时答复头 ETag 的值，如 "3"。');
});

export function tagVersion(reply: FastifyReply, version: number): void {
  void reply.header('ETag', `"${version}"`);
}

/** What was changed since the caller saw it; `change` says by whom and when, where that is known. */
export function changedSince(what: string, change: Change | undefined, remedy: string): Failure {
  const who = change ? `已由${change.by}于 ${shanghaiTime(change.at)} 改动` : '在您打开之后有变动';
  const failure = new Failure('precondition', 'version-changed', `${what}${who}，您的操作没有执行。${remedy}`);
  if (change) failure.change = change;
  return failure;
}

/** `2026-06-16 14:05` in Asia/Shanghai. */
export function shanghaiTime(instant: string): string {
  const local = new Date(new Date(instant).getTime() + 8 * 3_600_000).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`;
}
