import { accusation } from '../../domain/codes/case-codes.js';
import {
  accusationRole,
  incidentRoles,
  rolesWithoutCases,
  sealedCaseRoles,
  workerRole,
} from '../../domain/codes/roles.js';
import { incidentProcess } from '../../domain/codes/process-codes.js';
import { hasRole, type Actor, type ActorRole } from '../../platform/actor.js';
import type { SqlValue } from '../../platform/database/database.js';

/**
 * The one place that decides which rows a user sees. Every query that reads cases, instances, tasks or reminders joins one
 * of these predicates; what is outside is answered with 404, as if it did not exist.
 *
 * Conventions of the columns: `user_task.assignee`, `user_task.completed_by` and candidates of kind `user` hold usernames,
 * `process_instance.started_by` holds a user id, candidates of kind `role` hold role codes.
 */
export interface Predicate {
  /** A boolean SQL expression in parentheses; parameters as `?`. */
  sql: string;
  parameters: SqlValue[];
}

const nothing: Predicate = { sql: '(1 = 0)', parameters: [] };
const everything: Predicate = { sql: '(1 = 1)', parameters: [] };

/**
 * Cases of one's units (registered there, or being worked there) and cases in which one has or had a task. Of a report or
 * accusation only the second, and the discipline office and the auditor.
 */
export function caseScope(actor: Actor, alias: string): Predicate {
  const reach = unitsBelow(actor.roles.filter((role) => !rolesWithoutCases.has(role.code)));
  const units = reach
    ? anyOf(within(`${alias}.unit_id`, reach), within(`${alias}.responsible_unit_id`, reach))
    : nothing;
  const sealedReach = unitsBelow(actor.roles.filter((role) => sealedCaseRoles.has(role.code)));
  return anyOf(
    openOf(units, alias),
    sealedReach ? within(`${alias}.unit_id`, sealedReach) : nothing,
    taskOf(actor, `scope_task.case_id = ${alias}.id`),
  );
}

/** By its category at registration, or by its kind once it has been studied. */
const notAccusation = (alias: string): string =>
  `${alias}.category <> '${accusation.category}' AND COALESCE(${alias}.kind, '') <> '${accusation.kind}'`;

/** A report or accusation (检举控告, R22-30, H7) is no case of its units: whom it accuses may sit in any of them. */
const openOf = (units: Predicate, alias: string): Predicate =>
  units === nothing
    ? nothing
    : {
        sql: `(${units.sql} AND ${notAccusation(alias)})`,
        parameters: units.parameters,
      };

/**
 * Cases of one's reach that may be held beside another one. An accusation (检举控告), and what the petitioner asked to keep
 * secret, comes up beside another matter only for who registered it, worked on it, or is the disciplinary organ's liaison
 * (domain.md H7): from a suggestion one would learn of an accusation one was not looking for.
 */
export function comparableCases(actor: Actor, alias: string): Predicate {
  const reach = caseScope(actor, alias);
  const liaison = unitsBelow(actor.roles.filter((role) => role.code === accusationRole));
  const worked = performerOf(actor, 'scope_task');
  const trusted = anyOf(
    { sql: `${alias}.registrar_id = ?`, parameters: [actor.userId] },
    {
      sql: `EXISTS (SELECT 1 FROM user_task scope_task WHERE scope_task.case_id = ${alias}.id AND ${worked.sql})`,
      parameters: worked.parameters,
    },
    liaison ? anyOf(within(`${alias}.unit_id`, liaison), within(`${alias}.responsible_unit_id`, liaison)) : nothing,
  );
  return {
    sql: `(${reach.sql} AND ((${notAccusation(alias)}
             AND ${alias}.flags NOT LIKE '%"secrecyAsked":true%') OR ${trusted.sql}))`,
    parameters: [...reach.parameters, ...trusted.parameters],
  };
}

/**
 * Instances of the cases one sees. An incident of conduct (domain.md H5) is seen by the roles that decide on it, by the
 * auditor, and by those who recorded or worked on it, but not by everybody who sees the petition.
 */
