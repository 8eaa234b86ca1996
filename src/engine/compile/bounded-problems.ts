/** What one answer says of a file: a hostile one must not make it endless. */
import type { Problem } from '../ports.js';

/** Nobody works through more before looking again. */
const MOST_PROBLEMS = 1_000;
/** Letters of one message: a file may repeat a long name in each of them. */
const LONGEST_MESSAGE = 300;

/** Errors first, so that leaving out the rest never lets a file pass. */
export function bounded(problems: readonly Problem[]): Problem[] {
  if (problems.length <= MOST_PROBLEMS) return problems.map(shortMessage);
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const told = [...errors, ...warnings].slice(0, MOST_PROBLEMS).map(shortMessage);
  const message = `共有 ${problems.length} 个问题，只列出前 ${MOST_PROBLEMS} 个，请先改正这些`;
  return [
    ...told,
    { elementId: '', rule: 'file-problems', message, severity: errors.length > 0 ? 'error' : 'warning' },
  ];
}

function shortMessage(problem: Problem): Problem {
  const { message } = problem;
  return message.length > LONGEST_MESSAGE ? { ...problem, message: `${message.slice(0, LONGEST_MESSAGE)}…` } : problem;
}
