import { bpmnText, element, end, flow, start, subProcess } from '../../test/builders/bpmn-text.js';
import { acceptsEach, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const object = (id: string, name = '') => `<bpmn:dataObject id="${id}" name="${name}" />`;
const text = (tag: string, body: string) => `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${tag}>`;
const specification =
  '<bpmn:ioSpecification id="io"><bpmn:dataInput id="di" name="docket" /><bpmn:dataOutput id="do" name="answer" /><bpmn:inputSet id="i"><bpmn:dataInputRefs>di</bpmn:dataInputRefs></bpmn:inputSet><bpmn:outputSet id="o"><bpmn:dataOutputRefs>do</bpmn:dataOutputRefs></bpmn:outputSet></bpmn:ioSpecification>';
const input = (content: string) => `<bpmn:dataInputAssociation id="dia">${content}</bpmn:dataInputAssociation>`;
const output = (content: string) => `<bpmn:dataOutputAssociation id="doa">${content}</bpmn:dataOutputAssociation>`;
const from = (id: string) => `<bpmn:sourceRef>${id}</bpmn:sourceRef>`;
const to = (id: string) => `<bpmn:targetRef>${id}</bpmn:targetRef>`;
const assign = (source: string, target: string) =>
  `<bpmn:assignment>${text('from', source)}${text('to', target)}</bpmn:assignment>`;

/** A task with data input `di` and data output `do` beside data objects `a` and `b`. */
const task = (inputs: string, outputs = '', ...more: string[]) =>
  line(
    object('a'),
    object('b'),
    ...more,
    element('task', 'x', specification + inputs + outputs),
    flow('s', 'x'),
    flow('x', 'e'),
  );
const store = '<bpmn:dataStoreReference id="store" name="信访系统" />';

const refusals: Refusal[] = [
  ['an input that nothing fills', task(''), 'x', '没有数据关联'],
  ['two sources for a copy', task(input(from('a') + from('b') + to('di'))), 'x', '多个来源'],
  [
    'transformation and assignment',
    task(input(from('a') + to('di') + text('transformation', '=a') + assign('=a', 'docket'))),
    'x',
    '只能填写一项',
  ],
  ['a data object named like a data store', line(object('x', '信访系统'), store, flow('s', 'e')), 'x', '同名'],
  ['an assignment to nothing', task(input(to('di') + assign('=a', ''))), 'x', '来源和目标'],
  [
    'a data object inside another scope',
    task(
      input(from('far') + to('di')),
      '',
      subProcess('sub', object('far'), start('y'), end('z'), flow('y', 'z')),
      flow('x', 'sub'),
    ),
    'x',
    '不在',
  ],
  [
    'a name that is no variable',
    bpmnText('p', object('a.b', '登记 表'), start('s'), end('e'), flow('s', 'e')),
    'a.b',
    '不能作变量',
  ],
  [
    'two of one name',
    bpmnText('p', object('a', 'docket'), object('b', 'docket'), start('s'), end('e'), flow('s', 'e')),
    'b',
    '改名',
  ],
  [
    'a property of an event',
    line(flow('s', 'x'), element('intermediateThrowEvent', 'x', '<bpmn:property id="q" name="q" />'), flow('x', 'e')),
    'x',
    'property',
  ],
  [
    'several input sets',
    task(input(from('a') + to('di'))).replace('<bpmn:outputSet', '<bpmn:inputSet id="i2" /><bpmn:outputSet'),
    'x',
    'inputSets',
  ],
];

refusesEach('data-associations', refusals);

refusesEach('feel', [
  [
    'a transformation that is not well formed',
    task(input(from('a') + to('di') + text('transformation', '=a +'))),
    'x',
    '写法有误',
  ],
]);
refusesEach('variable-names', [
  ['an assignment to a reserved name', task(input(to('di') + assign('=a', 'today'))), 'x', '保留名称'],
]);

acceptsEach('data-associations', [
  ['copies in and out', task(input(from('a') + to('di')), output(from('do') + to('b')))],
  ['a data store that is read', task(input(from('store') + to('di')), '', store)],
  ['a transformation of two sources', task(input(from('a') + from('b') + to('di') + text('transformation', '=a + b')))],
  ['an assignment to a part', task(input(from('a') + to('di') + assign('=a.number', '=docket.number')))],
  [
    'arrows as bpmn-js draws them',
    line(
      object('a'),
      store,
      element(
        'task',
        'x',
        '<bpmn:property id="q" name="__targetRef_placeholder" />' + input(from('store') + to('q')) + output(to('a')),
      ),
      flow('s', 'x'),
      flow('x', 'e'),
    ),
  ],
  [
    'a property of a process',
    bpmnText('p', '<bpmn:property id="q" name="docket" />', start('s'), end('e'), flow('s', 'e')),
  ],
]);