export function instanceScope(actor: Actor, alias: string): Predicate {
  const petition = caseScope(actor, 'scope_case');
  const incidentReach = unitsBelow(actor.roles.filter((role) => incidentRoles.has(role.code)));
  const anyReach = unitsBelow(actor.roles);
  return anyOf(
    {
      sql: `(${alias}.process_id <> '${incidentProcess}' AND EXISTS (SELECT 1 FROM petition_case scope_case
               WHERE scope_case.id = ${alias}.case_id AND ${petition.sql}))`,
      parameters: petition.parameters,
    },
    incidentReach
      ? {
          sql: `(${alias}.process_id = '${incidentProcess}' AND EXISTS (SELECT 1 FROM petition_case scope_case
                   WHERE scope_case.id = ${alias}.case_id AND scope_case.unit_id IN (${incidentReach.sql})))`,
          parameters: incidentReach.parameters,
        }
      : nothing,
    anyReach
      ? { sql: `(${alias}.case_id IS NULL AND ${alias}.unit_id IN (${anyReach.sql}))`, parameters: anyReach.parameters }
      : nothing,
    {
      sql: `(${alias}.started_by = ? AND (${alias}.case_id IS NULL OR ${alias}.process_id = '${incidentProcess}'))`,
      parameters: [actor.userId],
    },
    taskOf(actor, `scope_task.instance_key = ${alias}.instance_key`),
  );
}

/**
 * The process owner mends diagrams and so sees what failed in every instance: element, kind of fault and its sentence, which
 * name expressions and settings, never the matter. All others see the incidents of their instances.
 */
export const incidentScope = (actor: Actor, alias: string): Predicate =>
  hasRole(actor, 'owner') ? everything : instanceScope(actor, alias);

/**
 * Instances whose jobs a worker may be given (role 系统集成): those that serve a case registered or worked in its units, and
 * those without a case that began there. The diagram decides which of their steps go to a worker.
 */
export function workerReach(actor: Actor, alias: string): Predicate {
  const reach = unitsBelow(actor.roles.filter((role) => role.code === workerRole));
  if (!reach) return nothing;
  return anyOf(
    { sql: `(${alias}.case_id IS NULL AND ${alias}.unit_id IN (${reach.sql}))`, parameters: reach.parameters },
    {
      sql: `EXISTS (SELECT 1 FROM petition_case scope_case WHERE scope_case.id = ${alias}.case_id
               AND (scope_case.unit_id IN (${reach.sql}) OR scope_case.responsible_unit_id IN (${reach.sql})))`,
      parameters: [...reach.parameters, ...reach.parameters],
    },
  );
}

/**
 * Instances whose drawing one answers for: those one sees, and as process owner those of one's units, petitions included.
 * Whoever mends a diagram must be able to move what runs on it; shown of these is key, version and place in the diagram,
 * never the matter.
 */
export function ownedInstances(actor: Actor, alias: string): Predicate {
  const reach = unitsBelow(actor.roles.filter((role) => role.code === 'owner'));
  return anyOf(instanceScope(actor, alias), reach ? within(`${alias}.unit_id`, reach) : nothing);
}

/** Tasks one works or worked on, and tasks one may take. */
export const taskScope = (actor: Actor, alias: string): Predicate =>
  anyOf(performerOf(actor, alias), candidateOf(actor, alias));

/**
 * Tasks one may take: named in person, or through a role held in the task's unit. A task without a unit belongs to the unit
 * that registered the case, so the role must reach that one; a task without a case may be taken in any unit.
 */
export function candidateOf(actor: Actor, alias: string): Predicate {
  const byRole = actor.roles.map((role): Predicate => {
    const reach = unitsBelow([role])!;
    return {
      sql: `(scope_candidate.kind = 'role' AND scope_candidate.value = ? AND (${alias}.unit_id = ? OR (${alias}.unit_id IS NULL AND (${alias}.case_id IS NULL
               OR EXISTS (SELECT 1 FROM petition_case scope_of_task WHERE scope_of_task.id = ${alias}.case_id AND scope_of_task.unit_id IN (${reach.sql}))))))`,
      parameters: [role.code, role.unitId, ...reach.parameters],
    };
  });
  const byName: Predicate = {
    sql: `(scope_candidate.kind = 'user' AND scope_candidate.value = ?)`,
    parameters: [actor.username],
  };
  const either = anyOf(byName, ...byRole);
  return {
    sql: `EXISTS (SELECT 1 FROM task_candidate scope_candidate WHERE scope_candidate.task_key = ${alias}.task_key AND ${either.sql})`,
    parameters: either.parameters,
  };
}

