/** One fault named by the server: where it is and what to do about it. */
export interface ProblemItem {
  path?: string;
  elementId?: string;
  rule?: string;
  message: string;
  severity?: 'error' | 'warning' | 'info';
}

interface ProblemBody {
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  problems?: ProblemItem[];
}

/** A refused request (RFC 9457). `message` is a Chinese sentence fit to show; status 0 means the server was not reached. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly problems: ProblemItem[] = [],
  ) {
    super(message);
  }

  static unreachable(): Problem {
    return new Problem(0, 'unreachable', '连接不上服务器。请检查网络，稍后重试；已填写的内容仍在本页。');
  }

  static async from(response: Response): Promise<Problem> {
    const body = await readBody(response);
    const message = sentences[body.code ?? ''] ?? body.detail ?? body.title ?? sentenceFor(response.status);
    return new Problem(response.status, body.code ?? `http-${response.status}`, message, body.problems ?? []);
  }
}

/** Where the person at the screen needs other words than a program. */
const sentences: Readonly<Record<string, string>> = {
  'idempotency-key-reused': '先前的提交已经生效，本次的修改没有保存。请刷新页面核对。',
};

async function readBody(response: Response): Promise<ProblemBody> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return {};
  try {
    return (await response.json()) as ProblemBody;
  } catch {
    return {};
  }
}

function sentenceFor(status: number): string {
  if (status === 401) return '登录已失效，请重新登录。';
  if (status === 403) return '您没有办理此事的权限。';
  if (status === 404) return '没有找到，或者您无权查看。';
  if (status === 409) return '情况已有变化，请刷新后再办理。';
  if (status === 413) return '提交的内容过大。';
  if (status === 429) return '操作过于频繁，请稍候再试。';
  if (status >= 500) return '服务器暂时不能处理，请稍后重试。';
  return '请求未被接受，请检查填写内容。';
}

/** The sentence to show for anything that was thrown. */
export function problemText(error: unknown): string {
  if (error instanceof Problem) return error.message;
  return '页面出现意外情况，请重试；如仍不行，请刷新页面。';
}
