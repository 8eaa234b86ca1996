/** Variables in scopes: the process at the outside, subprocess and element instances inside (as Camunda 8 scopes them). */
import type { Json, Variables } from '../ports.js';
import type { ElementInstance } from './inner-state.js';

const PROTOTYPE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

export class Scopes {
  constructor(
    readonly variables: Variables,
    private readonly instances: Readonly<Record<string, ElementInstance>>,
  ) {}

  /** Every variable an element instance sees; inner ones hide outer ones. */
  visible(execution: string | undefined): Variables {
    const chain = this.chain(execution).map((instance) => instance.locals ?? {});
    return Object.assign({}, this.variables, ...chain.reverse()) as Variables;
  }

  /**
   * Sets variables from a scope upwards: where a scope around already has the name, there; otherwise in the process.
   * @returns what was set, by the element instance whose scope took it (undefined: the process).
   */
  setUpwards(execution: string | undefined, values: Variables): Map<ElementInstance | undefined, Variables> {
    const taken = new Map<ElementInstance | undefined, Variables>();
    const chain = this.chain(execution);
    for (const [name, value] of Object.entries(withoutPrototypeKeys(values))) {
      const owner = chain.find((instance) => instance.locals && Object.hasOwn(instance.locals, name));
      (owner?.locals ?? this.variables)[name] = value;
      taken.set(owner, { ...taken.get(owner), [name]: value });
    }
    return taken;
  }

  private chain(execution: string | undefined): ElementInstance[] {
    const chain: ElementInstance[] = [];
    for (let current = execution; current !== undefined; current = this.instances[current]?.scope) {
      const instance = this.instances[current];
      if (instance) chain.push(instance);
    }
    return chain;
  }
}

export function withoutPrototypeKeys(values: Variables): Variables {
  const entries: [string, Json][] = Object.entries(values).filter(([name]) => !PROTOTYPE_KEYS.has(name));
  return Object.fromEntries(entries);
}
