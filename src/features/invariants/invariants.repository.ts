import { Injectable } from '@nestjs/common';
import type { Day } from '../../domain/calendar/days.js';
import { petitionProcesses } from '../../domain/codes/process-codes.js';
import type { CaseFacts, Violation } from '../../domain/invariants/three-invariants.js';
import type { Actor } from '../../platform/actor.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { insertRows } from '../../platform/database/insert-rows.js';
import { nextKey } from '../../workflow/keys.js';
import { caseScope } from '../identity/scope.js';

/** A case with what the rules look at; the day by which it must have found its unit is computed from the day of receipt. */
export interface CheckedCase extends Omit<CaseFacts, 'placedBy'> {
  caseId: string;
  receivedAt: string;
}

export interface Found extends Violation {
  caseId: string;
}

export interface CheckRow {
  id: string;
  begunAt: string;
  endedAt: string;
  /** Null for a nightly check. */
  begunBy: string | null;
  cases: number;
}

export interface ViolationRow extends Violation {
  caseId: string;
  caseNumber: string;
  title: string;
  status: string;
  unitName: string | null;
}

const violationColumns = ['check_id', 'case_id', 'invariant', 'message'] as const;
const places = (values: readonly unknown[]): string => values.map(() => '?').join(', ');

@Injectable()
export class InvariantsRepository {
  constructor(private readonly database: Database) {}

  /** The next cases in the order of their ids. */
  async casesAfter(caseId: string, count: number): Promise<CheckedCase[]> {
    const rows = await this.database.all<{
      caseId: string;
      receivedAt: string;
      status: string;
      unitId: string | null;
      docketNumber: string | null;
      outcome: string | null;
      worked: number;
      delivered: number;
      finishBy: string | null;
    }>(
      `SELECT c.id AS "caseId", c.received_at AS "receivedAt", c.status AS "status", c.responsible_unit_id AS "unitId", c.docket_number AS "docketNumber",
         c.outcome AS "outcome",
         CASE WHEN EXISTS (SELECT 1 FROM process_instance i WHERE i.case_id = c.id AND i.status IN ('active', 'suspended')
           AND i.process_id IN (${places(petitionProcesses)})) THEN 1 ELSE 0 END AS "worked",
         CASE WHEN EXISTS (SELECT 1 FROM case_station s WHERE s.case_id = c.id AND s.station = '回复') THEN 1 ELSE 0 END AS "delivered",
         (SELECT max(k.last_day) FROM petition_clock k WHERE k.case_id = c.id AND k.name = '办结' AND k.stopped_at IS NULL AND k.paused_on IS NULL) AS "finishBy"
       FROM petition_case c WHERE c.id > ? ORDER BY c.id LIMIT ?`,
      [...petitionProcesses, caseId, count],
    );
    const unanswered = await this.unanswered(rows.map((row) => row.caseId));
    return rows.map(({ unitId, worked, delivered, ...row }) => ({
      ...row,
      hasUnit: unitId !== null,
      isBeingWorked: worked === 1,
      isDelivered: delivered === 1,
      unanswered: unanswered.get(row.caseId) ?? [],
    }));
  }

  private async unanswered(caseIds: readonly string[]): Promise<ReadonlyMap<string, number[]>> {
    const byCase = new Map<string, number[]>();
    if (caseIds.length === 0) return byCase;
    const rows = await this.database.all<{ caseId: string; no: number }>(
      `SELECT case_id AS "caseId", no FROM case_demand WHERE case_id IN (${places(caseIds)}) AND (result IS NULL OR reply IS NULL) ORDER BY no`,
      caseIds,
    );
    for (const { caseId, no } of rows) byCase.set(caseId, [...(byCase.get(caseId) ?? []), no]);
    return byCase;
  }

  /** Undefined where the check of this slot has been begun by somebody else. */
  async begin(
    transaction: SqlTransaction,
    check: { slot: Day | null; at: string; userId: string | null },
  ): Promise<string | undefined> {
    const id = await nextKey(transaction);
    const begun = await transaction.run(
      `INSERT INTO invariant_check (id, slot, begun_at, begun_by) VALUES (?, ?, ?, ?) ON CONFLICT (slot) DO NOTHING`,
      [id, check.slot, check.at, check.userId],
    );
    return begun === 1 ? id : undefined;
  }

  async finish(
    transaction: SqlTransaction,
    id: string,
    { at, cases, found }: { at: string; cases: number; found: readonly Found[] },
  ): Promise<void> {
    await transaction.run(`UPDATE invariant_check SET ended_at = ?, cases = ?, found = ? WHERE id = ?`, [
      at,
      cases,
      found.length,
      id,
    ]);
    // What earlier checks found is history of no use: the cases have it themselves. Their counts stay.
    await transaction.run(`DELETE FROM invariant_violation WHERE check_id <> ?`, [id]);
    const rows = found.map(({ caseId, invariant, message }) => [id, caseId, invariant, message]);
    await insertRows(transaction, 'invariant_violation', violationColumns, rows);
  }

  /** A check that was cut off: its slot is free again. */
  abandon(transaction: SqlTransaction, before: string): Promise<number> {
    return transaction.run(`DELETE FROM invariant_check WHERE ended_at IS NULL AND begun_at < ?`, [before]);
  }

  newest(): Promise<CheckRow | undefined> {
    return this.database.get(
      `SELECT i.id AS "id", i.begun_at AS "begunAt", i.ended_at AS "endedAt", u.display_name AS "begunBy", i.cases AS "cases"
       FROM invariant_check i LEFT JOIN app_user u ON u.id = i.begun_by WHERE i.ended_at IS NOT NULL
       ORDER BY i.ended_at DESC, i.id DESC LIMIT 1`,
    );
  }

  /** Of the newest check, those of cases that the actor may see. */
  async violations(
    checkId: string,
    actor: Actor,
    invariant: string | undefined,
    page: { size: number; offset: number },
  ): Promise<{ rows: ViolationRow[]; counts: Record<string, number> }> {
    const scope = caseScope(actor, 'c');
    const from = `FROM invariant_violation v JOIN petition_case c ON c.id = v.case_id
       LEFT JOIN unit u ON u.id = COALESCE(c.responsible_unit_id, c.unit_id) WHERE v.check_id = ? AND ${scope.sql}`;
    const one = invariant === undefined ? '' : 'AND v.invariant = ?';
    const rows = await this.database.all<ViolationRow>(
      `SELECT v.case_id AS "caseId", c.number AS "caseNumber", c.title AS "title", c.status AS "status", u.name AS "unitName",
         v.invariant AS "invariant", v.message AS "message" ${from} ${one} ORDER BY c.received_at, v.case_id, v.invariant LIMIT ? OFFSET ?`,
      [checkId, ...scope.parameters, ...(invariant === undefined ? [] : [invariant]), page.size, page.offset],
    );
    const counted = await this.database.all<{ invariant: string; n: number }>(
      `SELECT v.invariant AS "invariant", count(*) AS n ${from} GROUP BY v.invariant`,
      [checkId, ...scope.parameters],
    );
    return { rows, counts: Object.fromEntries(counted.map((row) => [row.invariant, Number(row.n)])) };
  }
}
