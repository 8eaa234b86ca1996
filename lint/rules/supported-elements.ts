/** Elements the engine carries out as BPMN says. Whatever it would ignore or do differently is refused by name. */
import { childOf, childrenOf, eventDefinitionsOf } from '../moddle.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { descendantsOf, nodesOf, processesOf } from '../walk.js';

const REFUSED: Readonly<Record<string, string>> = {
  'bpmn:InclusiveGateway': '暂不支持包容网关，请改用排他网关或并行网关',
  'bpmn:ComplexGateway': '暂不支持复杂网关，请改用排他网关或并行网关',
  'bpmn:AdHocSubProcess': '暂不支持特设子流程，请改用普通子流程',
  'bpmn:Transaction': '暂不支持事务子流程，请改用普通子流程',
  'bpmn:BusinessRuleTask': '暂不支持业务规则任务，请改用网关条件或服务任务',
  'bpmn:StandardLoopCharacteristics': '暂不支持标准循环，请用网关画出回路',
  'bpmn:MultiInstanceLoopCharacteristics': '暂不支持多实例，请改用动态列表表单或逐个环节',
  'bpmn:Choreography': '不支持编排图',
  'bpmn:InputOutputSpecification': '不支持数据输入输出规格，请改用输入输出映射',
  'bpmn:DataInputAssociation': '不支持数据输入关联，请改用输入映射',
  'bpmn:DataOutputAssociation': '不支持数据输出关联，请改用输出映射',
  'bpmn:HumanPerformer': '不支持 BPMN 资源分配，请改用任务的分配设置',
  'bpmn:PotentialOwner': '不支持 BPMN 资源分配，请改用任务的分配设置',
  'bpmn:ResourceRole': '不支持 BPMN 资源分配，请改用任务的分配设置',
};

const ACCEPTED: ReadonlySet<string> = new Set(
  [
    'Definitions',
    'Collaboration',
    'Participant',
    'MessageFlow',
    'Process',
    'LaneSet',
    'Lane',
    'SequenceFlow',
    'FormalExpression',
    'StartEvent',
    'EndEvent',
    'IntermediateCatchEvent',
    'IntermediateThrowEvent',
    'BoundaryEvent',
    'Task',
    'ManualTask',
    'UserTask',
    'ServiceTask',
    'SendTask',
    'ReceiveTask',
    'ScriptTask',
    'CallActivity',
    'SubProcess',
    'ExclusiveGateway',
    'ParallelGateway',
    'EventBasedGateway',
    'MessageEventDefinition',
    'TimerEventDefinition',
    'SignalEventDefinition',
    'ErrorEventDefinition',
    'TerminateEventDefinition',
    'Message',
    'Signal',
    'Error',
    'Documentation',
    'TextAnnotation',
    'Association',
    'Group',
    'Category',
    'CategoryValue',
    'ExtensionElements',
    'DataObject',
    'DataObjectReference',
    'DataStore',
    'DataStoreReference',
  ].map((name) => `bpmn:${name}`),
);

/** Which event definitions an event may carry; the empty text stands for none. */
const EVENT_KINDS: Readonly<Record<string, readonly string[]>> = {
  'bpmn:StartEvent': ['', 'Message'],
  'bpmn:EndEvent': ['', 'Message', 'Signal', 'Error', 'Terminate'],
  'bpmn:IntermediateCatchEvent': ['Message', 'Timer', 'Signal'],
  'bpmn:IntermediateThrowEvent': ['', 'Message', 'Signal'],
  'bpmn:BoundaryEvent': ['Message', 'Timer', 'Signal', 'Error'],
};

const KIND_NAMES: Readonly<Record<string, string>> = {
  '': '空',
  Message: '消息',
  Timer: '定时',
  Signal: '信号',
  Error: '错误',
  Terminate: '终止',
  Escalation: '升级',
  Conditional: '条件',
  Compensate: '补偿',
  Link: '链接',
  Cancel: '取消',
};

export default definitionsRule((definitions, report) => {
  for (const { element } of descendantsOf(definitions)) {
    if (!element.$type.startsWith('bpmn:') || element.$type.endsWith('EventDefinition')) continue;
    const owner = element.id ?? element.$parent?.id ?? '';
    const refused = REFUSED[element.$type];
    if (refused) report(owner, refused);
    else if (!ACCEPTED.has(element.$type)) report(owner, `不支持元素 ${element.$type}，请删除`);
  }
  for (const node of nodesOf(definitions)) {
    checkEvent(node, report);
    if (node.$type === 'bpmn:SubProcess' && node.triggeredByEvent === true)
      report(node.id!, `暂不支持事件子流程${title(node)}，请改用边界事件`);
    if (node.isForCompensation === true) report(node.id!, `暂不支持补偿活动${title(node)}`);
  }
  checkProcesses(definitions, report);
});

function checkEvent(node: ModdleElement, report: Report): void {
  const kinds = EVENT_KINDS[node.$type];
  if (!kinds) return;
  const definitions = eventDefinitionsOf(node);
  if (definitions.length > 1) report(node.id!, `事件${title(node)}有多个事件定义，只能保留一个`);
  if (childrenOf(node, 'eventDefinitionRef').length > 0)
    report(node.id!, `事件${title(node)}引用了公共事件定义，请改为在事件上直接定义`);
  const kind = definitions[0]?.$type.replace(/^bpmn:(.*)EventDefinition$/, '$1') ?? '';
  if (!kinds.includes(kind)) {
    const allowed = kinds.map((name) => KIND_NAMES[name]).join('、');
    report(node.id!, `${title(node)}是${KIND_NAMES[kind] ?? kind}事件，此处暂只支持${allowed}事件`);
  }
  if (kind === 'Error' && node.$type === 'bpmn:EndEvent' && node.$parent?.$type === 'bpmn:Process') {
    report(node.id!, `错误结束事件${title(node)}须放在带错误边界事件的子流程内`);
  }
}

function checkProcesses(definitions: ModdleElement, report: Report): void {
  const processes = processesOf(definitions);
  const executable = processes.filter((process) => process.isExecutable === true);
  if (executable.length === 0)
    report(processes[0]?.id ?? definitions.id ?? '', '没有可执行的流程，请在流程属性中勾选“可执行”');
  for (const process of processes) {
    if (childOf(process, 'ioSpecification')) report(process.id!, '不支持流程的数据输入输出规格');
  }
}
