import { translate } from './translate.js';

/** Replaces the `translate` service of bpmn-js by Chinese. */
export default { translate: ['value', translate] };
