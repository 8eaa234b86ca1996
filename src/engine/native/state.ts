/**
 * What the native engine keeps between two commands: small plain JSON. Records are never changed in place; a command works
 * on copies (see `execution/store.ts`), which is what makes `apply` pure.
 *
 * Ids are numbers of the instance's counter; the key the host sees is instance number × 2²³ + id. Id 0 is the process.
 */
import type { OpenJob } from '../evaluation/task-settings.js';
import type { CalledResource, HistoryEventType, Instant, Json, State, UserTaskOffer, Variables } from '../ports.js';

export const STATE_FORMAT = 1;
export const PROCESS = 0;

export interface InnerState {
  instances: Record<number, Instance>;
  subscriptions: Record<number, Subscription>;
  incidents: Record<number, Incident>;
  suspended?: true;
  /** A call activity waits for this instance. */
  called?: true;
  ended?: 'completed' | 'canceled';
}

/** An element instance, or the tokens that wait for it to begin. */
export interface Instance {
  id: number;
  /** Id of the element; of the process for id 0. */
  element: string;
  /** The scope instance around it, or the body of the loop it is a repetition of. */
  parent: number;
  locals?: Variables;
  wait?: WaitRecord;
  /** Tokens by incoming flow, waiting for others; the element has not begun. */
  tokens?: Record<string, number>;
  /** Complex gateways that have fired and wait to be reset: the flows that brought their tokens before. */
  fired?: string[];
  /** Begun in no sense yet: a limit of the command was reached before. */
  held?: true;
  /** The body of a loop or multi-instance activity. */
  loop?: LoopState;
  /** A repetition: its place in the loop, from 1. */
  round?: number;
  /** What made this event, or event subprocess, happen. */
  trigger?: Occurrence;
  /** Parallel multiple events: definitions that have occurred, by event element id. */
  occurred?: Record<string, { indexes: number[]; payload: Variables }>;
  /** An event subprocess has interrupted this scope. */
  interrupted?: true;
  /** Completed activities of this scope that can be undone, in the order of completion. */
  undo?: UndoRecord[];
  /** Compensations under way, which this scope waits for; see `elements/compensation.ts`. */
  undoing?: Undoing[];
  /** A compensation handler: the scope and number of the compensation it is part of. */
  undoes?: { scope: number; undoing: number };
  /** A completed subprocess that is being compensated. */
  compensates?: true;
  adHoc?: AdHocState;
}

export type WaitRecord =
  | ({ kind: 'userTask' } & UserTaskOffer)
  | ({ kind: 'job' } & OpenJob)
  | { kind: 'call'; called: CalledResource }
  /** An ad-hoc subprocess whose performer may begin activities. */
  | { kind: 'adHoc' };

/** An event that happened. */
export interface Occurrence {
  /** How the history tells it; absent: with nothing but the activation of the event. */
  type?: HistoryEventType;
  payload: Variables;
}

export interface LoopState {
  /** Repetitions in all; standard loops: unknown. */
  total?: number;
  /** Repetitions begun. */
  begun: number;
  completed: number;
  /** Repetitions taken away by hand. */
  terminated?: number;
  /** Sequential: elements of the input collection, which may change meanwhile. */
  items?: Json[];
  /** Values of the output collection by place. */
  outputs?: Json[];
}

export interface AdHocState {
  /** Elements to begin one after another (sequential ordering). */
  queue?: string[];
  performed?: true;
  /** The completion condition was met: nothing more begins. */
  completing?: true;
  outputs?: Json[];
}

/** A completed activity, so that it can be undone. */
export interface UndoRecord {
  element: string;
  /** Variables of a completed subprocess, and what inside it can be undone. */
  locals?: Variables;
  inner?: UndoRecord[];
}

export interface Undoing {
  id: number;
  /** What is still to be undone, in this order, and the scope it was completed in. */
  queue: { scope: number; record: UndoRecord }[];
  /** Element instance that asked for it and waits. */
  thrower?: number;
  /** The scope is a transaction that is being canceled. */
  cancels?: true;
}

export type Subscription = SubscriptionBase &
  (
    | TimerSubscription
    | { kind: 'message'; name: string; correlationKey: string }
    | { kind: 'signal'; name: string }
    | { kind: 'conditional'; condition: string; held?: true }
  );

interface TimerSubscription {
  kind: 'timer';
  dueAt: Instant;
  openedAt: Instant;
  usesClock?: true;
  usesCalendar?: true;
  repeats?: number | null;
  interval?: string;
  /** A cycle that has fired before: when it was due first, and how many firings ago. */
  first?: Instant;
  place?: number;
}

interface SubscriptionBase {
  id: number;
  /** The instance on whose behalf it is open: catching event, activity with a boundary event, scope, or event-based gateway. */
  owner: number;
  /** The event that is triggered. */
  element: string;
  /** Which of several definitions of the event; absent: 0. */
  index?: number;
}

export interface Incident {
  id: number;
  instance: number;
  /** The element it is shown at: the instance's, or an event that waits on its behalf. */
  element: string;
  errorType: string;
  message: string;
  /** What is tried again. */
  retry: Retry;
}

export type Retry =
  /** Enter the element: input mappings and what it does. */
  | { step: 'enter' }
  /** Input mappings alone: tokens are in the subprocess already. */
  | { step: 'map' }
  /** Complete it with what was brought. */
  | { step: 'complete'; payload: Variables }
  /** Choose outgoing flows; outputs are written already. */
  | { step: 'leave' }
  /** Open the subscriptions of an event. */
  | { step: 'subscribe' }
  /** Look at a conditional event again. */
  | { step: 'condition'; subscription: number }
  /** Open the job again, whose tries are used up, or call the process again. */
  | { step: 'reopen' }
  /** Begin what a limit held back. */
  | { step: 'release' }
  /** Look at a join again that nothing can reach. */
  | { step: 'join' }
  /** Leave a canceled transaction. */
  | { step: 'cancel' }
  /** Look at what the end of an activity means for its ad-hoc subprocess. */
  | { step: 'adHoc'; locals: Variables; isLast: boolean };

export function innerOf(state: State): InnerState {
  return state.inner as unknown as InnerState;
}
