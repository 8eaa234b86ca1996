/** The few things rules and compiler need of a moddle element (bpmn-moddle with the zeebe descriptor). */

export interface ModdleElement {
  readonly $type: string;
  readonly $parent?: ModdleElement;
  /** Attributes no descriptor knows. */
  readonly $attrs?: Readonly<Record<string, unknown>>;
  readonly id?: string;
  readonly name?: string;
  readonly [property: string]: unknown;
}

export function childrenOf(element: ModdleElement, property: string): ModdleElement[] {
  const value = element[property];
  return Array.isArray(value) ? (value as ModdleElement[]) : [];
}

export function childOf(element: ModdleElement, property: string): ModdleElement | undefined {
  const value = element[property];
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as ModdleElement) : undefined;
}

export function textOf(element: ModdleElement | undefined, property: string): string | undefined {
  const value = element?.[property];
  return typeof value === 'string' ? value : undefined;
}

/** The extension element of a type, for example `zeebe:IoMapping`. */
export function extensionOf(element: ModdleElement, type: string): ModdleElement | undefined {
  return extensionsOf(element).find((extension) => extension.$type === type);
}

export function extensionsOf(element: ModdleElement): ModdleElement[] {
  const holder = childOf(element, 'extensionElements');
  return holder ? childrenOf(holder, 'values') : [];
}

/** `zeebe:properties` by name; the first of two equal names counts. */
export function propertiesOf(element: ModdleElement): Map<string, string> {
  const properties = new Map<string, string>();
  const holder = extensionOf(element, 'zeebe:Properties');
  for (const property of holder ? childrenOf(holder, 'properties') : []) {
    const name = textOf(property, 'name');
    if (name !== undefined && !properties.has(name)) properties.set(name, textOf(property, 'value') ?? '');
  }
  return properties;
}

/** What an event waits for or throws: its own definitions, then those it refers to among the root elements (BPMN 2.0.2 §10.5.1). */
export function eventDefinitionsOf(element: ModdleElement): ModdleElement[] {
  return [...childrenOf(element, 'eventDefinitions'), ...childrenOf(element, 'eventDefinitionRef')];
}

/** Process or subprocess around an element. */
export function scopeOf(element: ModdleElement): ModdleElement | undefined {
  return element.$parent;
}

/** The expression behind a leading `=`, or undefined for a literal text. */
export function expressionIn(text: string | undefined): string | undefined {
  return text?.startsWith('=') ? text.slice(1).trim() : undefined;
}
