/** Event definitions (BPMN 2.0.2 §10.5.5) of events, and the message of send and receive tasks. */
import { childOf, childrenOf, eventDefinitionsOf, extensionOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import type { EventModel, NodeKind, NodeModel } from './model.js';

type TimerKind = Extract<EventModel, { kind: 'timer' }>['timer'];

const TIMERS: readonly [TimerKind, string][] = [
  ['date', 'timeDate'],
  ['duration', 'timeDuration'],
  ['cycle', 'timeCycle'],
];

export function readEvents(element: ModdleElement): EventModel[] {
  const message = childOf(element, 'messageRef');
  return message ? [readMessage(message)] : eventDefinitionsOf(element).map(readDefinition);
}

/** What an event has besides its definitions. */
export function readEventSettings(
  element: ModdleElement,
  kind: NodeKind,
): Pick<NodeModel, 'parallelMultiple' | 'attachedTo' | 'interrupting' | 'handler' | 'formId'> {
  const multiple = element.parallelMultiple === true && eventDefinitionsOf(element).length > 1;
  const settings = multiple ? { parallelMultiple: true as const } : {};
  if (kind === 'start') {
    const formId = textOf(extensionOf(element, 'zeebe:FormDefinition'), 'formId');
    const ofEventSubProcess = element.$parent?.triggeredByEvent === true;
    return {
      ...settings,
      ...(ofEventSubProcess && { interrupting: element.isInterrupting !== false }),
      ...(formId && { formId }),
    };
  }
  if (kind === 'boundary') {
    const handler = handlerOf(element)?.id;
    return {
      ...settings,
      attachedTo: childOf(element, 'attachedToRef')!.id!,
      interrupting: element.cancelActivity !== false,
      ...(handler && { handler }),
    };
  }
  return settings;
}

/** The activity that an association joins to a compensation boundary event (BPMN 2.0.2 §10.7.1). */
function handlerOf(boundary: ModdleElement): ModdleElement | undefined {
  if (eventDefinitionsOf(boundary)[0]?.$type !== 'bpmn:CompensateEventDefinition') return undefined;
  return associationsAround(boundary).find((association) => childOf(association, 'sourceRef') === boundary)
    ?.targetRef as ModdleElement | undefined;
}

/** Associations of every scope around an element: tools put them in the process even when they lie in a subprocess. */
function associationsAround(element: ModdleElement): ModdleElement[] {
  const found: ModdleElement[] = [];
  for (let scope = element.$parent; scope; scope = scope.$parent) {
    const holders = scope.$type === 'bpmn:Definitions' ? childrenOf(scope, 'rootElements') : [scope];
    found.push(...holders.flatMap((holder) => childrenOf(holder, 'artifacts')));
  }
  return found.filter(({ $type }) => $type === 'bpmn:Association');
}

function readDefinition(definition: ModdleElement): EventModel {
  switch (definition.$type) {
    case 'bpmn:TimerEventDefinition':
      return readTimer(definition);
    case 'bpmn:MessageEventDefinition':
      return readMessage(childOf(definition, 'messageRef')!);
    case 'bpmn:SignalEventDefinition':
      return { kind: 'signal', name: childOf(definition, 'signalRef')?.name ?? '' };
    case 'bpmn:ErrorEventDefinition': {
      const code = textOf(childOf(definition, 'errorRef'), 'errorCode');
      return { kind: 'error', ...(code && { code }) };
    }
    case 'bpmn:EscalationEventDefinition': {
      const code = textOf(childOf(definition, 'escalationRef'), 'escalationCode');
      return { kind: 'escalation', ...(code && { code }) };
    }
    case 'bpmn:ConditionalEventDefinition':
      return { kind: 'conditional', condition: conditionIn(childOf(definition, 'condition')) ?? '' };
    case 'bpmn:CompensateEventDefinition': {
      const activity = childOf(definition, 'activityRef')?.id;
      return {
        kind: 'compensation',
        ...(activity && { activity }),
        waits: definition.waitForCompletion !== false,
      };
    }
    case 'bpmn:CancelEventDefinition':
      return { kind: 'cancel' };
    case 'bpmn:LinkEventDefinition':
      return { kind: 'link', name: definition.name ?? '' };
    case 'bpmn:TerminateEventDefinition':
      return { kind: 'terminate' };
    default:
      throw new Error(`event definition ${definition.$type} passed the rules`);
  }
}

function readMessage(message: ModdleElement): EventModel {
  const correlationKey = textOf(extensionOf(message, 'zeebe:Subscription'), 'correlationKey');
  return { kind: 'message', name: message.name ?? '', ...(correlationKey && { correlationKey }) };
}

function readTimer(definition: ModdleElement): EventModel {
  const [timer, property] = TIMERS.find(([, name]) => childOf(definition, name))!;
  return { kind: 'timer', timer, expression: textOf(childOf(definition, property), 'body')?.trim() ?? '' };
}

/** A condition without the leading `=`; undefined when there is none. */
export function conditionIn(expression: ModdleElement | undefined): string | undefined {
  return textOf(expression, 'body')?.trim().replace(/^=/, '').trim() || undefined;
}
