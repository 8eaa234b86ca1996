import editing from '../editing/index.js';
import { AdHocProvider } from './ad-hoc-provider.js';

export default {
  __depends__: [editing],
  __init__: ['adHocProvider'],
  adHocProvider: ['type', AdHocProvider],
};
