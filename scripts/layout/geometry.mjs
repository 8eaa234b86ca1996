/** Plane geometry on axis-parallel rectangles and segments; all lengths are diagram pixels. */

/** The raster: shape centres and the bends of flows lie on it. */
export const GRID = 10;
/** Least free space between two shapes. */
export const GAP = 50;

/** Width and height of a shape by BPMN kind. */
export const SIZES = { event: [36, 36], gateway: [50, 50], task: [100, 80] };

export const roundUp = (value, step = GRID) => Math.ceil(value / step) * step;

export const roundDown = (value, step = GRID) => Math.floor(value / step) * step;

export function centredRect(x, y, [width, height]) {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

export const right = (rect) => rect.x + rect.width;
export const bottom = (rect) => rect.y + rect.height;
export const centre = (rect) => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });

export function inflate(rect, by) {
  return { x: rect.x - by, y: rect.y - by, width: rect.width + 2 * by, height: rect.height + 2 * by };
}

export function overlaps(a, b) {
  return a.x < right(b) && b.x < right(a) && a.y < bottom(b) && b.y < bottom(a);
}

export function contains(outer, inner) {
  return outer.x <= inner.x && outer.y <= inner.y && right(outer) >= right(inner) && bottom(outer) >= bottom(inner);
}

/** Consecutive point pairs of a polyline. */
export function segmentsOf(points) {
  return points.slice(1).map((to, index) => [points[index], to]);
}

export const isHorizontal = ([from, to]) => from.y === to.y;

/** The smallest rectangle around an axis-parallel segment; one of its sides is 0. */
export function segmentRect([from, to]) {
  const [low, high] = from.x < to.x || from.y < to.y ? [from, to] : [to, from];
  return { x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y };
}

/** True when the segment has a point inside the rectangle; touching its border does not count. */
export function segmentEnters(segment, rect) {
  const line = segmentRect(segment);
  return line.x < right(rect) && right(line) > rect.x && line.y < bottom(rect) && bottom(line) > rect.y;
}

/** `cross` for a crossing inside both segments, `overlap` for a shared stretch, otherwise undefined. */
export function relation(a, b) {
  if (isHorizontal(a) === isHorizontal(b)) {
    const [p, q] = [segmentRect(a), segmentRect(b)];
    const sameLine = isHorizontal(a) ? p.y === q.y : p.x === q.x;
    const shared = isHorizontal(a)
      ? Math.min(right(p), right(q)) - Math.max(p.x, q.x)
      : Math.min(bottom(p), bottom(q)) - Math.max(p.y, q.y);
    return sameLine && shared > 0 ? 'overlap' : undefined;
  }
  const [horizontal, vertical] = isHorizontal(a) ? [a, b] : [b, a];
  const [h, v] = [segmentRect(horizontal), segmentRect(vertical)];
  const inside = v.x > h.x && v.x < right(h) && h.y > v.y && h.y < bottom(v);
  return inside ? 'cross' : undefined;
}

/** Drops repeated points and points in the middle of a straight stretch. */
export function simplify(points) {
  return points.filter((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (before && before.x === point.x && before.y === point.y) return false;
    if (!before || !after) return true;
    return !((before.x === point.x && point.x === after.x) || (before.y === point.y && point.y === after.y));
  });
}
