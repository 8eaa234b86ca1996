import { element } from '../../test/builders/bpmn-text.js';
import { around, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  [
    'reserved id',
    around(element('task', 'x')).replaceAll('"x"', '"constructor"').replaceAll('s_x', 's_c').replaceAll('x_e', 'c_e'),
    'constructor',
    '保留名称',
  ],
  ['long id', around(element('task', 'x')).replaceAll('"x"', `"${'a'.repeat(200)}"`), 'a'.repeat(200), '128'],
];

refusesEach('valid-ids', refusals);
