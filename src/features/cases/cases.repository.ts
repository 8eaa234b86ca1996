import { Injectable } from '@nestjs/common';
import type { Day } from '../../domain/calendar/days.js';
import { gatheringFrom, signing, visiting } from '../../domain/duplicates/case-relations.js';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlReader, type SqlValue } from '../../platform/database/database.js';
import { caseScope, comparableCases, type Predicate } from '../identity/scope.js';
import { clockColumns } from './clocks/clock-rows.js';
import type { CaseRow, ClockRow, DemandRow, FullCaseRow, LeadRow, StationRow } from './case.rows.js';

export interface CaseFilter {
  /** Looked for in number, title and masked petitioner, and as a whole name, document or phone number. */
  q?: string;
  qHashes?: { name: string; id: string; phone: string };
  status?: string;
  category?: string;
  unitId?: string;
  /** Only cases with a running clock that ended before this day. */
  overdueOn?: Day;
  occurrence?: string;
  gathering?: string;
}

/** A case with what it is compared by. */
export interface CandidateRow extends CaseRow {
  summary: string;
  place: string;
  receivedAt: string;
  unitName: string;
  person: string;
  wrappedKey: string;
  nameHash: string;
  idHash: string | null;
  phoneHash: string | null;
}

const summaryColumns = `c.id AS "id", c.number AS "number", c.title AS "title", c.petitioner_masked AS "petitionerMasked", c.category AS "category",
  c.status AS "status", c.stage AS "stage", c.responsible_unit_id AS "responsibleUnitId", r.name AS "responsibleUnitName",
  c.registered_at AS "registeredAt", c.outcome AS "outcome", c.docket_number AS "docketNumber",
  c.channel AS "channel", c.headcount AS "headcount",
  CASE WHEN EXISTS (SELECT 1 FROM standing_case_link s WHERE s.from_case_id = c.id AND s.relation = '相同事项') THEN '重复' ELSE '首次' END AS "occurrence"`;

const fullColumns = `${summaryColumns}, c.query_code AS "queryCode", c.summary AS "summary", c.place AS "place",
  c.urgency AS "urgency", c.kind AS "kind", c.level AS "level", c.window_name AS "windowName", c.prior AS "prior", c.needs AS "needs",
  c.flags AS "flags", c.unit_id AS "unitId", u.name AS "unitName", a.display_name AS "registrarName", c.received_at AS "receivedAt",
  c.closed_at AS "closedAt", c.final_review_number AS "finalReviewNumber", c.final_review_on AS "finalReviewOn", c.queue_number AS "queueNumber", c.person AS "person", c.wrapped_key AS "wrappedKey"`;

const candidateColumns = `${summaryColumns}, c.summary AS "summary", c.place AS "place", c.received_at AS "receivedAt", u.name AS "unitName",
  c.person AS "person", c.wrapped_key AS "wrappedKey", c.name_hash AS "nameHash", c.id_hash AS "idHash", c.phone_hash AS "phoneHash"`;

const from = `FROM petition_case c JOIN unit u ON u.id = c.unit_id JOIN app_user a ON a.id = c.registrar_id
  LEFT JOIN unit r ON r.id = c.responsible_unit_id`;

/** Reads of cases, each within the scope of who asks. */
@Injectable()
export class CasesRepository {
  constructor(private readonly database: Database) {}

  /** Undefined when there is no such case or the actor may not see it. */
  find(actor: Actor, caseId: string): Promise<FullCaseRow | undefined> {
    const scope = caseScope(actor, 'c');
    return this.database.get(`SELECT ${fullColumns} ${from} WHERE c.id = ? AND ${scope.sql}`, [
      caseId,
      ...scope.parameters,
    ]);
  }

  /** Whose case it is, for the server's own work; asks nobody's permission. */
  sealedPerson(caseId: string): Promise<{ person: string; wrappedKey: string } | undefined> {
    return this.database.get(`SELECT person AS "person", wrapped_key AS "wrappedKey" FROM petition_case WHERE id = ?`, [
      caseId,
    ]);
  }

  async page(
    actor: Actor,
    filter: CaseFilter,
    size: number,
    offset: number,
  ): Promise<{ rows: CaseRow[]; total: number }> {
    const where = conditions(actor, filter);
    const rows = await this.database.all<CaseRow>(
      `SELECT ${summaryColumns} ${from} WHERE ${where.sql} ORDER BY c.registered_at DESC, c.id LIMIT ? OFFSET ?`,
      [...where.parameters, size, offset],
    );
    const counted = await this.database.get<{ total: number }>(
      `SELECT count(*) AS total ${from} WHERE ${where.sql}`,
      where.parameters,
    );
    return { rows, total: Number(counted!.total) };
  }

