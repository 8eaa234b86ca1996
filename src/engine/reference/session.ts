/**
 * One command's working state: what bpmn-elements reports is turned into element instances, waits, incidents and history,
 * and what it asks (may this element go on?) is answered here.
 *
 * Nothing of a user's value ever enters bpmn-elements: it moves tokens, this class keeps the variables.
 */
import { CommandRefused } from '../ports.js';
import type { HistoryEvent, HistoryEventType, Host, Key, State, Thrown, Variables } from '../ports.js';
import type { NodeModel, ProcessModel } from '../compile/model.js';
import { applyMappings } from './expressions.js';
import type { BrokerMessage } from './bpmn-elements.js';
import { IncidentError } from './incident-error.js';
import type { ElementInstance, InnerState } from './inner-state.js';
import { openNode } from './opening.js';
import { Scopes } from './scopes.js';

/** A parked activity of bpmn-elements that can be told to go on. */
export interface ParkedActivity {
  /** @param take the outgoing flow an exclusive gateway takes; absent: all. */
  proceed(take?: string): void;
}

/** Keys of one instance; instance numbers are 2²³ apart. */
const KEYS_PER_INSTANCE = 2 ** 23;
/** bpmn-elements needs 1 to 5 ms for an element: a higher limit of the host would let one command hold the server. */
const MOST_STEPS = 1_000;
/** Part of the state that one step may write: a variable that keeps doubling ends as an incident, not as a lost command. */
const LARGEST_SHARE = 0.25;

export class Session {
  readonly events: HistoryEvent[] = [];
  readonly thrown: Thrown[] = [];
  readonly scopes: Scopes;
  ended: InnerState['ended'] = null;
  counter: number;
  private steps = 0;
  private readonly parked = new Map<string, ParkedActivity>();
  /** Activities that may go on, first come first served; see {@link run}. */
  private readonly ready: { execution: string; take?: string }[] = [];
  private readonly pendingErrors: { execution: string; code: string; variables: Variables }[] = [];

  constructor(
    readonly model: ProcessModel,
    readonly inner: InnerState,
    state: Pick<State, 'counter' | 'variables'>,
    readonly host: Host,
  ) {
    this.counter = state.counter;
    this.scopes = new Scopes(state.variables, inner.instances);
  }

  // ---- what bpmn-elements tells -------------------------------------------------------------------------------------

  /** Follows the event exchange of the process: activities entered and left, flows taken, the end. */
  observe(routingKey: string, { content }: BrokerMessage): void {
    switch (routingKey) {
      case 'activity.enter':
        return this.activityEntered(
          content.executionId,
          content.id,
          content.parent?.id,
          content.parent?.executionId,
          content.inbound?.[0],
        );
      case 'activity.end':
        return this.close(content.executionId, 'ELEMENT_COMPLETED');
      case 'activity.leave':
        return this.close(content.executionId, 'ELEMENT_TERMINATED');
      case 'flow.take':
        if (this.model.nodes[this.model.flows[content.id]!.source]!.kind === 'eventBased') return;
        return this.record('FLOW_TAKEN', { elementId: content.id, ...this.scopeKey(this.scopeOf(content.parent)) });
      case 'process.terminate':
        return this.terminateScope(this.scopeOf(content.parent), content.id);
      case 'process.leave':
        return this.end('completed', 'PROCESS_COMPLETED');
    }
  }

  private activityEntered(
    execution: string,
    elementId: string,
    parentId: string | undefined,
    parentExecution: string | undefined,
    inbound: { executionId?: string; sourceId?: unknown } | undefined,
  ): void {
    const node = this.model.nodes[elementId]!;
    const scope = parentId === this.model.processId ? undefined : parentExecution;
    const host = node.kind === 'boundary' ? inbound?.executionId : this.gatewayBefore(node, scope);
    const instance: ElementInstance = {
      key: this.nextKey(),
      elementId,
      ...(scope && { scope }),
      ...(host && { host }),
    };
    this.inner.instances[execution] = instance;
    if (!host) this.record('ELEMENT_ACTIVATED', { elementId, ...this.place(instance) });
  }

  /** The open event-based gateway that leads to a catch event. */
  private gatewayBefore(node: NodeModel, scope: string | undefined): string | undefined {
    if (node.kind !== 'catch' && node.kind !== 'receive') return undefined;
    const sources = new Set(node.incoming.map((flow) => this.model.flows[flow]!.source));
    return Object.entries(this.inner.instances).find(
      ([, instance]) =>
        instance.scope === scope &&
        sources.has(instance.elementId) &&
        this.model.nodes[instance.elementId]!.kind === 'eventBased',
    )?.[0];
  }

  private scopeOf(parent: { id: string; executionId: string } | undefined): string | undefined {
    return parent && parent.id !== this.model.processId ? parent.executionId : undefined;
  }

  /** @param except id of the terminate end event, which completes. */
  private terminateScope(scope: string | undefined, except?: string): void {
    for (const [execution, instance] of Object.entries(this.inner.instances)) {
      if (instance.scope === scope && instance.elementId !== except) this.close(execution, 'ELEMENT_TERMINATED');
    }
  }

