/** Call activities and what tests do with instances that call each other. */
import { bpmnText, element, end, extensions, flow, start } from './bpmn-text.js';
import type { TestWorkflow } from './workflow.js';

export const call = (
  id: string,
  processId: string,
  more: { attributes?: string; extension?: string; loop?: string } = {},
) =>
  element(
    'callActivity',
    id,
    extensions(`<zeebe:calledElement processId="${processId}" ${more.attributes ?? ''} />`, more.extension ?? '') +
      (more.loop ?? ''),
  );

/** Elements between a start and an end event, one behind the other. */
export const line = (...middle: [id: string, xml: string][]): string[] => {
  const ids = ['begin', ...middle.map(([id]) => id), 'done'];
  return [
    start('begin'),
    ...middle.map(([, xml]) => xml),
    end('done'),
    ...ids.slice(1).map((id, index) => flow(ids[index]!, id)),
  ];
};
export const process = (processId: string, ...middle: [id: string, xml: string][]): string =>
  bpmnText(processId, ...line(...middle));

export function callActions(opened: () => TestWorkflow) {
  const complete = async (key: string, elementId: string, variables = {}) =>
    opened().execute(key, { type: 'completeTask', key: await opened().taskKey(key, elementId), variables });
  const children = async (key: string) =>
    (
      await opened().rows<{ key: string }>(
        `SELECT instance_key AS key FROM process_instance WHERE parent_key = ? ORDER BY length(instance_key), instance_key`,
        key,
      )
    ).map((row) => row.key);
  const incidents = (key: string) =>
    opened().rows<{ key: string; type: string; message: string; element: string }>(
      `SELECT incident_key AS key, error_type AS type, message, element_id AS element FROM incident WHERE instance_key = ? AND state = 'ACTIVE'`,
      key,
    );
  const resolve = async (key: string) => {
    const [incident] = await incidents(key);
    await opened().database.write((transaction) => opened().incidents.resolve(transaction, incident!.key, null));
  };
  return { complete, children, incidents, resolve };
}
