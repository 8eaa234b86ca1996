/** One thing to mend in a drawing, found while drawing or by the server. */
export interface DiagramProblem {
  elementId: string;
  /** Name of the rule, for telling problems apart; not shown. */
  rule: string;
  message: string;
  severity: 'error' | 'warning';
  source: 'lint' | 'server';
}

/** Both lists as one: a rule that the browser has reported is not listed again when the server reports it too. */
export function mergeProblems(lint: readonly DiagramProblem[], server: readonly DiagramProblem[]): DiagramProblem[] {
  const keyOf = (problem: DiagramProblem) => `${problem.elementId} ${problem.rule}`;
  const known = new Set(lint.map(keyOf));
  return [...lint, ...server.filter((problem) => !known.has(keyOf(problem)))].sort(
    (a, b) => Number(b.severity === 'error') - Number(a.severity === 'error'),
  );
}
