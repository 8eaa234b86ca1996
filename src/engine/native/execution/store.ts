/**
 * The records of one instance while a command runs: read from the state before, copied on the first change. Costs grow with
 * what is open, never with the size of the process.
 */
import type { Incident, InnerState, Instance, Subscription } from '../state.js';

export class Store {
  private readonly own = new Set<Instance>();
  private children: Map<number, Set<number>> | undefined;
  readonly inner: InnerState;

  constructor(before: InnerState | undefined) {
    this.inner = before
      ? {
          ...before,
          instances: { ...before.instances },
          subscriptions: { ...before.subscriptions },
          incidents: { ...before.incidents },
        }
      : { instances: {}, subscriptions: {}, incidents: {} };
  }

  has(id: number): boolean {
    return id in this.inner.instances;
  }

  /** @throws TypeError when the instance is gone: a mistake in the engine. */
  get(id: number): Instance {
    const instance = this.inner.instances[id];
    if (!instance) throw new TypeError(`element instance ${id} is gone`);
    return instance;
  }

  find(id: number): Instance | undefined {
    return this.inner.instances[id];
  }

  /** A copy of the instance that may be changed; its parts are replaced, never changed. */
  edit(id: number): Instance {
    const instance = this.get(id);
    if (this.own.has(instance)) return instance;
    return this.put({ ...instance });
  }

  add(instance: Instance): Instance {
    this.put(instance);
    if (this.children) addTo(this.children, instance.parent, instance.id);
    return instance;
  }

  /** Takes the instance away, with what waits on its behalf and what went wrong there. */
  remove(id: number): void {
    const { parent } = this.get(id);
    delete this.inner.instances[id];
    this.children?.get(parent)?.delete(id);
    this.closeSubscriptions(id);
    for (const incident of this.incidents()) if (incident.instance === id) delete this.inner.incidents[incident.id];
  }

  /** Ids of the instances directly inside, oldest first. */
  childrenOf(id: number): number[] {
    this.children ??= this.indexChildren();
    return [...(this.children.get(id) ?? [])];
  }

  hasChildren(id: number): boolean {
    this.children ??= this.indexChildren();
    return (this.children.get(id)?.size ?? 0) > 0;
  }

  instances(): Instance[] {
    return Object.values(this.inner.instances);
  }

  subscriptions(): Subscription[] {
    return Object.values(this.inner.subscriptions);
  }

  incidents(): Incident[] {
    return Object.values(this.inner.incidents);
  }

  subscriptionsOf(owner: number, element?: string): Subscription[] {
    return this.subscriptions().filter(
      (subscription) => subscription.owner === owner && (element === undefined || subscription.element === element),
    );
  }

  /** @param element only those of this event. */
  closeSubscriptions(owner: number, element?: string): void {
    for (const { id } of this.subscriptionsOf(owner, element)) delete this.inner.subscriptions[id];
  }

  private put(instance: Instance): Instance {
    this.own.add(instance);
    this.inner.instances[instance.id] = instance;
    return instance;
  }

  private indexChildren(): Map<number, Set<number>> {
    const children = new Map<number, Set<number>>();
    for (const { id, parent } of this.instances()) if (id !== parent) addTo(children, parent, id);
    return children;
  }
}

function addTo(children: Map<number, Set<number>>, parent: number, id: number): void {
  const ids = children.get(parent);
  if (ids) ids.add(id);
  else children.set(parent, new Set([id]));
}
