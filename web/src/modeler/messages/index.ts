import editing from '../editing/index.js';
import { MessageProvider } from './message-provider.js';

export default {
  __depends__: [editing],
  __init__: ['messageProvider'],
  messageProvider: ['type', MessageProvider],
};
