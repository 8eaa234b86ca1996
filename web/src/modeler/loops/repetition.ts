import { isA, type ModdleElement } from '../moddle.js';
import type { Choice } from '../panel/entries.js';

/** How often an activity is carried out (BPMN 2.0.2 §10.3.8): once, for each item, or again and again. */
export type Repetition = 'once' | 'parallel' | 'sequential' | 'loop';

export const repetitions: (Choice & { value: Repetition })[] = [
  { value: 'once', label: '只办一次' },
  { value: 'parallel', label: '逐项同时办理（并行多实例）' },
  { value: 'sequential', label: '逐项依次办理（顺序多实例）' },
  { value: 'loop', label: '反复办理（标准循环）' },
];

export function loopOf(activity: ModdleElement): ModdleElement | undefined {
  return activity.get('loopCharacteristics') as ModdleElement | undefined;
}

export function repetitionOf(activity: ModdleElement): Repetition {
  const loop = loopOf(activity);
  if (loop === undefined) return 'once';
  if (isA(loop, 'bpmn:StandardLoopCharacteristics')) return 'loop';
  return loop.get('isSequential') === true ? 'sequential' : 'parallel';
}
