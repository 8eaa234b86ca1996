/** The engines under test, and how exactly each is checked. */
import type { Engine, Json, Key, State, Variables } from '../../src/engine/ports.js';
import { NativeEngine } from '../../src/engine/native/native-engine.js';
import { innerOf } from '../../src/engine/native/state.js';
import { testHost } from '../builders/engine-run.js';
import { ReferenceEngine } from '../../src/engine/reference/reference-engine.js';

export interface ConformanceEngine {
  engine: Engine;
  /** The order of completions counts, and equal commands must give equal bytes. */
  exact: boolean;
  /** Variables of an open element instance. The port shows them of tasks only, so this looks into the state. */
  localsOf(state: State, key: Key): Variables;
}

const native: ConformanceEngine = {
  engine: new NativeEngine(),
  exact: true,
  localsOf(state, key) {
    const id = Number(BigInt(key) - testHost().keyBase);
    return innerOf(state).instances[id]?.locals ?? {};
  },
};

const reference: ConformanceEngine = {
  engine: new ReferenceEngine(),
  exact: false,
  localsOf(state, key) {
    const { instances } = state.inner as unknown as { instances: Record<string, { key: Key; locals?: Json }> };
    return (Object.values(instances).find((instance) => instance.key === key)?.locals ?? {}) as Variables;
  },
};

export const engines: readonly ConformanceEngine[] = [native, reference];
