/**
 * What moving tokens needs to know of the elements: one entry for each family. The families call back into `lifecycle.ts`;
 * handing them in here, where the engine is composed, keeps the two from importing each other.
 */
import type { NodeKind } from '../../compile/model.js';
import type { Flow, Node } from '../compile/program.js';
import type { Instance } from '../state.js';
import type { Execution } from './execution.js';

export interface Families {
  /** What an element does once its input mappings are made: wait, complete, or choose. */
  readonly enter: Readonly<Record<NodeKind, (run: Execution, instance: Instance, node: Node) => void>>;
  /** The body of a loop begins its repetitions. */
  readonly beginLoop: (run: Execution, body: Instance, node: Node) => void;
  /** A repetition is complete. */
  readonly endRound: (run: Execution, round: Instance, node: Node) => void;
  /** A token arrives where tokens wait for others. */
  readonly join: (run: Execution, node: Node, scope: number, flow: Flow) => void;
  /** Opens what may interrupt an activity, or begin event subprocesses inside it. */
  readonly openEvents: (run: Execution, instance: Instance, node: Node) => void;
  /** An element inside a scope instance has ended; `isLast`: its token went nowhere. */
  readonly ended: (run: Execution, scope: number, gone: Instance, isLast: boolean) => void;
  /** Keeps what is needed to undo a completed activity. */
  readonly remember: (run: Execution, completed: Instance, node: Node) => void;
  /** A compensation handler has ended, or was ended: what is next to be undone? */
  readonly undone: (run: Execution, undoes: NonNullable<Instance['undoes']>) => void;
  /** When all tokens have come to rest; true when something moved again. */
  readonly settle: (run: Execution) => boolean;
}
