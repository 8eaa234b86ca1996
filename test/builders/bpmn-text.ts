/** Small BPMN files for tests: `bpmnText('p', start('s'), flow('s', 'e'), end('e'))`. */

const NAMESPACES =
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';

/** A file with one executable process; parts that are root elements (messages, errors …) are put before it. */
export function bpmnText(processId: string, ...parts: string[]): string {
  const isRoot = (part: string) => /^<bpmn:(message|error|signal|escalation|collaboration|process)[ >]/.test(part);
  return fileText(
    ...parts.filter(isRoot),
    `<bpmn:process id="${processId}" name="${processId}" isExecutable="true">${parts.filter((part) => !isRoot(part)).join('')}</bpmn:process>`,
  );
}

export function fileText(...rootElements: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions ${NAMESPACES} id="definitions" targetNamespace="http://minqing.test">${rootElements.join('')}</bpmn:definitions>`;
}

export function element(type: string, id: string, content = '', attributes = ''): string {
  return `<bpmn:${type} id="${id}" name="${id}" ${attributes}>${content}</bpmn:${type}>`;
}

export function extensions(...content: string[]): string {
  return `<bpmn:extensionElements>${content.join('')}</bpmn:extensionElements>`;
}

export function properties(values: Record<string, string>): string {
  const entries = Object.entries(values).map(
    ([name, value]) => `<zeebe:property name="${name}" value="${escaped(value)}" />`,
  );
  return `<zeebe:properties>${entries.join('')}</zeebe:properties>`;
}

export function mapping(inputs: Record<string, string>, outputs: Record<string, string> = {}): string {
  const lines = (tag: string, values: Record<string, string>) =>
    Object.entries(values).map(([target, source]) => `<zeebe:${tag} source="${escaped(source)}" target="${target}" />`);
  return `<zeebe:ioMapping>${[...lines('input', inputs), ...lines('output', outputs)].join('')}</zeebe:ioMapping>`;
}

export const start = (id: string, content = ''): string => element('startEvent', id, content);
export const end = (id: string, content = ''): string => element('endEvent', id, content);

export function userTask(id: string, ...extension: string[]): string {
  return element('userTask', id, extensions('<zeebe:userTask />', ...extension));
}

export function serviceTask(id: string, ...extension: string[]): string {
  return element('serviceTask', id, extensions('<zeebe:taskDefinition type="work" />', ...extension));
}

export function scriptTask(id: string, expression: string, resultVariable: string): string {
  return element(
    'scriptTask',
    id,
    extensions(`<zeebe:script expression="${escaped(expression)}" resultVariable="${resultVariable}" />`),
  );
}

export function subProcess(id: string, ...parts: string[]): string {
  return element('subProcess', id, parts.join(''));
}

/** An exclusive gateway; `fallback` is the id of its default flow. */
export function exclusive(id: string, fallback?: string): string {
  return element('exclusiveGateway', id, '', fallback ? `default="${fallback}"` : '');
}

export const parallel = (id: string): string => element('parallelGateway', id);
export const eventBased = (id: string): string => element('eventBasedGateway', id);

/** A sequence flow named `source_target`, with a FEEL condition such as `=a = 1`. */
export function flow(source: string, target: string, condition?: string): string {
  const content = condition
    ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${escaped(condition)}</bpmn:conditionExpression>`
    : '';
  return `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${content}</bpmn:sequenceFlow>`;
}

export function timer(expression: string, kind: 'timeDate' | 'timeDuration' | 'timeCycle' = 'timeDate'): string {
  return `<bpmn:timerEventDefinition><bpmn:${kind} xsi:type="bpmn:tFormalExpression">${escaped(expression)}</bpmn:${kind}></bpmn:timerEventDefinition>`;
}

export const messageEvent = (messageId: string): string => `<bpmn:messageEventDefinition messageRef="${messageId}" />`;

export function message(id: string, name: string, correlationKey?: string): string {
  const key = correlationKey ? extensions(`<zeebe:subscription correlationKey="${escaped(correlationKey)}" />`) : '';
  return `<bpmn:message id="${id}" name="${name}">${key}</bpmn:message>`;
}

export function boundary(
  id: string,
  attachedTo: string,
  definition: string,
  options: { interrupting?: boolean } = {},
): string {
  return element(
    'boundaryEvent',
    id,
    definition,
    `attachedToRef="${attachedTo}" cancelActivity="${options.interrupting !== false}"`,
  );
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
