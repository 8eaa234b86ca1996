/** What an activity has besides its kind: loop, quantities, and the inside of subprocesses. */
import { loopInputOf, loopOutputOf, variableOf } from '../../../lint/data.js';
import { childOf, extensionOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import { conditionIn } from './read-events.js';
import type { LoopModel, NodeModel, SubProcessModel } from './model.js';

export function readActivitySettings(
  element: ModdleElement,
): Pick<NodeModel, 'isForCompensation' | 'startQuantity' | 'completionQuantity' | 'loop'> {
  const loop = readLoop(element);
  return {
    ...(element.isForCompensation === true && { isForCompensation: true }),
    ...quantity(element, 'startQuantity'),
    ...quantity(element, 'completionQuantity'),
    ...(loop && { loop }),
  };
}

function quantity<Name extends 'startQuantity' | 'completionQuantity'>(
  element: ModdleElement,
  name: Name,
): { [name in Name]?: number } {
  const value = element[name];
  return typeof value === 'number' && value > 1 ? ({ [name]: value } as { [name in Name]: number }) : {};
}

function readLoop(activity: ModdleElement): LoopModel | undefined {
  const loop = childOf(activity, 'loopCharacteristics');
  switch (loop?.$type) {
    case 'bpmn:StandardLoopCharacteristics':
      return readStandardLoop(loop);
    case 'bpmn:MultiInstanceLoopCharacteristics':
      return readMultiInstance(activity, loop);
    default:
      return undefined;
  }
}

/** BPMN 2.0.2 §10.3.8 (standard loop). */
function readStandardLoop(loop: ModdleElement): LoopModel {
  const condition = conditionIn(childOf(loop, 'loopCondition'));
  const { loopMaximum } = loop;
  return {
    kind: 'standard',
    ...(condition && { condition }),
    ...(typeof loopMaximum === 'number' && { maximum: String(loopMaximum) }),
    testBefore: loop.testBefore === true,
  };
}

/** BPMN 2.0.2 §10.3.8 (multi-instance); what `zeebe:loopCharacteristics` says comes before the attributes of BPMN. */
function readMultiInstance(activity: ModdleElement, loop: ModdleElement): LoopModel {
  const zeebe = extensionOf(loop, 'zeebe:LoopCharacteristics');
  const inputItem = childOf(loop, 'inputDataItem');
  const outputItem = childOf(loop, 'outputDataItem');
  const texts = {
    cardinality: textOf(childOf(loop, 'loopCardinality'), 'body')?.trim(),
    inputCollection: textOf(zeebe, 'inputCollection') ?? loopInputOf(activity),
    inputElement: textOf(zeebe, 'inputElement') ?? (inputItem && variableOf(inputItem)),
    outputCollection: textOf(zeebe, 'outputCollection') ?? loopOutputOf(activity),
    outputElement: textOf(zeebe, 'outputElement') ?? (outputItem && `=${variableOf(outputItem)}`),
    completionCondition: conditionIn(childOf(loop, 'completionCondition')),
  };
  return { kind: 'multiInstance', sequential: loop.isSequential === true, ...present(texts) };
}

export function readSubProcess(element: ModdleElement): SubProcessModel {
  if (element.$type === 'bpmn:Transaction') return { kind: 'transaction' };
  if (element.$type === 'bpmn:AdHocSubProcess') return readAdHoc(element);
  return { kind: element.triggeredByEvent === true ? 'event' : 'embedded' };
}

/** BPMN 2.0.2 §10.3.5 (ad-hoc subprocess). */
function readAdHoc(element: ModdleElement): SubProcessModel {
  const zeebe = extensionOf(element, 'zeebe:AdHoc');
  const texts = {
    completionCondition: conditionIn(childOf(element, 'completionCondition')),
    activeElements: textOf(zeebe, 'activeElementsCollection'),
    outputCollection: textOf(zeebe, 'outputCollection'),
    outputElement: textOf(zeebe, 'outputElement'),
  };
  return {
    kind: 'adHoc',
    sequential: element.ordering === 'Sequential',
    cancelRemaining: element.cancelRemainingInstances !== false,
    ...present(texts),
  };
}

/** Without the entries that are missing or empty. */
export function present<T extends Record<string, string | undefined>>(texts: T): { [name in keyof T]?: string } {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text)) as { [name in keyof T]?: string };
}
