import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCases } from './cases.js';
import type { Case } from './cases.js';
import { engines } from './engines.js';
import type { ConformanceEngine } from './engines.js';
import { runCase } from './runner.js';
import { tableText } from './table.js';

const root = join(process.cwd(), 'test', 'conformance');
const document = join(process.cwd(), 'docs', 'conformance.md');
const cases = readCases(root);
const passed = new Map<string, boolean>();

async function passes(test: Case, on: ConformanceEngine): Promise<boolean> {
  const id = `${on.engine.name} ${test.family}/${test.name}`;
  if (!passed.has(id)) passed.set(id, (await runCase(test, on)) === undefined);
  return passed.get(id)!;
}

describe.each([...new Set(cases.map(({ family }) => family))])('%s', (family) => {
  const own = cases.filter((test) => test.family === family);

  describe.each(engines.map((on) => [on.engine.name, on] as const))('on %s', (name, on) => {
    it.each(own.map((test) => [test.name, test] as const))('%s', async (_name, test) => {
      const failure = await runCase(test, on);
      passed.set(`${name} ${family}/${test.name}`, failure === undefined);
      if (name === 'reference' && test.gap !== undefined) {
        if (!failure) throw new Error(`${family}/${test.name} passes on the reference: take out its line “reference:”`);
        return;
      }
      if (failure) expect([failure.at, ...failure.actual]).toEqual([failure.at, ...failure.expected]);
    });
  });
});

it('docs/conformance.md tells these results (npm run conformance writes it)', async () => {
  const rows = [];
  for (const test of cases) {
    const results: Record<string, boolean> = {};
    for (const on of engines) results[on.engine.name] = await passes(test, on);
    rows.push({ test, passes: results });
  }
  const text = tableText(
    rows,
    engines.map(({ engine }) => engine.name),
  );
  if (process.env['CONFORMANCE'] === 'write') writeFileSync(document, text);
  expect(readFileSync(document, 'utf8')).toBe(text);
});
