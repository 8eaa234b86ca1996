import { boundary, element, end, flow, start } from '../../test/builders/bpmn-text.js';
import { acceptsEach, line, refusesEach } from '../../test/builders/lint-findings.js';

const cancel = '<bpmn:cancelEventDefinition />';
const transaction = (end: string) => element('transaction', 'x', start('a') + end + flow('a', 'b'));
const around = (...parts: string[]) => line(...parts, flow('s', 'x'), flow('x', 'e'));

refusesEach('uncaught-cancel', [
  ['a transaction that nobody leaves', around(transaction(end('b', cancel))), 'x', '取消边界事件'],
]);

acceptsEach('uncaught-cancel', [
  ['it, for an incident can be resolved', around(transaction(end('b', cancel)))],
  ['a transaction that is left', around(transaction(end('b', cancel)), boundary('c', 'x', cancel), flow('c', 'e'))],
  ['a transaction that is never cancelled', around(transaction(end('b')))],
]);
