import type { DecisionTableModel } from './model.js';

/** One output is its value, several are a context (DMN 1.3, 8.2.6). */
export function composed({ outputs }: DecisionTableModel, values: readonly unknown[]): unknown {
  if (outputs.length === 1) return values[0];
  return Object.fromEntries(outputs.map((output, column) => [output.name, values[column]]));
}
