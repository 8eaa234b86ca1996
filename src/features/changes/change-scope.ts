import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import type { Change } from '../../workflow/changes.js';
import { caseScope, instanceScope } from '../identity/scope.js';

/** Ids that one look at the scope may ask for; a larger burst is told without ids, which tells nobody anything. */
const mostIds = 32;

/** Decides which hints may reach a person: an id is only ever named to who may open what it stands for. */
@Injectable()
export class ChangeScope {
  constructor(private readonly database: Database) {}

  async within(changes: readonly Change[], actor: Actor): Promise<Change[]> {
    const instanceKeys = unique(changes.map((change) => change.instanceKey));
    const caseIds = unique(changes.map((change) => change.caseId));
    if (instanceKeys.length > mostIds || caseIds.length > mostIds) return topicsOf(changes);
    const instances = await this.visible('process_instance', 'instance_key', instanceKeys, instanceScope(actor, 'x'));
    const cases = await this.visible('petition_case', 'id', caseIds, caseScope(actor, 'x'));
    return changes.filter(({ instanceKey, caseId }) => {
      if (instanceKey !== undefined) return instances.has(instanceKey);
      return caseId === undefined || cases.has(caseId);
    });
  }

  private async visible(
    table: string,
    column: string,
    ids: readonly string[],
    scope: { sql: string; parameters: (string | number | null)[] },
  ): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const padded = padToPower(ids);
    const rows = await this.database.all<{ id: string }>(
      `SELECT x.${column} AS "id" FROM ${table} x WHERE x.${column} IN (${padded.map(() => '?').join(', ')}) AND (${scope.sql})`,
      [...padded, ...scope.parameters],
    );
    return new Set(rows.map((row) => row.id));
  }
}

function topicsOf(changes: readonly Change[]): Change[] {
  return unique(changes.map((change) => change.topic)).map((topic) => ({ topic }));
}

/** Repeats the last id until the list has 1, 2, 4, … members, so that few statements need to be prepared. */
function padToPower(ids: readonly string[]): string[] {
  const size = 2 ** Math.ceil(Math.log2(ids.length));
  return Array.from({ length: size }, (_, index) => ids[Math.min(index, ids.length - 1)]!);
}

const unique = <T>(values: readonly (T | undefined)[]): T[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];
