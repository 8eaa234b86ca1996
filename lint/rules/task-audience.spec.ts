import { userTask } from '../../test/builders/bpmn-text.js';
import { around, refusesEach } from '../../test/builders/lint-findings.js';
import type { Refusal } from '../../test/builders/lint-findings.js';

const refusals: Refusal[] = [['nobody is offered it', around(userTask('x')), 'x', '没有办理人']];

refusesEach('task-audience', refusals);
