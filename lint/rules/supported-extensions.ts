/** Extension elements of the Camunda 8 profile that the engine carries out, by the element they may stand on. */
import { childrenOf, extensionsOf, textOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule } from '../rule.js';
import type { Report } from '../rule.js';
import { descendantsOf, nearestId } from '../walk.js';

const MAPPABLE = /^bpmn:(.*Task|CallActivity|.*SubProcess|Transaction|.*Event)$/;
const JOB = /^bpmn:(ServiceTask|SendTask|BusinessRuleTask)$/;

const PLACES: Readonly<Record<string, RegExp>> = {
  'zeebe:Properties': /^bpmn:/,
  'zeebe:IoMapping': MAPPABLE,
  'zeebe:UserTask': /^bpmn:UserTask$/,
  'zeebe:FormDefinition': /^bpmn:(UserTask|StartEvent)$/,
  'zeebe:AssignmentDefinition': /^bpmn:UserTask$/,
  'zeebe:TaskSchedule': /^bpmn:UserTask$/,
  'zeebe:PriorityDefinition': /^bpmn:UserTask$/,
  'zeebe:TaskDefinition': JOB,
  'zeebe:TaskHeaders': JOB,
  'zeebe:Script': /^bpmn:ScriptTask$/,
  'zeebe:CalledElement': /^bpmn:CallActivity$/,
  'zeebe:CalledDecision': /^bpmn:BusinessRuleTask$/,
  'zeebe:LoopCharacteristics': /^bpmn:MultiInstanceLoopCharacteristics$/,
  'zeebe:AdHoc': /^bpmn:AdHocSubProcess$/,
  'zeebe:Subscription': /^bpmn:Message$/,
  'zeebe:VersionTag': /^bpmn:Process$/,
};

const REFUSED: Readonly<Record<string, string>> = {
  'zeebe:ExecutionListeners': '不支持执行监听器，请改用服务任务',
  'zeebe:TaskListeners': '不支持任务监听器，请改用服务任务',
  'zeebe:LinkedResources': '不支持关联资源，请删除',
  'zeebe:UserTaskForm': '不支持内嵌表单，请使用独立表单并填写表单编号',
  'zeebe:JobPriorityDefinition': '不支持作业优先级，请删除',
  'zeebe:ConditionalFilter': '不支持条件的变量过滤，变量一有变化条件就会重新判断，请删除',
  'zeebe:AgentDefinition': '不支持智能体，请删除',
};

const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  'zeebe:FormDefinition': ['formId', 'bindingType'],
  'zeebe:AssignmentDefinition': ['assignee', 'candidateGroups', 'candidateUsers'],
  'zeebe:TaskSchedule': ['dueDate', 'followUpDate'],
  'zeebe:PriorityDefinition': ['priority'],
  'zeebe:TaskDefinition': ['type', 'retries'],
  'zeebe:Script': ['expression', 'resultVariable'],
  'zeebe:CalledElement': [
    'processId',
    'propagateAllChildVariables',
    'propagateAllParentVariables',
    'bindingType',
    'versionTag',
  ],
  'zeebe:CalledDecision': ['decisionId', 'resultVariable', 'bindingType', 'versionTag'],
  'zeebe:LoopCharacteristics': ['inputCollection', 'inputElement', 'outputCollection', 'outputElement'],
  'zeebe:AdHoc': ['activeElementsCollection', 'outputCollection', 'outputElement'],
  'zeebe:Subscription': ['correlationKey'],
  'zeebe:VersionTag': ['value'],
};

export default definitionsRule((definitions, report) => {
  for (const { element } of descendantsOf(definitions)) {
    if (!element.$type.startsWith('bpmn:') || element.$type === 'bpmn:ExtensionElements') continue;
    const seen = new Set<string>();
    for (const extension of extensionsOf(element)) {
      checkExtension(extension, element, report);
      if (seen.has(extension.$type)) report(nearestId(element), `扩展元素 ${extension.$type} 重复，只能保留一个`);
      seen.add(extension.$type);
    }
  }
});

function checkExtension(extension: ModdleElement, element: ModdleElement, report: Report): void {
  const owner = nearestId(element);
  const place = PLACES[extension.$type];
  if (REFUSED[extension.$type]) return report(owner, REFUSED[extension.$type]!);
  if (!place) return report(owner, `不支持扩展元素 ${extension.$type}，请删除`);
  if (!place.test(element.$type)) return report(owner, `扩展元素 ${extension.$type} 在此处不起作用，请删除`);
  const allowed = ATTRIBUTES[extension.$type];
  for (const name of allowed ? Object.keys(extension) : []) {
    if (!name.startsWith('$') && !allowed!.includes(name))
      report(owner, `不支持 ${extension.$type} 的“${name}”，请删除`);
  }
  if (extension.$type === 'zeebe:IoMapping') checkMapping(extension, element, report);
}

/** Where a mapping would have nothing to map. */
function checkMapping(mapping: ModdleElement, element: ModdleElement, report: Report): void {
  // Nothing is entered before it has happened, so there is nothing to map into.
  const happens = /(StartEvent|BoundaryEvent)$/.test(element.$type);
  if (happens && childrenOf(mapping, 'inputParameters').length > 0) {
    report(nearestId(element), '开始事件和边界事件没有输入映射，请改用输出映射');
  }
  for (const entry of [...childrenOf(mapping, 'inputParameters'), ...childrenOf(mapping, 'outputParameters')]) {
    if (!textOf(entry, 'source')) report(nearestId(element), `映射“${textOf(entry, 'target') ?? ''}”没有填写来源`);
  }
}
