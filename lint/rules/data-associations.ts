/** Data objects, properties and data associations: what they move must be a variable and must be within sight (BPMN 2.0.2 §10.4). */
import { dataPropertiesOf, dataStoresOf, variableOf } from '../data.js';
import { bodyOf } from '../events.js';
import { childOf, childrenOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { nameProblem } from '../names.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { isEvent, scopesOf } from '../walk.js';
import type { Scope } from '../walk.js';

export default definitionsRule((definitions, report) => {
  for (const scope of scopesOf(definitions)) {
    checkOwned(scope, report);
    for (const node of scope.nodes) {
      for (const association of childrenOf(node, 'dataInputAssociations')) checkAssociation(node, association, report);
      for (const association of childrenOf(node, 'dataOutputAssociations')) checkAssociation(node, association, report);
      checkSpecification(node, report);
      if (isEvent(node) && childrenOf(node, 'properties').length > 0)
        report(node.id!, `引擎不使用事件${title(node)}的属性（property），请删除`);
    }
  }
});

/** Two of one name in one scope would be one variable. */
function checkOwned({ element }: Scope, report: Report): void {
  const stores = new Set(dataStoresOf(processOf(element)));
  const objects = childrenOf(element, 'flowElements').filter(({ $type }) => $type === 'bpmn:DataObject');
  const names = new Set<string>();
  for (const item of [...dataPropertiesOf(element), ...objects]) {
    const name = variableOf(item);
    const problem = nameProblem(name);
    if (problem) report(item.id ?? element.id!, `数据${title(item)}不能作变量：${problem}`);
    if (names.has(name)) report(item.id ?? element.id!, `同一层有两个名为“${name}”的数据，请改名`);
    if (stores.has(name)) report(item.id ?? element.id!, `数据${title(item)}与数据存储同名，请改名`);
    names.add(name);
  }
}

function processOf(scope: ModdleElement): ModdleElement {
  return scope.$type === 'bpmn:Process' || !scope.$parent ? scope : processOf(scope.$parent);
}

function checkAssociation(node: ModdleElement, association: ModdleElement, report: Report): void {
  const say = (message: string) => report(node.id!, `${title(node)}的数据关联${message}`);
  const sources = childrenOf(association, 'sourceRef');
  const target = childOf(association, 'targetRef');
  const assignments = childrenOf(association, 'assignment');
  const transformation = childOf(association, 'transformation');
  for (const item of [...sources, ...(target ? [target] : [])]) {
    if (item.$type !== 'bpmn:DataStoreReference' && !isVisible(item, node))
      say(`所连的数据${title(item)}不在${title(node)}所在的范围内，请改正`);
  }
  if (assignments.length > 0 && transformation) say('的转换和赋值只能填写一项');
  if (assignments.length === 0 && !target) say('没有目标，请连接');
  if (assignments.length === 0 && !transformation && sources.length > 1) say('有多个来源，请填写转换或赋值');
  for (const assignment of assignments) {
    if (!bodyOf(assignment, 'from') || !bodyOf(assignment, 'to')) say('的赋值须填写来源和目标');
  }
}

/** Held by the node itself or by a scope around it. */
function isVisible(item: ModdleElement, node: ModdleElement): boolean {
  const isOwn = /^bpmn:(DataInput|DataOutput|Property)$/.test(item.$type);
  const holder = isOwn ? holderOf(item) : (childOf(item, 'dataObjectRef') ?? item).$parent;
  for (let scope: ModdleElement | undefined = node; scope; scope = scope.$parent) if (scope === holder) return true;
  return false;
}

/** The activity or event around a data input or output, which lies in a specification or loop of it. */
function holderOf(item: ModdleElement): ModdleElement | undefined {
  const parent = item.$parent;
  const isPart = /^bpmn:(InputOutputSpecification|MultiInstanceLoopCharacteristics)$/.test(parent?.$type ?? '');
  return isPart ? parent?.$parent : parent;
}

function checkSpecification(node: ModdleElement, report: Report): void {
  const specification = childOf(node, 'ioSpecification');
  if (!specification) return;
  for (const name of ['inputSets', 'outputSets']) {
    if (childrenOf(specification, name).length > 1)
      report(node.id!, `${title(node)}有多个可选的 ${name}，引擎只支持一个，请合并`);
  }
  const filled = new Set(childrenOf(node, 'dataInputAssociations').map((one) => childOf(one, 'targetRef')));
  for (const input of childrenOf(specification, 'dataInputs')) {
    if (!filled.has(input)) report(node.id!, `${title(node)}的数据输入${title(input)}没有数据关联，请连接或删除`);
  }
}
