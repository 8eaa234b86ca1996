import { HttpException } from '@nestjs/common';
import { CommandRefused, DefinitionRejected } from '../../engine/ports.js';
import { Failure, type Change, type FailureKind, type FieldProblem } from '../failure.js';

/** Body of a refused request (RFC 9457). */
export interface ProblemDetails {
  /** `urn:minqing:problem:` and the code. */
  type: string;
  title: string;
  status: number;
  /** A Chinese sentence fit to show. */
  detail: string;
  /** Path of the request, without its query, which may hold what a person searched for. */
  instance: string;
  /** Stable for programs. */
  code: string;
  problems?: FieldProblem[];
  /** Who has changed the thing meanwhile, or has done the task, and when. */
  change?: Change;
}

export interface Refusal {
  status: number;
  code: string;
  detail: string;
  problems?: FieldProblem[];
  retryAfterSeconds?: number;
  change?: Change;
}

/** A refusal that was given before, under the same `Idempotency-Key`. */
export class RepeatedRefusal extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
    this.name = 'RepeatedRefusal';
  }
}

/** The one table from what went wrong to what HTTP calls it. */
const statusOf: Record<FailureKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  precondition: 412,
  unprocessable: 422,
  'too-many': 429,
  unavailable: 503,
};

const titles: Record<number, string> = {
  400: '请求有误',
  401: '未登录',
  403: '没有权限',
  404: '没有找到',
  405: '不支持的操作',
  406: '不支持的格式',
  408: '请求超时',
  409: '情况已有变化',
  412: '情况已有变化',
  413: '内容过大',
  415: '格式不支持',
  422: '未被接受',
  429: '操作过于频繁',
  500: '系统出错',
  503: '暂时不能服务',
};

/** For errors of the framework, whose own English words are not shown. */
const frameworkSentences: Record<number, string> = {
  400: '请求的格式不对，无法读取。请检查提交的内容。',
  401: '请先登录。',
  403: '您没有办理此事的权限。',
  404: '没有这个地址。',
  405: '该地址不支持这种操作。',
  408: '请求超时，请重试。',
  413: '提交的内容过大。',
  415: '提交内容的格式不支持，请使用 JSON。',
  429: '操作过于频繁，请稍候再试。',
  503: '服务暂时不可用，请稍后重试。',
};

export const titleOf = (status: number): string => titles[status] ?? (status >= 500 ? '系统出错' : '请求未被接受');

/** What to answer; undefined for errors that nobody foresaw. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Failure) {
    return {
      status: statusOf[error.kind],
      code: error.code,
      detail: error.message,
      problems: error.problems,
      retryAfterSeconds: error.retryAfterSeconds,
      ...(error.change && { change: error.change }),
    };
  }
  if (error instanceof RepeatedRefusal) return error.refusal;
  if (error instanceof CommandRefused) {
    return {
      status: commandStatus[error.code],
      code: error.code,
      detail: error.message,
      ...(error.details.length > 0 && { problems: detailProblems(error) }),
    };
  }
  if (error instanceof DefinitionRejected) {
    return { status: 422, code: 'definition-rejected', detail: error.message, problems: error.problems };
  }
  if (error instanceof HttpException) return ofFramework(error.getStatus());
  return storageRefusal(error);
}

const commandStatus: Record<CommandRefused['code'], number> = {
  'task-not-open': 409,
  'timer-not-open': 409,
  'subscription-not-open': 409,
  'job-not-open': 409,
  'call-not-open': 409,
  'ad-hoc-not-open': 409,
  'scope-not-open': 409,
  'incident-not-open': 409,
  'instance-ended': 409,
  'instance-active': 409,
  'instance-suspended': 409,
  'not-supported': 422,
  'start-event-unknown': 422,
  'modification-refused': 422,
  'migration-refused': 422,
  'limit-exceeded': 422,
  'engine-failed': 500,
};

function detailProblems({ code, details }: CommandRefused): FieldProblem[] {
  return details.map(({ elementId, message }) => ({ elementId, rule: code, message }));
}

function ofFramework(status: number): Refusal | undefined {
  if (status >= 500 && status !== 503) return undefined;
  return { status, code: `http-${status}`, detail: frameworkSentences[status] ?? '请求未被接受，请检查后重试。' };
}

/** A full or failing disk is no fault of the request: nothing was written, and the same request may succeed later. */
function storageRefusal(error: unknown): Refusal | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // SQLite tells a quota or a limit of file sizes (EDQUOT, EFBIG) as a failed write.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE') {
    return { status: 503, code: 'storage-full', detail: '服务器存储空间已满，内容没有保存。' };
  }
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') {
    return { status: 503, code: 'storage-busy', detail: '服务器正忙，内容没有保存，请稍后重试。' };
  }
  return undefined;
}
