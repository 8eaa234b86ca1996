/** The elements random diagrams are made of. */
import { element, extensions, message, messageEvent, timer, userTask } from '../builders/bpmn-text.js';
import type { Interruption, Work } from './blocks.js';

export const ROOTS = [
  message('m1', 'Answer', '=key'),
  message('m2', 'Objection', '=key'),
  '<bpmn:signal id="s1" name="Alarm" />',
  '<bpmn:signal id="s2" name="Notice" />',
  '<bpmn:error id="e1" name="Failed" errorCode="FAILED" />',
  '<bpmn:escalation id="c1" name="Late" escalationCode="LATE" />',
];

export const condition = (text: string, tag = 'condition'): string =>
  `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${text}</bpmn:${tag}>`;

export const DEFINITIONS: Readonly<Record<Interruption, string>> = {
  timer: timer('R2/PT1H', 'timeCycle'),
  message: messageEvent('m2'),
  signal: '<bpmn:signalEventDefinition signalRef="s1" />',
  conditional: `<bpmn:conditionalEventDefinition>${condition('=c')}</bpmn:conditionalEventDefinition>`,
  error: '<bpmn:errorEventDefinition errorRef="e1" />',
  escalation: '<bpmn:escalationEventDefinition escalationRef="c1" />',
};
export const ONCE = timer('PT1H', 'timeDuration');

export function activity(id: string, work: Work): string {
  switch (work) {
    case 'userTask':
      return userTask(id);
    case 'job':
      return element('serviceTask', id, extensions('<zeebe:taskDefinition type="work" />'));
    case 'none':
      return element('task', id);
    case 'script':
      return element('scriptTask', id, extensions('<zeebe:script expression="=not(b)" resultVariable="b" />'));
    case 'receive':
      return element('receiveTask', id, '', 'messageRef="m1"');
    case 'call':
      return element('callActivity', id, extensions('<zeebe:calledElement processId="other" />'));
  }
}

export function caught(id: string, multiple: 'one' | 'any' | 'all' | 'condition'): string {
  const several = messageEvent('m1') + '<bpmn:signalEventDefinition signalRef="s2" />';
  if (multiple === 'one') return element('intermediateCatchEvent', id, ONCE);
  if (multiple === 'condition') return element('intermediateCatchEvent', id, DEFINITIONS.conditional);
  return element('intermediateCatchEvent', id, several, multiple === 'all' ? 'parallelMultiple="true"' : '');
}

export function discriminator(id: string): string {
  return element('complexGateway', id, condition('=activationCount &gt;= 1', 'activationCondition'));
}

export function standardLoop(testBefore: boolean): string {
  return `<bpmn:standardLoopCharacteristics testBefore="${testBefore}" loopMaximum="3">${condition('=a', 'loopCondition')}</bpmn:standardLoopCharacteristics>`;
}
