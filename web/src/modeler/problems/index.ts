import { ProblemMarks } from './problem-marks.js';

/** Shows on the drawing what the server's check refuses. */
export default {
  __init__: ['problemMarks'],
  problemMarks: ['type', ProblemMarks],
};

export type { ProblemMarks } from './problem-marks.js';
