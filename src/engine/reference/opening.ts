/** What entering an element means: a pure function of the element, the variables in scope and the host. */
import type { EventModel, NodeModel, ProcessModel, UserTaskModel } from '../compile/model.js';
import type { Host, Json, Thrown, Variables } from '../ports.js';
import { applyMappings, conditionHolds, valueOf } from './expressions.js';
import { IncidentError } from './incident-error.js';
import type { UserTaskRecord, WaitRecord } from './inner-state.js';
import { dueTime, taskDate } from './timers.js';

export interface Opening {
  /** Local variables made by input mappings. */
  locals: Variables;
  /** What the element waits for; absent: it completes at once. */
  wait?: WaitRecord;
  /** The outgoing flow an exclusive gateway takes. */
  take?: string;
  thrown?: Thrown;
  /** Error code an end event throws. */
  errorCode?: string;
  /** What a script gives. */
  payload?: Variables;
}

const DEFAULT_RETRIES = 3;
const DEFAULT_PRIORITY = 50;

/** @throws IncidentError when an expression fails or gives what the element cannot use. */
export function openNode(node: NodeModel, model: ProcessModel, outer: Variables, host: Host): Opening {
  const locals = applyMappings(node.inputs, outer, host);
  const visible = { ...outer, ...locals };
  switch (node.kind) {
    case 'exclusive':
      return { locals, take: chooseFlow(node, model, visible, host) };
    case 'userTask':
      return { locals, wait: openUserTask(node.userTask ?? {}, visible, host) };
    case 'job':
      return { locals, wait: openJob(node, visible, host) };
    case 'call':
      return { locals, wait: { kind: 'call', processId: node.call?.processId ?? '' } };
    case 'script':
      return { locals, payload: runScript(node, visible, host) };
    case 'catch':
    case 'receive':
    case 'boundary':
      return { locals, wait: openEvent(node.event!, visible, host) };
    case 'throw':
    case 'send':
    case 'end':
      return { locals, ...throwEvent(node, locals, visible, host) };
    default:
      return { locals };
  }
}

function chooseFlow(node: NodeModel, model: ProcessModel, variables: Variables, host: Host): string {
  const flows = node.outgoing.map((id) => model.flows[id]!);
  for (const flow of flows) {
    if (flow.isDefault) continue;
    if (flow.condition === undefined || conditionHolds(flow.condition, variables, host)) return flow.id;
  }
  const fallback = flows.find((flow) => flow.isDefault);
  if (fallback) return fallback.id;
  throw new IncidentError('CONDITION_ERROR', `网关“${node.name || node.id}”没有一个条件成立，也没有默认流向`);
}

function openUserTask(task: UserTaskModel, variables: Variables, host: Host): UserTaskRecord {
  const text = (expression: string | undefined): string | undefined => {
    const value = expression === undefined ? null : valueOf(expression, variables, host, 'EXTRACT_VALUE_ERROR');
    return value === null || value === '' ? undefined : String(value);
  };
  const date = (expression: string | undefined) =>
    expression === undefined ? undefined : taskDate(expression, variables, host);
  const says = task.assignee ?? task.candidateGroups ?? task.candidateUsers;
  const record = {
    assignee: text(task.assignee),
    unit: text(task.unit),
    dueDate: date(task.dueDate),
    followUpDate: date(task.followUpDate),
  };
  return {
    kind: 'userTask',
    ...(Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as typeof record),
    candidateGroups:
      says === undefined ? (task.laneRole ? [task.laneRole] : []) : listOf(task.candidateGroups, variables, host),
    candidateUsers: listOf(task.candidateUsers, variables, host),
    priority: priorityOf(task.priority, variables, host),
  };
}

function listOf(expression: string | undefined, variables: Variables, host: Host): string[] {
  if (expression === undefined) return [];
  const value = valueOf(expression, variables, host, 'EXTRACT_VALUE_ERROR');
  if (value === null) return [];
  if (typeof value === 'string')
    return value
      .split(/[,,]/)
      .map((name) => name.trim())
      .filter(Boolean);
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value;
  throw new IncidentError('EXTRACT_VALUE_ERROR', `候选人表达式“${expression}”须得出文字或文字列表`);
}

function priorityOf(expression: string | undefined, variables: Variables, host: Host): number {
  if (expression === undefined) return DEFAULT_PRIORITY;
  const priority = Number(valueOf(expression, variables, host, 'EXTRACT_VALUE_ERROR'));
  if (Number.isInteger(priority) && priority >= 0 && priority <= 100) return priority;
  throw new IncidentError('EXTRACT_VALUE_ERROR', `优先级“${expression}”须为 0 至 100 的整数`);
}

function openJob(node: NodeModel, variables: Variables, host: Host): WaitRecord {
  const job = node.job!;
  const type = valueOf(job.type, variables, host, 'EXTRACT_VALUE_ERROR');
  const retries = job.retries === undefined ? DEFAULT_RETRIES : Number(valueOf(job.retries, variables, host));
  if (typeof type !== 'string' || type === '')
    throw new IncidentError('EXTRACT_VALUE_ERROR', `作业类型“${job.type}”须得出文字`);
  if (!Number.isInteger(retries) || retries < 1)
    throw new IncidentError('EXTRACT_VALUE_ERROR', `重试次数“${job.retries}”须为正整数`);
  return { kind: 'job', type, retries, headers: job.headers };
}

function runScript(node: NodeModel, variables: Variables, host: Host): Variables {
  const script = node.script!;
  return { [script.resultVariable]: valueOf(script.expression, variables, host, 'EXTRACT_VALUE_ERROR') };
}

function openEvent(event: EventModel, variables: Variables, host: Host): WaitRecord {
  switch (event.kind) {
    case 'timer':
      return { kind: 'timer', openedAt: host.now, ...dueTime(event.expression, variables, host) };
    case 'message':
      return { kind: 'message', name: event.name, correlationKey: correlationKeyOf(event, variables, host) };
    case 'signal':
      return { kind: 'signal', name: event.name };
    case 'error':
      return { kind: 'error', code: event.code ?? null };
    default:
      throw new IncidentError('UNKNOWN', '此事件不能等待');
  }
}

function throwEvent(node: NodeModel, locals: Variables, variables: Variables, host: Host): Partial<Opening> {
  const { event } = node;
  switch (event?.kind) {
    case 'message': {
      const correlationKey = correlationKeyOf(event, variables, host);
      return { thrown: { kind: 'message', elementId: node.id, name: event.name, correlationKey, variables: locals } };
    }
    case 'signal':
      return { thrown: { kind: 'signal', elementId: node.id, name: event.name, variables: locals } };
    case 'error':
      return { errorCode: event.code ?? '' };
    default:
      return {};
  }
}

function correlationKeyOf(event: { name: string; correlationKey?: string }, variables: Variables, host: Host): string {
  if (event.correlationKey === undefined) return '';
  const key: Json = valueOf(event.correlationKey, variables, host, 'EXTRACT_VALUE_ERROR');
  if ((typeof key === 'string' && key !== '') || typeof key === 'number') return String(key);
  throw new IncidentError(
    'EXTRACT_VALUE_ERROR',
    `消息“${event.name}”的关联键“${event.correlationKey}”没有得出文字或数字`,
  );
}
