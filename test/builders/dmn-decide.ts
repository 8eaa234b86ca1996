/** Decides with a file, as an engine would. */
import { compileDecisions } from '../../src/engine/decisions/compile-decisions.js';
import { decide } from '../../src/engine/decisions/decide.js';
import type { DecisionEvaluation } from '../../src/engine/decisions/decide.js';
import type { Json, Variables } from '../../src/engine/ports.js';
import { decision, dmnText, table } from './dmn-text.js';
import type { TableOptions } from './dmn-text.js';
import { testHost } from './engine-run.js';

const host = testHost();

export async function evaluation(file: string, id: string, variables: Variables = {}): Promise<DecisionEvaluation> {
  return decide(await compileDecisions(file), id, variables, host);
}

export async function result(file: string, id: string, variables: Variables = {}): Promise<Json> {
  const { output, failure } = await evaluation(file, id, variables);
  expect(failure).toBeUndefined();
  return output;
}

export const failure = async (file: string, id: string, variables: Variables = {}): Promise<string> =>
  (await evaluation(file, id, variables)).failure!.message;

export const tableFile = (options: TableOptions): string => dmnText(decision('d', table(options)));
