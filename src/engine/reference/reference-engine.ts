/**
 * The reference engine: bpmn-elements moves the tokens, everything else is ours.
 *
 * A command is: recover, resume, tell the parked activity to go on, read the state. All of it is synchronous, and no timer,
 * script, service or `${}` expression of the package can be reached (see `environment.ts`).
 */
import { compileProcesses } from '../compile/compile.js';
import { CommandRefused } from '../ports.js';
import type { Command, CompileContext, Definition, Engine, Host, Json, Outcome, State } from '../ports.js';
import type { ProcessModel } from '../compile/model.js';
import { Context } from './bpmn-elements.js';
import type { ProcessHandle } from './bpmn-elements.js';
import { carryOut, movesTokens } from './commands.js';
import { contextOf } from './context.js';
import { closedEnvironment } from './environment.js';
import { bounded } from '../feel/time-limit.js';
import { IncidentError } from '../evaluation/incident-error.js';
import { STATE_FORMAT, innerOf } from './inner-state.js';
import type { InnerState } from './inner-state.js';
import { reachableNodes } from './reach.js';
import { withoutPrototypeKeys } from './scopes.js';
import { referenceProfile } from './profile.js';
import { Session } from './session.js';
import { openIncidents, openWaits } from './waits.js';

type StartCommand = Extract<Command, { type: 'start' }>;

/** The counter's first value: number 0 is the process instance itself. */
const FIRST_ELEMENT = 1;

export class ReferenceEngine implements Engine {
  readonly name = 'reference';

  compile(xml: string, context: CompileContext = {}): Promise<Definition[]> {
    return compileProcesses(xml, context, referenceProfile);
  }

  apply(definition: Definition, before: State | null, command: Command, unbounded: Host): Outcome {
    const host = bounded(unbounded);
    const model = definition.compiled as ProcessModel;
    checkPayload(command, host);
    try {
      return command.type === 'start' ? start(definition, model, command, host) : advance(model, before, command, host);
    } catch (error) {
      if (error instanceof CommandRefused) throw error;
      if (error instanceof IncidentError) throw new CommandRefused('limit-exceeded', error.message);
      // Nothing was kept of what bpmn-elements did: the state before stays good.
      const reason = error instanceof RangeError ? '流程图展开过深' : '流程引擎出错';
      throw Object.assign(new CommandRefused('engine-failed', `${reason}，本次操作没有生效`), { cause: error });
    }
  }
}

/** Part of the state one command may bring. */
const LARGEST_SHARE = 0.25;

function checkPayload(command: Command, host: Host): void {
  if (JSON.stringify(command).length > host.limits.stateBytes * LARGEST_SHARE) {
    throw new CommandRefused('limit-exceeded', '提交的数据过大，请减少内容或改用附件');
  }
}

function start(definition: Definition, model: ProcessModel, command: StartCommand, host: Host): Outcome {
  const startId = chooseStart(definition, command);
  const inner: InnerState = {
    startId,
    process: null,
    ended: null,
    suspended: false,
    instances: {},
    waits: {},
    incidents: {},
  };
  const session = new Session(model, inner, { counter: FIRST_ELEMENT, variables: {} }, host);
  session.journal.record('PROCESS_STARTED');
  session.setVariables(undefined, withoutPrototypeKeys(command.variables));
  const process = processOf(session);
  process.init(model.processId);
  process.run();
  return settle(session, process);
}

function chooseStart(definition: Definition, command: StartCommand): string {
  const { startElementId, payloadOf } = command;
  const start = startElementId
    ? definition.startEvents.find(({ elementId }) => elementId === startElementId)
    : (definition.startEvents.find(({ kind }) => kind === (payloadOf === 'message' ? 'message' : 'none')) ??
      (definition.startEvents.length === 1 ? definition.startEvents[0] : undefined));
  if (!start) throw new CommandRefused('start-event-unknown', `流程“${definition.name}”没有这个开始事件`);
  return start.elementId;
}

function advance(
  model: ProcessModel,
  before: State | null,
  command: Exclude<Command, { type: 'start' }>,
  host: Host,
): Outcome {
  if (!before || innerOf(before).ended) throw new CommandRefused('instance-ended', '流程实例已结束');
  const inner = structuredClone(innerOf(before));
  const session = new Session(
    model,
    inner,
    structuredClone({ counter: before.counter, variables: before.variables }),
    host,
  );
  if (!movesTokens(command)) {
    carryOut(session, command);
    return outcomeOf(session);
  }
  const process = processOf(session);
  process.recover(inner.process);
  process.resume();
  carryOut(session, command);
  return settle(session, process);
}

function processOf(session: Session): ProcessHandle {
  const context = contextOf(session.model, reachableNodes(session.model, session.inner));
  const process = Context(context, closedEnvironment(session)).getProcessById(session.model.processId);
  process.broker.subscribeTmp('event', '#', (routingKey, message) => session.tokens.observe(routingKey, message), {
    noAck: true,
  });
  return process;
}

function settle(session: Session, process: ProcessHandle): Outcome {
  session.run();
  session.inner.process = session.ended ? null : plain(process.getState());
  return outcomeOf(session);
}

function outcomeOf(session: Session): Outcome {
  const { inner, model, scopes, host } = session;
  inner.ended = session.ended;
  if (inner.ended) inner.process = null;
  const state: State = {
    engine: 'reference',
    format: STATE_FORMAT,
    counter: session.journal.counter,
    variables: scopes.variables,
    inner: inner as unknown as Json,
  };
  if (JSON.stringify(state).length > host.limits.stateBytes) {
    throw new CommandRefused('limit-exceeded', '流程实例的数据超过允许的大小，本次操作没有生效');
  }
  return {
    state,
    status: inner.ended ?? (inner.suspended ? 'suspended' : 'active'),
    waits: openWaits(model, inner, scopes),
    incidents: openIncidents(inner),
    events: session.journal.events,
    thrown: session.thrown,
  };
}

/** Plain JSON, without the environments: bpmn-elements keeps whole messages there as “variables” that nothing reads. */
function plain(state: unknown): Json {
  const text = JSON.stringify(state, (name, value: unknown) => (name === 'environment' ? undefined : value));
  return JSON.parse(text) as Json;
}
