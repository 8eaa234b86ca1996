import {
  EMPTY,
  asyncScheduler,
  bufferWhen,
  catchError,
  concatMap,
  filter,
  from,
  interval,
  map,
  merge,
  mergeMap,
  of,
  share,
  take,
  takeUntil,
  timer,
} from 'rxjs';
import type { Observable, SchedulerLike } from 'rxjs';
import type { Change } from '../../workflow/changes.js';

/** One server-sent event; `comment` is a line that browsers ignore. */
export interface StreamEvent {
  type?: 'change' | 'reminder';
  data?: object;
  comment?: string;
}

/** A command makes several hints within a few milliseconds: they are looked at and told together. */
export const gatherMillis = 100;
/** Shorter than the half minute after which proxies drop a silent connection. */
export const heartbeatMillis = 25_000;
/** The browser connects again by itself and passes the guard anew: a disabled account hears no more after this. */
export const lifetimeMillis = 600_000;

/** What the stream of one person needs to know about hints; both may be slow or fail without harm. */
export interface StreamAudience {
  /** Those hints that may concern the person. */
  within(changes: readonly Change[]): Promise<Change[]>;
  /** The reminder that a hint names, when it is for the person. */
  reminder(id: string): Promise<{ text: string; caseId: string } | undefined>;
}

const forBrowsers: ReadonlySet<Change['topic']> = new Set([
  'task',
  'case',
  'instance',
  'notice',
  'deployment',
  'reminder',
]);

/**
 * The event stream of one browser. A hint that cannot be checked is dropped rather than delivered: the browser looks again by
 * itself from time to time. `scheduler` is replaced in tests.
 */
export function eventStream(
  changes: Observable<Change>,
  audience: StreamAudience,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<StreamEvent> {
  const hints = changes.pipe(
    filter((change) => forBrowsers.has(change.topic)),
    share(),
  );
  const quiet = (): Observable<number> => timer(gatherMillis, scheduler);
  const events = hints.pipe(
    // The buffer closes a moment after its first hint, not at a fixed beat: nothing runs while nothing happens.
    bufferWhen(() => hints.pipe(take(1), mergeMap(quiet))),
    map(distinct),
    concatMap((burst) => from(eventsOf(burst, audience)).pipe(catchError(() => EMPTY))),
    mergeMap((list) => list),
  );
  const heartbeat = interval(heartbeatMillis, scheduler).pipe(map((): StreamEvent => ({ comment: 'alive' })));
  return merge(of<StreamEvent>({ comment: 'connected' }), events, heartbeat).pipe(
    takeUntil(timer(lifetimeMillis, scheduler)),
  );
}

async function eventsOf(burst: readonly Change[], audience: StreamAudience): Promise<StreamEvent[]> {
  const changes = await audience.within(burst.filter((change) => change.topic !== 'reminder'));
  const reminders: StreamEvent[] = [];
  for (const { topic, key } of burst) {
    const reminder = topic === 'reminder' && key !== undefined ? await audience.reminder(key) : undefined;
    if (reminder) reminders.push({ type: 'reminder', data: reminder });
  }
  return [...changes.map((change): StreamEvent => ({ type: 'change', data: change })), ...reminders];
}

function distinct(burst: readonly Change[]): Change[] {
  return [
    ...new Map(
      burst.map((change) => [JSON.stringify([change.topic, change.key, change.caseId, change.instanceKey]), change]),
    ).values(),
  ];
}
