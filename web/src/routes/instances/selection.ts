import type { InstanceFilter, OwnedInstance, OwnedInstancesQuery } from './api.js';

/** What an operation is to be carried out on: rows that were ticked, or all that the list's filter finds. */
export interface Selection {
  count: number;
  filter: InstanceFilter;
  /** The one process that all of them belong to; a migration needs it. */
  processId: string | null;
}

export function ofRows(rows: readonly OwnedInstance[]): Selection {
  const processes = new Set(rows.map(({ processId }) => processId));
  return {
    count: rows.length,
    filter: { processInstanceKey: { $in: rows.map(({ key }) => key) } },
    processId: processes.size === 1 ? rows[0]!.processId : null,
  };
}

/** Without any condition it would be everything there is: the server refuses that, and so the page does not offer it. */
export function ofQuery(query: OwnedInstancesQuery, total: number): Selection | null {
  const filter: InstanceFilter = {
    ...(query.processId && { processDefinitionId: query.processId }),
    ...(query.definitionKey && { processDefinitionKey: query.definitionKey }),
    ...(query.incidents && { hasIncident: true }),
  };
  if (Object.keys(filter).length === 0 || total === 0) return null;
  return { count: total, filter, processId: query.processId || null };
}
