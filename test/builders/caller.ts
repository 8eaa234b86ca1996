/** JSON whose shape the test knows. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

/** Calls the HTTP interface as one account. */
export class Caller {
  private readonly authorization: string;

  constructor(
    private readonly url: string,
    account: { username: string; password: string },
  ) {
    this.authorization = `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`;
  }

  get<T = Json>(path: string): Promise<Answer<T>> {
    return this.call('GET', path);
  }

  post<T = Json>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.call('POST', path, body, headers);
  }

  put<T = Json>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>> {
    return this.call('PUT', path, body, headers);
  }

  delete<T = Json>(path: string): Promise<Answer<T>> {
    return this.call('DELETE', path);
  }

  async call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: this.authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const json = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : text) as T };
  }
}
