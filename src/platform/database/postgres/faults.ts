import { types } from 'node:util';
import { DatabaseError } from 'pg';
import { unreadableText, Unavailable } from '../../failure.js';

/** Conditions of PostgreSQL (appendix A of its manual) and of sockets in which the server is away or not to be written to. */
const awayCodes = new Set([
  '25006', // read-only: the node has become a standby
  '53300', // too many connections
  '57P01', // shut down by its administrator
  '57P02', // shut down after a crash
  '57P03', // starting up
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What `pg` says without a code. */
const awayMessages =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** Faults of sockets may come from another realm than this module (a `vm` context), where `instanceof` does not know them. */
const isError = (reason: unknown): reason is Error => types.isNativeError(reason);

const codeOf = (reason: unknown): string | undefined =>
  isError(reason) && 'code' in reason && typeof reason.code === 'string' ? reason.code : undefined;

/** Whether the connection is of no more use: the server went away, or does not answer. */
export function isAway(reason: unknown): boolean {
  const code = codeOf(reason);
  if (code !== undefined) return awayCodes.has(code) || (code.startsWith('08') && code.length === 5);
  return isError(reason) && (awayMessages.test(reason.message) || isAwayCause(reason));
}

/** Node tries every address of a name and gives the faults together. */
const isAwayCause = (reason: Error): boolean => reason instanceof AggregateError && reason.errors.some(isAway);

/** Serialization failure, deadlock: the same work may succeed when it is run again. */
export const isTransient = (reason: unknown): boolean => ['40001', '40P01'].includes(codeOf(reason) ?? '');

/** A lock that was asked for with NOWAIT is held by somebody, or was waited for in vain. */
export const isLockTaken = (reason: unknown): boolean => codeOf(reason) === '55P03';

/** @returns what a caller is told in place of a fault of the database; anything else as it is. */
export function toFailure(reason: unknown): unknown {
  if (isAway(reason)) return databaseAway();
  if (isLockTaken(reason) || isTransient(reason))
    return new Unavailable('database-busy', '同一内容正由他人办理，操作没有完成，请稍后重试。', 1);
  if (!(reason instanceof DatabaseError)) return reason;
  switch (reason.code) {
    case '57014':
      return new Unavailable('database-slow', '数据库处理超时，操作没有完成，请稍后重试。', 2);
    case '53100':
      return new Unavailable('storage-full', '数据库存储空间已满，内容没有保存。', 60);
    case '22021':
      return unreadableText();
    default:
      return reason;
  }
}

export const databaseAway = (retryAfterSeconds = 1): Unavailable =>
  new Unavailable('database-unavailable', '数据库暂时无法连接，操作没有完成，请稍后重试。', retryAfterSeconds);

/** The connection broke while COMMIT was on its way: nobody here knows whether it arrived. */
export const outcomeUnknown = (cause: unknown): Unavailable =>
  Object.assign(
    new Unavailable(
      'outcome-unknown',
      '数据库连接中断，本次操作是否已完成无法确认。请刷新后核对；程序请用同一 Idempotency-Key 重试。',
      1,
    ),
    { cause },
  );
