/** What is used of a BPMN element as bpmn-moddle gives it; bpmn-js itself types it as `any`. */
export interface ModdleElement {
  readonly $type: string;
  $parent?: ModdleElement;
  readonly $descriptor: { readonly properties: readonly PropertyDescriptor[] };
  $instanceOf(type: string): boolean;
  get(property: string): unknown;
  set(property: string, value: unknown): void;
  id?: string;
  name?: string;
  [property: string]: unknown;
}

/** One property a type declares; inherited ones are listed too. */
export interface PropertyDescriptor {
  /** With its namespace, e.g. `bpmn:name`. */
  readonly name: string;
  readonly ns: { readonly localName: string };
  readonly isMany?: boolean;
  readonly isReference?: boolean;
  /** What the property has when the file does not set it. */
  readonly default?: unknown;
}

/** Whether the element is of the type or of one derived from it, e.g. `bpmn:FlowNode`. */
export function isA(element: ModdleElement | undefined, ...types: string[]): boolean {
  return element !== undefined && types.some((type) => element.$instanceOf(type));
}

/** A value of the element as a list of elements; empty when it is not set. */
export function listOf(element: ModdleElement | undefined, property: string): ModdleElement[] {
  const value = element?.get(property);
  return Array.isArray(value) ? (value as ModdleElement[]) : [];
}

/** The name of an element on one line, or undefined when it has none. */
export function nameOf(element: ModdleElement | undefined): string | undefined {
  const name = element?.$instanceOf('bpmn:TextAnnotation') ? element.get('text') : element?.name;
  return typeof name === 'string' && name.trim() ? name.replace(/\s+/g, ' ').trim() : undefined;
}

/** The extension element of a type, e.g. `zeebe:Subscription`. */
export function extensionOf(element: ModdleElement | undefined, type: string): ModdleElement | undefined {
  const extensions = element?.get('extensionElements') as ModdleElement | undefined;
  return listOf(extensions, 'values').find((value) => value.$type === type);
}