  /** Ends an element instance and everything inside and on behalf of it; without effect when it has ended before. */
  private close(execution: string, how: 'ELEMENT_COMPLETED' | 'ELEMENT_TERMINATED'): void {
    const instance = this.inner.instances[execution];
    if (!instance) return;
    this.terminateScope(execution);
    delete this.inner.instances[execution];
    delete this.inner.waits[execution];
    for (const [key, incident] of Object.entries(this.inner.incidents)) {
      if (incident.execution === execution) delete this.inner.incidents[key];
    }
    this.parked.delete(execution);
    if (!instance.host) this.record(how, { elementId: instance.elementId, ...this.place(instance) });
  }

  end(how: 'completed' | 'canceled', event: 'PROCESS_COMPLETED' | 'PROCESS_CANCELED', payload?: Variables): void {
    this.terminateScope(undefined);
    this.ended = how;
    this.record(event, payload ? { payload } : {});
  }

  // ---- what bpmn-elements asks --------------------------------------------------------------------------------------

  /** An activity of bpmn-elements starts or resumes execution; it goes on only when told so through `activity`. */
  execute(execution: string, activity: ParkedActivity): void {
    const known = this.isParked(execution);
    this.parked.set(execution, activity);
    if (!known) this.enter(execution);
  }

  isParked(execution: string): boolean {
    return (
      execution in this.inner.waits ||
      Object.values(this.inner.incidents).some((incident) => incident.execution === execution)
    );
  }

  /** Whether an element instance stands still because its completion failed. */
  isCompleting(execution: string): boolean {
    return Object.values(this.inner.incidents).some(
      (incident) => incident.execution === execution && incident.phase === 'complete',
    );
  }

  /** The last token of a subprocess has gone; it ends once its output mappings are done. */
  leaveScope(execution: string, activity: ParkedActivity): void {
    const failedBefore = this.isCompleting(execution);
    this.parked.set(execution, activity);
    if (!failedBefore) this.complete(execution, {});
  }

  enter(execution: string): void {
    const instance = this.inner.instances[execution]!;
    const node = this.model.nodes[instance.elementId]!;
    this.attempt(execution, 'enter', undefined, () => {
      this.countStep();
      const opening = openNode(node, this.model, this.scopes.visible(instance.scope), this.host);
      if (node.inputs.length > 0) {
        instance.locals = opening.locals;
        this.record('VARIABLES_SET', { ...this.place(instance), elementId: node.id, payload: opening.locals });
      }
      if (opening.wait) {
        this.inner.waits[execution] = opening.wait;
      } else if (opening.errorCode !== undefined) {
        this.pendingErrors.push({ execution, code: opening.errorCode, variables: {} });
      } else if (node.kind === 'subProcess') {
        this.ready.push({ execution });
      } else {
        if (opening.thrown) this.throwOut(instance, opening.thrown);
        this.complete(execution, opening.payload ?? {}, opening.take);
      }
    });
  }

  /** Applies output mappings and lets the activity leave. Without mappings the payload goes to the scope around. */
  complete(execution: string, payload: Variables, take?: string): void {
    const instance = this.inner.instances[execution]!;
    const node = this.model.nodes[instance.elementId]!;
    delete this.inner.waits[execution];
    this.attempt(execution, 'complete', payload, () => {
      const visible = { ...this.scopes.visible(execution), ...payload };
      const result = node.outputs.length > 0 ? applyMappings(node.outputs, visible, this.host) : payload;
      this.setVariables(instance.scope, result, node.id);
      this.ready.push({ execution, ...(take !== undefined && { take }) });
    });
  }

  /**
   * Lets activities go on until every token waits. One after the other from here and not from within each other:
   * bpmn-elements nests some 30 calls for every element, and a path of 300 elements would overflow the stack.
   */
  run(): void {
    for (;;) {
      const next = this.ready.shift();
      if (next) this.parked.get(next.execution)?.proceed(next.take);
      else if (!this.settleError()) return;
    }
  }

  setVariables(scope: string | undefined, values: Variables, elementId?: string): void {
    if (Object.keys(values).length === 0) return;
    if (JSON.stringify(values).length > this.host.limits.stateBytes * LARGEST_SHARE) {
      throw new IncidentError('IO_MAPPING_ERROR', '变量超过实例允许的大小,请减少数据');
    }
    for (const [owner, payload] of this.scopes.setUpwards(scope, values)) {
      this.record('VARIABLES_SET', { ...(elementId && { elementId }), ...(owner && { scopeKey: owner.key }), payload });
    }
  }

  private throwOut(instance: ElementInstance, thrown: Thrown): void {
    this.thrown.push(thrown);
    const payload: Variables = { name: thrown.name, variables: thrown.variables };
    this.record(thrown.kind === 'message' ? 'MESSAGE_THROWN' : 'SIGNAL_THROWN', {
      elementId: thrown.elementId,
      ...this.place(instance),
      payload,
    });
  }

