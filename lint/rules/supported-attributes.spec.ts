import { element } from '../../test/builders/bpmn-text.js';
import { around, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  ['instantiating receive task', around(element('receiveTask', 'x', '', 'instantiate="true"')), 'x', 'instantiate'],
  ['token quantities', around(element('task', 'x', '', 'startQuantity="2"')), 'x', 'startQuantity'],
  [
    'JavaScript',
    around(element('scriptTask', 'x', '<bpmn:script>process.exit()</bpmn:script>', 'scriptFormat="javascript"')),
    'x',
    'script',
  ],
  ['implementation', around(element('serviceTask', 'x', '', 'implementation="${a}"')), 'x', 'implementation'],
  [
    'foreign attribute',
    around(element('task', 'x', '', 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn" camunda:asyncBefore="true"')),
    'x',
    'camunda:asyncBefore',
  ],
];

refusesEach('supported-attributes', refusals);
