/**
 * One command's working state: every element of bpmn-elements asks here whether it may go on, and here are its variables,
 * its waits and its incidents.
 *
 * Nothing of a user's value ever enters bpmn-elements: it moves tokens, this class keeps the variables.
 */
import type { ProcessModel } from '../compile/model.js';
import type { Host, Key, State, Variables } from '../ports.js';
import { applyMappings } from '../evaluation/expressions.js';
import { IncidentError } from '../evaluation/incident-error.js';
import type { ElementInstance, IncidentRecord, InnerState } from './inner-state.js';
import { Journal } from './journal.js';
import { openNode } from './opening.js';
import type { Opening, ThrownEvent } from './opening.js';
import { Scopes } from './scopes.js';
import { TokenEvents } from './token-events.js';

/** A parked activity of bpmn-elements that can be told to go on. */
export interface ParkedActivity {
  /** @param take the outgoing flow an exclusive gateway takes; absent: all. */
  proceed(take?: string): void;
}

/** bpmn-elements needs 1 to 5 ms for an element: a higher limit of the host would let one command hold the server. */
const MOST_STEPS = 1_000;
/** Part of the state that one step may write: a variable that keeps doubling ends as an incident, not as a lost command. */
const LARGEST_SHARE = 0.25;

export class Session {
  readonly thrown: ThrownEvent[] = [];
  readonly scopes: Scopes;
  readonly journal: Journal;
  readonly tokens: TokenEvents;
  ended: InnerState['ended'] = null;
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
    this.scopes = new Scopes(state.variables, inner.instances);
    this.journal = new Journal(inner.instances, host.keyBase, state.counter);
    this.tokens = new TokenEvents(model, inner, this.journal, () => this.end('completed'));
  }

  end(how: 'completed' | 'canceled', payload?: Variables): void {
    this.tokens.terminateScope(undefined);
    this.ended = how;
    this.journal.record(how === 'completed' ? 'PROCESS_COMPLETED' : 'PROCESS_CANCELED', payload ? { payload } : {});
  }

  /** An activity of bpmn-elements starts or resumes execution; it goes on only when told so through `activity`. */
  execute(execution: string, activity: ParkedActivity): void {
    const known = this.isParked(execution);
    this.parked.set(execution, activity);
    if (!known) this.enter(execution);
  }

  isParked(execution: string): boolean {
    return execution in this.inner.waits || this.incidentOf(execution) !== undefined;
  }

  /** Whether an element instance stands still because its completion failed. */
  isCompleting(execution: string): boolean {
    return this.incidentOf(execution)?.phase === 'complete';
  }

  private incidentOf(execution: string): IncidentRecord | undefined {
    return Object.values(this.inner.incidents).find((incident) => incident.execution === execution);
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
        this.journal.recordAt(instance, 'VARIABLES_SET', { payload: opening.locals });
      }
      this.follow(execution, instance, opening);
    });
  }

  private follow(execution: string, instance: ElementInstance, opening: Opening): void {
    const { wait, errorCode, thrown, payload, take } = opening;
    if (wait) {
      this.inner.waits[execution] = wait;
    } else if (errorCode !== undefined) {
      this.throwError(execution, errorCode, {});
    } else if (this.model.nodes[instance.elementId]!.kind === 'subProcess') {
      this.ready.push({ execution });
    } else {
      if (thrown) this.throwOut(instance, thrown);
      this.complete(execution, payload ?? {}, take);
    }
  }

  private throwOut(instance: ElementInstance, thrown: ThrownEvent): void {
    this.thrown.push(thrown);
    const payload: Variables = { name: thrown.name, variables: thrown.variables };
    this.journal.recordAt(instance, thrown.kind === 'message' ? 'MESSAGE_THROWN' : 'SIGNAL_THROWN', { payload });
    if (thrown.kind === 'signal') this.broadcast(thrown.name, thrown.variables);
  }

  /**
   * A signal to every subscription that is open now.
   * @returns how many there were.
   */
  broadcast(name: string, variables: Variables): number {
    const open = Object.entries(this.inner.waits).filter(([, wait]) => wait.kind === 'signal' && wait.name === name);
    for (const [execution] of open) this.trigger(execution, 'SIGNAL_CAUGHT', variables);
    return open.length;
  }

  /** A message or signal happens at the element instance that waits for it. */
  trigger(execution: string, type: 'MESSAGE_CORRELATED' | 'SIGNAL_CAUGHT', payload: Variables): void {
    const instance = this.inner.instances[execution]!;
    const wasDecided = instance.host !== undefined && !(instance.host in this.inner.instances);
    // The other event behind the same event-based gateway was first.
    if (wasDecided) return;
    this.tokens.reveal(execution);
    this.journal.recordAt(instance, type, { payload });
    this.complete(execution, payload);
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

  setVariables(scope: string | undefined, values: Variables, elementId?: string): void {
    if (Object.keys(values).length === 0) return;
    if (JSON.stringify(values).length > this.host.limits.stateBytes * LARGEST_SHARE) {
      throw new IncidentError('IO_MAPPING_ERROR', '变量超过实例允许的大小，请减少数据');
    }
    for (const [owner, payload] of this.scopes.setUpwards(scope, values)) {
      this.journal.record('VARIABLES_SET', {
        ...(elementId && { elementId }),
        ...(owner && { scopeKey: owner.key }),
        payload,
      });
    }
  }

  /**
   * Lets activities go on until every token waits. One after the other from here and not from within each other:
   * bpmn-elements nests some 30 calls for every element, and a path of 300 elements would overflow the stack.
   */
  run(): void {
    for (;;) {
      const next = this.ready.shift();
      if (next) {
        const isOpen = next.execution in this.inner.instances;
        if (isOpen) this.parked.get(next.execution)?.proceed(next.take);
      } else if (!this.settleError()) {
        return;
      }
    }
  }

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
    const { execution, code, variables } = error;
    const instance = this.inner.instances[execution];
    if (!instance) return true;
    this.journal.recordAt(instance, 'ERROR_THROWN', { payload: { errorCode: code } });
    const boundary = this.catcherOf(execution, code);
    if (boundary) {
      this.tokens.reveal(boundary);
      this.complete(boundary, variables);
    } else {
      this.fail(execution, 'UNHANDLED_ERROR_EVENT', `错误“${code}”没有对应的错误边界事件`);
    }
    return true;
  }

  /** The error boundary event, nearest first, that catches a code thrown inside an execution. */
  private catcherOf(execution: string, code: string): string | undefined {
    const catches = (boundary: string, host: string, caught: string | null) => {
      const wait = this.inner.waits[boundary];
      return wait?.kind === 'error' && wait.code === caught && this.inner.instances[boundary]?.host === host;
    };
    const waiting = Object.keys(this.inner.waits);
    for (let host: string | undefined = execution; host !== undefined; host = this.inner.instances[host]?.scope) {
      const current = host;
      const boundary =
        waiting.find((id) => catches(id, current, code)) ?? waiting.find((id) => catches(id, current, null));
      if (boundary) return boundary;
    }
    return undefined;
  }

  /** Does something for an element instance; what a diagram or a value does wrong becomes an incident there. */
  attempt(execution: string, phase: IncidentRecord['phase'], payload: Variables | undefined, task: () => void): void {
    try {
      task();
    } catch (error) {
      if (!(error instanceof IncidentError)) throw error;
      const { errorType, message } = error;
      this.raise(execution, { errorType, message, phase, ...(payload && { payload }) });
    }
  }

  /** Stops an element instance with an incident; resolving it enters the element again. */
  fail(execution: string, errorType: string, message: string): void {
    delete this.inner.waits[execution];
    this.raise(execution, { errorType, message, phase: 'enter' });
  }

  private raise(execution: string, incident: Omit<IncidentRecord, 'execution'>): void {
    const { errorType, message } = incident;
    this.inner.incidents[this.journal.nextKey()] = { execution, ...incident };
    this.journal.recordAt(this.inner.instances[execution]!, 'INCIDENT_CREATED', { payload: { errorType, message } });
  }

  resolveIncident(key: Key): void {
    const { execution, phase, payload } = this.inner.incidents[key]!;
    delete this.inner.incidents[key];
    this.journal.recordAt(this.inner.instances[execution]!, 'INCIDENT_RESOLVED');
    if (phase === 'enter') this.enter(execution);
    else this.complete(execution, payload ?? {});
  }

  private countStep(): void {
    this.steps += 1;
    const most = Math.min(this.host.limits.steps, MOST_STEPS);
    if (this.steps > most) {
      throw new IncidentError('UNKNOWN', `一次操作中经过的环节超过 ${most} 个，流程图可能有死循环`);
    }
  }
}
