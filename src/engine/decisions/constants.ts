/**
 * Cells that compare with constants, read at deployment: most cells of a table are such, and the FEEL interpreter parses
 * its text at every evaluation (measured: 90–280 µs a cell; a constant takes under 1 µs). Whatever is not plainly one of
 * these forms is left to the interpreter.
 */
import type { Json } from '../ports.js';
import type { ConstantTest, ConstantTests, EntryModel, TestsModel } from './model.js';

const STRING = /^"([^"\\]*)"$/;
/** Short enough to be exact in a double. */
const NUMBER = /^-?\d{1,12}(\.\d{1,3})?$/;
const COMPARISON = /^(<=|>=|<|>|=)\s*(.+)$/s;
const INTERVAL = /^([[\](])\s*(-?[\d.]+)\s*\.\.\s*(-?[\d.]+)\s*([[\])])$/;
const NEGATION = /^not\s*\((.*)\)$/s;
/** Commas outside quotes; a comma inside any bracket makes a piece that is no constant. */
const PIECES = /(?:[^,"]|"[^"]*")+/g;

/** Present for a constant: null is a value too. */
export function constantOf(text: string): { value: Json } | undefined {
  const cell = text.trim();
  if (cell === 'true') return { value: true };
  if (cell === 'false') return { value: false };
  if (cell === 'null') return { value: null };
  if (NUMBER.test(cell)) return { value: Number(cell) };
  const [, string] = STRING.exec(cell) ?? [];
  return string === undefined ? undefined : { value: string };
}

export function readEntry(text: string): EntryModel {
  const constant = constantOf(text);
  return constant ? { text, constant: constant.value } : { text };
}

export function readTests(text: string): TestsModel {
  const constant = constantTestsOf(text);
  return constant ? { text, constant } : { text };
}

function constantTestsOf(text: string): ConstantTests | undefined {
  const cell = text.trim();
  const [, negated] = NEGATION.exec(cell) ?? [];
  const pieces = (negated ?? cell).match(PIECES);
  if (!pieces || pieces.join(',') !== (negated ?? cell)) return undefined;
  const tests = pieces.map((piece) => constantTestOf(piece.trim()));
  return tests.every((test) => test !== undefined) ? { negated: negated !== undefined, tests } : undefined;
}

function constantTestOf(piece: string): ConstantTest | undefined {
  const equal = constantOf(piece);
  if (equal) return { op: '=', value: equal.value };
  const [, op, operand] = COMPARISON.exec(piece) ?? [];
  if (op !== undefined) return comparisonOf(op, constantOf(operand!)?.value);
  const [, opening, from, to, closing] = INTERVAL.exec(piece) ?? [];
  if (opening === undefined || !NUMBER.test(from!) || !NUMBER.test(to!) || Number(from) > Number(to)) return undefined;
  return {
    op: 'in',
    from: Number(from),
    to: Number(to),
    fromIncluded: opening === '[',
    toIncluded: closing === ']',
  };
}

function comparisonOf(op: string, value: Json | undefined): ConstantTest | undefined {
  if (value === undefined) return undefined;
  if (op === '=') return { op, value };
  return typeof value === 'number' ? { op: op as '<', value } : undefined;
}

export type PlainValue = string | number | boolean | null;

export function isPlain(value: unknown): value is PlainValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** Whether a plain value meets the tests. Values of different types are never equal and not comparable. */
export function meetsConstant({ negated, tests }: ConstantTests, input: PlainValue): boolean {
  return tests.some((test) => meets(test, input)) !== negated;
}

function meets(test: ConstantTest, input: PlainValue): boolean {
  if (test.op === '=') return test.value === input;
  if (typeof input !== 'number') return false;
  switch (test.op) {
    case '<':
      return input < test.value;
    case '<=':
      return input <= test.value;
    case '>':
      return input > test.value;
    case '>=':
      return input >= test.value;
    case 'in':
      return (
        (test.fromIncluded ? input >= test.from : input > test.from) &&
        (test.toIncluded ? input <= test.to : input < test.to)
      );
  }
}
