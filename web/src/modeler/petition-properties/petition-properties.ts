import type BpmnFactory from 'bpmn-js/lib/features/modeling/BpmnFactory';
import type Modeling from 'bpmn-js/lib/features/modeling/Modeling';
import type { Element } from 'bpmn-js/lib/model/Types';

import { listOf, type ModdleElement } from '../moddle.js';
import { propertiesContainerOf, propertyOf, type PetitionPropertyName } from './zeebe-properties.js';

/** Reads and writes our properties of a drawn element; every write is one step to undo. */
export class PetitionProperties {
  static $inject = ['modeling', 'bpmnFactory'];

  constructor(
    private readonly modeling: Modeling,
    private readonly bpmnFactory: BpmnFactory,
  ) {}

  get(element: Element, name: PetitionPropertyName): string {
    return propertyOf(element.businessObject as ModdleElement, name);
  }

  /** An empty value takes the property away, and with the last one its container. */
  set(element: Element, name: PetitionPropertyName, value: string): void {
    if (this.get(element, name) === value) return;
    const businessObject = element.businessObject as ModdleElement;
    const container = propertiesContainerOf(businessObject);
    const properties = listOf(container, 'properties');
    const present = properties.find((property) => property.name === name);

    if (!value) {
      const rest = properties.filter((property) => property !== present);
      if (rest.length > 0) this.update(element, container, { properties: rest });
      else this.removeContainer(element, businessObject, container);
    } else if (present) {
      this.update(element, present, { value });
    } else {
      this.add(element, businessObject, container, { name, value });
    }
  }

  private add(
    element: Element,
    businessObject: ModdleElement,
    container: ModdleElement | undefined,
    attributes: { name: string; value: string },
  ): void {
    const property = this.create('zeebe:Property', attributes);
    if (container) {
      property.$parent = container;
      this.update(element, container, { properties: [...listOf(container, 'properties'), property] });
      return;
    }
    const created = this.create('zeebe:Properties', { properties: [property] });
    property.$parent = created;
    const extensions = businessObject.get('extensionElements') as ModdleElement | undefined;
    if (extensions) {
      created.$parent = extensions;
      this.update(element, extensions, { values: [...listOf(extensions, 'values'), created] });
      return;
    }
    const extensionElements = this.create('bpmn:ExtensionElements', { values: [created] });
    created.$parent = extensionElements;
    extensionElements.$parent = businessObject;
    this.update(element, businessObject, { extensionElements });
  }

  private removeContainer(element: Element, businessObject: ModdleElement, container: ModdleElement | undefined): void {
    const extensions = businessObject.get('extensionElements') as ModdleElement | undefined;
    const values = listOf(extensions, 'values').filter((value) => value !== container);
    if (values.length > 0) this.update(element, extensions, { values });
    else this.update(element, businessObject, { extensionElements: undefined });
  }

  private create(type: string, attributes: Record<string, unknown>): ModdleElement {
    return this.bpmnFactory.create(type, attributes) as ModdleElement;
  }

  private update(
    element: Element,
    moddleElement: ModdleElement | undefined,
    properties: Record<string, unknown>,
  ): void {
    this.modeling.updateModdleProperties(element, moddleElement, properties);
  }
}

/** Getter and setter of a whole property. */
export function propertyAccess(properties: PetitionProperties, name: PetitionPropertyName) {
  return {
    get: (element: Element) => properties.get(element, name),
    set: (element: Element, value: string) => properties.set(element, name, value),
  };
}
