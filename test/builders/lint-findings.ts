/** Specs of lint rules: what a rule finds in a small file, through the same check as a deployment. */
import { checkFile } from '../../src/engine/compile/compile.js';
import { bpmnText, element, end, flow, start } from './bpmn-text.js';

/** What is drawn, the file, the element that is named, words of the message. */
export type Refusal = [what: string, xml: string, elementId: string, words: string];

/** A process with start event `s` and end event `e`. */
export const line = (...parts: string[]): string => bpmnText('p', start('s'), ...parts, end('e'));

/** `s → x → e` around one node with the id x. */
export const around = (...parts: string[]): string => line(...parts, flow('s', 'x'), flow('x', 'e'));

export const catchEvent = (id: string, definition: string): string => element('intermediateCatchEvent', id, definition);

/** One test for each file: the rule names the element and says what is wrong in Chinese. */
export function refusesEach(rule: string, refusals: readonly Refusal[]): void {
  it.each(refusals)(`${rule} refuses: %s`, async (_what, xml, elementId, words) => {
    const problems = await checkFile(xml);
    const found = problems.filter((problem) => problem.rule === rule && problem.elementId === elementId);
    expect(found.map(({ message }) => message)).toEqual(expect.arrayContaining([expect.stringContaining(words)]));
  });
}

/** One test for each file: nothing in it hinders a deployment. */
export function acceptsEach(rule: string, files: readonly [what: string, xml: string][]): void {
  it.each(files)(`${rule} accepts: %s`, async (_what, xml) => {
    const problems = await checkFile(xml);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
}
