import editing from '../editing/index.js';
import { GatewayProvider } from './gateway-provider.js';

export default {
  __depends__: [editing],
  __init__: ['gatewayProvider'],
  gatewayProvider: ['type', GatewayProvider],
};
