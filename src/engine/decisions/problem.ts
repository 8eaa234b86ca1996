import type { Problem } from '../ports.js';

/** A mistake that keeps a file from being deployed. */
export function problem(elementId: string, rule: string, message: string): Problem {
  return { elementId, rule, message, severity: 'error' };
}
