/** What a compiled process tells its host. */
import type { EngineName } from './values.js';

export interface CompileContext {
  /**
   * The file was accepted at its deployment: it is read without the rules. They take most of the time, and rules of a later
   * release must not stop instances of an older drawing.
   */
  isAccepted?: true;
  /** Form ids that exist; a `formId` outside it is a problem. Absent: not checked. */
  formIds?: ReadonlySet<string>;
  /** Notice template ids that exist; a `notice` job naming another is a problem. Absent: not checked. */
  templateIds?: ReadonlySet<string>;
  /** Role codes that exist. Absent: not checked. */
  roleCodes?: ReadonlySet<string>;
  /** Decision ids that exist. Absent: not checked. */
  decisionIds?: ReadonlySet<string>;
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
  /** Decisions that business rule tasks call; the host hands them in with {@link Host.decisions}. */
  readonly calledDecisions: readonly CalledResource[];
  /** Processes that call activities name by a fixed id. */
  readonly calledProcesses: readonly CalledResource[];
  /** Data stores it may read and write; the host hands their values in with {@link Host.stores}. */
  readonly dataStores: readonly string[];
  /** What the engine itself needs; opaque to the host. */
  readonly compiled: unknown;
}

export type Binding = 'latest' | 'deployment' | 'versionTag';

/** A process or decision named by id, and which version of it is meant. */
export interface CalledResource {
  id: string;
  binding: Binding;
  versionTag?: string;
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

/**
 * One way a process begins at the top level. An event with several definitions has one entry for each; so has each
 * event behind an instantiating event-based gateway, and an instantiating receive task.
 */
export interface StartEventInfo {
  elementId: string;
  kind: 'none' | 'message' | 'timer' | 'signal' | 'conditional';
  messageName?: string;
  signalName?: string;
  /** The host keeps the timers that start instances; see `nextStart` of the engine. */
  timer?: { kind: 'date' | 'duration' | 'cycle'; expression: string };
  /** FEEL without the leading `=`. */
  condition?: string;
  formId?: string;
}

/** What may begin an instance; one of the definitions of a start event. */
export type StartTrigger = Pick<StartEventInfo, 'kind' | 'messageName' | 'signalName'>;

export function isBegunBy(event: StartEventInfo, { kind, messageName, signalName }: StartTrigger): boolean {
  return event.kind === kind && event.messageName === messageName && event.signalName === signalName;
}
