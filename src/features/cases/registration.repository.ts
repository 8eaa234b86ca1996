import { Injectable } from '@nestjs/common';
import type { SqlTransaction } from '../../platform/database/database.js';
import type { CaseFlags } from './case.rows.js';
import type { SealedPeople } from './person-vault.js';

/** Everything of a new case but its number. */
export interface NewCase {
  id: string;
  queryCode: string;
  title: string;
  summary: string;
  channel: string;
  category: string;
  place: string;
  urgency: string;
  headcount: number;
  windowName: string;
  prior: string;
  needs: string;
  flags: CaseFlags;
  unitId: string;
  registrarId: string;
  receivedAt: string;
  registeredAt: string;
  petitionerMasked: string;
  person: SealedPeople;
  /** In the order in which they are numbered from 1. */
  demands: string[];
}

/** Writes of a registration, inside the caller's transaction. */
@Injectable()
export class RegistrationRepository {
  /** The next number of the day and channel; gap-free, because it is taken in the transaction that registers. */
  async nextSequence(transaction: SqlTransaction, region: string, period: string): Promise<number> {
    await transaction.lock({ kind: 'number-series', key: `case/${region}/${period}` });
    const row = await transaction.get<{ last: number }>(
      `INSERT INTO number_series (series, unit_id, period, last) VALUES ('case', ?, ?, 1)
       ON CONFLICT (series, unit_id, period) DO UPDATE SET last = number_series.last + 1 RETURNING last`,
      [region, period],
    );
    return row!.last;
  }

  async insert(
    transaction: SqlTransaction,
    petition: NewCase,
    given: { number: string; queueNumber?: string },
  ): Promise<void> {
    const { person } = petition;
    await transaction.run(
      `INSERT INTO petition_case (id, number, query_code, title, summary, channel, category, place, urgency, headcount, window_name, prior, needs, flags,
         status, stage, unit_id, registrar_id, received_at, registered_at, petitioner_masked, person, name_hash, id_hash, phone_hash, wrapped_key, queue_number)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '已登记', '提出', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        petition.id,
        given.number,
        petition.queryCode,
        petition.title,
        petition.summary,
        petition.channel,
        petition.category,
        petition.place,
        petition.urgency,
        petition.headcount,
        petition.windowName,
        petition.prior,
        petition.needs,
        JSON.stringify(petition.flags),
        petition.unitId,
        petition.registrarId,
        petition.receivedAt,
        petition.registeredAt,
        petition.petitionerMasked,
        person.sealed,
        person.nameHash,
        person.idHash,
        person.phoneHash,
        person.wrappedKey,
        given.queueNumber ?? null,
      ],
    );
    for (const [index, text] of petition.demands.entries()) {
      await transaction.run(`INSERT INTO case_demand (case_id, no, text) VALUES (?, ?, ?)`, [
        petition.id,
        index + 1,
        text,
      ]);
    }
  }
}
