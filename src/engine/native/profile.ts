import type { EngineProfile } from '../compile/profile.js';
import { prepareProgram } from './compile/prepare.js';

/** The rules know exactly what this engine carries out. */
export const nativeProfile: EngineProfile = { name: 'native', prepare: prepareProgram, gapsIn: () => [] };
