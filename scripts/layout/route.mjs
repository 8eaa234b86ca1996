/**
 * Routing of sequence and message flows: shortest path on a sparse raster (columns, rows and the channels between
 * shapes) with a price on bends, crossings and nearness, so that back edges need no special case.
 *
 * A flow may say where it leaves and enters: `exit: 'bottom'`, `enter: 'left+20'` (20 px along the side, from its middle).
 */
import { bottom, centre, right, simplify } from './geometry.mjs';
import { SIDES, pricing } from './route-price.mjs';

const PRICE = { bend: 60, sharedDock: 400 };
const OPPOSITE = { right: 'left', left: 'right', top: 'bottom', bottom: 'top' };
/** Wider shapes than this are containers. */
const LONG = 300;

/**
 * @param flows in the order they are drawn; early ones get the straight way
 * @param raster.shapes bounds by id; raster.solid(flow) ids no flow may enter; raster.within(flow) rectangle to stay in
 * @returns {Map<string, {x: number, y: number}[]>} waypoints by flow id
 */
export function routeFlows(flows, { shapes, channels, solid, within }) {
  const routed = new Map();
  const docks = new Map();
  for (const flow of flows) {
    const obstacles = solid(flow).map((id) => ({ id, rect: shapes.get(id) }));
    const path = shortestPath(flow, shapes, channels, obstacles, within(flow), [...routed.values()], docks);
    if (!path) throw new Error(`no way found for flow ${flow.id}`);
    routed.set(flow.id, path);
    for (const point of [path[0], path.at(-1)]) docks.set(dockKey(point), flow);
  }
  return routed;
}

const dockKey = (point) => `${point.x},${point.y}`;

/** Possible ends of a flow at a shape: the point on its border and the direction away from it. */
function dockPoints(rect, wish, other) {
  const [, side, offset] = /^(\w+)([+-]\d+)?$/.exec(wish ?? 'any');
  const shift = Number(offset ?? 0);
  const middle = centre(rect);
  const all = {
    right: { x: right(rect), y: middle.y + shift },
    left: { x: rect.x, y: middle.y + shift },
    top: { x: middle.x + shift, y: rect.y },
    bottom: { x: middle.x + shift, y: bottom(rect) },
  };
  // The long sides of a pool or an expanded subprocess are met where the other end is, not in their middle.
  const opposite = centre(other);
  if (rect.width > LONG && opposite.x > rect.x && opposite.x < right(rect))
    all.top.x = all.bottom.x = opposite.x + shift;
  if (rect.width > LONG && opposite.y > rect.y && opposite.y < bottom(rect))
    all.left.y = all.right.y = opposite.y + shift;
  return Object.entries(all)
    .filter(([name]) => side === 'any' || side === name)
    .map(([name, point]) => ({ side: name, point }));
}

function shortestPath(flow, shapes, channels, obstacles, area, others, docks) {
  const [from, to] = [shapes.get(flow.source), shapes.get(flow.target)];
  const exits = dockPoints(from, flow.exit, to);
  const entries = dockPoints(to, flow.enter, from);
  const axis = (name, extra) =>
    [...new Set([...extra, ...[...exits, ...entries].map(({ point }) => point[name])])].sort((a, b) => a - b);
  const xs = axis('x', channels.xs);
  const ys = axis('y', channels.ys);
  const docked = [...exits, ...entries];
  const stepPrice = pricing({
    ends: [flow.source, flow.target],
    centres: channels.centres,
    obstacles,
    docked,
    area,
    others,
  });
  // Never more than what is left to go, so the first arrival is the cheapest (A*).
  const ahead = ([ix, iy]) => {
    let least = Infinity;
    for (const { point } of entries) {
      const distance = Math.abs(point.x - xs[ix]) + Math.abs(point.y - ys[iy]);
      if (distance < least) least = distance;
    }
    return least;
  };
  const queue = new PriorityQueue();
  const best = new Map();
  const push = (price, ix, iy, side, previous) => {
    const key = `${ix},${iy},${side}`;
    if (best.has(key) && best.get(key).price <= price) return;
    const node = { price, ix, iy, side, previous };
    best.set(key, node);
    queue.add(price + ahead([ix, iy]), node);
  };
  for (const { side, point } of exits)
    push(sharing(docks, point, flow), xs.indexOf(point.x), ys.indexOf(point.y), side);
  for (let node = queue.take(); node; node = queue.take()) {
    const here = { x: xs[node.ix], y: ys[node.iy] };
    if (node.done) return pathOf(node, xs, ys);
    if (best.get(`${node.ix},${node.iy},${node.side}`) !== node) continue;
    const end = entries.find(
      ({ side, point }) => point.x === here.x && point.y === here.y && OPPOSITE[side] === node.side,
    );
    if (end && node.previous) queue.add(node.price + sharing(docks, end.point, flow), { ...node, done: true });
    for (const [side, { dx, dy }] of Object.entries(SIDES)) {
      if (side === OPPOSITE[node.side] || (!node.previous && side !== node.side)) continue;
      const [ix, iy] = [node.ix + dx, node.iy + dy];
      if (xs[ix] === undefined || ys[iy] === undefined) continue;
      const step = stepPrice(here, { x: xs[ix], y: ys[iy] });
      if (step !== undefined) push(node.price + step + (side === node.side ? 0 : PRICE.bend), ix, iy, side, node);
    }
  }
  return undefined;
}

/** Two flows at one point of a shape read as one; only ends of the same direction may share it, at a price. */
function sharing(docks, point, flow) {
  const other = docks.get(dockKey(point));
  return other && other !== flow ? PRICE.sharedDock : 0;
}

function pathOf(node, xs, ys) {
  const points = [];
  for (let each = node; each; each = each.previous) points.unshift({ x: xs[each.ix], y: ys[each.iy] });
  return simplify(points);
}

/** Binary heap; ties leave in the order of arrival, so a drawing never changes by itself. */
class PriorityQueue {
  #heap = [];
  #count = 0;

  add(price, value) {
    const heap = this.#heap;
    heap.push({ price, order: this.#count++, value });
    for (let at = heap.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!before(heap[at], heap[parent])) break;
      [heap[at], heap[parent]] = [heap[parent], heap[at]];
      at = parent;
    }
  }

  take() {
    const heap = this.#heap;
    if (heap.length === 0) return undefined;
    const first = heap[0];
    const last = heap.pop();
    if (heap.length > 0) {
      heap[0] = last;
      for (let at = 0; ;) {
        const child = [2 * at + 1, 2 * at + 2]
          .filter((index) => index < heap.length)
          .sort((a, b) => (before(heap[a], heap[b]) ? -1 : 1))[0];
        if (child === undefined || !before(heap[child], heap[at])) break;
        [heap[at], heap[child]] = [heap[child], heap[at]];
        at = child;
      }
    }
    return first.value;
  }
}

const before = (a, b) => a.price < b.price || (a.price === b.price && a.order < b.order);
