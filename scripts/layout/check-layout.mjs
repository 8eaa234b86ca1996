/**
 * Checks a drawing against the picture rules: nothing overlaps, flows are orthogonal and pass no shape, everything is in
 * its lane and on the raster, labels touch nothing.
 * Run: node scripts/layout/check-layout.mjs <file.bpmn>...   (exit code 1 when something is wrong)
 */
import { readFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { BpmnModdle } from 'bpmn-moddle';
import { GAP, GRID, centre, contains, inflate, overlaps, relation, segmentEnters, segmentsOf } from './geometry.mjs';

/** A wider drawing wants a called process. */
const WIDEST = 3000;
/** Labels may come this close to what they stand beside. */
const LABEL_CLEARANCE = 1;

/**
 * @param {string} xml text of a .bpmn file
 * @returns {Promise<{problems: {elementId: string, rule: string, message: string}[], crossings: number, width: number}>}
 */
export async function checkLayout(xml) {
  const { rootElement } = await new BpmnModdle().fromXML(xml);
  const drawing = read(rootElement.diagrams[0].plane.planeElement);
  const problems = [];
  const report = (elementId, rule, message) => problems.push({ elementId, rule, message });
  checkShapes(drawing, report);
  checkContainers(drawing, rootElement, report);
  checkRaster(drawing, report);
  checkFlows(drawing, report);
  checkLabels(drawing, report);
  const width =
    Math.max(...drawing.shapes.map(({ rect }) => rect.x + rect.width)) -
    Math.min(...drawing.shapes.map(({ rect }) => rect.x));
  if (width > WIDEST) report(rootElement.id, 'too-wide', `${width} px wide, ${WIDEST} allowed`);
  return { problems, crossings: countCrossings(drawing), width };
}

function read(planeElements) {
  const shapes = [];
  const edges = [];
  const labels = [];
  for (const { $type, bpmnElement, bounds, waypoint, label, isExpanded } of planeElements) {
    const { id } = bpmnElement;
    if ($type === 'bpmndi:BPMNEdge') {
      edges.push({ id, element: bpmnElement, points: waypoint.map(({ x, y }) => ({ x, y })) });
    } else {
      const kind = /Participant|Lane$/.test(bpmnElement.$type) ? 'band' : isExpanded ? 'frame' : 'leaf';
      shapes.push({ id, element: bpmnElement, kind, rect: rectOf(bounds) });
    }
    if (label?.bounds) labels.push({ id, rect: rectOf(label.bounds) });
  }
  return { shapes, edges, labels, byId: new Map(shapes.map((shape) => [shape.id, shape])) };
}

const rectOf = ({ x, y, width, height }) => ({ x, y, width, height });
const ofKind = (drawing, kind) => drawing.shapes.filter((shape) => shape.kind === kind);
const isBoundary = ({ element }) => element.$type === 'bpmn:BoundaryEvent';

function checkShapes(drawing, report) {
  const leaves = ofKind(drawing, 'leaf');
  const outer = [...leaves, ...ofKind(drawing, 'frame')].filter((shape) => !isBoundary(shape));
  outer.forEach((shape, index) => {
    for (const other of outer.slice(index + 1)) {
      if (shape.element.$parent === other.element || other.element.$parent === shape.element) continue;
      if (overlaps(shape.rect, other.rect)) report(shape.id, 'overlap', `overlaps ${other.id}`);
      else if (overlaps(inflate(shape.rect, GAP / 2), inflate(other.rect, GAP / 2)))
        report(shape.id, 'too-near', `nearer than ${GAP} px to ${other.id}`);
    }
  });
  for (const event of leaves.filter(isBoundary)) {
    const host = event.element.attachedToRef;
    for (const other of leaves) {
      if (other !== event && other.element !== host && overlaps(event.rect, other.rect))
        report(event.id, 'overlap', `overlaps ${other.id}`);
    }
  }
}

function checkContainers(drawing, definitions, report) {
  const collaboration = definitions.rootElements.find(({ $type }) => $type === 'bpmn:Collaboration');
  const poolOf = new Map((collaboration?.participants ?? []).map((pool) => [pool.processRef, pool.id]));
  const containerOf = ({ $type, $parent }, process) =>
    $type === 'bpmn:Participant' ? undefined : $parent.$type === 'bpmn:SubProcess' ? $parent.id : poolOf.get(process);
  for (const { id, element, rect } of drawing.shapes) {
    const container = containerOf(element, processOf(element));
    if (container && !contains(drawing.byId.get(container).rect, rect) && !isBoundary({ element }))
      report(id, 'outside', `outside ${container}`);
    for (const node of element.$type === 'bpmn:Lane' ? (element.flowNodeRef ?? []) : []) {
      if (!contains(rect, drawing.byId.get(node.id).rect)) report(node.id, 'outside', `outside its lane ${id}`);
    }
  }
}

function processOf(element) {
  for (let each = element; each; each = each.$parent) if (each.$type === 'bpmn:Process') return each;
  return undefined;
}

function checkRaster(drawing, report) {
  const off = (value) => value % GRID !== 0;
  for (const { id, kind, rect } of drawing.shapes) {
    const point = kind === 'leaf' ? centre(rect) : { x: rect.x, y: rect.y };
    if (off(point.x) || off(point.y)) report(id, 'off-grid', `at ${point.x}, ${point.y}`);
  }
  for (const { id, points } of drawing.edges) {
    // The ends lie on the borders of events (18 px) and gateways (25 px), the bends on the raster.
    for (const { x, y } of points.slice(1, -1)) if (off(x) || off(y)) report(id, 'off-grid', `bend at ${x}, ${y}`);
  }
}

function checkFlows(drawing, report) {
  for (const { id, element, points } of drawing.edges) {
    const ends = [element.sourceRef, element.targetRef];
    for (const segment of segmentsOf(points)) {
      if (segment[0].x !== segment[1].x && segment[0].y !== segment[1].y)
        report(id, 'not-orthogonal', 'has a slanting segment');
      for (const { id: shapeId, element: shape, kind, rect } of drawing.shapes) {
        if (kind === 'band' || (kind === 'frame' && entersByRight(element, shape))) continue;
        // A boundary event lies on the border of its host, so its flow begins inside the host's rectangle.
        const host = ends.some((end) => end.attachedToRef === shape);
        if (!host && segmentEnters(segment, rect))
          report(id, 'through-shape', `passes through ${shapeId}${ends.includes(shape) ? ', its own end' : ''}`);
      }
    }
  }
  forEachPair(drawing.edges, (a, b) => {
    const shared = segmentsOf(a.points).some((one) =>
      segmentsOf(b.points).some((two) => relation(one, two) === 'overlap'),
    );
    if (shared) report(a.id, 'flow-overlap', `runs on top of ${b.id}`);
  });
}

/** Flows of the content of a frame are inside it; message flows may cross its border. */
function entersByRight(flow, frame) {
  return [flow.sourceRef, flow.targetRef].some((end) => isInside(end, frame));
}

function isInside(element, frame) {
  for (let each = element.$parent; each; each = each.$parent) if (each === frame) return true;
  return false;
}

function checkLabels(drawing, report) {
  const solid = ofKind(drawing, 'leaf');
  for (const { id, rect } of drawing.labels) {
    const shape = solid.find((each) => overlaps(rect, each.rect));
    if (shape) report(id, 'label-over-shape', `label over ${shape.id}`);
    const edge = drawing.edges.find(({ points }) =>
      segmentsOf(points).some((segment) => segmentEnters(segment, inflate(rect, LABEL_CLEARANCE))),
    );
    if (edge) report(id, 'label-over-flow', `label over ${edge.id}`);
  }
  forEachPair(drawing.labels, (a, b) => {
    if (overlaps(a.rect, b.rect)) report(a.id, 'label-over-label', `label over the label of ${b.id}`);
  });
}

function countCrossings({ edges }) {
  let count = 0;
  forEachPair(edges, (a, b) => {
    for (const one of segmentsOf(a.points))
      for (const two of segmentsOf(b.points)) if (relation(one, two) === 'cross') count += 1;
  });
  return count;
}

function forEachPair(list, visit) {
  list.forEach((one, index) => list.slice(index + 1).forEach((two) => visit(one, two)));
}

async function main(files) {
  for (const file of files) {
    const { problems, crossings, width } = await checkLayout(await readFile(file, 'utf8'));
    for (const { elementId, rule, message } of problems) console.log(`${file}: ${rule}: ${elementId} ${message}`);
    console.log(`${file}: ${width} px wide, ${crossings} crossings, ${problems.length} problems`);
    if (problems.length > 0) process.exitCode = 1;
  }
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) void main(argv.slice(2));
