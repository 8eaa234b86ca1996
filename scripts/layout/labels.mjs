/**
 * Labels of events, gateways and flows: measured as bpmn-js breaks them, then put at the first place beside the element
 * where they touch no shape, no flow, no frame and no other label.
 */
import {
  bottom,
  centre,
  inflate,
  isHorizontal,
  overlaps,
  right,
  segmentEnters,
  segmentRect,
  segmentsOf,
} from './geometry.mjs';

/** bpmn-js draws external labels at 11 px with a line height of 1.2. */
const FONT_SIZE = 11;
const LINE_HEIGHT = FONT_SIZE * 1.2;
const MARGIN = 4;
/** Two labels nearer than this read as one. */
const LABEL_GAP = 14;
/** Where the stroke across a default flow ends. */
const DEFAULT_MARK = 18;

const textWidth = (text) =>
  [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 255 ? FONT_SIZE : FONT_SIZE * 0.58), 0);

/** Lines as diagram-js breaks text without blanks (lib/util/Text.js, shortenLine). */
export function breakLines(text, maxWidth) {
  const lines = [];
  for (let rest = text; rest;) {
    let line = rest;
    while (line.length >= 2 && textWidth(line) > maxWidth) {
      const fit = Math.max((line.length * maxWidth) / textWidth(line), 1);
      line = line.slice(0, Math.max(Math.round(fit - 1), 1));
    }
    lines.push(line);
    rest = rest.slice(line.length).trim();
  }
  return lines;
}

/** Boxes a text fits in, widest first: one line, then two lines, then three. */
function boxesFor(text, widest) {
  const full = Math.ceil(textWidth(text)) + 2;
  const boxes = [];
  for (const count of [1, 2, 3]) {
    const width = count === 1 ? full : Math.ceil(full / count) + 2 * FONT_SIZE;
    const lines = breakLines(text, width);
    if (width > widest || lines.length > count) continue;
    const tight = Math.ceil(Math.max(...lines.map(textWidth))) + 2;
    boxes.push({
      width: breakLines(text, tight).length === lines.length ? tight : width,
      height: Math.ceil(lines.length * LINE_HEIGHT),
    });
  }
  return boxes;
}

export function nodeLabelCandidates(text, rect, wish) {
  const middle = centre(rect);
  const places = (box) => ({
    below: { x: middle.x - box.width / 2, y: bottom(rect) + MARGIN },
    above: { x: middle.x - box.width / 2, y: rect.y - MARGIN - box.height },
    right: { x: right(rect) + MARGIN, y: middle.y - box.height / 2 },
    left: { x: rect.x - MARGIN - box.width, y: middle.y - box.height / 2 },
    aboveRight: { x: middle.x + 10, y: rect.y - MARGIN - box.height },
    aboveLeft: { x: middle.x - 10 - box.width, y: rect.y - MARGIN - box.height },
    belowRight: { x: middle.x + 10, y: bottom(rect) + MARGIN },
    belowLeft: { x: middle.x - 10 - box.width, y: bottom(rect) + MARGIN },
  });
  const order = wish
    ? [wish]
    : rect.width === 50
      ? ['above', 'aboveLeft', 'aboveRight', 'below', 'belowLeft', 'belowRight', 'right', 'left']
      : ['below', 'above', 'belowRight', 'belowLeft', 'right', 'left', 'aboveRight', 'aboveLeft'];
  return order.flatMap((name) => boxesFor(text, 120).map((box) => ({ ...places(box)[name], ...box })));
}

/**
 * Places along a flow: a condition stands where the flow begins (behind the stroke that marks a default flow), the name
 * of a message at a quarter of its way.
 */
export function flowLabelCandidates(text, points, { isMessage, isDefault }) {
  const candidates = [];
  const near = isDefault ? DEFAULT_MARK : MARGIN;
  for (const segment of segmentsOf(points)) {
    const line = segmentRect(segment);
    const [from, to] = segment;
    const length = line.width + line.height;
    for (const box of boxesFor(text, 160)) {
      const extent = isHorizontal(segment) ? box.width : box.height;
      if (length < extent) continue;
      const last = length - extent;
      const starts = isMessage
        ? [last / 4, last / 2, (3 * last) / 4]
        : [near, near + 18, near + 36, last / 2].map((start) => Math.min(start, last));
      for (const start of starts) {
        const forward = isHorizontal(segment) ? from.x < to.x : from.y < to.y;
        const offset = forward ? start : last - start;
        if (isHorizontal(segment)) {
          const x = line.x + offset;
          candidates.push({ x, y: line.y - MARGIN - box.height, ...box }, { x, y: line.y + MARGIN, ...box });
        } else {
          const y = line.y + offset;
          const sides = [line.x + MARGIN + 2, line.x - MARGIN - 2 - box.width];
          // Of two messages there and back, each keeps its name on its own side.
          if (isMessage && !forward) sides.reverse();
          candidates.push(...sides.map((x) => ({ x, y, ...box })));
        }
      }
    }
  }
  return candidates;
}

/**
 * @param wanted [{id, candidates}] in order of importance
 * @param blocked rectangles (shapes) and segments (flows, frame lines) no label may touch
 */
export function placeLabels(wanted, blocked) {
  const placed = new Map();
  for (const { id, candidates } of wanted) {
    const rects = candidates.map(({ x, y, width, height }) => ({ x: Math.round(x), y: Math.round(y), width, height }));
    const free = rects.find(
      (rect) =>
        !blocked.rects.some((each) => overlaps(rect, inflate(each, 2))) &&
        !blocked.segments.some((each) => segmentEnters(each, inflate(rect, MARGIN - 1))) &&
        ![...placed.values()].some((each) => overlaps(rect, inflate(each, LABEL_GAP))),
    );
    if (!free) throw new Error(`no free place for the label of ${id}`);
    placed.set(id, free);
  }
  return placed;
}
