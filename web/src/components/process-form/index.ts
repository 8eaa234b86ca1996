export { ProcessForm, type ProcessFormHandle, type ProcessFormProps } from './process-form.js';
