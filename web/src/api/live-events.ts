/**
 * Server-sent hints that something changed. A hint carries no content: what it names is fetched again. While the stream
 * is down, what is on the screen is fetched every 30 s instead.
 */
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';

export interface ReminderHint {
  text: string;
  caseId: string;
}

interface ChangeHint {
  topic: string;
}

const POLL_MS = 30_000;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;
/** A change often comes as several hints (task, case, instance): they are answered together. */
const GATHER_MS = 150;

const TOPICS = ['task', 'case', 'instance', 'notice', 'deployment'];

let connected = true;
const watchers = new Set<() => void>();

function setConnected(value: boolean): void {
  if (connected === value) return;
  connected = value;
  watchers.forEach((watcher) => watcher());
}

/** Whether changes arrive by themselves at present. */
export function useLive(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => connected,
  );
}

class LiveEvents {
  private source: EventSource | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private gathering: ReturnType<typeof setTimeout> | undefined;
  private retryMs = FIRST_RETRY_MS;
  private readonly topics = new Set<string>();
  private readonly poll = setInterval(() => {
    if (!connected) this.refresh([...TOPICS, 'reminders']);
  }, POLL_MS);

  constructor(
    private readonly client: QueryClient,
    private readonly onReminder: (hint: ReminderHint) => void,
  ) {
    this.open();
  }

  private open(): void {
    const source = new EventSource('/api/events');
    this.source = source;
    source.addEventListener('open', () => {
      // What happened while the stream was down is unknown.
      if (!connected) this.refresh([...TOPICS, 'reminders']);
      this.retryMs = FIRST_RETRY_MS;
      setConnected(true);
    });
    source.addEventListener('change', (event) => this.gather((JSON.parse(event.data as string) as ChangeHint).topic));
    source.addEventListener('reminder', (event) => {
      this.gather('reminders');
      this.onReminder(JSON.parse(event.data as string) as ReminderHint);
    });
    source.addEventListener('error', () => {
      setConnected(false);
      if (source.readyState !== EventSource.CLOSED) return;
      // The browser gives up for good on an answer other than 200: ask again ourselves.
      this.retry = setTimeout(() => this.open(), this.retryMs);
      this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
    });
  }

  private gather(topic: string): void {
    this.topics.add(topic);
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      this.refresh([...this.topics]);
      this.topics.clear();
    }, GATHER_MS);
  }

  private refresh(topics: string[]): void {
    for (const topic of topics) void this.client.invalidateQueries({ queryKey: [topic] });
  }

  close(): void {
    this.source?.close();
    clearInterval(this.poll);
    clearTimeout(this.retry);
    clearTimeout(this.gathering);
  }
}

/** Keeps the screen current while mounted; `onReminder` must be stable. */
export function useLiveEvents(onReminder: (hint: ReminderHint) => void): void {
  const client = useQueryClient();
  useEffect(() => {
    const events = new LiveEvents(client, onReminder);
    return () => events.close();
  }, [client, onReminder]);
}
