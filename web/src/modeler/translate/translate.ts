import shipped from 'bpmn-js-i18n/translations/zn';

import { canvasWords } from './canvas-words.js';
import { elementWords } from './element-words.js';
import { panelWords } from './panel-words.js';

/** Ours come last: some of the shipped ones name another element than they stand for. */
const words: ReadonlyMap<string, string> = new Map(
  Object.entries({ ...shipped, ...elementWords, ...canvasWords, ...panelWords }),
);

/**
 * The Chinese of a text of bpmn-js, its properties panel or its lint overlay. A text that is not in the dictionary comes
 * back as it is: most often it is a name that a person gave.
 */
export function translate(text: string, replacements: Record<string, string> = {}): string {
  const template = words.get(text) ?? words.get(text.trim()) ?? text;
  return template.replace(/\{([^}]+)\}/g, (match, name: string) => {
    const value = replacements[name];
    return value === undefined ? match : (words.get(value) ?? value);
  });
}
