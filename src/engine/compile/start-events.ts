/** Every way a process begins at its top level (BPMN 2.0.2 §10.5.2, §10.6.6 for event-based gateways). */
import { childOf, childrenOf, extensionOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import type { StartEventInfo } from '../ports.js';
import type { EventModel } from './model.js';
import { readEvents } from './read-events.js';

/** In document order; one entry for each event definition, also behind an instantiating event-based gateway. */
export function readStartEvents(process: ModdleElement): StartEventInfo[] {
  return childrenOf(process, 'flowElements').flatMap((element) => {
    switch (element.$type) {
      case 'bpmn:StartEvent':
        return entriesOf(element);
      case 'bpmn:ReceiveTask':
        return element.instantiate === true ? entriesOf(element) : [];
      case 'bpmn:EventBasedGateway':
        return element.instantiate === true ? targetsOf(element, process).flatMap(entriesOf) : [];
      default:
        return [];
    }
  });
}

function targetsOf(gateway: ModdleElement, process: ModdleElement): ModdleElement[] {
  return childrenOf(process, 'flowElements')
    .filter((flow) => flow.$type === 'bpmn:SequenceFlow' && childOf(flow, 'sourceRef') === gateway)
    .flatMap((flow) => childOf(flow, 'targetRef') ?? []);
}

function entriesOf(element: ModdleElement): StartEventInfo[] {
  const formId = textOf(extensionOf(element, 'zeebe:FormDefinition'), 'formId');
  const base = { elementId: element.id!, ...(formId && { formId }) };
  const events = readEvents(element);
  return events.length === 0
    ? [{ ...base, kind: 'none' }]
    : events.flatMap((event) => ({ ...base, ...triggerOf(event) }));
}

function triggerOf(event: EventModel): Omit<StartEventInfo, 'elementId'> {
  switch (event.kind) {
    case 'message':
      return { kind: 'message', messageName: event.name };
    case 'signal':
      return { kind: 'signal', signalName: event.name };
    case 'timer':
      return { kind: 'timer', timer: { kind: event.timer, expression: event.expression } };
    case 'conditional':
      return { kind: 'conditional', condition: event.condition };
    default:
      throw new Error(`start event ${event.kind} passed the rules`);
  }
}
