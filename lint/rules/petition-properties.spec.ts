import { element, extensions, properties, userTask } from '../../test/builders/bpmn-text.js';
import { around, refusesEach } from '../../test/builders/lint-findings.js';
import { clockTable, actionsOf } from '../../src/domain/clocks/clock-table.js';
import { statutoryClocks } from '../statutory-clocks.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [
  ['unknown station', around(element('task', 'x', extensions(properties({ station: '完成' })))), 'x', '站点'],
  ['clock', around(element('task', 'x', extensions(properties({ clock: '办结' })))), 'x', '期限'],
  [
    'clock that is in no table',
    around(element('task', 'x', extensions(properties({ clock: 'start:延期' })))),
    'x',
    '不在期限表中',
  ],
  ['clock that does not rest', around(userTask('x', properties({ clock: 'pause:办结' }))), 'x', '依法不能'],
  [
    'extension that nobody decides',
    around(element('task', 'x', extensions(properties({ clock: 'extend:办结' })))),
    'x',
    '用户任务',
  ],
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

it('knows the clocks of the server, and what may be done with each', () => {
  expect(Object.fromEntries(statutoryClocks)).toEqual(
    Object.fromEntries([...clockTable].map(([name, rule]) => [name, actionsOf(rule)])),
  );
});
