import { decision, dmnText, literal } from '../../../test/builders/dmn-text.js';
import { tableFile } from '../../../test/builders/dmn-decide.js';
import { testHost } from '../../../test/builders/engine-run.js';
import { FeelError } from '../feel/feel.js';
import { compileDecisions } from './compile-decisions.js';
import { decisionTables } from './decision-tables.js';

const host = testHost();

describe('decision tables for an engine', () => {
  const called = { id: 'd', binding: 'latest' as const };

  it('give the output with the rules that matched', async () => {
    const graph = await compileDecisions(
      tableFile({
        policy: 'COLLECT',
        inputs: ['n'],
        outputs: ['r'],
        rules: [
          ['1', '"a"'],
          ['2', '"b"'],
          ['> 0', '"c"'],
        ],
      }),
    );
    const tables = decisionTables(() => ({ graph, decisionId: 'd', version: 3 }), host);
    expect(tables.decide(called, { n: 1 })).toEqual({
      output: ['a', 'c'],
      decisionId: 'd',
      version: 3,
      matchedRules: ['r1', 'r3'],
    });
  });

  it('know nothing of a decision that is not deployed, and throw what fails', async () => {
    const graph = await compileDecisions(
      tableFile({
        inputs: ['n'],
        outputs: ['r'],
        rules: [
          ['-', '1'],
          ['-', '2'],
        ],
      }),
    );
    expect(decisionTables(() => undefined, host).decide(called, {})).toBeUndefined();
    const tables = decisionTables(() => ({ graph, decisionId: 'd', version: 1 }), host);
    expect(() => tables.decide(called, {})).toThrow(FeelError);
  });

  it('read the clocks of the case', async () => {
    const graph = await compileDecisions(dmnText(decision('d', literal('due("办结")'))));
    const onCase = testHost({ clocks: { 办结: { lastDay: '2026-08-17' } } });
    const tables = decisionTables(() => ({ graph, decisionId: 'd', version: 1 }), onCase);
    expect(tables.decide(called, {})!.output).toBe('2026-08-17');
  });
});