/**
 * Tasks on offer that one may take, as rows of `task_candidate`: the same rule as {@link candidateOf}, written so that one
 * index answers it (migration `inbox`).
 * @param standing `taken` for the open tasks that somebody has (migration `instance-reach`)
 */
export function offersTo(actor: Actor, alias: string, standing: 'offered' | 'taken' = 'offered'): Predicate {
  const offered = standing === 'offered' ? 1 : 2;
  const byRole = actor.roles.map((role): Predicate => {
    const reach = unitsBelow([role])!;
    return {
      sql: `(${alias}.offered = ${offered} AND ${alias}.kind = 'role' AND ${alias}.value = ? AND ${alias}.reach IN (
               SELECT '' UNION ALL SELECT ? UNION ALL SELECT 'case:' || reached.id FROM (${reach.sql}) reached))`,
      parameters: [role.code, `unit:${role.unitId}`, ...reach.parameters],
    };
  });
  const byName = {
    sql: `(${alias}.offered = ${offered} AND ${alias}.kind = 'user' AND ${alias}.value = ?)`,
    parameters: [actor.username],
  };
  return anyOf(byName, ...byRole);
}

/** Reminders for a role one holds in the unit they are meant for, or else in the unit that registered the case. */
export function reminderScope(actor: Actor, alias: string): Predicate {
  return anyOf(
    ...actor.roles.map((role): Predicate => {
      const reach = unitsBelow([role])!;
      return {
        sql: `(${alias}.role_code = ? AND (${alias}.unit_id = ? OR (${alias}.unit_id IS NULL AND EXISTS (SELECT 1 FROM petition_case scope_case
                 WHERE scope_case.id = ${alias}.case_id AND scope_case.unit_id IN (${reach.sql})))))`,
        parameters: [role.code, role.unitId, ...reach.parameters],
      };
    }),
  );
}

/** Rows of the units that these roles reach. `column` holds a unit's id. */
export function unitScope(actor: Actor, column: string, codes: readonly string[]): Predicate {
  const reach = unitsBelow(actor.roles.filter((role) => codes.includes(role.code)));
  return reach ? within(column, reach) : nothing;
}

function performerOf(actor: Actor, alias: string): Predicate {
  return { sql: `(${alias}.assignee = ? OR ${alias}.completed_by = ?)`, parameters: [actor.username, actor.username] };
}

/** True where a task that fits `condition` is or was one's own, or is open for one to take. */
function taskOf(actor: Actor, condition: string): Predicate {
  const candidate = candidateOf(actor, 'scope_task');
  const performer = performerOf(actor, 'scope_task');
  return {
    sql: `EXISTS (SELECT 1 FROM user_task scope_task WHERE ${condition} AND (${performer.sql} OR (scope_task.state = 'CREATED' AND ${candidate.sql})))`,
    parameters: [...performer.parameters, ...candidate.parameters],
  };
}

/** Ids of the units that the roles reach, as a subquery; undefined without roles. Unit ids hold `_`, so LIKE is no prefix test. */
function unitsBelow(roles: readonly ActorRole[]): Predicate | undefined {
  const paths = [...new Set(roles.map((role) => role.unitPath))];
  if (paths.length === 0) return undefined;
  return {
    sql: `SELECT scope_unit.id FROM unit scope_unit WHERE ${paths.map(() => 'substr(scope_unit.path, 1, ?) = ?').join(' OR ')}`,
    parameters: paths.flatMap((path) => [path.length, path]),
  };
}

const within = (column: string, units: Predicate): Predicate => ({
  sql: `${column} IN (${units.sql})`,
  parameters: units.parameters,
});

function anyOf(...parts: Predicate[]): Predicate {
  const real = parts.filter((part) => part !== nothing);
  if (real.length === 0) return nothing;
  return { sql: `(${real.map((part) => part.sql).join(' OR ')})`, parameters: real.flatMap((part) => part.parameters) };
}
