import editing from '../editing/index.js';
import { FormProvider } from './form-provider.js';

export default {
  __depends__: [editing],
  __init__: ['formProvider'],
  formProvider: ['type', FormProvider],
};
