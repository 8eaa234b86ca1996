import { readXml } from '../../src/engine/compile/read-xml.js';
import { runRules } from '../../src/engine/compile/run-rules.js';
import { element, exclusive, flow } from '../../test/builders/bpmn-text.js';
import { acceptsEach, around, line, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';
import { descendantsOf } from '../walk.js';

const camunda = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:asyncBefore="true"';
const task = (attributes: string, content = '') => around(element('task', 'x', content, attributes));
const condition = (language: string) =>
  line(
    exclusive('g', 'g_e'),
    element('task', 'x'),
    flow('s', 'g'),
    flow('g', 'x', '=a').replace('tFormalExpression"', `tFormalExpression" language="${language}"`),
    flow('g', 'e'),
    flow('x', 'e'),
  );

const refusals: Refusal[] = [
  [
    'JavaScript',
    around(element('scriptTask', 'x', '<bpmn:script>process.exit()</bpmn:script>', 'scriptFormat="javascript"')),
    'x',
    '“script”',
  ],
  ['language of a script', around(element('scriptTask', 'x', '', 'scriptFormat="javascript"')), 'x', '只支持 FEEL'],
  ['language of a condition', condition('http://www.w3.org/1999/XPath'), 'g_x', '只支持 FEEL'],
  ['implementation', around(element('serviceTask', 'x', '', 'implementation="${a}"')), 'x', 'implementation'],
  ['attribute of another engine', task(camunda), 'x', 'camunda:asyncBefore'],
  ['reference that is not read', around(element('serviceTask', 'x', '', 'operationRef="s"')), 'x', 'operationRef'],
  ['called element of BPMN', around(element('callActivity', 'x', '', 'calledElement="other"')), 'x', 'calledElement'],
  ['protocol of a transaction', around(element('transaction', 'x', '', 'method="##Store"')), 'x', 'method'],
  [
    'a closed process',
    line(flow('s', 'e')).replace('isExecutable="true"', 'isExecutable="true" isClosed="true"'),
    'p',
    'isClosed',
  ],
  [
    'optional inputs',
    task(
      '',
      '<bpmn:ioSpecification id="io"><bpmn:dataInput id="di" name="a" /><bpmn:inputSet id="i"><bpmn:dataInputRefs>di</bpmn:dataInputRefs><bpmn:optionalInputRefs>di</bpmn:optionalInputRefs></bpmn:inputSet><bpmn:outputSet id="o" /></bpmn:ioSpecification>',
    ),
    'i',
    'optionalInputRefs',
  ],
];

refusesEach('supported-attributes', refusals);

acceptsEach('supported-attributes', [
  ['defaults that are written out', task('startQuantity="1" completionQuantity="1" isForCompensation="false"')],
  [
    'the tool that wrote the file',
    task('').replace(
      'id="definitions"',
      'id="definitions" xmlns:modeler="http://camunda.org/schema/modeler/1.0" modeler:executionPlatform="Camunda Cloud" exporter="bpmn-js"',
    ),
  ],
  ['FEEL by its name', condition('feel')],
  ['FEEL by its address', condition('https://www.omg.org/spec/DMN/20191111/FEEL/')],
]);

it('finds nothing in the lanes that the modeler fills in when it draws', async () => {
  const { root } = await readXml(around(element('task', 'x')));
  for (const { element: drawn } of descendantsOf(root!)) {
    if (drawn.$type === 'bpmn:Task') (drawn['get'] as (name: string) => unknown[]).call(drawn, 'lanes').push(drawn);
  }
  const problems = await runRules(root!);
  expect(problems.filter(({ rule }) => rule === 'supported-attributes')).toEqual([]);
});
