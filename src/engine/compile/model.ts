/**
 * A process as the engines read it: plain JSON, one process only, without collaboration, lanes, diagram and documentation.
 *
 * Texts of the Camunda 8 profile are kept as written: a value that starts with `=` is FEEL, anything else is literal.
 * Conditions are always FEEL and are kept without the `=`.
 */
import type { CalledResource } from '../ports.js';

export interface ProcessModel {
  processId: string;
  name: string;
  versionTag?: string;
  nodes: Record<string, NodeModel>;
  flows: Record<string, FlowModel>;
  /** Names of data objects and properties by the scope that owns them: the id of a subprocess, the empty text for the process. */
  dataNames: Record<string, string[]>;
  /** Names of the data stores that are drawn in the process. */
  dataStores: string[];
}

export interface FlowModel {
  id: string;
  source: string;
  target: string;
  condition?: string;
  isDefault: boolean;
  /** Surrounding subprocess; absent at the top. */
  scopeId?: string;
}

export type NodeKind =
  | 'start'
  | 'end'
  | 'catch'
  | 'throw'
  | 'boundary'
  /** Abstract and manual tasks. */
  | 'task'
  | 'userTask'
  /** Service tasks, and send or business rule tasks with a job type. */
  | 'job'
  | 'receive'
  /** A send task with a message. */
  | 'send'
  | 'script'
  /** A business rule task with a decision. */
  | 'decision'
  | 'call'
  | 'subProcess'
  | 'exclusive'
  | 'parallel'
  | 'inclusive'
  | 'complex'
  | 'eventBased';

export interface NodeModel {
  id: string;
  kind: NodeKind;
  /** As the file spells it, for example `bpmn:UserTask`. */
  bpmnType: string;
  name: string;
  scopeId?: string;
  incoming: string[];
  outgoing: string[];
  inputs: Mapping[];
  outputs: Mapping[];
  /** Event definitions; a receive or send task has the message it names. */
  events: EventModel[];
  /** All definitions must occur, not just one of them. */
  parallelMultiple?: true;
  /** Boundary events: the activity they are attached to. */
  attachedTo?: string;
  /** Boundary events, and start events of event subprocesses. */
  interrupting?: boolean;
  /** Compensation boundary events: the activity that undoes the one they are attached to. */
  handler?: string;
  isForCompensation?: true;
  /** Tokens that begin one instance of the activity, and tokens that it sends down each flow. Absent: 1. */
  startQuantity?: number;
  completionQuantity?: number;
  loop?: LoopModel;
  userTask?: UserTaskModel;
  job?: JobModel;
  script?: ScriptModel;
  decision?: DecisionModel;
  call?: CallModel;
  subProcess?: SubProcessModel;
  /** Complex gateways; may read `activationCount`. */
  activationCondition?: string;
  eventGateway?: { instantiates: boolean; parallel: boolean };
  /** Receive tasks that begin a process. */
  instantiates?: true;
  formId?: string;
}

export interface Mapping {
  source: string;
  /** A variable name or a path such as `docket.number`. */
  target: string;
}

export type EventModel =
  | { kind: 'timer'; timer: 'date' | 'duration' | 'cycle'; expression: string }
  | { kind: 'message'; name: string; correlationKey?: string }
  | { kind: 'signal'; name: string }
  | { kind: 'error'; code?: string }
  | { kind: 'escalation'; code?: string }
  | { kind: 'conditional'; condition: string }
  /** `activity`: undo only this one; absent: everything completed in the scope. */
  | { kind: 'compensation'; activity?: string; waits: boolean }
  | { kind: 'cancel' }
  | { kind: 'link'; name: string }
  | { kind: 'terminate' };

export type LoopModel =
  | {
      kind: 'standard';
      /** Absent: repeats until the maximum. */
      condition?: string;
      /** FEEL or a number; absent: no maximum. */
      maximum?: string;
      testBefore: boolean;
    }
  | {
      kind: 'multiInstance';
      sequential: boolean;
      /** FEEL or a number. */
      cardinality?: string;
      /** FEEL that gives a list, with `=`. */
      inputCollection?: string;
      inputElement?: string;
      outputCollection?: string;
      /** FEEL with `=`. */
      outputElement?: string;
      completionCondition?: string;
    };

export type SubProcessModel =
  | { kind: 'embedded' }
  | { kind: 'event' }
  | { kind: 'transaction' }
  | {
      kind: 'adHoc';
      sequential: boolean;
      completionCondition?: string;
      cancelRemaining: boolean;
      /** FEEL with `=` that gives the ids of activities to begin at once; absent: the performer chooses. */
      activeElements?: string;
      outputCollection?: string;
      /** FEEL with `=`. */
      outputElement?: string;
    };

export interface UserTaskModel {
  formId?: string;
  assignee?: string;
  candidateGroups?: string;
  candidateUsers?: string;
  /** Role code of the lane. */
  laneRole?: string;
  unit?: string;
  dueDate?: string;
  followUpDate?: string;
  priority?: string;
}

export interface JobModel {
  type: string;
  retries?: string;
  headers: Record<string, string>;
}

export interface ScriptModel {
  expression: string;
  resultVariable: string;
}

export interface DecisionModel {
  called: CalledResource;
  resultVariable: string;
}

export interface CallModel {
  /** `called.id` may be FEEL with `=`. */
  called: CalledResource;
  propagateAllParentVariables: boolean;
  propagateAllChildVariables: boolean;
}
