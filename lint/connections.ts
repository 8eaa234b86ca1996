/** Flows of a scope read from the flows themselves: `<incoming>` and `<outgoing>` may be missing in a file. */
import { childOf } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import type { Scope } from './walk.js';

export interface Connections {
  incoming(node: ModdleElement): ModdleElement[];
  outgoing(node: ModdleElement): ModdleElement[];
}

export function connectionsOf(scope: Scope): Connections {
  const into = new Map<ModdleElement, ModdleElement[]>();
  const outOf = new Map<ModdleElement, ModdleElement[]>();
  for (const flow of scope.flows) {
    add(outOf, childOf(flow, 'sourceRef'), flow);
    add(into, childOf(flow, 'targetRef'), flow);
  }
  return { incoming: (node) => into.get(node) ?? [], outgoing: (node) => outOf.get(node) ?? [] };
}

function add(ends: Map<ModdleElement, ModdleElement[]>, node: ModdleElement | undefined, flow: ModdleElement): void {
  if (node) ends.set(node, [...(ends.get(node) ?? []), flow]);
}
