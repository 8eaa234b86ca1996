/** A procedure as nodes on columns and rows; see xf-reception.mjs. */
export interface DiagramModel {
  readonly id: string;
}

/** The text of the .bpmn file. */
export function drawDiagram(model: DiagramModel): Promise<string>;
