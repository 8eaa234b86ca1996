/** Loop and multi-instance markers: how often, over what, and where the results go (BPMN 2.0.2 §10.3.8). */
import { loopInputOf, loopOutputOf } from '../data.js';
import { bodyOf } from '../events.js';
import { childOf, extensionOf, textOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { nodesOf } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const node of nodesOf(definitions)) {
    const loop = childOf(node, 'loopCharacteristics');
    if (loop?.$type === 'bpmn:StandardLoopCharacteristics') checkStandard(node, loop, report);
    if (loop?.$type === 'bpmn:MultiInstanceLoopCharacteristics') checkMultiInstance(node, loop, report);
  }
});

function checkStandard(activity: ModdleElement, loop: ModdleElement, report: Report): void {
  const { loopMaximum } = loop;
  if (!bodyOf(loop, 'loopCondition') && loopMaximum === undefined)
    report(activity.id!, `循环活动${title(activity)}没有循环条件，也没有最多次数，请至少填写一项`);
  if (loopMaximum !== undefined && !isCount(loopMaximum))
    report(activity.id!, `循环活动${title(activity)}的最多次数须为正整数`);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function checkMultiInstance(activity: ModdleElement, loop: ModdleElement, report: Report): void {
  const say = (message: string) => report(activity.id!, `多实例活动${title(activity)}${message}`);
  const zeebe = extensionOf(loop, 'zeebe:LoopCharacteristics');
  const cardinality = bodyOf(loop, 'loopCardinality');
  const collection = textOf(zeebe, 'inputCollection') ?? loopInputOf(activity);
  if (!cardinality && !collection) say('没有次数，也没有输入集合，请填写一项');
  if (cardinality && collection) say('的次数和输入集合只能填写一项');
  if (cardinality && !/^(=|\d+$)/.test(cardinality)) say('的次数须为整数或以 = 开头的表达式');
  if (collection && !collection.startsWith('=')) say('的输入集合须为以 = 开头的表达式');
  if (loop.behavior !== undefined && loop.behavior !== 'All') say('只支持全部完成的行为（behavior 为 All），请改正');
  checkTwice(loop, zeebe, say);
  const inputElement = textOf(zeebe, 'inputElement') ?? childOf(loop, 'inputDataItem');
  if (inputElement && !collection) say('填写了输入元素，却没有输入集合，请填写');
  const outputCollection = textOf(zeebe, 'outputCollection') ?? loopOutputOf(activity);
  const outputElement = textOf(zeebe, 'outputElement') ?? childOf(loop, 'outputDataItem');
  if (Boolean(outputCollection) !== Boolean(outputElement)) say('的输出集合和输出元素须同时填写');
  if (typeof outputElement === 'string' && !outputElement.startsWith('=')) say('的输出元素须为以 = 开头的表达式');
}

/** The same in the words of BPMN and of the extension: only one of them can count. */
function checkTwice(loop: ModdleElement, zeebe: ModdleElement | undefined, say: (message: string) => void): void {
  const pairs: [string, string][] = [
    ['inputCollection', 'loopDataInputRef'],
    ['inputElement', 'inputDataItem'],
    ['outputCollection', 'loopDataOutputRef'],
    ['outputElement', 'outputDataItem'],
  ];
  for (const [extension, attribute] of pairs) {
    if (textOf(zeebe, extension) && childOf(loop, attribute))
      say(`的 ${extension} 和 ${attribute} 说的是同一件事，请只保留一项`);
  }
}
