/** What entering an element means: a pure function of the element, the variables in scope and the host. */
import type { CallModel, EventModel, NodeModel, ProcessModel } from '../compile/model.js';
import type { Host, Thrown, Variables } from '../ports.js';
import { applyMappings, conditionHolds, evaluateIn } from '../evaluation/expressions.js';
import { IncidentError } from '../evaluation/incident-error.js';
import { correlationKeyOf, openJob, openUserTask } from '../evaluation/task-settings.js';
import { dueTime } from '../evaluation/timers.js';
import type { WaitRecord } from './inner-state.js';

/** What the reference engine can throw outwards. */
export type ThrownEvent = Extract<Thrown, { kind: 'message' | 'signal' }>;

export interface Opening {
  /** Local variables made by input mappings. */
  locals: Variables;
  /** What the element waits for; absent: it completes at once. */
  wait?: WaitRecord;
  /** The outgoing flow an exclusive gateway takes. */
  take?: string;
  thrown?: ThrownEvent;
  /** Error code an end event throws. */
  errorCode?: string;
  /** What a script gives. */
  payload?: Variables;
}

/** @throws IncidentError when an expression fails or gives what the element cannot use. */
export function openNode(node: NodeModel, model: ProcessModel, outer: Variables, host: Host): Opening {
  const locals = applyMappings(node.inputs, outer, host);
  const visible = { ...outer, ...locals };
  switch (node.kind) {
    case 'exclusive':
      return { locals, take: chooseFlow(node, model, visible, host) };
    case 'userTask':
      return {
        locals,
        wait: { kind: 'userTask', ...openUserTask(node.userTask ?? {}, evaluateIn(visible, host), host.now) },
      };
    case 'job':
      return { locals, wait: { kind: 'job', ...openJob(node.job!, evaluateIn(visible, host)) } };
    case 'call':
      return { locals, wait: openCall(node.call!) };
    case 'script':
      return { locals, payload: runScript(node, visible, host) };
    case 'catch':
    case 'receive':
    case 'boundary':
      return { locals, wait: openEvent(node.events[0]!, visible, host) };
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

function runScript(node: NodeModel, variables: Variables, host: Host): Variables {
  const script = node.script!;
  return { [script.resultVariable]: evaluateIn(variables, host)(script.expression).value };
}

function openCall(call: CallModel): WaitRecord {
  const { id, binding, versionTag } = call.called;
  return { kind: 'call', processId: id, binding, ...(versionTag && { versionTag }) };
}

function openEvent(event: EventModel, variables: Variables, host: Host): WaitRecord {
  switch (event.kind) {
    case 'timer':
      return { kind: 'timer', openedAt: host.now, ...dueTime(event.expression, evaluateIn(variables, host), host.now) };
    case 'message':
      return {
        kind: 'message',
        name: event.name,
        correlationKey: correlationKeyOf(event, evaluateIn(variables, host)),
      };
    case 'signal':
      return { kind: 'signal', name: event.name };
    case 'error':
      return { kind: 'error', code: event.code ?? null };
    default:
      throw new IncidentError('UNKNOWN', '此事件不能等待');
  }
}

function throwEvent(node: NodeModel, locals: Variables, variables: Variables, host: Host): Partial<Opening> {
  const event = node.events[0];
  switch (event?.kind) {
    case 'message': {
      const correlationKey = correlationKeyOf(event, evaluateIn(variables, host));
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
