/**
 * Process diagrams for reading: which step a case is at, which way it came, how often, what is late or failed.
 * bpmn-js is loaded only when the first diagram is shown.
 */
export { ProcessDiagram, type ProcessDiagramProps } from './process-diagram.js';
export { DiagramView, type DiagramViewProps } from './diagram-view.js';
export type { DiagramMarks } from './marks.js';
