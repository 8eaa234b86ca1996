/** Lays out a model (see xf-reception.mjs for its form): bounds, waypoints and labels by element id. */
import { bottom, right, segmentsOf } from './geometry.mjs';
import { flowLabelCandidates, nodeLabelCandidates, placeLabels } from './labels.mjs';
import { familyOf, place } from './place.mjs';
import { routeFlows } from './route.mjs';

export function layout(model) {
  const { shapes, columns, rows } = place(model);
  const nodes = model.pools.flatMap((pool) => pool.nodes ?? []);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const channels = channelsOf(nodes, shapes, columns, rows, model);
  const frames = nodes.filter((node) => node.type === 'subProcess').map((node) => node.id);
  const leaves = nodes.filter((node) => node.type !== 'subProcess').map((node) => node.id);
  const poolOf = (id) => model.pools.find((pool) => pool.id === id || pool.nodes?.some((node) => node.id === id));
  const sequence = model.pools.flatMap((pool) => pool.flows ?? []);
  const waypoints = routeFlows([...inOrder(sequence, shapes), ...model.messageFlows], {
    shapes,
    channels,
    solid: (flow) =>
      isMessageFlow(flow, model) ? leaves : [...leaves, ...frames.filter((id) => byId.get(flow.source).parent !== id)],
    within: (flow) =>
      isMessageFlow(flow, model) ? undefined : shapes.get(byId.get(flow.source).parent ?? poolOf(flow.source).id),
  });
  return { shapes, waypoints, labels: labelsOf(model, nodes, shapes, waypoints) };
}

const isMessageFlow = (flow, model) => model.messageFlows.includes(flow);

/** Flows that can be straight are drawn first, so that a detour never takes their way; then short before long. */
function inOrder(flows, shapes) {
  const middle = (id) => ({
    x: shapes.get(id).x + shapes.get(id).width / 2,
    y: shapes.get(id).y + shapes.get(id).height / 2,
  });
  const rank = ({ source, target }) => {
    const [a, b] = [middle(source), middle(target)];
    const straight = a.y === b.y ? b.x > a.x : a.x === b.x;
    return (straight ? 0 : 10_000) + Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
  };
  return [...flows].sort((a, b) => rank(a) - rank(b));
}

/** Lines flows may run on: column centres, row centres, the gaps beside shapes and the edges of rows. */
function channelsOf(nodes, shapes, columns, rows, model) {
  const leaves = nodes.filter((node) => node.type !== 'subProcess').map((node) => shapes.get(node.id));
  const xs = [...columns.values()];
  for (const rect of leaves) {
    for (const distance of [20, 30]) xs.push(toGrid(rect.x - distance), toGrid(right(rect) + distance));
  }
  const ys = rows.flatMap((row) => [row.centre, row.top + 20, row.bottom - 20]);
  for (const rect of model.pools.map((pool) => shapes.get(pool.id))) ys.push(bottom(rect) + 30);
  return { xs: [...new Set(xs)], ys: [...new Set(ys)], centres: new Set(rows.map((row) => row.centre)) };
}

const toGrid = (value) => Math.round(value / 10) * 10;

function labelsOf(model, nodes, shapes, waypoints) {
  const flows = [...model.pools.flatMap((pool) => pool.flows ?? []), ...model.messageFlows];
  const named = nodes.filter((node) => node.name && familyOf(node) !== 'task');
  const wanted = [
    ...named.map((node) => ({
      id: node.id,
      candidates: nodeLabelCandidates(node.name, shapes.get(node.id), node.label),
    })),
    ...flows
      .filter((flow) => flow.name)
      .map((flow) => ({
        id: flow.id,
        candidates: flowLabelCandidates(flow.name, waypoints.get(flow.id), {
          isMessage: isMessageFlow(flow, model),
          isDefault: flow.isDefault,
        }),
      })),
  ];
  const frames = nodes.filter((node) => node.type === 'subProcess').map((node) => shapes.get(node.id));
  const containers = model.pools.flatMap((pool) => [pool, ...(pool.lanes ?? [])]).map((each) => shapes.get(each.id));
  return placeLabels(wanted, {
    rects: nodes.filter((node) => node.type !== 'subProcess').map((node) => shapes.get(node.id)),
    segments: [...waypoints.values()].flatMap(segmentsOf).concat([...frames, ...containers].flatMap(borderOf)),
  });
}

function borderOf(rect) {
  const corners = [
    { x: rect.x, y: rect.y },
    { x: right(rect), y: rect.y },
    { x: right(rect), y: bottom(rect) },
    { x: rect.x, y: bottom(rect) },
    { x: rect.x, y: rect.y },
  ];
  return segmentsOf(corners);
}
