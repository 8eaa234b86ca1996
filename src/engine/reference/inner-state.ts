/** What the reference engine keeps between two commands, as plain JSON inside {@link State.inner}. */
import type { Binding, Instant, Json, Key, State, UserTaskOffer, Variables } from '../ports.js';

export const STATE_FORMAT = 1;

export interface InnerState {
  /** Start event the instance began with. */
  startId: string;
  /** State of bpmn-elements; null once the instance has ended. */
  process: Json;
  ended: 'completed' | 'canceled' | null;
  suspended: boolean;
  /** Open element instances by the execution id bpmn-elements gave them. */
  instances: Record<string, ElementInstance>;
  /** What open element instances wait for, by execution id. */
  waits: Record<string, WaitRecord>;
  incidents: Record<Key, IncidentRecord>;
}

export interface ElementInstance {
  key: Key;
  elementId: string;
  /** Execution id of the surrounding subprocess instance; absent at the top. */
  scope?: string;
  /**
   * Execution id of the element instance that waits on this one's behalf: the activity of a boundary event, the gateway of
   * a catch event behind an event-based gateway. Such an event counts as activated only when it is triggered.
   */
  host?: string;
  /** Local variables: made by input mappings, or by a completion with output mappings. */
  locals?: Variables;
}

export type WaitRecord =
  | ({ kind: 'userTask' } & UserTaskOffer)
  | { kind: 'timer'; dueAt: Instant; usesClock: boolean; usesCalendar?: true; openedAt: Instant }
  | { kind: 'message'; name: string; correlationKey: string }
  | { kind: 'signal'; name: string }
  | { kind: 'job'; type: string; retries: number; headers: Record<string, string> }
  | { kind: 'call'; processId: string; binding: Binding; versionTag?: string }
  | { kind: 'error'; code: string | null };

export interface IncidentRecord {
  execution: string;
  errorType: string;
  message: string;
  /** Whether the element could not be entered or could not be completed. */
  phase: 'enter' | 'complete';
  /** What the completion brought, kept for the next attempt. */
  payload?: Variables;
}

export function innerOf(state: State): InnerState {
  return state.inner as unknown as InnerState;
}
