import editing from '../editing/index.js';
import { TokenQuantityProvider } from './token-quantity-provider.js';

export default {
  __depends__: [editing],
  __init__: ['tokenQuantityProvider'],
  tokenQuantityProvider: ['type', TokenQuantityProvider],
};
