import { listOf, type ModdleElement } from '../moddle.js';

/** Properties that petition work adds to a drawing, written as `zeebe:property` so that any tool can show them. */
export const petitionPropertyNames = ['basis', 'role', 'unit', 'separateFrom', 'clock', 'station'] as const;
export type PetitionPropertyName = (typeof petitionPropertyNames)[number];

export function propertiesContainerOf(element: ModdleElement): ModdleElement | undefined {
  const extensions = element.get('extensionElements') as ModdleElement | undefined;
  return listOf(extensions, 'values').find((value) => value.$type === 'zeebe:Properties');
}

/** The value of a `zeebe:property`; an empty text when the element has none. */
export function propertyOf(element: ModdleElement, name: PetitionPropertyName): string {
  const property = listOf(propertiesContainerOf(element), 'properties').find((candidate) => candidate.name === name);
  return typeof property?.['value'] === 'string' ? property['value'] : '';
}

/** The words of a property that holds several, e.g. `S1.4 R22-34`. */
export function wordsOf(value: string): string[] {
  return value.split(/\s+/).filter(Boolean);
}
