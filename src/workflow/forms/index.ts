/** Forms on the server: the check of a form before it is deployed, and of what was filled in. */
export { checkFormSchema } from './check-form-schema.js';
export type { Evaluate, FormComponent, FormProblem, FormSchema } from './form-schema.js';
export { validateSubmission } from './validate-submission.js';
export type { CheckedSubmission, SubmissionContext } from './validate-submission.js';