  private countStep(): void {
    this.steps += 1;
    const most = Math.min(this.host.limits.steps, MOST_STEPS);
    if (this.steps > most) {
      throw new IncidentError('UNKNOWN', `一次操作中经过的环节超过 ${most} 个,流程图可能有死循环`);
    }
  }

  attempt(execution: string, phase: 'enter' | 'complete', payload: Variables | undefined, task: () => void): void {
    try {
      task();
    } catch (error) {
      if (!(error instanceof IncidentError)) throw error;
      this.raise(execution, error.errorType, error.message, phase, payload);
    }
  }

  // ---- errors and incidents -----------------------------------------------------------------------------------------

  throwError(execution: string, code: string, variables: Variables): void {
    this.pendingErrors.push({ execution, code, variables });
  }

  /**
   * Error events are looked for only when every token has come to rest, so that no activity is ended while it runs.
   * @returns false when no error was waiting.
   */
  private settleError(): boolean {
    const error = this.pendingErrors.shift();
    if (!error) return false;
    const instance = this.inner.instances[error.execution];
    if (!instance) return true;
    this.record('ERROR_THROWN', {
      elementId: instance.elementId,
      ...this.place(instance),
      payload: { errorCode: error.code },
    });
    const boundary = this.catcherOf(error.execution, error.code);
    if (boundary) {
      this.reveal(boundary);
      this.complete(boundary, error.variables);
    } else {
      delete this.inner.waits[error.execution];
      this.raise(error.execution, 'UNHANDLED_ERROR_EVENT', `错误“${error.code}”没有对应的错误边界事件`, 'enter');
    }
    return true;
  }

  /** The error boundary event, nearest first, that catches a code thrown inside an execution. */
  private catcherOf(execution: string, code: string): string | undefined {
    for (
      let current: string | undefined = execution;
      current !== undefined;
      current = this.inner.instances[current]?.scope
    ) {
      const catchers = Object.entries(this.inner.waits).filter(
        ([boundary, wait]) =>
          wait.kind === 'error' &&
          this.inner.instances[boundary]?.host === current &&
          (wait.code === code || wait.code === null),
      );
      const exact = catchers.find(([, wait]) => wait.kind === 'error' && wait.code === code) ?? catchers[0];
      if (exact) return exact[0];
    }
    return undefined;
  }

  raise(execution: string, errorType: string, message: string, phase: 'enter' | 'complete', payload?: Variables): void {
    const instance = this.inner.instances[execution]!;
    this.inner.incidents[this.nextKey()] = { execution, errorType, message, phase, ...(payload && { payload }) };
    this.record('INCIDENT_CREATED', {
      elementId: instance.elementId,
      ...this.place(instance),
      payload: { errorType, message },
    });
  }

  resolveIncident(key: Key): void {
    const incident = this.inner.incidents[key]!;
    const instance = this.inner.instances[incident.execution]!;
    delete this.inner.incidents[key];
    this.record('INCIDENT_RESOLVED', { elementId: instance.elementId, ...this.place(instance) });
    if (incident.phase === 'enter') this.enter(incident.execution);
    else this.complete(incident.execution, incident.payload ?? {});
  }

  // ---- triggers -----------------------------------------------------------------------------------------------------

  /** Shows a boundary or catch event that waited on behalf of another element, now that it is triggered. */
  reveal(execution: string): void {
    const instance = this.inner.instances[execution]!;
    const host = instance.host === undefined ? undefined : this.inner.instances[instance.host];
    if (!host) return;
    const hostExecution = instance.host!;
    delete instance.host;
    if (this.model.nodes[host.elementId]!.kind === 'eventBased') {
      const flow = Object.values(this.model.flows).find(
        ({ source, target }) => source === host.elementId && target === instance.elementId,
      );
      this.closeGateway(hostExecution);
      if (flow) this.record('FLOW_TAKEN', { elementId: flow.id, ...this.scopeKey(instance.scope) });
    }
    this.record('ELEMENT_ACTIVATED', { elementId: instance.elementId, ...this.place(instance) });
  }

  private closeGateway(execution: string): void {
    const gateway = this.inner.instances[execution]!;
    delete this.inner.instances[execution];
    this.record('ELEMENT_COMPLETED', { elementId: gateway.elementId, ...this.place(gateway) });
  }

  // ---- history ------------------------------------------------------------------------------------------------------

  record(type: HistoryEventType, event: Omit<HistoryEvent, 'type'> = {}): void {
    this.events.push({ type, ...event });
  }

  place(instance: ElementInstance): Pick<HistoryEvent, 'elementInstanceKey' | 'scopeKey'> {
    return { elementInstanceKey: instance.key, ...this.scopeKey(instance.scope) };
  }

  private scopeKey(scope: string | undefined): Pick<HistoryEvent, 'scopeKey'> {
    const owner = scope === undefined ? undefined : this.inner.instances[scope];
    return owner ? { scopeKey: owner.key } : {};
  }

  nextKey(): Key {
    if (this.counter >= KEYS_PER_INSTANCE) throw new CommandRefused('limit-exceeded', '实例的环节编号已用完,不能继续');
    const key = String(this.host.keyBase + BigInt(this.counter));
    this.counter += 1;
    return key;
  }
}
