/** The engines under test, and how exactly each is checked. */
import type { Engine, Json, Key, State, Variables } from '../../src/engine/ports.js';
import { ReferenceEngine } from '../../src/engine/reference/reference-engine.js';

export interface ConformanceEngine {
  engine: Engine;
  /** The order of completions counts, and equal commands must give equal bytes. */
  exact: boolean;
  /** Variables of an open element instance. The port shows them of tasks only, so this looks into the state. */
  localsOf(state: State, key: Key): Variables;
}

export const reference: ConformanceEngine = {
  engine: new ReferenceEngine(),
  exact: false,
  localsOf(state, key) {
    const { instances } = state.inner as unknown as { instances: Record<string, { key: Key; locals?: Json }> };
    return (Object.values(instances).find((instance) => instance.key === key)?.locals ?? {}) as Variables;
  },
};

export const engines: readonly ConformanceEngine[] = [reference];
