/** Drawings that wait, one for every kind of wait; written for the frozen databases and read by every release since. */
import {
  bpmnText,
  boundary,
  element,
  end,
  exclusive,
  extensions,
  flow,
  message,
  messageEvent,
} from '../builders/bpmn-text.js';
import { start, subProcess, timer, userTask } from '../builders/bpmn-text.js';

const around = (processId: string, id: string, xml: string, ...roots: string[]): string =>
  bpmnText(processId, ...roots, start('begin'), flow('begin', id), xml, flow(id, 'done'), end('done'));
const caught = (definition: string): string => element('intermediateCatchEvent', 'wait', definition);
const jobOf = (type: string): string =>
  element('serviceTask', 'wait', extensions(`<zeebe:taskDefinition type="${type}" />`));
const condition =
  '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=ready = true</bpmn:condition></bpmn:conditionalEventDefinition>';

/** Process ids beside their diagrams. Every instance waits at an element `wait`, and ends when that wait does. */
export const waits: Record<string, string> = {
  wait_task: around('wait_task', 'wait', userTask('wait', '<zeebe:assignmentDefinition candidateGroups="R1" />')),
  wait_nested: around(
    'wait_nested',
    'inner',
    subProcess('inner', start('inside'), flow('inside', 'wait'), userTask('wait'), flow('wait', 'out'), end('out')),
  ),
  wait_timer: around('wait_timer', 'wait', caught(timer('PT1H', 'timeDuration'))),
  wait_boundary: bpmnText(
    'wait_boundary',
    start('begin'),
    flow('begin', 'work'),
    userTask('work'),
    boundary('wait', 'work', timer('PT1H', 'timeDuration')),
    flow('wait', 'done'),
    flow('work', 'done'),
    end('done'),
  ),
  wait_message: around('wait_message', 'wait', caught(messageEvent('answer')), message('answer', 'answer', '=docket')),
  wait_signal: around(
    'wait_signal',
    'wait',
    caught('<bpmn:signalEventDefinition signalRef="alarm" />'),
    '<bpmn:signal id="alarm" name="alarm" />',
  ),
  wait_job: around('wait_job', 'wait', jobOf('outside')),
  wait_failed_job: around('wait_failed_job', 'wait', jobOf('broken')),
  wait_condition: around('wait_condition', 'wait', caught(condition)),
  wait_call: around(
    'wait_call',
    'wait',
    element('callActivity', 'wait', extensions('<zeebe:calledElement processId="wait_task" />')),
  ),
  wait_incident: bpmnText(
    'wait_incident',
    start('begin'),
    flow('begin', 'wait'),
    exclusive('wait', 'wait_done'),
    flow('wait', 'other', '=choice'),
    flow('wait', 'done'),
    end('other'),
    end('done'),
  ),
};
