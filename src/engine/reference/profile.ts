import type { EngineProfile } from '../compile/profile.js';
import { gapsOf } from './gaps.js';

export const referenceProfile: EngineProfile = { name: 'reference', prepare: (model) => model, gapsIn: gapsOf };
