import { testInDecision } from '../feel/feel.js';
import type { DecisionScope, FeelHost } from '../feel/feel.js';
import { isPlain, meetsConstant } from './constants.js';
import type { TestsModel } from './model.js';

/** Whether a value meets unary tests; null stands for `-`. @throws FeelError */
export function meetsTests(tests: TestsModel | null, value: unknown, scope: DecisionScope, host: FeelHost): boolean {
  if (tests === null) return true;
  if (tests.constant && isPlain(value)) return meetsConstant(tests.constant, value);
  return testInDecision(tests.text, value, scope, host);
}
