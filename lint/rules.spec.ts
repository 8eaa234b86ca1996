import {
  bpmnText,
  boundary,
  element,
  end,
  eventBased,
  exclusive,
  extensions,
  fileText,
  flow,
  mapping,
  message,
  messageEvent,
  parallel,
  properties,
  scriptTask,
  serviceTask,
  start,
  subProcess,
  timer,
  userTask,
} from '../test/builders/bpmn-text.js';
import { checkFile } from '../src/engine/compile/compile.js';
import { config, resolver } from './index.js';

/** What a rule finds in a file, as `element: message`. */
async function findings(rule: string, xml: string): Promise<string[]> {
  const problems = await checkFile(xml);
  return problems
    .filter((problem) => problem.rule === rule)
    .map(({ elementId, message: text }) => `${elementId}: ${text}`);
}

const line = (...parts: string[]) => bpmnText('p', start('s'), ...parts, end('e'));
/** `s → x → e` around one node with the id x. */
const around = (...parts: string[]) => line(...parts, flow('s', 'x'), flow('x', 'e'));
const catchEvent = (id: string, definition: string) => element('intermediateCatchEvent', id, definition);

/** rule, what is drawn, element id, words of the message */
type Refusal = [rule: string, what: string, xml: string, elementId: string, words: string];

