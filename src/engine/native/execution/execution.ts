/** One command's working state. What it means to move a token is in `lifecycle.ts`. */
import { asIncident } from '../../evaluation/expressions.js';
import type { Evaluate } from '../../evaluation/expressions.js';
import { IncidentError } from '../../evaluation/incident-error.js';
import { FeelError } from '../../feel/feel.js';
import type { Evaluation } from '../../feel/feel.js';
import { evaluatePrepared } from '../../feel/prepared.js';
import type { PreparedExpression } from '../../feel/prepared.js';
import type { Host, Json, Outcome, Thrown, Variables } from '../../ports.js';
import type { Node, Program } from '../compile/program.js';
import { PROCESS } from '../state.js';
import type { InnerState, Instance, Retry } from '../state.js';
import { Agenda } from './agenda.js';
import { DataStores } from './data-stores.js';
import type { Families } from './families.js';
import { Journal } from './journal.js';
import { Scopes } from './scopes.js';
import { Store } from './store.js';

/** Part of the state that one step may write: a variable that keeps doubling ends as an incident, not as a lost command. */
const LARGEST_SHARE = 0.25;

export class Execution {
  readonly store: Store;
  readonly scopes: Scopes;
  private readonly dataStores: DataStores;
  readonly journal: Journal;
  readonly agenda = new Agenda();
  readonly thrown: Thrown[] = [];
  uncaught: Outcome['uncaught'];
  private steps = 0;
  private readonly passes = new Map<string, number>();
  private readonly later: (() => void)[] = [];

  constructor(
    readonly program: Program,
    before: { inner: InnerState | undefined; variables: Variables; counter: number },
    readonly host: Host,
    readonly families: Families,
  ) {
    this.store = new Store(before.inner);
    this.dataStores = new DataStores(program.dataStores, host.stores);
    this.scopes = new Scopes(this.store, before.variables, this.dataStores);
    this.journal = new Journal(host.keyBase, before.counter);
  }

  nodeOf(instance: Instance): Node {
    return this.program.nodes[instance.element]!;
  }

  /** Puts a step behind every token now on its way: what follows a completion must not nest in it, a thousand deep. */
  defer(task: () => void): void {
    this.later.push(task);
  }

  /** @returns false when nothing was put off. */
  doLater(): boolean {
    const task = this.later.shift();
    task?.();
    return task !== undefined;
  }

  /** False when the command has activated as many elements as it may. */
  takeStep(): boolean {
    this.steps += 1;
    return this.steps <= this.host.limits.steps;
  }

  /** As {@link takeStep}, for a token that a flow brought; false also when as many came to this element of this scope before. */
  takeStepAt(node: Node, scope: number): boolean {
    const place = `${scope} ${node.id}`;
    const passes = (this.passes.get(place) ?? 0) + 1;
    this.passes.set(place, passes);
    return this.takeStep() && passes <= (this.host.limits.passes ?? this.host.limits.steps);
  }

  /** Which limit the steps of the command have met, in words. */
  get limitMet(): string {
    const { steps, passes } = this.host.limits;
    if (this.steps > steps) return `一次操作中经过的环节超过 ${steps} 个，流程图可能有死循环`;
    return `一次操作中经过同一环节超过 ${passes} 次，流程图可能有死循环`;
  }

  /**
   * Values of texts as an element instance sees them; `also` hides variables of the same names.
   * @param host another instant than the command's, for what is counted from an earlier one
   */
  evaluateAt(id: number, also?: Variables, host = this.host): Evaluate {
    return (text, errorType = 'EXTRACT_VALUE_ERROR') => {
      if (!text.startsWith('=')) return { value: text, usesClock: false };
      return asIncident(errorType, () => this.evaluate(this.program.expressions.get(text)!, id, also, host));
    };
  }

