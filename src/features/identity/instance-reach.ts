import { incidentProcess } from '../../domain/codes/process-codes.js';
import { incidentRoles, rolesWithoutCases } from '../../domain/codes/roles.js';
import type { Actor, ActorRole } from '../../platform/actor.js';
import type { SqlReader, SqlValue } from '../../platform/database/database.js';
import { instanceScope, offersTo, type Predicate } from './scope.js';

/**
 * Up to this many rows of the reach, they are fetched by key; beyond it, rows are walked in order and each is tested. The walk
 * meets ten thousand rows of so wide a scope early; of a narrower one it would read the whole table to count them.
 */
export const mostReached = 50_000;

export interface SearchScope extends Predicate {
  /** True when it leads to its rows, few enough to be read at once; false when it tests the rows of a walk. */
  few: boolean;
}

/**
 * {@link instanceScope} for a search over many rows of `process_instance`: the same rows, found from the side that is smaller.
 * @param most rows of the reach that still count as few
 */
export async function searchScope(
  reader: SqlReader,
  actor: Actor,
  alias: string,
  most = mostReached,
): Promise<SearchScope> {
  const cases = casesOfUnits(actor);
  if (cases && (await countOf(reader, cases, most)) > most) return { ...instanceScope(actor, alias), few: false };
  const reach = instanceReach(actor);
  if ((await countOf(reader, reach, most)) > most) return { ...instanceScope(actor, alias), few: false };
  return { sql: `${alias}.instance_key IN (${reach.sql})`, parameters: reach.parameters, few: true };
}

async function countOf(reader: SqlReader, { sql, parameters }: Predicate, most: number): Promise<number> {
  const counted = await reader.get<{ n: number | string }>(
    `SELECT count(*) AS n FROM (SELECT 1 FROM (${sql}) reached LIMIT ${most + 1}) counted`,
    parameters,
  );
  return Number(counted!.n);
}

/** Counted first: one index tells that a scope is wide, in a tenth of the time that its whole reach takes. */
function casesOfUnits(actor: Actor): Predicate | undefined {
  const units = below(actor.roles.filter((role) => !rolesWithoutCases.has(role.code)));
  return (
    units && {
      sql: `SELECT scope_case.id FROM unit scope_unit CROSS JOIN petition_case scope_case WHERE ${units.sql} AND scope_case.unit_id = scope_unit.id`,
      parameters: units.parameters,
    }
  );
}

/**
 * Keys of the instances that {@link instanceScope} lets through, each disjunct read from its own index (migration
 * `instance-reach`); a key may come more than once. CROSS JOIN keeps SQLite from beginning with the large table.
 */
export function instanceReach(actor: Actor): Predicate {
  const anyRole = below(actor.roles);
  const caseRoles = below(actor.roles.filter((role) => !rolesWithoutCases.has(role.code)));
  const conductRoles = below(actor.roles.filter((role) => incidentRoles.has(role.code)));
  const notConduct = `reached.process_id <> '${incidentProcess}'`;
  const ofCases = (column: string, units: Predicate): Predicate => ({
    sql: `SELECT reached.instance_key FROM unit scope_unit CROSS JOIN petition_case scope_case CROSS JOIN process_instance reached
      WHERE ${units.sql} AND scope_case.${column} = scope_unit.id AND reached.case_id = scope_case.id AND ${notConduct}`,
    parameters: units.parameters,
  });
  const parts: Predicate[] = [];
  if (caseRoles) parts.push(ofCases('unit_id', caseRoles), ofCases('responsible_unit_id', caseRoles));
  // Conduct is rare and its readers reach far: begun at the process, not at the cases.
  if (conductRoles) {
    parts.push({
      sql: `SELECT reached.instance_key FROM process_instance reached CROSS JOIN petition_case scope_case CROSS JOIN unit scope_unit
        WHERE reached.process_id = '${incidentProcess}' AND scope_case.id = reached.case_id AND scope_unit.id = scope_case.unit_id AND ${conductRoles.sql}`,
      parameters: conductRoles.parameters,
    });
  }
  if (anyRole) {
    parts.push({
      sql: `SELECT reached.instance_key FROM unit scope_unit CROSS JOIN process_instance reached
        WHERE ${anyRole.sql} AND reached.unit_id = scope_unit.id AND reached.case_id IS NULL`,
      parameters: anyRole.parameters,
    });
  }
  for (const kind of ['reached.case_id IS NULL', `reached.process_id = '${incidentProcess}'`]) {
    parts.push({
      sql: `SELECT reached.instance_key FROM process_instance reached WHERE reached.started_by = ? AND ${kind}`,
      parameters: [actor.userId],
    });
  }
  for (const task of tasks(actor)) {
    parts.push(
      { sql: `SELECT scope_task.instance_key ${task.sql}`, parameters: task.parameters },
      {
        sql: `SELECT reached.instance_key ${task.sql.replace(' WHERE ', ' CROSS JOIN process_instance reached WHERE ')}
          AND reached.case_id = scope_task.case_id AND reached.instance_key <> scope_task.instance_key AND ${notConduct}`,
        parameters: task.parameters,
      },
    );
  }
  return {
    sql: parts.map((part) => part.sql).join(' UNION ALL '),
    parameters: parts.flatMap((part) => part.parameters),
  };
}

/** Tasks that are or were one's own, and open ones that one may take: on offer, or taken by somebody else. */
function tasks(actor: Actor): Predicate[] {
  const own = ['assignee', 'completed_by'].map((column) => ({
    sql: `FROM user_task scope_task WHERE scope_task.${column} = ?`,
    parameters: [actor.username] as SqlValue[],
  }));
  const open = (['offered', 'taken'] as const).map((standing) => {
    const candidate = offersTo(actor, 'scope_candidate', standing);
    return {
      sql: `FROM task_candidate scope_candidate CROSS JOIN user_task scope_task WHERE ${candidate.sql} AND scope_task.task_key = scope_candidate.task_key
        AND scope_task.state = 'CREATED'`,
      parameters: candidate.parameters,
    };
  });
  return [...own, ...open];
}

/** Condition on `scope_unit`: a unit that the roles reach; undefined without roles. */
function below(roles: readonly ActorRole[]): Predicate | undefined {
  const paths = [...new Set(roles.map((role) => role.unitPath))];
  if (paths.length === 0) return undefined;
  return {
    sql: `(${paths.map(() => 'substr(scope_unit.path, 1, ?) = ?').join(' OR ')})`,
    parameters: paths.flatMap((path) => [path.length, path]),
  };
}
