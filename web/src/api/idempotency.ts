import type { Problem } from './problem.js';

/** A new random key for a request that must take effect once (128 bits; works without a secure context too). */
export function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Without an answer it is unknown whether a request took effect: the next try of it must carry the same key. */
export const isOutcomeUnknown = ({ status, code }: Problem): boolean =>
  status === 0 || status >= 500 || code === 'request-in-progress';

/** Repetitions of a request that was not answered, before the person is told. */
const mostRepetitions = 2;
const firstPauseMillis = 400;

/**
 * Sends a request, and again under the same key while the server cannot be reached, is busy (502–504) or still carries out
 * the first one. An abort ends it at once.
 */
export async function repeatedly(send: () => Promise<Response>, signal?: AbortSignal): Promise<Response> {
  for (let repetition = 0; ; repetition += 1) {
    const last = repetition === mostRepetitions;
    const pause = firstPauseMillis * 2 ** repetition;
    try {
      const response = await send();
      if (last || !(await isWorthRepeating(response))) return response;
      await passed(Math.max(pause, 1_000 * Number(response.headers.get('retry-after') ?? 0)), signal);
    } catch (error) {
      if (last || signal?.aborted) throw error;
      await passed(pause, signal);
    }
  }
}

async function isWorthRepeating(response: Response): Promise<boolean> {
  if (response.status >= 502 && response.status <= 504) return true;
  if (response.status !== 409) return false;
  const { code } = (await response
    .clone()
    .json()
    .catch(() => ({}))) as { code?: string };
  return code === 'request-in-progress';
}

function passed(millis: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, millis);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