const refusals: Refusal[] = [
  ['supported-elements', 'inclusive gateway', around(element('inclusiveGateway', 'x')), 'x', '包容网关'],
  ['supported-elements', 'complex gateway', around(element('complexGateway', 'x')), 'x', '复杂网关'],
  [
    'supported-elements',
    'ad-hoc subprocess',
    around(element('adHocSubProcess', 'x', element('task', 'y'))),
    'x',
    '特设',
  ],
  ['supported-elements', 'transaction', around(element('transaction', 'x', start('y'))), 'x', '事务'],
  ['supported-elements', 'business rule task', around(element('businessRuleTask', 'x')), 'x', '业务规则'],
  [
    'supported-elements',
    'standard loop',
    around(element('task', 'x', '<bpmn:standardLoopCharacteristics />')),
    'x',
    '标准循环',
  ],
  [
    'supported-elements',
    'multi-instance',
    around(element('task', 'x', '<bpmn:multiInstanceLoopCharacteristics />')),
    'x',
    '多实例',
  ],
  [
    'supported-elements',
    'event subprocess',
    line(element('subProcess', 'x', start('y') + end('z') + flow('y', 'z'), 'triggeredByEvent="true"'), flow('s', 'e')),
    'x',
    '事件子流程',
  ],
  [
    'supported-elements',
    'compensation activity',
    around(element('task', 'x', '', 'isForCompensation="true"')),
    'x',
    '补偿',
  ],
  [
    'supported-elements',
    'conditional event',
    around(
      catchEvent(
        'x',
        '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=a</bpmn:condition></bpmn:conditionalEventDefinition>',
      ),
    ),
    'x',
    '条件事件',
  ],
  [
    'supported-elements',
    'escalation throw',
    around(element('intermediateThrowEvent', 'x', '<bpmn:escalationEventDefinition />')),
    'x',
    '升级事件',
  ],
  [
    'supported-elements',
    'link event',
    around(element('intermediateThrowEvent', 'x', '<bpmn:linkEventDefinition name="l" />')),
    'x',
    '链接事件',
  ],
  [
    'supported-elements',
    'timer start',
    bpmnText('p', start('x', timer('PT1H', 'timeDuration')), end('e'), flow('x', 'e')),
    'x',
    '定时事件',
  ],
  [
    'supported-elements',
    'two event definitions',
    around(catchEvent('x', timer('PT1H', 'timeDuration') + timer('PT2H', 'timeDuration'))),
    'x',
    '多个事件定义',
  ],
  [
    'supported-elements',
    'error end at the top',
    bpmnText(
      'p',
      '<bpmn:error id="err" errorCode="a" />',
      start('s'),
      end('x', '<bpmn:errorEventDefinition errorRef="err" />'),
      flow('s', 'x'),
    ),
    'x',
    '子流程内',
  ],
  [
    'supported-elements',
    'nothing executable',
    fileText(`<bpmn:process id="x" isExecutable="false">${start('s')}</bpmn:process>`),
    'x',
    '可执行',
  ],
  [
    'supported-elements',
    'data input association',
    around(element('task', 'x', '<bpmn:dataInputAssociation id="y" />')),
    'y',
    '数据输入关联',
  ],

  [
    'supported-attributes',
    'instantiating receive task',
    around(element('receiveTask', 'x', '', 'instantiate="true"')),
    'x',
    'instantiate',
  ],
  [
    'supported-attributes',
    'token quantities',
    around(element('task', 'x', '', 'startQuantity="2"')),
    'x',
    'startQuantity',
  ],
  [
    'supported-attributes',
    'JavaScript',
    around(element('scriptTask', 'x', '<bpmn:script>process.exit()</bpmn:script>', 'scriptFormat="javascript"')),
    'x',
    'script',
  ],
  [
    'supported-attributes',
    'implementation',
    around(element('serviceTask', 'x', '', 'implementation="${a}"')),
    'x',
    'implementation',
  ],
  [
    'supported-attributes',
    'foreign attribute',
    around(element('task', 'x', '', 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:asyncBefore="true"')),
    'x',
    'camunda:asyncBefore',
  ],

  [
    'supported-extensions',
    'execution listener',
    around(
      element(
        'task',
        'x',
        extensions(
          '<zeebe:executionListeners><zeebe:executionListener eventType="start" type="a" /></zeebe:executionListeners>',
        ),
      ),
    ),
    'x',
    '执行监听器',
  ],
  [
    'supported-extensions',
    'task listener',
    around(
      userTask(
        'x',
        '<zeebe:taskListeners><zeebe:taskListener eventType="completing" type="a" /></zeebe:taskListeners>',
      ),
    ),
    'x',
    '任务监听器',
  ],
  [
    'supported-extensions',
    'called decision',
    around(element('task', 'x', extensions('<zeebe:calledDecision decisionId="d" resultVariable="r" />'))),
    'x',
    '决策表',
  ],
  [
    'supported-extensions',
    'unknown extension',
    around(element('task', 'x', extensions('<foo:bar xmlns:foo="urn:foo" />'))),
    'x',
    'foo:bar',
  ],
  [
    'supported-extensions',
    'extension in the wrong place',
    around(element('task', 'x', extensions('<zeebe:taskDefinition type="a" />'))),
    'x',
    '不起作用',
  ],
  [
    'supported-extensions',
    'external form',
    around(userTask('x', '<zeebe:formDefinition externalReference="http://example.org" />')),
    'x',
    'externalReference',
  ],
  [
    'supported-extensions',
    'input mapping of a catch event',
    around(catchEvent('x', extensions(mapping({ a: '=b' })) + timer('PT1H', 'timeDuration'))),
    'x',
    '输入映射',
  ],
  [
    'supported-extensions',
    'mapping without a source',
    around(userTask('x', '<zeebe:ioMapping><zeebe:input target="a" /></zeebe:ioMapping>')),
    'x',
    '来源',
  ],

  ['start-events', 'no start event', bpmnText('p', end('e')), 'p', '没有开始事件'],
  ['start-events', 'two blank start events', line(start('x'), flow('s', 'e'), flow('x', 'e')), 'p', '2 个空开始事件'],
  [
    'start-events',
    'message start in a subprocess',
    bpmnText(
      'p',
      message('m', 'm'),
      start('s'),
      subProcess('sub', start('x', messageEvent('m')), end('y'), flow('x', 'y')),
      end('e'),
      flow('s', 'sub'),
      flow('sub', 'e'),
    ),
    'x',
    '空开始事件',
  ],

  [
    'sequence-flows',
    'flow into a start event',
    line(element('task', 'x'), flow('s', 'x'), flow('x', 's'), flow('x', 'e')),
    's',
    '流入',
  ],
  ['sequence-flows', 'unreached task', line(element('task', 'x'), flow('s', 'e'), flow('x', 'e')), 'x', '没有流入'],
  [
    'sequence-flows',
    'island',
    line(element('task', 'x'), element('task', 'y'), flow('s', 'e'), flow('x', 'y'), flow('y', 'x')),
    'x',
    '走不到',
  ],
  ['sequence-flows', 'dead end', line(element('task', 'x'), flow('s', 'x')), 'x', '没有流出'],
  [
    'sequence-flows',
    'flow out of an end event',
    line(element('task', 'x'), flow('s', 'x'), flow('x', 'e'), flow('e', 'x')),
    'e',
    '流出',
  ],
  ['sequence-flows', 'doubled flow', line(flow('s', 'e'), flow('s', 'e').replace('id="s_e"', 'id="x"')), 'x', '重复'],
  [
    'sequence-flows',
    'flow out of a subprocess',
    bpmnText(
      'p',
      start('s'),
      subProcess('sub', start('y'), end('z'), flow('y', 'z')),
      end('e'),
      flow('s', 'sub'),
      flow('sub', 'e'),
      flow('y', 'e'),
    ),
    'y_e',
    '跨越',
  ],

  [
    'gateway-flows',
    'missing condition',
    line(exclusive('g', 'g_e'), element('task', 'x'), flow('s', 'g'), flow('g', 'x'), flow('g', 'e'), flow('x', 'e')),
    'g_x',
    '没有条件',
  ],
  [
    'gateway-flows',
    'condition on the default flow',
    line(
      exclusive('g', 'g_e'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x', '=a = 1'),
      flow('g', 'e', '=a = 2'),
      flow('x', 'e'),
    ),
    'g_e',
    '默认流向',
  ],
  [
    'gateway-flows',
    'condition after a task',
    line(element('task', 'x'), flow('s', 'x'), flow('x', 'e', '=a = 1')),
    'x_e',
    '排他网关',
  ],
  [
    'gateway-flows',
    'condition after a parallel gateway',
    line(parallel('x'), flow('s', 'x'), flow('x', 'e', '=a = 1')),
    'x_e',
    '排他网关',
  ],
  [
    'default-flow',
    'no default flow',
    line(
      exclusive('x'),
      element('task', 'y'),
      flow('s', 'x'),
      flow('x', 'y', '=a = 1'),
      flow('x', 'e', '=a = 2'),
      flow('y', 'e'),
    ),
    'x',
    '默认流向',
  ],

  [
    'event-based-gateway',
    'a task behind it',
    line(
      eventBased('g'),
      userTask('x'),
      catchEvent('y', timer('PT1H', 'timeDuration')),
      flow('s', 'g'),
      flow('g', 'x'),
      flow('g', 'y'),
      flow('x', 'e'),
      flow('y', 'e'),
    ),
    'x',
    '捕获事件',
  ],
  [
    'event-based-gateway',
    'one way only',
    line(
      eventBased('x'),
      catchEvent('y', timer('PT1H', 'timeDuration')),
      flow('s', 'x'),
      flow('x', 'y'),
      flow('y', 'e'),
    ),
    'x',
    '两条',
  ],
  [
    'event-based-gateway',
    'an event reached from elsewhere',
    line(
      parallel('f'),
      eventBased('g'),
      catchEvent('x', timer('PT1H', 'timeDuration')),
      catchEvent('y', timer('PT2H', 'timeDuration')),
      flow('s', 'f'),
      flow('f', 'g'),
      flow('f', 'x'),
      flow('g', 'x'),
      flow('g', 'y'),
      flow('x', 'e'),
      flow('y', 'e'),
    ),
    'x',
    '一条流入',
  ],

  [
    'boundary-events',
    'on a task that does not wait',
    line(
      element('task', 't'),
      boundary('x', 't', timer('PT1H', 'timeDuration')),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '不会停留',
  ],
  [
    'boundary-events',
    'non-interrupting error',
    bpmnText(
      'p',
      '<bpmn:error id="err" errorCode="a" />',
      start('s'),
      serviceTask('t'),
      boundary('x', 't', '<bpmn:errorEventDefinition errorRef="err" />', { interrupting: false }),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '中断型',
  ],
  [
    'boundary-events',
    'error on a user task',
    bpmnText(
      'p',
      '<bpmn:error id="err" errorCode="a" />',
      start('s'),
      userTask('t'),
      boundary('x', 't', '<bpmn:errorEventDefinition errorRef="err" />'),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '不会抛出错误',
  ],
  [
    'boundary-events',
    'non-interrupting message',
    bpmnText(
      'p',
      message('m', 'm', '=a'),
      start('s'),
      userTask('t'),
      boundary('x', 't', messageEvent('m'), { interrupting: false }),
      end('e'),
      flow('s', 't'),
      flow('t', 'e'),
      flow('x', 'e'),
    ),
    'x',
    '非中断',
  ],
  [
    'boundary-events',
    'no definition',
    line(userTask('t'), boundary('x', 't', ''), flow('s', 't'), flow('t', 'e'), flow('x', 'e')),
    'x',
    '没有事件定义',
  ],

  ['event-references', 'no message', around(catchEvent('x', '<bpmn:messageEventDefinition />')), 'x', '没有选择消息'],
  [
    'event-references',
    'no correlation key',
    bpmnText(
      'p',
      message('m', '送达'),
      start('s'),
      catchEvent('x', messageEvent('m')),
      end('e'),
      flow('s', 'x'),
      flow('x', 'e'),
    ),
    'x',
    '关联键',
  ],
  [
    'event-references',
    'literal correlation key',
    bpmnText(
      'p',
      message('m', '送达', 'caseNumber'),
      start('s'),
      catchEvent('x', messageEvent('m')),
      end('e'),
      flow('s', 'x'),
      flow('x', 'e'),
    ),
    'x',
    '关联键',
  ],
  [
    'event-references',
    'no signal',
    around(element('intermediateThrowEvent', 'x', '<bpmn:signalEventDefinition />')),
    'x',
    '信号',
  ],
  [
    'event-references',
    'error without a code',
    bpmnText(
      'p',
      '<bpmn:error id="err" name="n" />',
      start('s'),
      subProcess('sub', start('y'), end('x', '<bpmn:errorEventDefinition errorRef="err" />'), flow('y', 'x')),
      end('e'),
      flow('s', 'sub'),
      flow('sub', 'e'),
    ),
    'x',
    '错误代码',
  ],
  ['event-references', 'cycle timer', around(catchEvent('x', timer('R3/PT1H', 'timeCycle'))), 'x', '循环定时器'],
  ['event-references', 'no time', around(catchEvent('x', '<bpmn:timerEventDefinition />')), 'x', '时间或时长'],
  ['event-references', 'cron', around(catchEvent('x', timer('0 0 * * *'))), 'x', 'ISO 8601'],
  ['event-references', 'bare date', around(catchEvent('x', timer('2026-06-01'))), 'x', 'ISO 8601'],

  ['task-settings', 'service task without a type', around(element('serviceTask', 'x')), 'x', '作业类型'],
  ['task-settings', 'script without FEEL', around(scriptTask('x', '1 + 1', 'a')), 'x', 'FEEL'],
  ['task-settings', 'script without a result', around(scriptTask('x', '=1 + 1', '')), 'x', '结果变量'],
  [
    'task-settings',
    'call without a process',
    around(element('callActivity', 'x', extensions('<zeebe:calledElement processId="=a" />'))),
    'x',
    '流程编号',
  ],
  ['task-settings', 'form without an id', around(userTask('x', '<zeebe:formDefinition />')), 'x', '表单'],

  ['variable-names', 'reserved name', around(userTask('x', mapping({}, { today: '=a' }))), 'x', '保留名称'],
  ['variable-names', 'prototype', around(userTask('x', mapping({}, { 'a.__proto__': '=a' }))), 'x', '保留名称'],
  ['variable-names', 'not a name', around(scriptTask('x', '=1', 'a-b')), 'x', '变量名'],

  [
    'feel',
    'syntax',
    line(
      exclusive('g', 'g_e'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x', '=a = '),
      flow('g', 'e'),
      flow('x', 'e'),
    ),
    'g_x',
    '写法有误',
  ],
  [
    'feel',
    'condition without =',
    line(
      exclusive('g', 'g_e'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x', 'a = 1'),
      flow('g', 'e'),
      flow('x', 'e'),
    ),
    'g_x',
    '= 开头',
  ],
  [
    'feel',
    'JUEL',
    line(
      exclusive('g', 'g_e'),
      element('task', 'x'),
      flow('s', 'g'),
      flow('g', 'x', '${a}'),
      flow('g', 'e'),
      flow('x', 'e'),
    ),
    'g_x',
    '= 开头',
  ],
  [
    'feel',
    'JUEL in an assignment',
    around(userTask('x', '<zeebe:assignmentDefinition assignee="${a}" />')),
    'x',
    '不支持',
  ],
  ['feel', 'unknown function in a timer', around(catchEvent('x', timer('=deadline("办结")'))), 'x', 'deadline'],
  ['feel', 'own function', around(userTask('x', properties({ unit: '=(function(a) a)(1)' }))), 'x', '自定义函数'],

  [
    'petition-properties',
    'unknown station',
    around(element('task', 'x', extensions(properties({ station: '完成' })))),
    'x',
    '站点',
  ],
  [
    'petition-properties',
    'clock',
    around(element('task', 'x', extensions(properties({ clock: '办结' })))),
    'x',
    '期限',
  ],
  ['petition-properties', 'separateFrom', around(userTask('x', properties({ separateFrom: 'nobody' }))), 'x', '回避'],
  [
    'petition-properties',
    'unit outside a user task',
    around(element('task', 'x', extensions(properties({ unit: '=a' })))),
    'x',
    'unit',
  ],
  ['task-audience', 'nobody is offered it', around(userTask('x')), 'x', '没有办理人'],

  [
    'valid-ids',
    'reserved id',
    around(element('task', 'x')).replaceAll('"x"', '"constructor"').replaceAll('s_x', 's_c').replaceAll('x_e', 'c_e'),
    'constructor',
    '保留名称',
  ],
  [
    'valid-ids',
    'long id',
    around(element('task', 'x')).replaceAll('"x"', `"${'a'.repeat(200)}"`),
    'a'.repeat(200),
    '128',
  ],
];

describe('rules refuse by name, with the element', () => {
  it.each(refusals)('%s: %s', async (rule, _what, xml, elementId, words) => {
    const found = await findings(rule, xml);
    expect(found.some((finding) => finding.startsWith(`${elementId}: `) && finding.includes(words))).toBe(true);
  });

  it('every rule is seen at work here', () => {
    const names = Object.keys(config.rules).map((name) => name.replace('minqing/', ''));
    expect(new Set(refusals.map(([rule]) => rule))).toEqual(new Set(names));
  });
});

describe('what is drawn well', () => {
  it('passes', async () => {
    const xml = bpmnText(
      'p',
      message('m', '送达', '=caseNumber'),
      '<bpmn:error id="err" errorCode="a" />',
      start('s'),
      serviceTask('j', mapping({ a: '=b' }, { 'c.number': '=d' })),
      boundary('late', 'j', timer('=expires(due("办结"))'), { interrupting: false }),
      boundary('broken', 'j', '<bpmn:errorEventDefinition errorRef="err" />'),
      eventBased('g'),
      catchEvent('c1', messageEvent('m')),
      catchEvent('c2', timer('P7D', 'timeDuration')),
      exclusive('x'),
      userTask(
        'u',
        '<zeebe:assignmentDefinition candidateGroups="R1" />',
        properties({ unit: '=responsibleUnit', station: '办理', clock: 'stop:办结' }),
      ),
      end('e'),
      flow('s', 'j'),
      flow('j', 'g'),
      flow('g', 'c1'),
      flow('g', 'c2'),
      flow('c1', 'x'),
      flow('c2', 'x'),
      flow('x', 'u'),
      flow('u', 'e'),
      flow('late', 'e'),
      flow('broken', 'e'),
    );
    expect(await checkFile(xml)).toEqual([]);
  });
});

describe('resolver', () => {
  it('knows the rules of the plugin only', () => {
    expect(resolver.resolveRule('bpmnlint-plugin-minqing', 'feel')).toBeInstanceOf(Function);
    expect(() => resolver.resolveRule('bpmnlint', 'label-required')).toThrow('unknown rule');
    expect(() => resolver.resolveConfig('bpmnlint', 'all')).toThrow('unknown configuration');
  });
});
