/**
 * Placing: columns are shared by all pools, rows belong to lanes.
 *
 * A node says `at: [column, lane, row]`. Columns get the least centre that keeps GAP between neighbours of one row (and
 * around an expanded subprocess); rows get the height of their tallest node, so nothing is placed by a coordinate.
 */
import { GAP, SIZES, bottom, centredRect, right, roundDown, roundUp } from './geometry.mjs';

const HEADER = 30;
const ORIGIN = { x: 160, y: 80 };
/** Free space between the frame of an expanded subprocess and its content: left/right, top (its name), bottom. */
const FRAME = { side: 22, top: 30, bottom: 10 };
/** Free space in a row above and below its tallest shape: a label or the channel of a flow fits. */
const ROW_PADDING = { task: 80, gateway: 70, event: 64 };
const POOL_GAP = 60;
/** Least free space between the last shape and the right border of its pool. */
const POOL_MARGIN = 12;
const BLACK_BOX_HEIGHT = 60;

export const familyOf = (node) =>
  /gateway/i.test(node.type) ? 'gateway' : /event/i.test(node.type) ? 'event' : 'task';
const sizeOf = (node) => SIZES[familyOf(node)];
const isPlaced = (node) => node.at !== undefined;

/** @returns {{shapes: Map, pools: Array, columns: Map, rows: Array}} bounds by id, and the lines routing may use */
export function place(model) {
  const nodes = model.pools.flatMap((pool) => pool.nodes ?? []);
  const columns = placeColumns(nodes);
  const shapes = new Map();
  const rows = [];
  const rightmost = Math.max(...nodes.filter(isPlaced).map((node) => columns.get(node.at[0]) + sizeOf(node)[0] / 2));
  const width = roundUp(rightmost + POOL_MARGIN - ORIGIN.x);
  let y = ORIGIN.y;
  for (const pool of model.pools) {
    const top = y;
    for (const lane of pool.lanes ?? []) {
      const laneTop = y;
      for (const row of lane.rows) {
        const height = rowHeight(pool.nodes, lane, row);
        const before = frameAllowance(pool.nodes, lane, row, 'first', FRAME.top + 40);
        const after = frameAllowance(pool.nodes, lane, row, 'last', FRAME.bottom + 20);
        rows.push({
          lane: lane.id,
          pool: pool.id,
          row,
          top: y,
          centre: y + before + height / 2,
          bottom: y + before + height + after,
        });
        y += before + height + after;
      }
      shapes.set(lane.id, { x: ORIGIN.x + HEADER, y: laneTop, width: width - HEADER, height: y - laneTop });
    }
    if (!pool.lanes) y += BLACK_BOX_HEIGHT;
    shapes.set(pool.id, { x: ORIGIN.x, y: top, width, height: y - top });
    y += POOL_GAP;
  }
  for (const node of nodes.filter(isPlaced)) {
    const [column, lane, row] = node.at;
    const { centre } = rows.find((each) => each.lane === lane && each.row === row);
    shapes.set(node.id, centredRect(columns.get(column), centre, sizeOf(node)));
  }
  for (const node of nodes.filter((each) => each.type === 'subProcess')) {
    shapes.set(
      node.id,
      frameOf(
        nodes.filter((each) => each.parent === node.id && isPlaced(each)).map((each) => shapes.get(each.id)),
        rows,
      ),
    );
  }
  for (const node of nodes.filter((each) => each.attachedTo)) {
    const host = shapes.get(node.attachedTo);
    const x = node.column === undefined ? host.x + (node.offset ?? host.width - 20) : columns.get(node.column);
    shapes.set(node.id, centredRect(x, bottom(host), SIZES.event));
  }
  return { shapes, columns, rows };
}

function placeColumns(nodes) {
  const names = [
    ...new Set(
      nodes.flatMap((node) => (isPlaced(node) ? [node.at[0]] : node.column === undefined ? [] : [node.column])),
    ),
  ];
  names.sort((a, b) => a - b);
  const columns = new Map();
  for (const name of names) {
    let least = columns.size === 0 ? ORIGIN.x + 2 * HEADER + 40 : Math.max(...columns.values()) + GAP;
    for (const node of nodes.filter((each) => isPlaced(each) && each.at[0] === name)) {
      for (const other of nodes.filter((each) => isPlaced(each) && each.at[0] < name)) {
        const separation = sizeOf(node)[0] / 2 + sizeOf(other)[0] / 2;
        if (sameRow(node, other)) least = Math.max(least, columns.get(other.at[0]) + separation + GAP);
        if (framedApart(node, other, nodes))
          least = Math.max(least, columns.get(other.at[0]) + separation + GAP + FRAME.side);
      }
    }
    columns.set(name, roundUp(least));
  }
  return columns;
}

const sameRow = (a, b) => a.at[1] === b.at[1] && a.at[2] === b.at[2];

/** True when the frame of a subprocess stands between the two nodes and they are in rows the frame covers. */
function framedApart(a, b, nodes) {
  if (a.parent === b.parent || a.at[1] !== b.at[1]) return false;
  const frame = a.parent ?? b.parent;
  const outside = a.parent ? b : a;
  const framedRows = nodes.filter((each) => each.parent === frame && isPlaced(each)).map((each) => each.at[2]);
  return outside.at[2] >= Math.min(...framedRows) && outside.at[2] <= Math.max(...framedRows);
}

function rowHeight(nodes, lane, row) {
  const inRow = nodes.filter((node) => isPlaced(node) && node.at[1] === lane.id && node.at[2] === row);
  return roundUp(Math.max(0, ...inRow.map((node) => sizeOf(node)[1] + ROW_PADDING[familyOf(node)])));
}

/** Extra height of a row that begins or ends the frame of a subprocess. */
function frameAllowance(nodes, lane, row, which, amount) {
  const frames = nodes.filter((node) => node.type === 'subProcess');
  const edges = frames.map((frame) => {
    const inner = nodes
      .filter((node) => node.parent === frame.id && isPlaced(node) && node.at[1] === lane.id)
      .map((node) => node.at[2]);
    return which === 'first' ? Math.min(...inner) : Math.max(...inner);
  });
  return edges.includes(row) ? amount : 0;
}

function frameOf(rects, rows) {
  const left = Math.min(...rects.map((rect) => rect.x));
  const rightEdge = Math.max(...rects.map(right));
  const covered = rows.filter((row) => rects.some((rect) => rect.y >= row.top && bottom(rect) <= row.bottom));
  const top = Math.min(...covered.map((row) => row.top)) + 40;
  const low = Math.max(...covered.map((row) => row.bottom)) - 20;
  const x = roundDown(left - FRAME.side);
  return { x, y: top, width: roundUp(rightEdge + FRAME.side) - x, height: low - top };
}
