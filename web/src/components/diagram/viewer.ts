import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type EventBus from 'diagram-js/lib/core/EventBus';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type Selection from 'diagram-js/lib/features/selection/Selection';
import type { Shape } from 'diagram-js/lib/model/Types';

import { isA, type ModdleElement } from '../../modeler/moddle.js';
import translateModule from '../../modeler/translate/index.js';

export interface ViewerServices {
  canvas: Canvas;
  elementRegistry: ElementRegistry;
  eventBus: EventBus;
  overlays: Overlays;
  selection: Selection;
}

export type Viewer = NavigatedViewer<ViewerServices>;

/** Colours come from CSS variables, so that a drawing follows the theme without being drawn again. */
export const rendererColours = {
  defaultFillColor: 'var(--mq-diagram-fill)',
  defaultStrokeColor: 'var(--mq-diagram-stroke)',
  defaultLabelColor: 'var(--mq-diagram-stroke)',
};

export function createViewer(container: HTMLElement): Viewer {
  return new NavigatedViewer<ViewerServices>({
    container,
    additionalModules: [translateModule],
    bpmnRenderer: rendererColours,
  });
}

/** Below this zoom the names in 100×80 tasks can no longer be read. */
const READABLE_ZOOM = 0.75;

/** Shows the whole drawing; when that is too small to read and steps are current, shows these at a readable size. */
export function showWholeOrCurrent(services: ViewerServices, currentElementIds: readonly string[]): void {
  const { canvas } = services;
  const fitted = canvas.zoom('fit-viewport', { x: 0, y: 0 });
  const current = innermost(services, currentElementIds);
  if (fitted >= READABLE_ZOOM || !current) return;
  canvas.zoom(READABLE_ZOOM);
  centreOn(services, current);
}

/** Of the steps a token waits in, the first that is drawn and is not merely the subprocess around another. */
export function innermost({ elementRegistry }: ViewerServices, elementIds: readonly string[]): string | undefined {
  const drawn = elementIds.filter((id) => elementRegistry.get(id));
  const isScope = (id: string) => isA(elementRegistry.get(id)?.businessObject as ModdleElement, 'bpmn:SubProcess');
  return drawn.find((id) => !isScope(id)) ?? drawn[0];
}

/** Moves the canvas so that the shape lies in its middle. Does nothing when the drawing has no such shape. */
export function centreOn({ canvas, elementRegistry }: ViewerServices, elementId: string): void {
  const shape = elementRegistry.get(elementId) as Partial<Shape> | undefined;
  if (shape?.x === undefined || shape.y === undefined || !shape.width || !shape.height) return;
  const { width, height } = canvas.viewbox();
  canvas.viewbox({
    x: shape.x + shape.width / 2 - width / 2,
    y: shape.y + shape.height / 2 - height / 2,
    width,
    height,
  });
}

export function servicesOf(viewer: Viewer): ViewerServices {
  return {
    canvas: viewer.get('canvas'),
    elementRegistry: viewer.get('elementRegistry'),
    eventBus: viewer.get('eventBus'),
    overlays: viewer.get('overlays'),
    selection: viewer.get('selection'),
  };
}