  /**
   * @param condition FEEL without the leading `=`.
   * @throws IncidentError CONDITION_ERROR when it gives no boolean: a missing variable gives null, which is never “false”.
   */
  holds(condition: string, id: number, also?: Variables): boolean {
    return asIncident('CONDITION_ERROR', () => {
      const { value } = this.evaluate(this.program.expressions.get(`=${condition}`)!, id, also);
      if (typeof value === 'boolean') return value;
      throw new FeelError(`条件“${condition}”没有得出是或否，请检查所用变量是否已填写`, condition);
    });
  }

  private evaluate(
    expression: PreparedExpression,
    id: number,
    also: Variables | undefined,
    host = this.host,
  ): Evaluation {
    const lookUp = (name: string): Json | undefined =>
      also && Object.hasOwn(also, name) ? also[name] : this.scopes.lookUp(id, name);
    return evaluatePrepared(expression, lookUp, host);
  }

  /**
   * Sets each variable in the nearest scope outwards, beginning with `scope`, that has one of its name; else in the data
   * store of this name, else in the process.
   */
  setVariables(scope: number, values: Variables, elementId?: string): void {
    this.checkSize(values);
    const byOwner = new Map<number, Variables>();
    for (const name of Object.keys(values)) {
      const owner = this.scopes.ownerOf(scope, name);
      if (owner === PROCESS && this.dataStores.has(name)) {
        this.writeStore(name, values[name]!, elementId);
        continue;
      }
      byOwner.set(owner, { ...byOwner.get(owner), [name]: values[name]! });
    }
    for (const [owner, payload] of byOwner) {
      this.scopes.setLocal(owner, payload);
      this.journal.record('VARIABLES_SET', {
        ...(elementId !== undefined && { elementId }),
        ...this.journal.scopeKey(owner),
        payload,
      });
    }
  }

  private writeStore(name: string, value: Json, elementId = this.program.processId): void {
    this.dataStores.write(name, value);
    this.scopes.changed = true;
    this.thrown.push({ kind: 'store', elementId, name, value });
    this.journal.record('DATA_STORE_WRITTEN', { elementId, payload: { [name]: value } });
  }

  /** Sets variables of exactly this element instance. */
  setLocals(id: number, values: Variables): void {
    if (Object.keys(values).length === 0) return;
    this.checkSize(values);
    this.scopes.setLocal(id, values);
    this.journal.recordAt(this.store.get(id), 'VARIABLES_SET', { payload: values });
  }

  private checkSize(values: Variables): void {
    if (JSON.stringify(values).length > this.host.limits.stateBytes * LARGEST_SHARE) {
      throw new IncidentError('IO_MAPPING_ERROR', '变量超过实例允许的大小，请减少数据');
    }
  }

  /**
   * Does something for an element instance; what a diagram or a value does wrong becomes an incident there.
   * @param element where the incident is shown, when not at the instance's own element.
   * @returns false when an incident was raised.
   */
  attempt(id: number, retry: Retry, task: () => void, element?: string): boolean {
    try {
      task();
      return true;
    } catch (error) {
      if (!(error instanceof IncidentError)) throw error;
      this.raise(id, retry, error.errorType, error.message, element);
      return false;
    }
  }

  raise(id: number, retry: Retry, errorType: string, message: string, element?: string): void {
    const instance = this.store.get(id);
    const incident = this.journal.nextId();
    const at = element ?? instance.element;
    this.store.inner.incidents[incident] = { id: incident, instance: id, element: at, errorType, message, retry };
    this.journal.recordAt(instance, 'INCIDENT_CREATED', {
      elementId: at,
      payload: { errorType, message },
    });
  }

  /** Ends the process instance. */
  end(how: 'completed' | 'canceled', payload?: Variables): void {
    this.store.remove(PROCESS);
    this.store.inner.ended = how;
    this.journal.record(how === 'completed' ? 'PROCESS_COMPLETED' : 'PROCESS_CANCELED', payload ? { payload } : {});
  }

  get hasEnded(): boolean {
    return this.store.inner.ended !== undefined;
  }
}
