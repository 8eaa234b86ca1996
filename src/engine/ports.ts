/**
 * The port between the workflow layer and a BPMN engine.
 *
 * An engine is a pure function: the same definition, state, command and host give the same outcome. Time, the calendar,
 * ids and limits come in as arguments; timers, messages, jobs and called processes come out as waits that the host keeps.
 */

export type EngineName = 'reference' | 'native';
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Variables = Record<string, Json>;

/** An instant as ISO 8601 text in UTC with milliseconds and `Z`. */
export type Instant = string;
/** A calendar day as `YYYY-MM-DD` (Asia/Shanghai). */
export type Day = string;
/** int64 as decimal text: instance number × 2²³ + a counter kept in the state. */
export type Key = string;

export interface Engine {
  readonly name: EngineName;
  /**
   * Reads a .bpmn file and prepares every executable process in it.
   * @throws DefinitionRejected with every problem found, each with its element id.
   */
  compile(xml: string, context?: CompileContext): Promise<Definition[]>;
  /**
   * Carries out one command. Never throws for what a diagram or a value does wrong: that becomes an incident.
   * @throws CommandRefused when the command does not fit the state (unknown task, ended instance …); nothing happened then.
   */
  apply(definition: Definition, before: State | null, command: Command, host: Host): Outcome;
}

export interface CompileContext {
  /** Form ids that exist; a `formId` outside it is a problem. Absent: not checked. */
  formIds?: ReadonlySet<string>;
  /** Notice template ids that exist; a `notice` job naming another is a problem. Absent: not checked. */
  templateIds?: ReadonlySet<string>;
  /** Role codes that exist. Absent: not checked. */
  roleCodes?: ReadonlySet<string>;
}

export interface Problem {
  elementId: string;
  /** Rule name in kebab-case, the same in the browser's lint. */
  rule: string;
  /** One Chinese sentence that says what to change. */
  message: string;
  severity: 'error' | 'warning';
}

export class DefinitionRejected extends Error {
  constructor(readonly problems: Problem[]) {
    super(`流程图有 ${problems.length} 个问题，未发布`);
    this.name = 'DefinitionRejected';
  }
}

export class CommandRefused extends Error {
  constructor(
    readonly code:
      | 'task-not-open'
      | 'timer-not-open'
      | 'subscription-not-open'
      | 'job-not-open'
      | 'instance-ended'
      | 'incident-not-open'
      | 'not-supported'
      | 'start-event-unknown'
      | 'instance-suspended'
      | 'limit-exceeded'
      | 'engine-failed',
    message: string,
  ) {
    super(message);
    this.name = 'CommandRefused';
  }
}

/** A compiled process; immutable and free of handles, so that one may serve any number of instances. */
export interface Definition {
  readonly engine: EngineName;
  readonly processId: string;
  readonly name: string;
  readonly versionTag?: string;
  /** Every flow element, lane and sequence flow of the process by id. */
  readonly elements: Readonly<Record<string, ElementInfo>>;
  readonly startEvents: readonly StartEventInfo[];
  /** What the engine itself needs; opaque to the host. */
  readonly compiled: unknown;
}

export interface ElementInfo {
  id: string;
  /** As the `/v2` API spells it: USER_TASK, START_EVENT, EXCLUSIVE_GATEWAY, SEQUENCE_FLOW, … */
  type: string;
  name: string;
  /** Id of the surrounding subprocess; absent at the top. */
  scopeId?: string;
  lane?: string;
  /** Role code of the lane (property `role`). */
  role?: string;
  /** Rules the element carries out, e.g. `S1.4`, `R22-34`. */
  basis: string[];
  /** Which of 提出 受理 办理 督办 回复 a petitioner is told. */
  station?: string;
  formId?: string;
  /** Ids of user tasks whose performer may not perform this one. */
  separateFrom: string[];
  /** `start:办结`, `stop:告知` … from property `clock`. */
  clock: string[];
  /** The other `zeebe:properties`, so that the host can read its own. */
  properties: Record<string, string>;
  /** Type and headers of `zeebe:taskDefinition`, on elements that become jobs. */
  taskType?: string;
  taskHeaders?: Record<string, string>;
  /** Ends of a sequence flow. */
  sourceId?: string;
  targetId?: string;
}

