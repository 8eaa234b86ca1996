import type EventBus from 'diagram-js/lib/core/EventBus';

import { basisSource } from '../../web/src/modeler/basis/sources.js';
import { LintReports } from '../../web/src/modeler/lint/lint-reports.js';
import { mergeProblems, type DiagramProblem } from '../../web/src/modeler/problems/diagram-problem.js';
import { translate } from '../../web/src/modeler/translate/translate.js';
import { exportName, resourceNameFor } from '../../web/src/routes/processes/bpmn-file.js';
import type { ProcessVersion } from '../../web/src/routes/processes/api.js';
import { runningSentences } from '../../web/src/routes/studio/running-sentences.js';

describe('translation', () => {
  it('composes event names in both spellings bpmn-js has', () => {
    expect(translate('Timer boundary event (non-interrupting)')).toBe('定时边界事件（不中断）');
    expect(translate('Timer Boundary Event (Non Interrupting)')).toBe('定时边界事件（不中断）');
    expect(translate('Terminate end event')).toBe('终止结束事件');
  });

  it('fills in what is replaced and translates it when it is a known word', () => {
    expect(translate('List contains {numOfItems} items', { numOfItems: '3' })).toBe('共 3 项');
    expect(translate('Open {element}', { element: 'Sub-process' })).toBe('打开子流程');
  });

  it('leaves names that people gave as they are', () => {
    expect(translate('接谈 {a}')).toBe('接谈 {a}');
  });
});

describe('a basis', () => {
  it('is told by its source, with the wording of the office’s own rules', () => {
    expect(basisSource('S1.4')).toEqual({
      code: 'S1.4',
      citation: '《接访工作制度》第 4 项',
      wording: '对要求合理，符合政策的上访案件，经有关领导审批后立案，交信访督查组查处。',
    });
    expect(basisSource('R22-34').citation).toBe('《信访工作条例》（2022 年）第 34 条');
  });

  it.each(['S1.7', 'R99-1', 'abc'])('that follows no known form has no citation: %s', (code) => {
    expect(basisSource(code)).toEqual({ code });
  });
});

describe('problems', () => {
  const problem = (elementId: string, severity: 'error' | 'warning', source: 'lint' | 'server'): DiagramProblem => ({
    elementId,
    rule: 'form-known',
    message: '',
    severity,
    source,
  });

  it('found by both browser and server are listed once, errors first', () => {
    const merged = mergeProblems(
      [problem('a', 'warning', 'lint')],
      [problem('a', 'warning', 'server'), problem('b', 'error', 'server')],
    );
    expect(merged.map(({ elementId, source }) => [elementId, source])).toEqual([
      ['b', 'server'],
      ['a', 'lint'],
    ]);
  });
});

test('a rule that lint has run is named as the server names it, so that both tell of one problem', () => {
  const listeners = new Map<string, (event: object) => void>();
  const fired: object[] = [];
  const eventBus = {
    on: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
    fire: (_name: string, event: object) => fired.push(event),
  };
  new LintReports(eventBus as unknown as EventBus);
  const issue = { id: 'a', rule: 'minqing/loops', category: 'error', message: '没有循环条件' };
  listeners.get('linting.completed')!({ issues: { a: [issue] } });
  expect(fired).toEqual([
    { problems: [{ elementId: 'a', rule: 'loops', message: '没有循环条件', severity: 'error', source: 'lint' }] },
  ]);
});

test('publishing says for every version with running cases that they stay on it', () => {
  const version = (number: number, running: number): ProcessVersion => ({
    version: number,
    definitionKeys: {},
    deployedAt: '2026-06-01T00:00:00Z',
    deployedBy: '',
    note: '',
    running,
    current: false,
  });
  expect(runningSentences([version(5, 3), version(6, 12), version(4, 0)], 7)).toEqual([
    '今后新登记的事项按第 7 版办理。',
    '办理中的 12 件继续按第 6 版办理。',
    '办理中的 3 件继续按第 5 版办理。',
  ]);
  expect(runningSentences([], 1)[1]).toBe('现在没有办理中的事项。');
});

test('an exported file is named after process and version, without signs a file system refuses', () => {
  expect(exportName('接访办理/秩序 事件', 3)).toBe('接访办理-秩序-事件-第3版.bpmn');
});

describe('an imported drawing', () => {
  const files = [
    { resourceName: 'xf_reception.bpmn', processes: [{ processId: 'xf_reception' }, { processId: 'xf_order' }] },
  ];

  it('belongs to the file that already holds its process, whatever the imported file is called', () => {
    expect(resourceNameFor('副本.bpmn', ['xf_order'], files)).toBe('xf_reception.bpmn');
  });

  it('is kept under its own name, or under its process id when the server would refuse the name', () => {
    expect(resourceNameFor('xf_review.XML', ['review'], files)).toBe('xf_review.bpmn');
    expect(resourceNameFor('复查.bpmn', ['review'], files)).toBe('review.bpmn');
    expect(resourceNameFor('复查.bpmn', [], files)).toBe('imported_process.bpmn');
  });
});
