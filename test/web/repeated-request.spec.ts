import { request } from '../../web/src/api/client.js';

interface Sent {
  method: string;
  key: string | undefined;
}

describe('a change that the browser asks for', () => {
  const real = globalThis.fetch;
  let sent: Sent[];
  beforeEach(() => {
    sent = [];
    jest.useFakeTimers();
  });
  afterEach(() => {
    globalThis.fetch = real;
    jest.useRealTimers();
  });

  const refusal = (status: number, code: string, headers = {}) =>
    new Response(JSON.stringify({ status, code, detail: '拒绝' }), {
      status,
      headers: { 'content-type': 'application/problem+json', ...headers },
    });
  const done = () => new Response('{"done":true}', { headers: { 'content-type': 'application/json' } });

  /** What the network gives, one after another. */
  function answering(...answers: (() => Response)[]): void {
    globalThis.fetch = async (_input, init) => {
      const headers = init!.headers as Record<string, string>;
      sent.push({ method: init!.method!, key: headers['Idempotency-Key'] });
      return answers[sent.length - 1]!();
    };
  }
  const lost = (): Response => {
    throw new TypeError('network');
  };
  const settled = async <T>(call: Promise<T>): Promise<T | { code: string }> => {
    const result = call.catch((reason: { code: string }) => ({ code: reason.code }));
    await jest.advanceTimersByTimeAsync(10_000);
    return result;
  };
  const keys = () => new Set(sent.map(({ key }) => key));

  it('has a key of its own', async () => {
    answering(done, done);
    await settled(request('POST', '/api/x', { body: {} }));
    await settled(request('POST', '/api/x', { body: {} }));
    expect(keys().size).toBe(2);
    for (const { key } of sent) expect(key).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is repeated under the same key when the answer was lost, the server is busy or still at it', async () => {
    for (const first of [
      lost,
      () => refusal(503, 'storage-busy'),
      () => refusal(409, 'request-in-progress', { 'retry-after': '1' }),
    ]) {
      sent = [];
      answering(first, done);
      expect(await settled(request('DELETE', '/api/x'))).toEqual({ done: true });
      expect([sent.length, keys().size]).toEqual([2, 1]);
    }
  });

  it('is not repeated when it was refused, nor without end, nor when it only reads', async () => {
    answering(() => refusal(409, 'task-already-done'));
    expect(await settled(request('POST', '/api/x'))).toEqual({ code: 'task-already-done' });
    expect(sent.length).toBe(1);
    sent = [];
    answering(lost, lost, lost, done);
    expect(await settled(request('POST', '/api/x'))).toEqual({ code: 'unreachable' });
    expect([sent.length, keys().size]).toEqual([3, 1]);
    sent = [];
    answering(lost, done);
    expect(await settled(request('GET', '/api/x'))).toEqual({ code: 'unreachable' });
    expect(sent).toEqual([{ method: 'GET', key: undefined }]);
  });
});
