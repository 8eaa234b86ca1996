import { bpmnText, element, end, fileText, flow, start, timer } from '../../test/builders/bpmn-text.js';
import { around, catchEvent, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  ['inclusive gateway', around(element('inclusiveGateway', 'x')), 'x', '包容网关'],
  ['complex gateway', around(element('complexGateway', 'x')), 'x', '复杂网关'],
  ['ad-hoc subprocess', around(element('adHocSubProcess', 'x', element('task', 'y'))), 'x', '特设'],
  ['transaction', around(element('transaction', 'x', start('y'))), 'x', '事务'],
  ['business rule task', around(element('businessRuleTask', 'x')), 'x', '业务规则'],
  ['standard loop', around(element('task', 'x', '<bpmn:standardLoopCharacteristics />')), 'x', '标准循环'],
  ['multi-instance', around(element('task', 'x', '<bpmn:multiInstanceLoopCharacteristics />')), 'x', '多实例'],
  [
    'event subprocess',
    line(element('subProcess', 'x', start('y') + end('z') + flow('y', 'z'), 'triggeredByEvent="true"'), flow('s', 'e')),
    'x',
    '事件子流程',
  ],
  ['compensation activity', around(element('task', 'x', '', 'isForCompensation="true"')), 'x', '补偿'],
  [
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
    'escalation throw',
    around(element('intermediateThrowEvent', 'x', '<bpmn:escalationEventDefinition />')),
    'x',
    '升级事件',
  ],
  [
    'link event',
    around(element('intermediateThrowEvent', 'x', '<bpmn:linkEventDefinition name="l" />')),
    'x',
    '链接事件',
  ],
  ['timer start', bpmnText('p', start('x', timer('PT1H', 'timeDuration')), end('e'), flow('x', 'e')), 'x', '定时事件'],
  [
    'two event definitions',
    around(catchEvent('x', timer('PT1H', 'timeDuration') + timer('PT2H', 'timeDuration'))),
    'x',
    '多个事件定义',
  ],
  [
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
    'nothing executable',
    fileText(`<bpmn:process id="x" isExecutable="false">${start('s')}</bpmn:process>`),
    'x',
    '可执行',
  ],
  ['data input association', around(element('task', 'x', '<bpmn:dataInputAssociation id="y" />')), 'y', '数据输入关联'],
];

refusesEach('supported-elements', refusals);
