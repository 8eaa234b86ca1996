import { Subject, VirtualTimeScheduler } from 'rxjs';
import type { Change } from '../../workflow/changes.js';
import {
  eventStream,
  gatherMillis,
  heartbeatMillis,
  lifetimeMillis,
  type StreamAudience,
  type StreamEvent,
} from './event-stream.js';

describe('the event stream of one browser', () => {
  const everything: StreamAudience = { within: async (changes) => [...changes], reminder: async () => undefined };

  function open(audience: Partial<StreamAudience> = {}) {
    const changes = new Subject<Change>();
    const time = new VirtualTimeScheduler(undefined, 0);
    const seen: StreamEvent[] = [];
    let ended = false;
    const subscription = eventStream(changes, { ...everything, ...audience }, time).subscribe({
      next: (event) => seen.push(event),
      complete: () => (ended = true),
    });
    return {
      changes,
      seen,
      subscription,
      ended: () => ended,
      async pass(millis: number): Promise<void> {
        time.maxFrames = time.frame + millis;
        time.flush();
        time.frame = time.maxFrames;
        await new Promise((resolve) => setImmediate(resolve));
      },
    };
  }
  const changesOf = (seen: readonly StreamEvent[]): object[] =>
    seen.filter((event) => event.type === 'change').map((event) => event.data!);

  it('opens with a comment, so that the browser knows it is connected', () => {
    expect(open().seen).toEqual([{ comment: 'connected' }]);
  });

  it('tells a burst once, and the next burst again', async () => {
    const stream = open();
    const change: Change = { topic: 'case', key: 'c1', caseId: 'c1' };
    stream.changes.next(change);
    stream.changes.next({ ...change });
    stream.changes.next({ topic: 'task', key: '8', instanceKey: '7' });
    expect(changesOf(stream.seen)).toEqual([]);
    await stream.pass(gatherMillis);
    expect(changesOf(stream.seen)).toEqual([change, { topic: 'task', key: '8', instanceKey: '7' }]);
    stream.changes.next(change);
    await stream.pass(gatherMillis);
    expect(changesOf(stream.seen)).toHaveLength(3);
  });

  it('keeps hints to itself that do not concern the person, and those about jobs', async () => {
    const stream = open({ within: async (changes) => changes.filter((change) => change.caseId !== 'secret') });
    stream.changes.next({ topic: 'case', caseId: 'secret' });
    stream.changes.next({ topic: 'job', instanceKey: '7' });
    stream.changes.next({ topic: 'deployment', key: '9' });
    await stream.pass(gatherMillis);
    expect(changesOf(stream.seen)).toEqual([{ topic: 'deployment', key: '9' }]);
  });

  it('tells a reminder with its text, only to whom it is meant for', async () => {
    const stream = open({
      reminder: async (id) => (id === 'mine' ? { text: '告知期限还有 3 天', caseId: 'c1' } : undefined),
    });
    stream.changes.next({ topic: 'reminder', key: 'mine', caseId: 'c1' });
    stream.changes.next({ topic: 'reminder', key: 'theirs', caseId: 'c1' });
    await stream.pass(gatherMillis);
    expect(stream.seen.slice(1)).toEqual([{ type: 'reminder', data: { text: '告知期限还有 3 天', caseId: 'c1' } }]);
  });

  it('goes on after a look at the scope failed', async () => {
    let broken = true;
    const stream = open({
      within: async (changes) => {
        if (broken) throw new Error('database busy');
        return [...changes];
      },
    });
    stream.changes.next({ topic: 'case', caseId: 'c1' });
    await stream.pass(gatherMillis);
    broken = false;
    stream.changes.next({ topic: 'case', caseId: 'c2' });
    await stream.pass(gatherMillis);
    expect(changesOf(stream.seen)).toEqual([{ topic: 'case', caseId: 'c2' }]);
  });

  it('shows life while nothing happens, and ends in time for the guard to look again', async () => {
    const stream = open();
    await stream.pass(heartbeatMillis);
    expect(stream.seen.at(-1)).toEqual({ comment: 'alive' });
    await stream.pass(lifetimeMillis - heartbeatMillis);
    expect(stream.ended()).toBe(true);
    expect(stream.changes.observed).toBe(false);
  });

  it('lets go of everything when the browser leaves', () => {
    const stream = open();
    stream.subscription.unsubscribe();
    expect(stream.changes.observed).toBe(false);
  });
});
