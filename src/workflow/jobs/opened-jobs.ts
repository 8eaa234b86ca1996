import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { ActorsPort } from '../ports/actors-port.js';
import type { JobRow } from '../ports/case-port.js';
import type { LeasedJob } from './job-leases.js';
import { inputVariables } from './job-variables.js';

/** Leased jobs as the server's own handlers take them: with their variables as they are now, and on whose behalf. */
@Injectable()
export class OpenedJobs {
  constructor(
    private readonly database: Database,
    private readonly actors: ActorsPort,
  ) {}

  async of(job: LeasedJob): Promise<JobRow> {
    const { jobKey, instanceKey, elementId, type, headers } = job;
    const row = await this.database.get<{ caseId: string | null; processId: string; openedBy: string | null }>(
      `SELECT i.case_id AS "caseId", i.process_id AS "processId", (SELECT h.actor_id FROM history_event h WHERE h.instance_key = i.instance_key
         AND h.element_instance_key = ? AND h.type = 'ELEMENT_ACTIVATED' LIMIT 1) AS "openedBy"
       FROM process_instance i WHERE i.instance_key = ?`,
      [jobKey, instanceKey],
    );
    const { caseId, processId, openedBy } = row!;
    return {
      jobKey,
      instanceKey,
      elementId,
      type,
      caseId,
      processId,
      headers: JSON.parse(headers) as Record<string, string>,
      variables: await inputVariables(this.database, job),
      actor: openedBy ? await this.actors.byId(openedBy) : null,
    };
  }
}
