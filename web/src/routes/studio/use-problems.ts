import { useCallback, useEffect, useMemo, useState } from 'react';

import type { ProblemItem } from '../../api/problem.js';
import type { StudioModeler } from '../../modeler/createModeler.js';
import { LINTED } from '../../modeler/lint/lint-reports.js';
import { listen } from '../../modeler/listen.js';
import { mergeProblems, type DiagramProblem } from '../../modeler/problems/diagram-problem.js';

export interface ProblemState {
  problems: DiagramProblem[];
  errors: number;
  /** What the browser itself knows to be wrong; publishing it would be refused. */
  lintErrors: readonly DiagramProblem[];
  /** Takes over what the server's check or a refused deployment says. */
  setServerProblems: (items: readonly ProblemItem[]) => void;
}

function fromServer(item: ProblemItem): DiagramProblem {
  return {
    elementId: item.elementId ?? '',
    rule: item.rule ?? '',
    message: item.message,
    severity: item.severity === 'warning' || item.severity === 'info' ? 'warning' : 'error',
    source: 'server',
  };
}

/** What lint finds at every change and what the server found when it was last asked, as one list. */
export function useProblems(modeler: StudioModeler | null): ProblemState {
  const [lint, setLint] = useState<readonly DiagramProblem[]>([]);
  const [server, setServer] = useState<readonly DiagramProblem[]>([]);

  useEffect(() => {
    if (!modeler) return;
    const eventBus = modeler.get('eventBus');
    const stops = [
      listen<{ problems: DiagramProblem[] }>(eventBus, LINTED, (event) => setLint(event.problems)),
      // What the server said of an element no longer holds once the element was changed.
      listen<{ elements: { id: string }[] }>(eventBus, 'elements.changed', ({ elements }) => {
        const ids = new Set(elements.map((element) => element.id));
        setServer((present) =>
          present.some((p) => ids.has(p.elementId)) ? present.filter((p) => !ids.has(p.elementId)) : present,
        );
      }),
    ];
    modeler.get('linting').update();
    return () => stops.forEach((stop) => stop());
  }, [modeler]);

  const problems = useMemo(() => mergeProblems(lint, server), [lint, server]);
  useEffect(() => {
    modeler?.get('problemMarks').show(problems.filter((problem) => problem.source === 'server'));
  }, [modeler, problems]);

  const setServerProblems = useCallback((items: readonly ProblemItem[]) => setServer(items.map(fromServer)), []);
  const lintErrors = useMemo(() => lint.filter((problem) => problem.severity === 'error'), [lint]);
  return {
    problems,
    errors: problems.filter((problem) => problem.severity === 'error').length,
    lintErrors,
    setServerProblems,
  };
}
