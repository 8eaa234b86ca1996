/** What is wrong with decision files, as tests read it. */
import { checkDecisions } from '../../src/engine/decisions/compile-decisions.js';
import { decision, dmnText, table } from './dmn-text.js';
import type { TableOptions } from './dmn-text.js';

export async function problemsOf(file: string): Promise<string[]> {
  return (await checkDecisions(file)).map(({ elementId, rule, message }) => `${elementId} ${rule} ${message}`);
}

export const one = (options: TableOptions): string => dmnText(decision('d', table(options)));
export const simple = one({ inputs: ['a'], outputs: ['r'], rules: [['1', '2']] });

/** What is written, the file, the element that is named, the rule, words of the message. */
export type Refusal = [what: string, file: string, elementId: string, rule: string, words: string];
