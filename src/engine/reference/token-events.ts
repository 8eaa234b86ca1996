/** Turns what bpmn-elements reports on its event exchange into element instances and history. */
import type { NodeModel, ProcessModel } from '../compile/model.js';
import type { BrokerMessage, MessageContent } from './bpmn-elements.js';
import type { ElementInstance, InnerState } from './inner-state.js';
import type { Journal } from './journal.js';

export class TokenEvents {
  constructor(
    private readonly model: ProcessModel,
    private readonly inner: InnerState,
    private readonly journal: Journal,
    /** Called when the last token has gone. */
    private readonly onEnd: () => void,
  ) {}

  observe(routingKey: string, { content }: BrokerMessage): void {
    switch (routingKey) {
      case 'activity.enter':
        return this.entered(content);
      case 'activity.end':
        return this.close(content.executionId, 'ELEMENT_COMPLETED');
      case 'activity.leave':
        return this.close(content.executionId, 'ELEMENT_TERMINATED');
      case 'flow.take':
        return this.flowTaken(content);
      case 'process.terminate':
        return this.terminateScope(this.scopeOf(content), content.id);
      case 'process.leave':
        return this.onEnd();
    }
  }

  private entered(content: MessageContent): void {
    const elementId = content.id;
    const scope = this.scopeOf(content);
    const node = this.model.nodes[elementId]!;
    const host = node.kind === 'boundary' ? content.inbound?.[0]?.executionId : this.gatewayBefore(node, scope);
    const key = this.journal.nextKey();
    const instance: ElementInstance = { key, elementId, ...(scope && { scope }), ...(host && { host }) };
    this.inner.instances[content.executionId] = instance;
    if (!host) this.journal.recordAt(instance, 'ELEMENT_ACTIVATED');
  }

  /** The open event-based gateway that leads to a catch event. */
  private gatewayBefore(node: NodeModel, scope: string | undefined): string | undefined {
    if (node.kind !== 'catch' && node.kind !== 'receive') return undefined;
    const sources = new Set(node.incoming.map((flow) => this.model.flows[flow]!.source));
    const gateway = Object.entries(this.inner.instances).find(
      ([, { elementId, scope: own }]) => own === scope && sources.has(elementId) && this.isEventBased(elementId),
    );
    return gateway?.[0];
  }

  /** The flows behind an event-based gateway are taken when their event happens; see {@link reveal}. */
  private flowTaken(content: MessageContent): void {
    if (this.isEventBased(this.model.flows[content.id]!.source)) return;
    this.journal.record('FLOW_TAKEN', { elementId: content.id, ...this.journal.scopeKey(this.scopeOf(content)) });
  }

  private isEventBased(elementId: string): boolean {
    return this.model.nodes[elementId]!.kind === 'eventBased';
  }

  private scopeOf({ parent }: MessageContent): string | undefined {
    return parent && parent.id !== this.model.processId ? parent.executionId : undefined;
  }

  /** @param except id of the terminate end event, which completes. */
  terminateScope(scope: string | undefined, except?: string): void {
    for (const [execution, instance] of Object.entries(this.inner.instances)) {
      if (instance.scope === scope && instance.elementId !== except) this.close(execution, 'ELEMENT_TERMINATED');
    }
  }

  /** Ends an element instance and everything inside it; without effect when it has ended before. */
  private close(execution: string, how: 'ELEMENT_COMPLETED' | 'ELEMENT_TERMINATED'): void {
    const instance = this.inner.instances[execution];
    if (!instance) return;
    this.terminateScope(execution);
    if (!instance.host) this.journal.recordAt(instance, how);
    delete this.inner.instances[execution];
    delete this.inner.waits[execution];
    for (const [key, incident] of Object.entries(this.inner.incidents)) {
      if (incident.execution === execution) delete this.inner.incidents[key];
    }
  }

  /** Shows a boundary or catch event that waited on behalf of another element, now that it is triggered. */
  reveal(execution: string): void {
    const instance = this.inner.instances[execution]!;
    const hostExecution = instance.host;
    const host = hostExecution === undefined ? undefined : this.inner.instances[hostExecution];
    if (hostExecution === undefined || !host) return;
    delete instance.host;
    if (this.isEventBased(host.elementId)) {
      this.close(hostExecution, 'ELEMENT_COMPLETED');
      const flow = this.model.nodes[instance.elementId]!.incoming.find(
        (id) => this.model.flows[id]!.source === host.elementId,
      );
      this.journal.record('FLOW_TAKEN', { elementId: flow!, ...this.journal.scopeKey(instance.scope) });
    }
    this.journal.recordAt(instance, 'ELEMENT_ACTIVATED');
  }
}
