import type { Element } from 'bpmn-js/lib/model/Types';

import { expressionOf, type ElementEditing } from '../editing/index.js';
import { isA, type ModdleElement } from '../moddle.js';
import { checkboxField, feelField, numberField, selectField, type PanelEntry } from '../panel/entries.js';
import { AFTER_ZEEBE, behind, entriesOf, fieldGroup, type PanelGroup, type PropertiesPanel } from '../panel/groups.js';
import { loopOf, repetitionOf, repetitions, type Repetition } from './repetition.js';

/** How often an activity is carried out: one group for what BPMN calls loop and multi-instance. */
export class LoopProvider {
  static $inject = ['propertiesPanel', 'elementEditing'];

  constructor(
    propertiesPanel: PropertiesPanel,
    private readonly editing: ElementEditing,
  ) {
    propertiesPanel.registerProvider(AFTER_ZEEBE, this);
  }

  getGroups(element: Element): (groups: PanelGroup[]) => PanelGroup[] {
    const activity = element.businessObject as ModdleElement;
    if (!isA(activity, 'bpmn:Activity') || activity.get('triggeredByEvent') === true) return (groups) => groups;
    return (groups) => {
      const entries = [this.repetition(activity), ...this.settings(activity, entriesOf(groups, 'multiInstance'))];
      const others = groups.filter((group) => group.id !== 'multiInstance');
      return behind(others, ['petition-clock', 'petition'], fieldGroup('repetition', '重复办理', entries));
    };
  }

  private repetition(activity: ModdleElement): PanelEntry {
    return selectField({
      id: 'repetition',
      label: '办理方式',
      choices: repetitions,
      usual: 'once',
      get: () => repetitionOf(activity),
      set: (element, value) => this.repeat(element, activity, value as Repetition),
    });
  }

  private repeat(element: Element, activity: ModdleElement, repetition: Repetition): void {
    const present = loopOf(activity);
    const isSequential = repetition === 'sequential' || undefined;
    if (repetition === 'parallel' || repetition === 'sequential') {
      if (present && isA(present, 'bpmn:MultiInstanceLoopCharacteristics'))
        return this.editing.update(element, present, { isSequential });
      return this.setLoop(element, activity, 'bpmn:MultiInstanceLoopCharacteristics', { isSequential });
    }
    if (repetition === 'loop') return this.setLoop(element, activity, 'bpmn:StandardLoopCharacteristics', {});
    this.editing.update(element, activity, { loopCharacteristics: undefined });
  }

  private setLoop(element: Element, activity: ModdleElement, type: string, attributes: Record<string, unknown>): void {
    const loopCharacteristics = this.editing.create(type, attributes, activity);
    this.editing.update(element, activity, { loopCharacteristics });
  }

  private settings(activity: ModdleElement, multiInstance: PanelEntry[]): PanelEntry[] {
    const loop = loopOf(activity);
    if (loop === undefined) return [];
    return isA(loop, 'bpmn:StandardLoopCharacteristics')
      ? this.standardLoop(loop)
      : [...multiInstance.slice(0, 1), this.cardinality(loop), ...multiInstance.slice(1)];
  }

  private cardinality(loop: ModdleElement): PanelEntry {
    return feelField({
      id: 'loopCardinality',
      label: '次数（没有清单时填写）',
      description: '整数或表达式；与输入集合只填一项。',
      feel: 'optional',
      get: () => expressionOf(loop, 'loopCardinality'),
      set: (element, value) => this.editing.setExpression(element, loop, 'loopCardinality', value),
    });
  }

  private standardLoop(loop: ModdleElement): PanelEntry[] {
    return [
      feelField({
        id: 'loopCondition',
        label: '循环条件（成立就再办一次）',
        feel: 'required',
        get: () => expressionOf(loop, 'loopCondition'),
        set: (element, value) => this.editing.setExpression(element, loop, 'loopCondition', value),
      }),
      numberField({
        id: 'loopMaximum',
        label: '最多次数',
        get: () => loop.get('loopMaximum') as number | undefined,
        set: (element, value) => this.editing.update(element, loop, { loopMaximum: value }),
      }),
      checkboxField({
        id: 'testBefore',
        label: '先看条件再办',
        description: '条件不成立时一次也不办。',
        get: () => loop.get('testBefore') === true,
        set: (element, value) => this.editing.update(element, loop, { testBefore: value || undefined }),
      }),
    ];
  }
}
