import { bpmnText, element, end, flow, message, messageEvent } from './bpmn-text.js';

/** Each instance throws the message that starts the next one; the runner refuses that, whoever begins. */
export const ring = bpmnText(
  'ring',
  message('message_ring', 'ring', '="always"'),
  element('startEvent', 'begin', messageEvent('message_ring')),
  flow('begin', 'again'),
  element('intermediateThrowEvent', 'again', messageEvent('message_ring')),
  flow('again', 'done'),
  end('done'),
);
