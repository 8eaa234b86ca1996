/**
 * A process as the engines read it: plain JSON, one process only, without collaboration, lanes, diagram and documentation.
 *
 * Texts of the Camunda 8 profile are kept as written: a value that starts with `=` is FEEL, anything else is literal.
 */

export interface ProcessModel {
  processId: string;
  name: string;
  versionTag?: string;
  nodes: Record<string, NodeModel>;
  flows: Record<string, FlowModel>;
}

export interface FlowModel {
  id: string;
  source: string;
  target: string;
  /** FEEL without the leading `=`; absent: always taken. */
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
  | 'task'
  | 'userTask'
  | 'job'
  | 'receive'
  | 'send'
  | 'script'
  | 'call'
  | 'subProcess'
  | 'exclusive'
  | 'parallel'
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
  event?: EventModel;
  /** Boundary events: the activity they are attached to, and whether they end it. */
  attachedTo?: string;
  interrupting?: boolean;
  userTask?: UserTaskModel;
  job?: JobModel;
  script?: ScriptModel;
  call?: CallModel;
}

export interface Mapping {
  source: string;
  /** A variable name or a path such as `docket.number`. */
  target: string;
}

export type EventModel =
  | { kind: 'timer'; expression: string }
  | { kind: 'message'; name: string; correlationKey?: string }
  | { kind: 'signal'; name: string }
  | { kind: 'error'; code?: string }
  | { kind: 'terminate' };

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

export interface CallModel {
  processId: string;
  propagateAllParentVariables: boolean;
  propagateAllChildVariables: boolean;
}
