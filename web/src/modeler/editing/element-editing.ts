import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type { Element } from 'bpmn-js/lib/model/Types';

import { extensionOf, listOf, type ModdleElement } from '../moddle.js';

/** Writes the parts of an element that the properties panel has no field for; every write is one step to undo. */
export class ElementEditing {
  static $inject = ['modeling', 'bpmnFactory', 'commandStack'];

  constructor(
    private readonly modeling: Modeling,
    private readonly bpmnFactory: BpmnFactory,
    private readonly commandStack: CommandStack,
  ) {}

  create(type: string, attributes: Record<string, unknown>, parent: ModdleElement): ModdleElement {
    const created = this.bpmnFactory.create(type, attributes) as ModdleElement;
    created.$parent = parent;
    return created;
  }

  /** Sets properties of `part`, which is the element itself or something inside it. */
  update(element: Element, part: ModdleElement, properties: Record<string, unknown>): void {
    this.modeling.updateModdleProperties(element, part, properties);
  }

  /** Several updates as one step to undo. */
  updateAll(element: Element, updates: readonly [part: ModdleElement, properties: Record<string, unknown>][]): void {
    const commands = updates.map(([moddleElement, properties]) => ({
      cmd: 'element.updateModdleProperties',
      context: { element, moddleElement, properties },
    }));
    this.commandStack.execute('properties-panel.multi-command-executor', commands);
  }

  /** Sets an expression of `part`; an empty text takes it away. */
  setExpression(element: Element, part: ModdleElement, property: string, body: string): void {
    if (expressionOf(part, property) === body) return;
    const present = part.get(property) as ModdleElement | undefined;
    if (present && body) return this.update(element, present, { body });
    const expression = body ? this.create('bpmn:FormalExpression', { body }, part) : undefined;
    this.update(element, part, { [property]: expression });
  }

  /** Sets an attribute of an extension element of `part`, which is made when there is none; an empty text takes the attribute away. */
  setExtension(element: Element, part: ModdleElement, type: string, attribute: string, value: string): void {
    const present = extensionOf(part, type);
    if (((present?.get(attribute) as string | undefined) ?? '') === value) return;
    if (present) return this.update(element, present, { [attribute]: value || undefined });
    const container = part.get('extensionElements') as ModdleElement | undefined;
    const extensions = container ?? this.create('bpmn:ExtensionElements', {}, part);
    const values = [...listOf(container, 'values'), this.create(type, { [attribute]: value }, extensions)];
    if (container) return this.update(element, container, { values });
    extensions.set('values', values);
    this.update(element, part, { extensionElements: extensions });
  }

  /** Takes an extension element away, and with the last one its container. */
  removeExtension(element: Element, part: ModdleElement, type: string): void {
    const extensions = part.get('extensionElements') as ModdleElement | undefined;
    const values = listOf(extensions, 'values').filter((extension) => extension.$type !== type);
    if (extensions && values.length > 0) this.update(element, extensions, { values });
    else this.update(element, part, { extensionElements: undefined });
  }
}

/** The text of an expression; empty when there is none. */
export function expressionOf(part: ModdleElement | undefined, property: string): string {
  const body = (part?.get(property) as ModdleElement | undefined)?.get('body');
  return typeof body === 'string' ? body : '';
}
