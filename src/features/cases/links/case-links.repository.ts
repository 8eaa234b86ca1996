import { Injectable } from '@nestjs/common';
import type { CaseRelation } from '../../../domain/duplicates/case-relations.js';
import type { Actor } from '../../../platform/actor.js';
import { Database, type SqlReader, type SqlTransaction } from '../../../platform/database/database.js';
import { comparableCases } from '../../identity/scope.js';

/** Two matters in the order of registration: the later repeats the earlier. */
export interface Pair {
  earlierId: string;
  laterId: string;
}

export interface DecisionRow {
  relation: CaseRelation;
  reason: string;
  told: string | null;
  deciderName: string;
  decidedAt: string;
}

export interface NewDecision extends Omit<DecisionRow, 'deciderName'> {
  deciderId: string;
}

/** A decision that counts, with the other case. */
export interface LinkRow extends DecisionRow {
  isEarlier: number;
  id: string;
  number: string;
  title: string;
  petitionerMasked: string;
  status: string;
  registeredAt: string;
  responsibleUnitId: string | null;
  responsibleUnitName: string | null;
}

const decisionColumns = `l.relation AS "relation", l.reason AS "reason", l.told AS "told", a.display_name AS "deciderName", l.decided_at AS "decidedAt"`;

/** Decisions about pairs of matters; rows are added and never changed. */
@Injectable()
export class CaseLinksRepository {
  constructor(private readonly database: Database) {}

  /** What stands about the case, as far as the other one may be seen beside it. */
  ofCase(actor: Actor, caseId: string): Promise<LinkRow[]> {
    const scope = comparableCases(actor, 'c');
    return this.database.all(
      `SELECT ${decisionColumns}, CASE WHEN l.from_case_id = ? THEN 1 ELSE 0 END AS "isEarlier", c.id AS "id", c.number AS "number", c.title AS "title",
         c.petitioner_masked AS "petitionerMasked", c.status AS "status", c.registered_at AS "registeredAt",
         c.responsible_unit_id AS "responsibleUnitId", r.name AS "responsibleUnitName"
       FROM standing_case_link l JOIN petition_case c ON c.id = CASE WHEN l.from_case_id = ? THEN l.to_case_id ELSE l.from_case_id END
         JOIN app_user a ON a.id = l.decided_by LEFT JOIN unit r ON r.id = c.responsible_unit_id
       WHERE (l.from_case_id = ? OR l.to_case_id = ?) AND ${scope.sql} ORDER BY c.registered_at, c.number`,
      [caseId, caseId, caseId, caseId, ...scope.parameters],
    );
  }

  /** Every decision about two matters, the first one first. */
  decisions({ earlierId, laterId }: Pair, reader: SqlReader = this.database): Promise<DecisionRow[]> {
    return reader.all(
      `SELECT ${decisionColumns} FROM case_link l JOIN app_user a ON a.id = l.decided_by WHERE l.from_case_id = ? AND l.to_case_id = ? ORDER BY l.no`,
      [laterId, earlierId],
    );
  }

  /** The caller holds both cases, so that no number is given twice. */
  async add(
    transaction: SqlTransaction,
    { earlierId, laterId }: Pair,
    no: number,
    decision: NewDecision,
  ): Promise<void> {
    const { relation, reason, told, deciderId, decidedAt } = decision;
    await transaction.run(
      `INSERT INTO case_link (from_case_id, to_case_id, no, relation, reason, told, decided_by, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      [laterId, earlierId, no, relation, reason, told, deciderId, decidedAt],
    );
  }
}
