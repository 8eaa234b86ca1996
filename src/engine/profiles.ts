import type { EngineProfile } from './compile/profile.js';
import { nativeProfile } from './native/profile.js';
import type { EngineName } from './ports.js';
import { referenceProfile } from './reference/profile.js';

export const profiles: Readonly<Record<EngineName, EngineProfile>> = {
  native: nativeProfile,
  reference: referenceProfile,
};
