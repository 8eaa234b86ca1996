/** What a step of a flow costs, and where it may not go. */
import { bottom, inflate, isHorizontal, overlaps, right, segmentEnters, segmentRect, segmentsOf } from './geometry.mjs';

export const SIDES = {
  right: { dx: 1, dy: 0 },
  left: { dx: -1, dy: 0 },
  top: { dx: 0, dy: -1 },
  bottom: { dx: 0, dy: 1 },
};

/** Horizontal runs beside the middle of a row cost a little more per pixel, so that equal ways choose the middle. */
const PRICE = { contact: 150, overlap: 4000, offCentre: 0.1 };
/** Free space a flow keeps from shapes it does not belong to. */
const CLEARANCE = 10;
/** Shortest first and last run of a flow with bends: an arrow head fits. */
const STUB = 20;
/** Lines nearer than this touch. */
const TOUCH = 0.1;

/**
 * @param ends ids of the shapes the flow belongs to
 * @param centres the y of the middle of each row
 * @param obstacles [{id, rect}] shapes no flow may enter
 * @param docked possible ends of the flow: {side, point}
 * @param area rectangle the flow stays in; undefined for message flows
 * @param others waypoints of the flows already drawn
 * @returns price of the step between two neighbouring raster points; undefined where no flow may go
 */
export function pricing({ ends, centres, obstacles, docked, area, others }) {
  const walls = obstacles.map(({ id, rect }) => (ends.includes(id) ? rect : inflate(rect, CLEARANCE - 1)));
  // Round its own ends a flow keeps room for an arrow head, except on the line to a dock.
  const halos = obstacles.filter(({ id }) => ends.includes(id)).map(({ rect }) => inflate(rect, STUB - 1));
  const drawn = others.flatMap(segmentsOf).map((segment) => ({
    horizontal: isHorizontal(segment),
    zone: inflate(segmentRect(segment), TOUCH),
  }));
  return (from, to) => {
    const step = [from, to];
    const line = segmentRect(step);
    if (area && (line.x < area.x || right(line) > right(area) || line.y < area.y || bottom(line) > bottom(area)))
      return undefined;
    if (walls.some((wall) => segmentEnters(step, wall))) return undefined;
    if (halos.some((halo) => segmentEnters(step, halo)) && !docked.some((dock) => onRay(step, dock))) return undefined;
    let price = line.width * (centres.has(from.y) ? 1 : 1 + PRICE.offCentre) + line.height;
    const horizontal = isHorizontal(step);
    const zone = inflate(line, TOUCH);
    for (const each of drawn) {
      // A crossing on a raster point counts on both steps that meet there, half each.
      if (overlaps(zone, each.zone)) price += each.horizontal === horizontal ? PRICE.overlap : PRICE.contact;
    }
    return price;
  };
}

/** True when the segment lies on the straight line out of a dock. */
function onRay([from, to], { side, point }) {
  return SIDES[side].dx === 0 ? from.x === point.x && to.x === point.x : from.y === point.y && to.y === point.y;
}
