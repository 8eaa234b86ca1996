import { InterruptionProvider } from './interruption-provider.js';

export default {
  __init__: ['interruptionProvider'],
  interruptionProvider: ['type', InterruptionProvider],
};
