import { bpmnText, element, end, extensions, fileText, flow, start, userTask } from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const process = (...parts: string[]) =>
  `<bpmn:process id="p" isExecutable="true">${start('s')}${end('e')}${flow('s', 'e')}${parts.join('')}</bpmn:process>`;

const refusals: Refusal[] = [
  [
    'nothing executable',
    fileText(`<bpmn:process id="x" isExecutable="false">${start('s')}</bpmn:process>`),
    'x',
    '可执行',
  ],
  ['choreography', fileText('<bpmn:choreography id="x" />', process()), 'x', '编排图'],
  [
    'conversation',
    fileText('<bpmn:collaboration id="c"><bpmn:conversation id="x" /></bpmn:collaboration>', process()),
    'x',
    '会话图',
  ],
  ['global task', fileText('<bpmn:globalUserTask id="x" />', process()), 'x', '全局任务'],
  ['correlation property', fileText('<bpmn:correlationProperty id="x" />', process()), 'x', '关联键'],
  ['data types', fileText('<bpmn:itemDefinition id="x" structureRef="string" />', process()), 'x', '数据类型'],
  [
    'performer',
    around(userTask('x').replace('</bpmn:userTask>', '<bpmn:potentialOwner id="y" /></bpmn:userTask>')),
    'y',
    '资源分配',
  ],
  [
    'monitoring',
    fileText(
      process('<bpmn:monitoring id="x" />').replace(/(<bpmn:process[^>]*>)(.*)(<bpmn:monitoring id="x" \/>)/, '$1$3$2'),
    ),
    'x',
    'monitoring',
  ],
  [
    'complex multi-instance behaviour',
    around(
      element(
        'task',
        'x',
        '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality><bpmn:complexBehaviorDefinition id="y" /></bpmn:multiInstanceLoopCharacteristics>',
      ),
    ),
    'y',
    '复杂行为',
  ],
  [
    'inputs of a process',
    fileText(
      `<bpmn:process id="x" isExecutable="true"><bpmn:ioSpecification id="io"><bpmn:inputSet id="i" /><bpmn:outputSet id="o" /></bpmn:ioSpecification>${start('s')}${end('e')}${flow('s', 'e')}</bpmn:process>`,
    ),
    'x',
    '输入输出规格',
  ],
];

refusesEach('supported-elements', refusals);

acceptsEach('supported-elements', [
  ...(
    [
      ['an inclusive gateway', element('inclusiveGateway', 'x')],
      ['a complex gateway', element('complexGateway', 'x')],
      ['an ad-hoc subprocess', element('adHocSubProcess', 'x', element('task', 'y'))],
      ['a transaction', element('transaction', 'x', start('y') + end('z') + flow('y', 'z'))],
      [
        'a business rule task',
        element('businessRuleTask', 'x', extensions('<zeebe:calledDecision decisionId="d" resultVariable="r" />')),
      ],
      ['a manual task', element('manualTask', 'x')],
    ] as const
  ).map(([what, part]): [string, string] => [what, around(part)]),
  [
    'remarks of the drawing',
    bpmnText(
      'p',
      start('s'),
      end('e'),
      flow('s', 'e'),
      '<bpmn:dataObjectReference id="r" name="登记表" dataObjectRef="o" /><bpmn:dataObject id="o" />',
      '<bpmn:textAnnotation id="note"><bpmn:text>见 S1.2</bpmn:text></bpmn:textAnnotation>',
      '<bpmn:association id="a" sourceRef="s" targetRef="note" /><bpmn:group id="g" />',
    ),
  ],
  [
    'other pools',
    fileText(
      '<bpmn:collaboration id="c"><bpmn:participant id="pa" processRef="p" /><bpmn:participant id="black" name="公安机关" /><bpmn:messageFlow id="mf" sourceRef="e" targetRef="black" /></bpmn:collaboration>',
      process(),
    ),
  ],
]);
