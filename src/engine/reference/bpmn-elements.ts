/**
 * The one place that touches the packages bpmn-elements (the engine inside bpmn-engine) and moddle-context-serializer.
 *
 * Their published types do not cover what an embedder overrides, so the shapes used here are declared by hand, as read in
 * version 17.3.
 */
import * as elements from 'bpmn-elements';
import * as eventDefinitions from 'bpmn-elements/eventDefinitions';
import * as events from 'bpmn-elements/events';
import * as gateways from 'bpmn-elements/gateways';
import * as tasks from 'bpmn-elements/tasks';
import { deserialize as deserializeContext } from 'moddle-context-serializer';

export interface MessageContent {
  id: string;
  type: string;
  executionId: string;
  isRootScope?: boolean;
  isDefinitionScope?: boolean;
  parent?: { id: string; executionId: string; path?: { id: string; executionId: string }[] };
  inbound?: MessageContent[];
  outbound?: { id: string; action: 'take' | 'discard' }[];
  [key: string]: unknown;
}

export interface BrokerMessage {
  content: MessageContent;
  fields: { routingKey: string; redelivered?: boolean };
  properties: Record<string, unknown>;
}

export interface Broker {
  publish(exchange: string, routingKey: string, content: MessageContent, options?: Record<string, unknown>): void;
  subscribeTmp(
    exchange: string,
    pattern: string,
    onMessage: (routingKey: string, message: BrokerMessage) => void,
    options?: Record<string, unknown>,
  ): void;
  cancel(consumerTag: string): void;
}

/** A running activity of bpmn-elements, as its behaviours see it. */
export interface ActivityHandle {
  id: string;
  broker: Broker;
  environment: { getServiceByName(name: string): unknown };
}

export interface Behaviour {
  execute(message: BrokerMessage): unknown;
}

export interface ActivityFactory {
  (definition: object, context: object): object;
}

export interface BehaviourClass {
  new (activity: ActivityHandle, context: object): Behaviour;
}

export interface ProcessHandle {
  broker: Broker;
  init(executionId?: string): void;
  run(): void;
  resume(): void;
  recover(state: unknown): void;
  getState(): unknown;
}

export interface SequenceFlowHandle {
  take(content?: object): boolean;
  discard(content?: object): void;
}

interface Package {
  Activity: new (behaviour: BehaviourClass, definition: object, context: object) => object;
  Context: (definition: object, environment: object) => { getProcessById(id: string): ProcessHandle };
  Environment: new (options: object) => object;
  Process: new (definition: object, context: object) => ProcessHandle;
  SequenceFlow: new (definition: object, context: object) => SequenceFlowHandle;
  SubProcess: ActivityFactory;
}

const bpmn = elements as unknown as Package;

export const { Activity, Context, Environment, Process, SequenceFlow, SubProcess } = bpmn;

export const { BoundaryEventBehaviour, EndEventBehaviour } = events as unknown as Record<string, BehaviourClass>;
export const { EventBasedGatewayBehaviour } = gateways as unknown as Record<string, BehaviourClass>;
export const { SubProcessBehaviour } = tasks as unknown as Record<string, BehaviourClass>;
export const { TerminateEventDefinition } = eventDefinitions as unknown as Record<string, unknown>;

export interface SerializedEntity {
  id: string;
  type: string;
  parent?: { id: string; type: string };
  behaviour?: { eventDefinitions?: SerializedEntity[]; [key: string]: unknown };
  Behaviour?: unknown;
  [key: string]: unknown;
}

/** Puts the classes of `resolve` behind the types of a serialised context. */
export function deserialize(context: object, resolve: (entity: SerializedEntity) => void): object {
  return (deserializeContext as unknown as (context: object, resolve: (entity: SerializedEntity) => void) => object)(
    context,
    resolve,
  );
}
