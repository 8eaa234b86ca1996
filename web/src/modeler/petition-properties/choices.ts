import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';

import { statutoryClocks } from '../../../../lint/statutory-clocks.js';
import { isA, nameOf, type ModdleElement } from '../moddle.js';
import type { Choice } from '../panel/entries.js';

/** What the fields of the group 民情 offer; handed in by the page because it comes from the server. */
export interface PetitionConfig {
  roles: Choice[];
}

/** Where a petitioner is told the matter has come to. */
export const stations: Choice[] = ['提出', '受理', '办理', '督办', '回复'].map((name) => ({
  value: name,
  label: name,
}));

export const clockActions: Choice[] = [
  { value: 'start', label: '开始计时' },
  { value: 'stop', label: '停止计时' },
  { value: 'pause', label: '暂停计时' },
  { value: 'resume', label: '恢复计时' },
  { value: 'extend', label: '延长期限' },
];

/** Names of the statutory clocks of the server's table. */
export const clockNames: Choice[] = [...statutoryClocks.keys()].map((name) => ({ value: name, label: name }));

/** The user tasks of the drawing by name, without the one that asks. */
export function userTasks(elementRegistry: ElementRegistry, exceptId: string): Choice[] {
  const choices: Choice[] = [];
  elementRegistry.forEach((element) => {
    const businessObject = element.businessObject as ModdleElement | undefined;
    if ('labelTarget' in element || element.id === exceptId || !isA(businessObject, 'bpmn:UserTask')) return;
    choices.push({ value: element.id, label: nameOf(businessObject) ?? '（未命名的任务）' });
  });
  return choices.sort((a, b) => a.label.localeCompare(b.label, 'zh-CN'));
}
