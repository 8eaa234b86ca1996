/** A process prepared for execution: immutable tables by element id, with every reference resolved. */
import type { FlowModel, NodeModel } from '../../compile/model.js';
import type { PreparedExpression } from '../../feel/prepared.js';

export interface Program {
  readonly processId: string;
  readonly name: string;
  readonly nodes: Readonly<Record<string, Node>>;
  readonly root: Scope;
  /** Expressions by their text in the diagram, `=` included; texts without `=` are literals and are not here. */
  readonly expressions: ReadonlyMap<string, PreparedExpression>;
  readonly hasConditionalEvents: boolean;
  /** Names of data stores, which lie around the process as one more scope. */
  readonly dataStores: ReadonlySet<string>;
}

/** A process or the inside of a subprocess (BPMN 2.0.2 §10.4.4, “scope”). */
export interface Scope {
  /** Id of the subprocess; the empty text for the process. */
  readonly id: string;
  /** What begins when the scope is entered: its none start events, or without any start event every node without incoming flow. */
  readonly starts: readonly Node[];
  readonly eventSubProcesses: readonly EventSubProcess[];
  readonly dataNames: readonly string[];
  /** Catching link events by name. */
  readonly linkTargets: ReadonlyMap<string, Node>;
}

export interface EventSubProcess {
  readonly node: Node;
  readonly start: Node;
}

export interface Node extends Omit<NodeModel, 'incoming' | 'outgoing'> {
  readonly incoming: readonly Flow[];
  readonly outgoing: readonly Flow[];
  /** The scope the node lies in. */
  readonly scope: Scope;
  /** What lies inside a subprocess. */
  readonly inside?: Scope;
  /** Boundary events that can be triggered from outside or by a thrown event; without compensation. */
  readonly boundaries: readonly Node[];
  /** The activity that undoes this one: target of its compensation boundary event. */
  readonly compensation?: Node;
  /** Tokens wait here for others before the node is entered. */
  readonly join?: 'parallel' | 'inclusive' | 'complex' | 'quantity';
  /**
   * Inclusive and complex joins: from which nodes of the scope a token can reach each incoming flow without passing the
   * gateway itself; see `reachability.ts`.
   */
  readonly reach?: Reachability;
  /** Some outgoing flow has a condition or is the default. */
  readonly decides: boolean;
}

/** Ids of incoming flows by the id of a node: those a token at the node can still reach. */
export type Reachability = ReadonlyMap<string, ReadonlySet<string>>;

export interface Flow extends FlowModel {
  readonly to: Node;
}
