/** Elements put down one after another, with ids that say their kind. */
import { flow } from '../builders/bpmn-text.js';

export class Drawing {
  protected parts: string[] = [];
  protected count = 0;

  protected put(letter: string, make: (id: string) => string): string {
    this.count += 1;
    const id = `${letter}${this.count}`;
    this.parts.push(make(id));
    return id;
  }

  protected connect(from: string, to: string, text?: string): string {
    this.parts.push(flow(from, to, text));
    return `${from}_${to}`;
  }

  /** What is taken when no condition holds; its source names it as default. */
  protected connectDefault(from: string, name: string, to: string): void {
    this.parts.push(`<bpmn:sequenceFlow id="${from}_${name}" sourceRef="${from}" targetRef="${to}" />`);
  }

  /** Everything that is written meanwhile lies inside a subprocess. */
  protected within(write: () => void): string {
    const outside = this.parts;
    this.parts = [];
    write();
    const content = this.parts.join('');
    this.parts = outside;
    return content;
  }
}
