import editing from '../editing/index.js';
import { LoopProvider } from './loop-provider.js';

export default {
  __depends__: [editing],
  __init__: ['loopProvider'],
  loopProvider: ['type', LoopProvider],
};
