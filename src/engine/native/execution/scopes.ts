/** Variables in scopes: data stores at the outside, then the process, subprocess, loop and element instances inside. */
import type { Json, Variables } from '../../ports.js';
import { PROCESS } from '../state.js';
import type { DataStores } from './data-stores.js';
import type { Store } from './store.js';

export class Scopes {
  private owned = false;
  /** Set when anything changed since conditional events were last looked at. */
  changed = false;

  constructor(
    private readonly store: Store,
    /** Variables of the process; copied on the first change. */
    public variables: Variables,
    private readonly dataStores: DataStores,
  ) {}

  /** The value an element instance sees; undefined when no scope has the name. */
  lookUp(id: number, name: string): Json | undefined {
    for (let current = id; current !== PROCESS; current = this.store.get(current).parent) {
      const { locals } = this.store.get(current);
      if (locals && Object.hasOwn(locals, name)) return locals[name];
    }
    if (this.dataStores.has(name)) return this.dataStores.read(name);
    return Object.hasOwn(this.variables, name) ? this.variables[name] : undefined;
  }

  /** Every variable and data store an element instance sees; inner ones hide outer ones. */
  readable(id: number): Variables {
    return { ...this.dataStores.all(), ...this.visible(id) };
  }

  /** As {@link readable}, without data stores: what is handed to a worker or a called process comes back as variables. */
  visible(id: number): Variables {
    const chain: Variables[] = [];
    for (let current = id; current !== PROCESS; current = this.store.get(current).parent) {
      const { locals } = this.store.get(current);
      if (locals) chain.push(locals);
    }
    return Object.assign({}, this.variables, ...chain.reverse()) as Variables;
  }

  /** The nearest scope outwards, beginning with `id`, that has a variable of this name; else the process. */
  ownerOf(id: number, name: string): number {
    let current = id;
    while (current !== PROCESS) {
      const { locals, parent } = this.store.get(current);
      if (locals && Object.hasOwn(locals, name)) return current;
      current = parent;
    }
    return PROCESS;
  }

  /** Sets variables of exactly this scope. */
  setLocal(id: number, values: Variables): void {
    this.changed = true;
    if (id !== PROCESS) {
      const instance = this.store.edit(id);
      instance.locals = { ...instance.locals, ...values };
      return;
    }
    if (!this.owned) this.variables = { ...this.variables };
    this.owned = true;
    Object.assign(this.variables, values);
  }
}
