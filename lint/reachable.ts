/** Where a scope begins, and which of its nodes a token can come to. */
import { groupBy } from './group-by.js';
import { connectionsOf } from './connections.js';
import type { Connections } from './connections.js';
import { hasKind } from './events.js';
import { childOf, eventDefinitionsOf } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import { isEventSubProcess } from './walk.js';
import type { Scope } from './walk.js';

/**
 * Nodes a token begins at (BPMN 2.0.2 §13.2): start events and what instantiates a process; in a scope that has none of
 * them, every node without incoming flow.
 */
export function beginningsOf(scope: Scope, connections = connectionsOf(scope)): ModdleElement[] {
  const written = scope.nodes.filter((node) => node.$type === 'bpmn:StartEvent' || node.instantiate === true);
  const isAdHoc = scope.element.$type === 'bpmn:AdHocSubProcess';
  return written.length > 0 && !isAdHoc ? written : scope.nodes.filter((node) => isFirst(node, connections));
}

function isFirst(node: ModdleElement, connections: Connections): boolean {
  return connections.incoming(node).length === 0 && !beginsOtherwise(node);
}

/** Reached without a flow: from an activity, from a link, by an event, by compensation. */
export function beginsOtherwise(node: ModdleElement): boolean {
  return (
    node.$type === 'bpmn:BoundaryEvent' ||
    node.isForCompensation === true ||
    isEventSubProcess(node) ||
    (node.$type === 'bpmn:IntermediateCatchEvent' && hasKind(node, 'Link'))
  );
}

/** Left without a flow: to a link, or because nothing follows compensation and event subprocesses. */
export function endsOtherwise(node: ModdleElement): boolean {
  return (
    node.isForCompensation === true ||
    isEventSubProcess(node) ||
    (node.$type === 'bpmn:IntermediateThrowEvent' && hasKind(node, 'Link')) ||
    (node.$type === 'bpmn:BoundaryEvent' && hasKind(node, 'Compensate'))
  );
}

/** Every node a token can come to, in linear time. */
export function reachableIn(scope: Scope, connections: Connections): ReadonlySet<ModdleElement> {
  const boundaries = groupBy(scope.nodes, (node) => childOf(node, 'attachedToRef'));
  const linkCatches = groupBy(scope.nodes, (node) => linkName(node, 'bpmn:IntermediateCatchEvent'));
  const reached = new Set<ModdleElement>(beginningsOf(scope, connections));
  for (const node of scope.nodes) if (isEventSubProcess(node) || node.isForCompensation === true) reached.add(node);
  for (const node of reached) {
    for (const flow of connections.outgoing(node)) {
      const target = childOf(flow, 'targetRef');
      if (target) reached.add(target);
    }
    for (const boundary of boundaries.get(node) ?? []) reached.add(boundary);
    for (const caught of linkCatches.get(linkName(node, 'bpmn:IntermediateThrowEvent') ?? '') ?? [])
      reached.add(caught);
  }
  return reached;
}

/** The name that joins a throwing link event to its catching one; undefined for other nodes. */
export function linkName(node: ModdleElement, type: string): string | undefined {
  return node.$type === type && hasKind(node, 'Link') ? eventDefinitionsOf(node)[0]?.name : undefined;
}