  /** Cases of the same person, and the newest others, whose texts may tell of the same fact. */
  async duplicateCandidates(actor: Actor, hashes: (string | null)[], newest: number): Promise<CandidateRow[]> {
    const scope = comparableCases(actor, 'c');
    const samePerson = await this.database.all<CandidateRow>(
      `SELECT ${candidateColumns} ${from} WHERE (c.name_hash = ? OR c.id_hash = ? OR c.phone_hash = ?) AND ${scope.sql} ORDER BY c.registered_at DESC LIMIT 100`,
      [...hashes, ...scope.parameters],
    );
    const others = await this.database.all<CandidateRow>(
      `SELECT ${candidateColumns} ${from} WHERE ${scope.sql} ORDER BY c.registered_at DESC LIMIT ?`,
      [...scope.parameters, newest],
    );
    return [...new Map([...samePerson, ...others].map((row) => [row.id, row])).values()];
  }

  /** A case to be held beside another one; undefined when there is none that the actor may compare. */
  comparable(actor: Actor, caseId: string): Promise<CandidateRow | undefined> {
    const scope = comparableCases(actor, 'c');
    return this.database.get(`SELECT ${candidateColumns} ${from} WHERE c.id = ? AND ${scope.sql}`, [
      caseId,
      ...scope.parameters,
    ]);
  }

  clocks(caseIds: readonly string[], reader: SqlReader = this.database): Promise<ClockRow[]> {
    if (caseIds.length === 0) return Promise.resolve([]);
    return reader.all(
      `SELECT k.case_id AS "caseId", ${clockColumns('k')} FROM petition_clock k WHERE k.case_id IN (${caseIds.map(() => '?').join(', ')})
       ORDER BY k.started_on, k.name, k.round`,
      caseIds,
    );
  }

  demands(caseId: string): Promise<DemandRow[]> {
    return this.database.all(`SELECT no, text, answer, result, reply FROM case_demand WHERE case_id = ? ORDER BY no`, [
      caseId,
    ]);
  }

  leads(caseId: string): Promise<LeadRow[]> {
    return this.database.all(
      `SELECT level AS "level", leader AS "leader", post AS "post", until AS "until", reported_on AS "reportedOn", resolved_on AS "resolvedOn"
       FROM case_lead WHERE case_id = ? ORDER BY level`,
      [caseId],
    );
  }

  stations(caseId: string): Promise<StationRow[]> {
    return this.database.all(
      `SELECT station AS "station", reached_at AS "reachedAt" FROM case_station WHERE case_id = ?`,
      [caseId],
    );
  }
}

function conditions(actor: Actor, filter: CaseFilter): Predicate {
  const parts: Predicate[] = [caseScope(actor, 'c')];
  const add = (sql: string, ...parameters: SqlValue[]): number => parts.push({ sql, parameters });
  if (filter.q) {
    const like = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    const texts = ['c.number', 'c.title', 'c.petitioner_masked'].map((column) => `${column} LIKE ? ESCAPE '\\'`);
    const hashes = filter.qHashes ? ['c.name_hash = ?', 'c.id_hash = ?', 'c.phone_hash = ?'] : [];
    const values = filter.qHashes ? [filter.qHashes.name, filter.qHashes.id, filter.qHashes.phone] : [];
    add(`(${[...texts, ...hashes].join(' OR ')})`, like, like, like, ...values);
  }
  if (filter.status) add('c.status = ?', filter.status);
  if (filter.category) add('c.category = ?', filter.category);
  if (filter.unitId) add('(c.responsible_unit_id = ? OR c.unit_id = ?)', filter.unitId, filter.unitId);
  if (filter.occurrence) {
    const repeats = `EXISTS (SELECT 1 FROM standing_case_link s WHERE s.from_case_id = c.id AND s.relation = '相同事项')`;
    add(filter.occurrence === '重复' ? repeats : `NOT ${repeats}`);
  }
  if (filter.gathering) {
    const by = filter.gathering === '集体访' ? visiting : signing;
    add(`(c.headcount >= ? AND c.channel IN (${by.map(() => '?').join(', ')}))`, gatheringFrom, ...by);
  }
  if (filter.overdueOn) {
    add(
      `EXISTS (SELECT 1 FROM petition_clock k WHERE k.case_id = c.id AND k.stopped_at IS NULL AND k.paused_on IS NULL AND k.last_day < ?)`,
      filter.overdueOn,
    );
  }
  return { sql: parts.map((part) => part.sql).join(' AND '), parameters: parts.flatMap((part) => part.parameters) };
}
