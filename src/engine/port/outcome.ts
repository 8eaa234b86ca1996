/** What a command led to. */
import type { Binding } from './definition.js';
import type { EngineName, Instant, Json, Key, Variables } from './values.js';

/** Small plain JSON; `inner` belongs to the engine. */
export interface State {
  engine: EngineName;
  format: number;
  /** Next value of the key counter. */
  counter: number;
  variables: Variables;
  inner: Json;
}

export interface Outcome {
  state: State;
  status: 'active' | 'suspended' | 'completed' | 'canceled';
  /** All waits open in the final state; the host reconciles its rows against them by key. */
  waits: Wait[];
  /** Incidents open in the final state. */
  incidents: OpenIncident[];
  /** What happened in this command, in order. */
  events: HistoryEvent[];
  /** What this command threw outwards, in order. */
  thrown: Thrown[];
  /** A called instance ended by a BPMN error that nothing in it caught; status is `canceled`. */
  uncaught?: { errorCode: string; message?: string; variables: Variables };
}

interface WaitBase {
  key: Key;
  elementId: string;
  /** Key of the element instance that waits (equal to `key` for user tasks and jobs). */
  elementInstanceKey: Key;
}

export type Wait = UserTaskWait | TimerWait | MessageWait | SignalWait | JobWait | CallWait | ConditionWait | AdHocWait;

/** Who is to do a user task and until when, once its expressions have values. */
export interface UserTaskOffer {
  assignee?: string;
  /** Role codes; the lane's role when the task says nothing. */
  candidateGroups: string[];
  candidateUsers: string[];
  /** Value of property `unit` (a unit id), when the task has one. */
  unit?: string;
  dueDate?: Instant;
  followUpDate?: Instant;
  /** 0–100, default 50. */
  priority: number;
}

export interface UserTaskWait extends WaitBase, UserTaskOffer {
  kind: 'userTask';
  name: string;
  formId?: string;
  /** Local variables made by input mappings. */
  variables: Variables;
}

export interface TimerWait extends WaitBase {
  kind: 'timer';
  dueAt: Instant;
  /** True when the expression read `due()`, so that a paused or extended clock re-computes it. */
  usesClock: boolean;
  /** True when the expression counted working days, so that a changed calendar re-computes it. */
  usesCalendar?: boolean;
  interrupting: boolean;
  /** Firings left of a cycle after this one; null: without end. Absent: not a cycle. */
  repeats?: number | null;
}

export interface MessageWait extends WaitBase {
  kind: 'message';
  name: string;
  correlationKey: string;
}

export interface SignalWait extends WaitBase {
  kind: 'signal';
  name: string;
}

export interface JobWait extends WaitBase {
  kind: 'job';
  type: string;
  retries: number;
  headers: Record<string, string>;
  /** What input mappings made; without mappings every variable in scope. */
  variables: Variables;
  /** The element has input mappings. */
  onlyInputs: boolean;
}

export interface CallWait extends WaitBase {
  kind: 'call';
  processId: string;
  binding: Binding;
  versionTag?: string;
  variables: Variables;
}

/** Looked at again whenever variables change; the host has nothing to do. */
export interface ConditionWait extends WaitBase {
  kind: 'condition';
  /** FEEL without the leading `=`. */
  condition: string;
}

/** An ad-hoc subprocess whose performer may begin activities with `activateAdHoc`. */
export interface AdHocWait extends WaitBase {
  kind: 'adHoc';
  /** Activities that may begin now. */
  elementIds: string[];
}

export interface OpenIncident {
  key: Key;
  elementId: string;
  elementInstanceKey: Key;
  /** As `/v2` spells it: CONDITION_ERROR, EXTRACT_VALUE_ERROR, IO_MAPPING_ERROR, UNHANDLED_ERROR_EVENT, CALLED_DECISION_ERROR, UNKNOWN … */
  errorType: string;
  /** A Chinese sentence: what failed and what to mend. */
  message: string;
}

export type Thrown =
  | { kind: 'message'; elementId: string; name: string; correlationKey: string; variables: Variables }
  /** The instance itself has caught it already; the host tells the other instances. */
  | { kind: 'signal'; elementId: string; name: string; variables: Variables }
  /** A data store has a new value: the host keeps it for every instance. */
  | { kind: 'store'; elementId: string; name: string; value: Json }
  /** For the call activity that waits for this instance. */
  | { kind: 'escalation'; elementId: string; escalationCode: string; variables: Variables };

export type HistoryEventType =
  | 'PROCESS_STARTED'
  | 'PROCESS_COMPLETED'
  | 'PROCESS_CANCELED'
  | 'PROCESS_SUSPENDED'
  | 'PROCESS_RESUMED'
  | 'ELEMENT_ACTIVATED'
  | 'ELEMENT_COMPLETED'
  | 'ELEMENT_TERMINATED'
  | 'FLOW_TAKEN'
  | 'TIMER_FIRED'
  | 'TIMER_RESCHEDULED'
  | 'MESSAGE_CORRELATED'
  | 'MESSAGE_THROWN'
  | 'SIGNAL_THROWN'
  | 'SIGNAL_CAUGHT'
  | 'CONDITION_MET'
  | 'JOB_COMPLETED'
  | 'DECISION_EVALUATED'
  | 'CALL_COMPLETED'
  | 'ERROR_THROWN'
  | 'ESCALATION_THROWN'
  | 'COMPENSATION_STARTED'
  | 'VARIABLES_SET'
  | 'DATA_STORE_WRITTEN'
  | 'INCIDENT_CREATED'
  | 'INCIDENT_RESOLVED'
  | 'PROCESS_MODIFIED'
  | 'PROCESS_MIGRATED';

export interface HistoryEvent {
  type: HistoryEventType;
  elementId?: string;
  elementInstanceKey?: Key;
  /** True for the body of a loop or multi-instance activity, whose repetitions have the same element id. */
  body?: true;
  /** Element instance of the surrounding scope; absent at the top. */
  scopeKey?: Key;
  /** Values entered or sent: kept encrypted beside the chain. */
  payload?: Variables;
}
