/** Lanes: which lane an element lies in, and the role code that is offered its tasks. */
import { childOf, childrenOf, propertiesOf } from './moddle.js';
import type { ModdleElement } from './moddle.js';
import { scopesIn } from './walk.js';

/**
 * The innermost lane of every node of a process, by node id. A node inside a subprocess belongs to the lane of the
 * subprocess unless the subprocess has lanes of its own.
 */
export function innermostLanesOf(process: ModdleElement): Map<string, ModdleElement> {
  const lanes = new Map<string, ModdleElement>();
  for (const { element, nodes } of scopesIn(process)) {
    const around = element.id === undefined ? undefined : lanes.get(element.id);
    if (around) for (const node of nodes) lanes.set(node.id!, around);
    collect(childrenOf(element, 'laneSets'), lanes);
  }
  return lanes;
}

function collect(laneSets: ModdleElement[], lanes: Map<string, ModdleElement>): void {
  for (const lane of laneSets.flatMap((laneSet) => childrenOf(laneSet, 'lanes'))) {
    for (const node of childrenOf(lane, 'flowNodeRef')) lanes.set(node.id!, lane);
    const nested = childOf(lane, 'childLaneSet');
    if (nested) collect([nested], lanes);
  }
}

/** Property `role` of a lane, or of the nearest lane around it that has one. */
export function roleOf(lane: ModdleElement | undefined): string | undefined {
  for (let current = lane; current; current = current.$parent) {
    const role = current.$type === 'bpmn:Lane' ? propertiesOf(current).get('role') : undefined;
    if (role) return role;
  }
  return undefined;
}

/** Role codes by node id. */
export function laneRolesOf(process: ModdleElement): Map<string, string> {
  return new Map(
    [...innermostLanesOf(process)].flatMap(([nodeId, lane]) => {
      const role = roleOf(lane);
      return role ? [[nodeId, role] as const] : [];
    }),
  );
}
