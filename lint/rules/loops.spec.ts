import { element, extensions, flow } from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const task = (content: string) => around(element('task', 'x', content));
const repeated = (attributes: string, content = '') =>
  task(`<bpmn:standardLoopCharacteristics ${attributes}>${content}</bpmn:standardLoopCharacteristics>`);
const multiple = (content: string, attributes = '') =>
  `<bpmn:multiInstanceLoopCharacteristics ${attributes}>${content}</bpmn:multiInstanceLoopCharacteristics>`;
const cardinality = (text: string) =>
  `<bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">${text}</bpmn:loopCardinality>`;
const over = (attributes: string) => extensions(`<zeebe:loopCharacteristics ${attributes} />`);
const condition = '<bpmn:loopCondition xsi:type="bpmn:tFormalExpression">=open</bpmn:loopCondition>';
const completion =
  '<bpmn:completionCondition xsi:type="bpmn:tFormalExpression">=numberOfCompletedInstances &gt; 1</bpmn:completionCondition>';

const refusals: Refusal[] = [
  ['a loop without end', repeated(''), 'x', '没有循环条件'],
  ['a maximum of none', repeated('loopMaximum="0"'), 'x', '正整数'],
  ['neither number nor collection', task(multiple('')), 'x', '没有次数'],
  ['number and collection', task(multiple(over('inputCollection="=a"') + cardinality('2'))), 'x', '只能填写一项'],
  ['a number in words', task(multiple(cardinality('three'))), 'x', '整数'],
  ['a collection that is not computed', task(multiple(over('inputCollection="a"'))), 'x', '输入集合须为'],
  ['another behaviour', task(multiple(cardinality('2'), 'behavior="One"')), 'x', '全部完成'],
  [
    'an element without a collection',
    task(multiple(over('inputElement="a"') + cardinality('2'))),
    'x',
    '却没有输入集合',
  ],
  ['a result without a collection', task(multiple(over('outputElement="=a"') + cardinality('2'))), 'x', '同时填写'],
  [
    'a result that is not computed',
    task(multiple(over('outputCollection="b" outputElement="a"') + cardinality('2'))),
    'x',
    '输出元素须为',
  ],
  [
    'the element in two ways',
    task(multiple(over('inputCollection="=a" inputElement="b"') + '<bpmn:inputDataItem id="item" name="c" />')),
    'x',
    '同一件事',
  ],
];

refusesEach('loops', refusals);

const collections =
  '<bpmn:dataObject id="demands" /><bpmn:dataObject id="answers" /><bpmn:dataObjectReference id="demandsRef" name="诉求" dataObjectRef="demands" />';

acceptsEach('loops', [
  ['a condition', repeated('testBefore="true"', condition)],
  ['a maximum', repeated('loopMaximum="3"')],
  ['a number', task(multiple(cardinality('3') + completion, 'isSequential="true"'))],
  ['a computed number', task(multiple(cardinality('=count(demands)')))],
  [
    'a collection with results',
    task(
      multiple(
        over('inputCollection="=demands" inputElement="demand" outputCollection="answers" outputElement="=answer"'),
      ),
    ),
  ],
  [
    'the same in the words of BPMN',
    line(
      collections,
      element(
        'task',
        'x',
        multiple(
          '<bpmn:loopDataInputRef>demandsRef</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>answers</bpmn:loopDataOutputRef><bpmn:inputDataItem id="demand" /><bpmn:outputDataItem id="answer" />',
        ),
      ),
      flow('s', 'x'),
      flow('x', 'e'),
    ),
  ],
]);
