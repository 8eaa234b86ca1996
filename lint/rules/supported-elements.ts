/** Elements the engine carries out as BPMN says. Whatever it would ignore or do differently is refused by name. */
import { childOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule } from '../rule.js';
import type { Report } from '../rule.js';
import { descendantsOf, nearestId, processesOf } from '../walk.js';

const RESOURCES = '不支持 BPMN 资源分配，请改用任务的分配设置';
const REFUSED: Readonly<Record<string, string>> = {
  'bpmn:Choreography': '不支持编排图，请删除',
  'bpmn:GlobalChoreographyTask': '不支持编排图，请删除',
  'bpmn:Conversation': '不支持会话图，请改用消息流',
  'bpmn:SubConversation': '不支持会话图，请改用消息流',
  'bpmn:CallConversation': '不支持会话图，请改用消息流',
  'bpmn:GlobalConversation': '不支持会话图，请改用消息流',
  'bpmn:HumanPerformer': RESOURCES,
  'bpmn:PotentialOwner': RESOURCES,
  'bpmn:Performer': RESOURCES,
  'bpmn:ResourceRole': RESOURCES,
  'bpmn:Resource': RESOURCES,
  'bpmn:GlobalTask': '不支持全局任务，请改用调用活动和另一个流程',
  'bpmn:GlobalUserTask': '不支持全局任务，请改用调用活动和另一个流程',
  'bpmn:GlobalManualTask': '不支持全局任务，请改用调用活动和另一个流程',
  'bpmn:GlobalScriptTask': '不支持全局任务，请改用调用活动和另一个流程',
  'bpmn:GlobalBusinessRuleTask': '不支持全局任务，请改用调用活动和另一个流程',
  'bpmn:ItemDefinition': '引擎不检查数据类型，请删除数据项定义',
  'bpmn:CorrelationProperty': '不支持 BPMN 关联属性，请在消息上填写关联键',
  'bpmn:CorrelationKey': '不支持 BPMN 关联键，请在消息上填写关联键',
  'bpmn:CorrelationSubscription': '不支持 BPMN 关联订阅，请在消息上填写关联键',
  'bpmn:Interface': '不支持服务接口，请在服务任务上填写作业类型',
  'bpmn:ComplexBehaviorDefinition': '多实例只支持“全部完成”一种行为，请删除复杂行为',
  'bpmn:Monitoring': '不支持 monitoring，请删除',
  'bpmn:Auditing': '不支持 auditing，引擎自己留有记录，请删除',
  'bpmn:Import': '不支持引入其他文件，请删除',
  'bpmn:Relationship': '不支持 relationship，请删除',
};

const ACCEPTED: ReadonlySet<string> = new Set(
  [
    ['Definitions', 'Collaboration', 'Participant', 'MessageFlow', 'Process', 'LaneSet', 'Lane', 'SequenceFlow'],
    ['Expression', 'FormalExpression', 'Documentation', 'ExtensionElements'],
    ['StartEvent', 'EndEvent', 'IntermediateCatchEvent', 'IntermediateThrowEvent', 'BoundaryEvent'],
    ['Task', 'ManualTask', 'UserTask', 'ServiceTask', 'SendTask', 'ReceiveTask', 'ScriptTask', 'BusinessRuleTask'],
    ['CallActivity', 'SubProcess', 'Transaction', 'AdHocSubProcess'],
    ['StandardLoopCharacteristics', 'MultiInstanceLoopCharacteristics'],
    ['ExclusiveGateway', 'ParallelGateway', 'InclusiveGateway', 'ComplexGateway', 'EventBasedGateway'],
    ['MessageEventDefinition', 'TimerEventDefinition', 'SignalEventDefinition', 'ErrorEventDefinition'],
    ['EscalationEventDefinition', 'ConditionalEventDefinition', 'CompensateEventDefinition'],
    ['CancelEventDefinition', 'LinkEventDefinition', 'TerminateEventDefinition'],
    ['Message', 'Signal', 'Error', 'Escalation'],
    ['TextAnnotation', 'Association', 'Group', 'Category', 'CategoryValue'],
    ['DataObject', 'DataObjectReference', 'DataStore', 'DataStoreReference', 'DataState', 'Property'],
    ['InputOutputSpecification', 'DataInput', 'DataOutput', 'InputSet', 'OutputSet'],
    ['DataInputAssociation', 'DataOutputAssociation', 'Assignment'],
  ].flatMap((names) => names.map((name) => `bpmn:${name}`)),
);

export default definitionsRule((definitions, report) => {
  for (const { element } of descendantsOf(definitions)) {
    if (!element.$type.startsWith('bpmn:')) continue;
    if (isPartOfRefused(element)) continue;
    const refused = REFUSED[element.$type];
    if (refused) report(nearestId(element), refused);
    else if (!ACCEPTED.has(element.$type)) report(nearestId(element), `不支持元素 ${element.$type}，请删除`);
  }
  checkProcesses(definitions, report);
});

/** Once refused, an element need not be refused part by part. */
function isPartOfRefused(element: ModdleElement): boolean {
  for (let around = element.$parent; around; around = around.$parent) if (REFUSED[around.$type]) return true;
  return false;
}

function checkProcesses(definitions: ModdleElement, report: Report): void {
  const processes = processesOf(definitions);
  const executable = processes.filter((process) => process.isExecutable === true);
  if (executable.length === 0)
    report(processes[0]?.id ?? definitions.id ?? '', '没有可执行的流程，请在流程属性中勾选“可执行”');
  for (const process of processes) {
    if (childOf(process, 'ioSpecification'))
      report(process.id!, '不支持流程的数据输入输出规格，请改用流程的数据对象或属性');
  }
}
