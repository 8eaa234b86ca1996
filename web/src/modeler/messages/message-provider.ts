import type { Element } from 'bpmn-js/lib/model/Types';

import type { ElementEditing } from '../editing/index.js';
import { extensionOf, isA, listOf, nameOf, type ModdleElement } from '../moddle.js';
import { checkboxField, feelField, selectField, textField, type PanelEntry } from '../panel/entries.js';
import { AFTER_ZEEBE, behind, fieldGroup, type PanelGroup, type PropertiesPanel } from '../panel/groups.js';

const NEW = 'new';

/**
 * Which message is sent and to whom (docs/decisions/0001): the zeebe profile makes a job of a thrown message and shows no
 * message for it. And whether receiving one starts the process.
 */
export class MessageProvider {
  static $inject = ['propertiesPanel', 'elementEditing'];

  constructor(
    propertiesPanel: PropertiesPanel,
    private readonly editing: ElementEditing,
  ) {
    propertiesPanel.registerProvider(AFTER_ZEEBE, this);
  }

  getGroups(element: Element): (groups: PanelGroup[]) => PanelGroup[] {
    const node = element.businessObject as ModdleElement;
    if (isA(node, 'bpmn:ReceiveTask')) return (groups) => this.withInstantiation(groups, node);
    const sender = senderOf(node);
    if (!sender) return (groups) => groups;
    // The job of a send task stays: it may send by a worker instead.
    const refused = isA(node, 'bpmn:SendTask') ? [] : ['taskDefinition', 'headers'];
    const after = ['documentation', 'petition-clock', 'petition'];
    return (groups) =>
      behind(
        groups.filter((group) => !refused.includes(group.id)),
        after,
        fieldGroup('message', '发出的消息', this.sentMessage(node, sender)),
      );
  }

  private sentMessage(node: ModdleElement, sender: ModdleElement): PanelEntry[] {
    const message = sender.get('messageRef') as ModdleElement | undefined;
    const definitions = definitionsOf(node);
    const messages = listOf(definitions, 'rootElements').filter((root) => root.$type === 'bpmn:Message');
    const choose = selectField({
      id: 'messageRef',
      label: '选用消息',
      none: '（无）',
      choices: [
        { value: NEW, label: '新建…' },
        ...messages.map((choice) => ({ value: choice.id ?? '', label: nameOf(choice) ?? '（未命名的消息）' })),
      ],
      get: () => message?.id ?? '',
      set: (element, value) => {
        if (value === NEW) return this.sendNew(element, sender, definitions);
        this.editing.update(element, sender, { messageRef: messages.find((candidate) => candidate.id === value) });
      },
    });
    return message ? [choose, this.messageName(message), this.correlationKey(message)] : [choose];
  }

  private sendNew(element: Element, sender: ModdleElement, definitions: ModdleElement): void {
    const message = this.editing.create('bpmn:Message', { name: '新消息' }, definitions);
    this.editing.updateAll(element, [
      [definitions, { rootElements: [...listOf(definitions, 'rootElements'), message] }],
      [sender, { messageRef: message }],
    ]);
  }

  private messageName(message: ModdleElement): PanelEntry {
    return textField({
      id: 'messageName',
      label: '名称',
      get: () => message.name ?? '',
      set: (element, value) => this.editing.update(element, message, { name: value || undefined }),
    });
  }

  private correlationKey(message: ModdleElement): PanelEntry {
    const type = 'zeebe:Subscription';
    return feelField({
      id: 'messageSubscriptionCorrelationKey',
      label: '关联键（发给哪一件）',
      feel: 'required',
      get: () => (extensionOf(message, type)?.get('correlationKey') as string | undefined) ?? '',
      set: (element, value) => this.editing.setExtension(element, message, type, 'correlationKey', value),
    });
  }

  private withInstantiation(groups: PanelGroup[], task: ModdleElement): PanelGroup[] {
    const instantiate = checkboxField({
      id: 'instantiate',
      label: '收到消息即启动流程',
      get: () => task.get('instantiate') === true,
      set: (element, value) => this.editing.update(element, task, { instantiate: value || undefined }),
    });
    return groups.map((group) =>
      group.id === 'message' && 'entries' in group ? { ...group, entries: [...group.entries, instantiate] } : group,
    );
  }
}

/** What holds the reference to a sent message: the send task, or the definition of a throwing event. */
function senderOf(node: ModdleElement): ModdleElement | undefined {
  if (isA(node, 'bpmn:SendTask')) return node;
  if (!isA(node, 'bpmn:ThrowEvent')) return undefined;
  return listOf(node, 'eventDefinitions').find((definition) => definition.$type === 'bpmn:MessageEventDefinition');
}

function definitionsOf(element: ModdleElement): ModdleElement {
  return element.$parent ? definitionsOf(element.$parent) : element;
}
