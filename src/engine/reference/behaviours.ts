/**
 * Our behaviours under the activities of bpmn-elements. They decide nothing: every element asks the {@link Session} and
 * goes on when told. Of bpmn-elements' own behaviours only those remain that move tokens: boundary event, event-based
 * gateway, subprocess, terminate. Scripts, services, timers, expressions and messages of the package are never reached.
 */
import {
  Activity,
  BoundaryEventBehaviour,
  EndEventBehaviour,
  EventBasedGatewayBehaviour,
  Process,
  SequenceFlow,
  SubProcess,
  SubProcessBehaviour,
  TerminateEventDefinition,
} from './bpmn-elements.js';
import type {
  ActivityHandle,
  Behaviour,
  BehaviourClass,
  BrokerMessage,
  MessageContent,
  SerializedEntity,
} from './bpmn-elements.js';
import type { Session } from './session.js';

export const SESSION = 'session';

function sessionOf(activity: ActivityHandle): Session {
  return activity.environment.getServiceByName(SESSION) as Session;
}

/** Tasks, events without an own life, exclusive and parallel gateways. */
class NodeBehaviour implements Behaviour {
  constructor(private readonly activity: ActivityHandle) {}

  execute({ content }: BrokerMessage): void {
    sessionOf(this.activity).execute(content.executionId, {
      proceed: (take) =>
        this.activity.broker.publish('execution', 'execute.completed', {
          ...content,
          ...outbound(this.activity, take),
        }),
    });
  }
}

function outbound(activity: ActivityHandle, take: string | undefined): Pick<MessageContent, 'outbound'> {
  if (take === undefined) return {};
  const flows = sessionOf(activity).model.nodes[activity.id]!.outgoing;
  return { outbound: flows.map((id) => ({ id, action: id === take ? 'take' : 'discard' })) };
}

/** The one event definition of a boundary event: waits until the session lets it go on. */
class BoundaryDefinition {
  readonly type = 'boundary';
  constructor(private readonly activity: ActivityHandle) {}

  execute({ content }: BrokerMessage): void {
    const session = sessionOf(this.activity);
    const interrupting = session.model.nodes[this.activity.id]!.interrupting;
    session.execute(content.parent!.executionId, {
      proceed: () =>
        this.activity.broker.publish('execution', 'execute.completed', { ...content, cancelActivity: interrupting }),
    });
  }
}

interface SubProcessInternals extends Behaviour {
  executionId: string | undefined;
  getState(): object | undefined;
  recover(state: { executionId?: string } | undefined): unknown;
  _completeExecution(routingKey: string, content: MessageContent): void;
}
const StockSubProcess = SubProcessBehaviour as unknown as new (
  activity: ActivityHandle,
  context: object,
) => SubProcessInternals;

/** A subprocess that waits for its input mappings before it begins, and for its output mappings before it ends. */
class ScopeBehaviour extends StockSubProcess {
  constructor(
    private readonly owner: ActivityHandle,
    context: object,
  ) {
    super(owner, context);
  }

  override execute(message: BrokerMessage): void {
    const session = sessionOf(this.owner);
    const { executionId } = message.content;
    const isResumed = message.fields.redelivered === true;
    const hasBegun = isResumed && (!session.isParked(executionId) || session.isCompleting(executionId));
    if (hasBegun) {
      super.execute(message);
      return;
    }
    const fresh: BrokerMessage = { ...message, fields: { ...message.fields, redelivered: undefined } };
    session.execute(executionId, { proceed: () => void super.execute(fresh) });
  }

  /**
   * bpmn-elements takes “completed” of the inner execution for that of the activity. While the output mappings have not
   * succeeded it is neither, and completes once more when it is resumed.
   */
  override getState(): object | undefined {
    const state = super.getState();
    const isHeld = this.executionId !== undefined && sessionOf(this.owner).isCompleting(this.executionId);
    return state && isHeld ? { ...state, completed: false, status: 'executing' } : state;
  }

  /** A subprocess that had not begun has no execution to recover. */
  override recover(state: { executionId?: string } | undefined): unknown {
    return state?.executionId ? super.recover(state) : undefined;
  }

  override _completeExecution(routingKey: string, content: MessageContent): void {
    if (routingKey !== 'execute.completed') return super._completeExecution(routingKey, content);
    sessionOf(this.owner).leaveScope(content.executionId, {
      proceed: () => super._completeExecution(routingKey, content),
    });
  }
}

/** A flow that carries tokens only: propagating “not taken” makes parallel joins fire early (bpmn-engine issue 200). */
class TokenFlow extends SequenceFlow {
  override discard(): void {}
}

const activityOf = (behaviour: BehaviourClass) =>
  function BpmnActivity(definition: object, context: object): object {
    return new Activity(behaviour, definition, context);
  };

function BpmnSubProcess(definition: object, context: object): object {
  const activity = SubProcess(definition, context) as { Behaviour: unknown };
  activity.Behaviour = ScopeBehaviour;
  return activity;
}

function BpmnParallelGateway(definition: object, context: object): object {
  return new Activity(NodeBehaviour, { ...definition, isParallelGateway: true }, context);
}

const plainNode = activityOf(NodeBehaviour);
const terminateEnd = activityOf(EndEventBehaviour!);

const CLASSES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['process', Process],
  ['flow', TokenFlow],
  ['node', plainNode],
  ['parallel', BpmnParallelGateway],
  ['boundary', activityOf(BoundaryEventBehaviour!)],
  ['eventBased', activityOf(EventBasedGatewayBehaviour!)],
  ['subProcess', BpmnSubProcess],
  ['terminateEnd', terminateEnd],
  ['boundaryDefinition', BoundaryDefinition],
  ['terminate', TerminateEventDefinition],
]);

/** Puts the class behind an entity of the serialised context; types are those written by `context.ts`. */
export function resolveClass(entity: SerializedEntity): void {
  entity.Behaviour = CLASSES.get(entity.type);
  for (const definition of entity.behaviour?.eventDefinitions ?? []) resolveClass(definition);
}
