/** What a caller must do differently; knows nothing of HTTP (src/platform/http maps kinds to status codes). */
export type FailureKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'precondition'
  | 'unprocessable'
  | 'too-many'
  | 'unavailable';

export interface FieldProblem {
  /** Place in the request, e.g. `petitioner.idNumber` or `demands[0].text`; or the element of a diagram. */
  path?: string;
  elementId?: string;
  rule: string;
  /** One Chinese sentence. */
  message: string;
  severity?: 'error' | 'warning';
}

/** Who has changed the thing in question, and when. */
export interface Change {
  /** Display name of the person. */
  by: string;
  /** ISO 8601 in UTC. */
  at: string;
}

/** A refused request. `code` is stable for programs, the message is a Chinese sentence fit to show to an officer. */
export class Failure extends Error {
  /** From now; when the same request may be tried again. */
  retryAfterSeconds?: number;
  /** Why things are no longer as the caller thinks. */
  change?: Change;

  constructor(
    readonly kind: FailureKind,
    readonly code: string,
    message: string,
    readonly problems?: FieldProblem[],
  ) {
    super(message);
    this.name = 'Failure';
  }
}

export const notFound = (what: string): Failure =>
  new Failure('not-found', 'not-found', `没有找到${what}，或您无权查看。`);

/** Text with NUL in it, or with half a character. */
export const unreadableText = (): Failure =>
  new Failure('invalid', 'text-unreadable', '提交的内容含有无法保存的字符，请检查后重试。');

/** Too many attempts in a row; `retryAfterSeconds` from now the next one is taken. */
export class RateLimited extends Failure {
  constructor(
    message: string,
    override readonly retryAfterSeconds: number,
  ) {
    super('too-many', 'too-many-attempts', message);
    this.name = 'RateLimited';
  }
}

/** What is needed is away for a while; in `retryAfterSeconds` the same request may succeed. */
export class Unavailable extends Failure {
  constructor(
    code: string,
    message: string,
    override readonly retryAfterSeconds: number,
  ) {
    super('unavailable', code, message);
    this.name = 'Unavailable';
  }
}
