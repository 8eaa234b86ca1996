import type { Element } from 'bpmn-js/lib/model/Types';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';

import { isA, type ModdleElement } from '../moddle.js';
import { selectField, textField, type PanelEntry } from '../panel/entries.js';
import { AFTER_ZEEBE, fieldGroup, type PanelGroup, type PropertiesPanel } from '../panel/groups.js';
import { stations, userTasks, type PetitionConfig } from './choices.js';
import { propertyAccess, type PetitionProperties } from './petition-properties.js';
import { clockGroup, separationGroup } from './word-lists.js';

/** Adds the group 民情 and its lists after the group 基本. */
export class PetitionPropertiesProvider {
  static $inject = ['propertiesPanel', 'petitionProperties', 'elementRegistry', 'config.petition'];

  constructor(
    propertiesPanel: PropertiesPanel,
    private readonly properties: PetitionProperties,
    private readonly elementRegistry: ElementRegistry,
    private readonly config: PetitionConfig | null,
  ) {
    propertiesPanel.registerProvider(AFTER_ZEEBE, this);
  }

  getGroups(element: Element): (groups: PanelGroup[]) => PanelGroup[] {
    return (groups) => {
      const own = this.ownGroups(element);
      const after = groups.findIndex((group) => group.id === 'general') + 1;
      return groups.toSpliced(after, 0, ...own);
    };
  }

  private ownGroups(element: Element): PanelGroup[] {
    const businessObject = element.businessObject as ModdleElement;
    const isLane = isA(businessObject, 'bpmn:Lane');
    const isNode = isA(businessObject, 'bpmn:FlowNode');
    const isUserTask = isA(businessObject, 'bpmn:UserTask');
    if (!isLane && !isNode && !isA(businessObject, 'bpmn:SequenceFlow', 'bpmn:MessageFlow')) return [];

    const entries = [
      this.basisField(),
      ...(isLane ? [this.roleField()] : []),
      ...(isUserTask ? [this.unitField()] : []),
      ...(isNode ? [this.stationField()] : []),
    ];
    const group = { ...fieldGroup('petition', '民情', entries), shouldOpen: true };
    return [
      group,
      ...(isUserTask ? [separationGroup(element, this.properties, userTasks(this.elementRegistry, element.id))] : []),
      ...(isNode ? [clockGroup(element, this.properties)] : []),
    ];
  }

  private basisField(): PanelEntry {
    return textField({
      id: 'petition-basis',
      label: '依据',
      description: '条款编号，如 S1.4、R22-34；多条之间用空格隔开。',
      ...propertyAccess(this.properties, 'basis'),
    });
  }

  private roleField(): PanelEntry {
    return selectField({
      id: 'petition-role',
      label: '办理角色',
      description: '此泳道的任务由该角色的人签收。',
      none: '（未指定）',
      choices: this.config?.roles ?? [],
      ...propertyAccess(this.properties, 'role'),
    });
  }

  private unitField(): PanelEntry {
    return textField({
      id: 'petition-unit',
      label: '办理单位',
      description: 'FEEL 表达式，如 =responsibleUnit；不填时由案件的责任单位办理。',
      ...propertyAccess(this.properties, 'unit'),
    });
  }

  private stationField(): PanelEntry {
    return selectField({
      id: 'petition-station',
      label: '告知来访人的阶段',
      none: '（不变）',
      choices: stations,
      ...propertyAccess(this.properties, 'station'),
    });
  }
}
