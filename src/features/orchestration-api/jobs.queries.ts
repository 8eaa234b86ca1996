import { Injectable } from '@nestjs/common';
import { hasRole, type Actor } from '../../platform/actor.js';
import type { SqlReader } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { instanceScope, workerReach } from '../identity/scope.js';
import { jobKinds, jobStates, listenerEventTypes, type JobSearchResult } from './jobs.dto.js';
import { always, anyOf, type Condition } from './search/condition.js';
import { choice, flag, instant, integer, key, text } from './search/filters.js';
import { Search, type Found, type Searchable } from './search/search.js';
import { byKey, byNumber, byText } from './search/sorts.js';
import { defaultTenant } from './tenant.js';

/** A failed try that will be followed by another: the API calls the job failed, although it is open. */
const failedWithTriesLeft = `(j.state = 'CREATED' AND j.error IS NOT NULL AND j.lease_until IS NULL)`;
const state = `CASE WHEN ${failedWithTriesLeft} THEN 'FAILED' ELSE j.state END`;
const none = `CAST(NULL AS TEXT)`;

export const jobSearch: Searchable = {
  from: 'job j JOIN process_instance i ON i.instance_key = j.instance_key',
  columns: `j.job_key AS "jobKey", j.job_key AS "elementInstanceKey", j.instance_key AS "processInstanceKey", i.process_id AS "processDefinitionId",
    i.definition_key AS "processDefinitionKey", COALESCE(i.root_key, i.instance_key) AS "rootProcessInstanceKey", j.element_id AS "elementId",
    j.type AS "type", j.headers AS "headers", j.retries AS "retries", ${state} AS "state", j.worker AS "worker", j.lease_until AS "deadline",
    j.error AS "errorMessage", j.error_code AS "errorCode", CASE WHEN ${failedWithTriesLeft} THEN 1 ELSE 0 END AS "failedWithTriesLeft",
    j.created_at AS "creationTime", COALESCE(j.updated_at, j.created_at) AS "lastUpdateTime", j.ended_at AS "endTime"`,
  key: 'j.job_key',
  filters: {
    deadline: instant('j.lease_until'),
    deniedReason: text(none),
    elementId: text('j.element_id'),
    elementInstanceKey: key('j.job_key'),
    endTime: instant('j.ended_at'),
    errorCode: text('j.error_code'),
    errorMessage: text('j.error'),
    hasFailedWithRetriesLeft: flag(failedWithTriesLeft),
    isDenied: flag('1 = 0'),
    jobKey: key('j.job_key'),
    kind: choice(`'BPMN_ELEMENT'`, jobKinds),
    listenerEventType: choice(`'UNSPECIFIED'`, listenerEventTypes),
    processDefinitionId: text('i.process_id'),
    processDefinitionKey: key('i.definition_key'),
    processInstanceKey: key('j.instance_key'),
    retries: integer('j.retries'),
    state: choice(state, jobStates),
    tenantId: text(`'${defaultTenant}'`),
    type: text('j.type'),
    worker: text('j.worker'),
    creationTime: instant('j.created_at'),
    lastUpdateTime: instant('COALESCE(j.updated_at, j.created_at)'),
  },
  sorts: {
    deadline: byText('j.lease_until'),
    deniedReason: byText(none),
    elementId: byText('j.element_id'),
    elementInstanceKey: byKey('j.job_key'),
    endTime: byText('j.ended_at'),
    errorCode: byText('j.error_code'),
    errorMessage: byText('j.error'),
    hasFailedWithRetriesLeft: byNumber(`CASE WHEN ${failedWithTriesLeft} THEN 1 ELSE 0 END`),
    isDenied: byNumber('0'),
    jobKey: byKey('j.job_key'),
    kind: byText(`'BPMN_ELEMENT'`),
    listenerEventType: byText(`'UNSPECIFIED'`),
    processDefinitionId: byText('i.process_id'),
    processDefinitionKey: byKey('i.definition_key'),
    processInstanceKey: byKey('j.instance_key'),
    retries: byNumber('j.retries'),
    state: byText(state),
    tenantId: byText(`'${defaultTenant}'`),
    type: byText('j.type'),
    worker: byText('j.worker'),
  },
};

type JobColumns = Omit<
  JobSearchResult,
  'tenantId' | 'kind' | 'listenerEventType' | 'deniedReason' | 'isDenied' | 'customHeaders' | 'hasFailedWithRetriesLeft'
> & { headers: string; failedWithTriesLeft: number };

/**
 * A worker sees the jobs that it may be given. The process owner sees every job, as with incidents: element, type and the
 * sentence of a failure, never the matter. All others see those of their instances.
 */
export function jobScope(actor: Actor): Condition {
  return hasRole(actor, 'owner') ? always : anyOf([instanceScope(actor, 'i'), workerReach(actor, 'i')]);
}

@Injectable()
export class JobQueries {
  constructor(private readonly search: Search) {}

  async find(body: unknown, actor: Actor): Promise<Found<JobSearchResult>> {
    const found = await this.search.find<JobColumns>(jobSearch, jobScope(actor), body);
    return { ...found, items: found.items.map(result) };
  }

  /** @throws Failure not-found when the job does not exist for the actor. */
  async expectVisible(reader: SqlReader, jobKey: string, actor: Actor): Promise<void> {
    const scope = jobScope(actor);
    const sql = `SELECT 1 FROM ${jobSearch.from} WHERE j.job_key = ? AND (${scope.sql})`;
    if (!(await reader.get(sql, [jobKey, ...scope.parameters]))) throw notFound('该作业');
  }
}

function result({ headers, failedWithTriesLeft: failed, ...row }: JobColumns): JobSearchResult {
  return {
    ...row,
    customHeaders: JSON.parse(headers) as Record<string, string>,
    hasFailedWithRetriesLeft: failed === 1,
    tenantId: defaultTenant,
    kind: 'BPMN_ELEMENT',
    listenerEventType: 'UNSPECIFIED',
    deniedReason: null,
    isDenied: null,
  };
}
