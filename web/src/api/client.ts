/** The one way to the server: JSON in and out, the CSRF header and a key on changes, refusals as {@link Problem}. */
import { newIdempotencyKey, repeatedly } from './idempotency.js';
import { Problem } from './problem.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RequestOptions {
  body?: unknown;
  /** Sent instead of `body`, as multipart. */
  form?: FormData;
  signal?: AbortSignal;
  /** Version of what is changed, as it was read; at another one the server refuses with `version-changed`. */
  seen?: number;
  /**
   * The same key sent twice gives the same answer and changes nothing the second time. Absent: each call is an action of its
   * own. Given by whoever lets a person try again after an answer was lost.
   */
  idempotencyKey?: string;
  /** Do not tell the session watchers about a 401 (used where 401 is an ordinary answer). */
  expectUnauthorized?: boolean;
}

let csrfToken = '';
const unauthorizedListeners = new Set<() => void>();

/** Called when a session begins or is found again; an empty text forgets it. */
export function setCsrfToken(token: string): void {
  csrfToken = token;
}

/** Calls `listener` whenever a request is refused because the session has ended; returns the way to stop. */
export function onUnauthorized(listener: () => void): () => void {
  unauthorizedListeners.add(listener);
  return () => unauthorizedListeners.delete(listener);
}

async function send(method: Method, path: string, options: RequestOptions, accept: string): Promise<Response> {
  const headers: Record<string, string> = { Accept: accept };
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET' && csrfToken) headers['X-CSRF-Token'] = csrfToken;
  if (method !== 'GET') headers['Idempotency-Key'] = options.idempotencyKey ?? newIdempotencyKey();
  if (options.seen !== undefined) headers['If-Match'] = `"${options.seen}"`;
  const once = (): Promise<Response> =>
    fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: options.form ?? (options.body === undefined ? null : JSON.stringify(options.body)),
      signal: options.signal ?? null,
    });
  let response: Response;
  try {
    response = await (method === 'GET' ? once() : repeatedly(once, options.signal));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw Problem.unreachable();
  }
  if (response.ok) return response;
  if (response.status === 401 && !options.expectUnauthorized) unauthorizedListeners.forEach((listener) => listener());
  throw await Problem.from(response);
}

/**
 * Sends a request and reads its JSON answer (undefined for 204).
 * @throws Problem when the server refuses or cannot be reached
 */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(method, path, options, 'application/json, application/problem+json');
  if (response.status === 204) return undefined as T;
  return (await response.json()) as T;
}

/** As {@link request}, for answers that are text (BPMN XML, the HTML of a notice). */
export async function requestText(path: string, options: RequestOptions = {}): Promise<string> {
  const response = await send('GET', path, options, 'text/html, text/xml, text/plain, application/problem+json');
  return response.text();
}

/** `?a=1&b=2` of the values that say something; empty text, null, undefined and false are left out. */
export function queryString(values: Record<string, string | number | boolean | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '' && value !== false) search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
