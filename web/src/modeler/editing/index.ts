import { ElementEditing } from './element-editing.js';

export default { elementEditing: ['type', ElementEditing] };

export { expressionOf, type ElementEditing } from './element-editing.js';
