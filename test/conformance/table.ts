/** `docs/conformance.md`: what was run, and how each engine did. */
import type { Case } from './cases.js';

export interface Row {
  test: Case;
  /** Whether the case passes, by engine name. */
  passes: Readonly<Record<string, boolean>>;
}

export function tableText(rows: Row[], engineNames: readonly string[]): string {
  const families = [...new Set(rows.map(({ test }) => test.family))];
  const rowsOf = (family: string) => rows.filter(({ test }) => test.family === family);
  return [
    '# Conformance',
    '',
    'Written by `npm run conformance`; do not edit. Every case is a diagram and a script in `test/conformance`; what they',
    'say is explained in [its README](../test/conformance/README.md).',
    '',
    ...table(
      ['Family', 'Cases', ...engineNames],
      [
        ...families.map((family) => [`[${family}](#${family})`, ...counts(rowsOf(family), engineNames)]),
        ['**all**', ...counts(rows, engineNames)],
      ],
    ),
    ...families.flatMap((family) => ['', `## ${family}`, '', ...familyTable(rowsOf(family), engineNames)]),
    '',
  ].join('\n');
}

function counts(rows: Row[], engineNames: readonly string[]): string[] {
  const passed = (name: string) => rows.filter(({ passes }) => passes[name]).length;
  return [String(rows.length), ...engineNames.map((name) => String(passed(name)))];
}

function familyTable(rows: Row[], engineNames: readonly string[]): string[] {
  return table(
    ['Case', 'Source', ...engineNames],
    rows.map(({ test, passes }) => [
      `[${test.title}](../test/conformance/${test.family}/${test.name}.script)`,
      test.section,
      ...engineNames.map((name) => verdict(test, name, passes[name]!)),
    ]),
  );
}

function verdict(test: Case, engine: string, passes: boolean): string {
  if (passes) return 'pass';
  return engine === 'reference' && test.gap ? `gap: ${test.gap}` : 'fail';
}

function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
