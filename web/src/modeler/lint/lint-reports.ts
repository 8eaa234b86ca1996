import type EventBus from 'diagram-js/lib/core/EventBus';

import type { DiagramProblem } from '../problems/diagram-problem.js';

interface LintIssue {
  /** The drawn element the issue is shown at. */
  id: string;
  /** The element itself, when it is not drawn. */
  actualElementId?: string;
  category: 'error' | 'warn' | 'info' | 'rule-error';
  message: string;
  rule: string;
}

/** Fired with `problems` whenever the rules have been run. */
export const LINTED = 'minqing.linted';

/** Hands the outcome of linting on in the shape the server's check has too. */
export class LintReports {
  static $inject = ['eventBus'];

  constructor(eventBus: EventBus) {
    eventBus.on('linting.completed', (event: { issues: Record<string, LintIssue[]> }) => {
      eventBus.fire(LINTED, { problems: Object.values(event.issues).flat().map(toProblem) });
    });
  }
}

function toProblem(issue: LintIssue): DiagramProblem {
  const severity = issue.category === 'error' || issue.category === 'rule-error' ? 'error' : 'warning';
  // The server names the rule without the plugin it comes from.
  const rule = issue.rule.replace(/^.*\//, '');
  return { elementId: issue.id, rule, message: issue.message, severity, source: 'lint' };
}
