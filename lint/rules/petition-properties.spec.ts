import { element, extensions, properties, userTask } from '../../test/builders/bpmn-text.js';
import { around, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  ['unknown station', around(element('task', 'x', extensions(properties({ station: '完成' })))), 'x', '站点'],
  ['clock', around(element('task', 'x', extensions(properties({ clock: '办结' })))), 'x', '期限'],
  ['separateFrom', around(userTask('x', properties({ separateFrom: 'nobody' }))), 'x', '回避'],
  [
    'separateFrom a procedure without a name',
    around(userTask('x', properties({ separateFrom: 'process:' }))),
    'x',
    '回避',
  ],
  ['unit outside a user task', around(element('task', 'x', extensions(properties({ unit: '=a' })))), 'x', 'unit'],
];

refusesEach('petition-properties', refusals);
