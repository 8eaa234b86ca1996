import type { Element } from 'bpmn-js/lib/model/Types';

import { expressionOf, type ElementEditing } from '../editing/index.js';
import { isA, type ModdleElement } from '../moddle.js';
import { feelField, selectField, type Choice } from '../panel/entries.js';
import { AFTER_ZEEBE, behind, fieldGroup, type PanelGroup, type PropertiesPanel } from '../panel/groups.js';

/** What an event-based gateway does (BPMN 2.0.2 §10.6.6): the attributes instantiate and eventGatewayType in one choice. */
const eventGatewayUses: Choice[] = [
  { value: 'wait', label: '等候：哪个事件先到就走哪一路' },
  { value: 'start', label: '启动流程：任一事件到来即启动' },
  { value: 'startParallel', label: '启动流程：各事件都要等到' },
];

/** Conditions of complex gateways and the kinds of event-based ones. */
export class GatewayProvider {
  static $inject = ['propertiesPanel', 'elementEditing'];

  constructor(
    propertiesPanel: PropertiesPanel,
    private readonly editing: ElementEditing,
  ) {
    propertiesPanel.registerProvider(AFTER_ZEEBE, this);
  }

  getGroups(element: Element): (groups: PanelGroup[]) => PanelGroup[] {
    return (groups) => {
      const group = this.groupOf(element);
      return group ? behind(groups, ['petition-clock', 'petition', 'general'], group) : groups;
    };
  }

  private groupOf(element: Element): PanelGroup | undefined {
    const businessObject = element.businessObject as ModdleElement;
    if (isA(businessObject, 'bpmn:ComplexGateway')) return this.activation(businessObject);
    if (isA(businessObject, 'bpmn:EventBasedGateway')) return this.eventGateway(businessObject);
    // The panel itself offers a condition behind the other gateways.
    const source = isA(businessObject, 'bpmn:SequenceFlow') ? businessObject.get('sourceRef') : undefined;
    return isA(source as ModdleElement | undefined, 'bpmn:ComplexGateway') ? this.condition(businessObject) : undefined;
  }

  private activation(gateway: ModdleElement): PanelGroup {
    return fieldGroup('activation', '汇合条件', [
      feelField({
        id: 'activationCondition',
        label: '激活条件',
        description: '有两条以上流入的顺序流时填写，如 =activationCount >= 2 表示到了两路就往下走。',
        feel: 'required',
        get: () => expressionOf(gateway, 'activationCondition'),
        set: (element, value) => this.editing.setExpression(element, gateway, 'activationCondition', value),
      }),
    ]);
  }

  private eventGateway(gateway: ModdleElement): PanelGroup {
    const isParallel = gateway.get('eventGatewayType') === 'Parallel';
    return fieldGroup('eventGateway', '事件网关', [
      selectField({
        id: 'eventGatewayUse',
        label: '用途',
        choices: eventGatewayUses,
        usual: 'wait',
        get: () => (gateway.get('instantiate') === true ? (isParallel ? 'startParallel' : 'start') : 'wait'),
        set: (element, value) =>
          this.editing.update(element, gateway, {
            instantiate: value === 'wait' ? undefined : true,
            eventGatewayType: value === 'startParallel' ? 'Parallel' : undefined,
          }),
      }),
    ]);
  }

  private condition(flow: ModdleElement): PanelGroup {
    return fieldGroup('condition', '条件', [
      feelField({
        id: 'conditionExpression',
        label: '条件表达式',
        feel: 'required',
        get: () => expressionOf(flow, 'conditionExpression'),
        set: (element, value) => this.editing.setExpression(element, flow, 'conditionExpression', value),
      }),
    ]);
  }
}