export interface StartEventInfo {
  elementId: string;
  kind: 'none' | 'message' | 'timer' | 'signal' | 'conditional';
  messageName?: string;
  formId?: string;
}

/** Small plain JSON; `inner` belongs to the engine. */
export interface State {
  engine: EngineName;
  format: number;
  /** Next value of the key counter. */
  counter: number;
  variables: Variables;
  inner: Json;
}

/** Plain values only; their versions are written into the history by the workflow layer. */
export interface Host {
  /** The command's instant. */
  now: Instant;
  /** First key of the instance: instance number × 2²³. The engine adds its counter. */
  keyBase: bigint;
  calendar: WorkCalendar;
  /** Running clocks of the case by name; `due("办结")` reads `lastDay`. */
  clocks: Readonly<Record<string, { lastDay: Day }>>;
  limits: Limits;
}

export interface WorkCalendar {
  readonly version: string;
  isWorkingDay(day: Day): boolean;
}

export interface Limits {
  /** Element activations in one command. */
  steps: number;
  /** Bytes of the saved state. */
  stateBytes: number;
  /** Milliseconds one FEEL expression with iteration may take. */
  feelMillis: number;
}

export type Command =
  | { type: 'start'; startElementId?: string; variables: Variables; payloadOf?: 'message' | 'user' }
  | { type: 'completeTask'; key: Key; variables: Variables }
  | { type: 'fireTimer'; key: Key }
  | { type: 'rescheduleTimer'; key: Key }
  | { type: 'correlateMessage'; key: Key; variables: Variables }
  | { type: 'broadcastSignal'; key: Key; variables: Variables }
  | { type: 'settleJob'; key: Key; result: JobResult }
  | { type: 'settleCall'; key: Key; variables: Variables }
  | { type: 'setVariables'; scopeKey?: Key; variables: Variables }
  | { type: 'resolveIncident'; key: Key }
  | { type: 'suspend' }
  | { type: 'resume' }
  | { type: 'cancel'; reason?: string };

export type JobResult =
  { kind: 'ok'; variables: Variables } | { kind: 'error'; errorCode: string; message?: string; variables?: Variables };

export interface Outcome {
  state: State;
  status: 'active' | 'suspended' | 'completed' | 'canceled';
  /** All waits open in the final state; the host reconciles its rows against them by key. */
  waits: Wait[];
  /** Incidents open in the final state. */
  incidents: OpenIncident[];
  /** What happened in this command, in order. */
  events: HistoryEvent[];
  /** Messages and signals thrown outwards by this command, in order. */
  thrown: Thrown[];
}

interface WaitBase {
  key: Key;
  elementId: string;
  /** Key of the element instance that waits (equal to `key` for user tasks and jobs). */
  elementInstanceKey: Key;
}

export type Wait = UserTaskWait | TimerWait | MessageWait | SignalWait | JobWait | CallWait;

export interface UserTaskWait extends WaitBase {
  kind: 'userTask';
  name: string;
  formId?: string;
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
  /** Local variables made by input mappings. */
  variables: Variables;
}

export interface TimerWait extends WaitBase {
  kind: 'timer';
  dueAt: Instant;
  /** True when the expression read `due()`, so that a paused or extended clock re-computes it. */
  usesClock: boolean;
  interrupting: boolean;
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
}

export interface CallWait extends WaitBase {
  kind: 'call';
  processId: string;
  variables: Variables;
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
  | { kind: 'signal'; elementId: string; name: string; variables: Variables };

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
  | 'JOB_COMPLETED'
  | 'ERROR_THROWN'
  | 'VARIABLES_SET'
  | 'INCIDENT_CREATED'
  | 'INCIDENT_RESOLVED';

export interface HistoryEvent {
  type: HistoryEventType;
  elementId?: string;
  elementInstanceKey?: Key;
  /** Element instance of the surrounding scope; absent at the top. */
  scopeKey?: Key;
  /** Values entered or sent: kept encrypted beside the chain. */
  payload?: Variables;
}
