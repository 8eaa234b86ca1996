import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type EventBus from 'diagram-js/lib/core/EventBus';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type Selection from 'diagram-js/lib/features/selection/Selection';

import type { DiagramProblem } from './diagram-problem.js';

const OVERLAY_TYPE = 'mq-problem';
const MARKER = 'mq-refused';
/** Pixels kept free around an element that is brought into view; the palette stands at the left. */
const VIEW_PADDING = { top: 80, right: 120, bottom: 80, left: 160 };

/** Marks what the server's check found. What lint finds is marked by bpmn-js-bpmnlint itself. */
export class ProblemMarks {
  static $inject = ['canvas', 'elementRegistry', 'eventBus', 'overlays', 'selection'];

  private marked: string[] = [];

  constructor(
    private readonly canvas: Canvas,
    private readonly elementRegistry: ElementRegistry,
    eventBus: EventBus,
    private readonly overlays: Overlays,
    private readonly selection: Selection,
  ) {
    eventBus.on('diagram.clear', () => {
      this.marked = [];
    });
  }

  /** Replaces all marks. */
  show(problems: readonly DiagramProblem[]): void {
    this.overlays.remove({ type: OVERLAY_TYPE });
    for (const id of this.marked) if (this.elementRegistry.get(id)) this.canvas.removeMarker(id, MARKER);
    this.marked = [...new Set(problems.map((problem) => problem.elementId))].filter((id) =>
      this.elementRegistry.get(id),
    );
    for (const id of this.marked) {
      this.canvas.addMarker(id, MARKER);
      const messages = problems.filter((problem) => problem.elementId === id).map((problem) => problem.message);
      if (this.elementRegistry.get(id) === this.canvas.getRootElement()) continue;
      this.overlays.add(id, OVERLAY_TYPE, { position: { bottom: -4, left: 0 }, html: note(messages) });
    }
  }

  /** Selects the element and brings it into view; false when the drawing does not contain it. */
  goTo(elementId: string): boolean {
    const element = this.elementRegistry.get(elementId);
    if (!element) return false;
    this.selection.select(element);
    this.canvas.scrollToElement(element.id, VIEW_PADDING);
    return true;
  }
}

function note(messages: string[]): HTMLElement {
  const element = document.createElement('div');
  element.className = 'mq-problem-note';
  element.textContent = messages.length > 1 ? `${messages[0]} 等 ${messages.length} 项` : (messages[0] ?? '');
  return element;
}
