import type { Decisions } from './decisions.js';

/** What the people of the demonstration decide at each form. */
export const decisions: Decisions = {};
