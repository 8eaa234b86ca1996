/**
 * What a log may say of an unforeseen error: its kind and the place in our code, never its message, which may hold what a
 * person wrote.
 */
export interface Fault extends Record<string, unknown> {
  error: string;
  errorCode?: string;
  /** File name and line of the topmost frame, without folders. */
  place?: string;
}

/** An error that only passes another one on is told by the other's name and place, and by its own code. */
export function faultOf(reason: unknown): Fault {
  const origin = reason instanceof Error && reason.cause instanceof Error ? reason.cause : reason;
  if (!(origin instanceof Error)) return { error: typeof origin };
  return {
    error: origin.name,
    ...(reason instanceof Error && 'code' in reason ? { errorCode: String(reason.code) } : {}),
    place: placeOf(origin),
  };
}

function placeOf(error: Error): string | undefined {
  const frame = error.stack?.split('\n').find((line) => line.trim().startsWith('at ')) ?? '';
  return /([\w.-]+\.[cm]?[jt]s:\d+):\d+/.exec(frame)?.[1];
}
