/** Patterns run on RE2, whose time grows with the text only: a form must not be able to hang the server. */
import { RE2JS } from 're2js';

/** Characters; longer patterns cannot be read by a person either. */
export const LONGEST_PATTERN = 500;

export function isValidPattern(pattern: string): boolean {
  try {
    RE2JS.compile(pattern);
    return pattern.length <= LONGEST_PATTERN;
  } catch {
    return false;
  }
}

/** True when the pattern is found somewhere in the text, as `RegExp.prototype.test` does. */
export function matchesPattern(pattern: string, text: string): boolean {
  return RE2JS.compile(pattern).matcher(text).find();
}
