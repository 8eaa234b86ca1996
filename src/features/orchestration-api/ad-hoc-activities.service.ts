import { Injectable } from '@nestjs/common';
import type { Definition, ElementInfo } from '../../engine/ports.js';
import { hasRole, type Actor } from '../../platform/actor.js';
import { Database, type SqlReader } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { Definitions } from '../../workflow/definitions/definitions.js';
import type { InstanceCommand } from '../../workflow/runner/instance-commands.js';
import { lockInstanceOf } from '../../workflow/runner/instance-locks.js';
import { Runner } from '../../workflow/runner/runner.js';
import { instanceScope } from '../identity/scope.js';
import type { ActivityReference, AdHocSubProcessResult } from './ad-hoc-activities.dto.js';

interface OpenAdHoc {
  key: string;
  instanceKey: string;
  elementId: string;
  definitionKey: string;
}

/** Ad-hoc subprocesses: their performers choose what is done next. */
@Injectable()
export class AdHocActivitiesService {
  constructor(
    private readonly database: Database,
    private readonly definitions: Definitions,
    private readonly runner: Runner,
  ) {}

  /** What may begin now in an instance. @throws Failure not-found outside the actor's scope. */
  async list(instanceKey: string, actor: Actor): Promise<AdHocSubProcessResult[]> {
    const scope = instanceScope(actor, 'i');
    const instance = await this.database.get<{ definitionKey: string }>(
      `SELECT i.definition_key AS "definitionKey" FROM process_instance i WHERE i.instance_key = ? AND (${scope.sql})`,
      [instanceKey, ...scope.parameters],
    );
    if (!instance) throw notFound('该流程实例');
    const { elements } = await this.definition(instance.definitionKey, this.database);
    const rows = await this.database.all<{ key: string; elementId: string; startable: string }>(
      `SELECT w.element_instance_key AS "key", w.element_id AS "elementId", w.startable AS "startable" FROM ad_hoc_wait w WHERE w.instance_key = ?
       ORDER BY length(w.element_instance_key), w.element_instance_key`,
      [instanceKey],
    );
    return rows.map(({ key, elementId, startable }) => ({
      adHocSubProcessInstanceKey: key,
      elementId,
      elementName: nameOf(elements[elementId], elementId),
      activities: (JSON.parse(startable) as string[]).map((id) => ({
        elementId: id,
        elementName: nameOf(elements[id], id),
        type: elements[id]?.type ?? 'UNKNOWN',
      })),
    }));
  }

  /** @throws Failure not-found, activity-not-allowed; CommandRefused ad-hoc-not-open when one of them cannot begin now: none does then. */
  async activate(key: string, activities: readonly ActivityReference[], actor: Actor): Promise<void> {
    await this.database.write(async (transaction) => {
      await lockInstanceOf(transaction, 'ad_hoc_wait', key);
      const open = await visible(transaction, key, actor);
      const { elements } = await this.definition(open.definitionKey, transaction);
      if (!mayBegin(elements[open.elementId], actor))
        throw new Failure('forbidden', 'activity-not-allowed', '开始其中的活动需要该子流程所在泳道的岗位。');
      for (const command of commandsOf(key, activities))
        await this.runner.execute(transaction, open.instanceKey, command, actor);
    });
  }

  private async definition(definitionKey: string, reader: SqlReader): Promise<Definition> {
    return this.definitions.compiledOf(await this.definitions.row(definitionKey, reader), reader);
  }
}

const nameOf = (element: ElementInfo | undefined, id: string): string => element?.name || id;

/** Whoever works in the lane; where it says no role, everybody who sees the instance. The process owner tries what they drew. */
const mayBegin = (element: ElementInfo | undefined, actor: Actor): boolean =>
  element?.role === undefined || hasRole(actor, element.role, 'owner');

/** One command where all have the same variables: they begin together then. */
function commandsOf(key: string, activities: readonly ActivityReference[]): InstanceCommand[] {
  const texts = new Set(activities.map(({ variables = {} }) => JSON.stringify(variables)));
  if (texts.size === 1)
    return [
      {
        type: 'activateAdHoc',
        key,
        elementIds: activities.map(({ elementId }) => elementId),
        variables: activities[0]!.variables ?? {},
      },
    ];
  return activities.map(({ elementId, variables = {} }) => ({
    type: 'activateAdHoc',
    key,
    elementIds: [elementId],
    variables,
  }));
}

async function visible(reader: SqlReader, key: string, actor: Actor): Promise<OpenAdHoc> {
  const scope = instanceScope(actor, 'i');
  const row = await reader.get<OpenAdHoc>(
    `SELECT e.element_instance_key AS "key", e.instance_key AS "instanceKey", e.element_id AS "elementId", i.definition_key AS "definitionKey"
     FROM element_instance e JOIN process_instance i ON i.instance_key = e.instance_key
     WHERE e.element_instance_key = ? AND e.type = 'AD_HOC_SUB_PROCESS' AND (${scope.sql})`,
    [key, ...scope.parameters],
  );
  if (!row) throw notFound('该特设子流程');
  return row;
}
