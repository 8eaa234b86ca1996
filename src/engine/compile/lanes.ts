/** Lanes: which lane an element lies in, and the role code the lane names. */
import { childrenOf, propertiesOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import { isSubProcess } from '../../../lint/walk.js';

/** The innermost lane of every node of a process, by node id. A node inside a subprocess belongs to the lane of the subprocess. */
export function lanesOf(process: ModdleElement): Map<string, ModdleElement> {
  const lanes = new Map<string, ModdleElement>();
  for (const laneSet of childrenOf(process, 'laneSets')) {
    for (const lane of childrenOf(laneSet, 'lanes')) collectLane(lane, lanes);
  }
  inheritLanes(process, lanes);
  return lanes;
}

export function laneRolesOf(process: ModdleElement): Map<string, string> {
  const roles = new Map<string, string>();
  for (const [nodeId, lane] of lanesOf(process)) {
    const role = propertiesOf(lane).get('role');
    if (role) roles.set(nodeId, role);
  }
  return roles;
}

function collectLane(lane: ModdleElement, lanes: Map<string, ModdleElement>): void {
  for (const node of childrenOf(lane, 'flowNodeRef')) lanes.set(node.id!, lane);
  const nested = lane.childLaneSet;
  if (nested && typeof nested === 'object') {
    for (const child of childrenOf(nested as ModdleElement, 'lanes')) collectLane(child, lanes);
  }
}

function inheritLanes(scope: ModdleElement, lanes: Map<string, ModdleElement>): void {
  for (const element of childrenOf(scope, 'flowElements')) {
    if (!isSubProcess(element)) continue;
    const lane = lanes.get(element.id!);
    for (const child of childrenOf(element, 'flowElements')) {
      if (lane && !lanes.has(child.id!)) lanes.set(child.id!, lane);
    }
    inheritLanes(element, lanes);
  }
}
