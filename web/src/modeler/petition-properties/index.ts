import { PetitionProperties } from './petition-properties.js';
import { PetitionPropertiesProvider } from './petition-properties-provider.js';

/** What petition work adds to an element, in the properties panel. Needs `config.petition`. */
export default {
  __init__: ['petitionPropertiesProvider'],
  petitionProperties: ['type', PetitionProperties],
  petitionPropertiesProvider: ['type', PetitionPropertiesProvider],
};

export type { PetitionConfig } from './choices.js';
export type { PetitionProperties } from './petition-properties.js';
