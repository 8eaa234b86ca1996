import { Injectable } from '@nestjs/common';
import { basename } from 'node:path';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { sha256OfFile } from '../../platform/files/durable-files.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { canonical } from '../history/chain.js';
import { verifyExport } from '../history/history-export.js';
import { parseLine } from '../history/history-lines.js';
import { HistoryWriter } from '../history/history-writer.js';
import type { HistoryRecord } from '../history/verify.js';
import { rowsPlace } from './archive-content.js';
import { readLines } from './archive-file.js';
import { putBackRows, type ArchivedRows } from './archived-rows.js';

type EventRecord = Extract<HistoryRecord, { kind: 'event' }>;

interface Returning {
  events: EventRecord[];
  payloads: { seq: number; sealed: string }[];
  /** Encrypted. */
  rows: string;
}

/** Brings archived instances back from their file, as they were; the file stays as it is. */
@Injectable()
export class ArchiveRestorer {
  constructor(
    private readonly database: Database,
    private readonly history: HistoryWriter,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /**
   * @param caseNumber only the instances of this case; absent: all that are still in the file
   * @returns how many came back; each is a transaction of its own, so that a run that was cut off can be repeated
   * @throws Failure unprocessable for a file that is none of ours or was altered, not-found for a case that is not in it
   */
  async restore(file: string, caseNumber?: string): Promise<number> {
    await this.check(file);
    const name = basename(file);
    const wanted = new Set(await this.archivedIn(name, caseNumber));
    if (wanted.size === 0)
      throw new Failure(
        'not-found',
        'not-archived-here',
        caseNumber ? `归档文件 ${name} 中没有 ${caseNumber} 的记录，或已取回。` : `归档文件 ${name} 中的记录都已取回。`,
      );
    let restored = 0;
    for await (const returning of instancesIn(file)) {
      if (!wanted.has(returning.events[0]!.instanceKey)) continue;
      await this.database.write((transaction) => this.putBack(transaction, name, returning));
      restored += 1;
    }
    return restored;
  }

  private async check(file: string): Promise<void> {
    const known = await this.database.get<{ sha256: string }>(
      `SELECT sha256 AS "sha256" FROM archive_file WHERE name = ? AND state = 'complete'`,
      [basename(file)],
    );
    if (!known) throw new Failure('unprocessable', 'archive-unknown', `${basename(file)} 不是本系统的归档文件。`);
    if ((await sha256OfFile(file)) !== known.sha256)
      throw new Failure('unprocessable', 'archive-altered', `归档文件 ${basename(file)} 与归档时不一致，没有取回。`);
    const { status, message } = await verifyExport(readLines(file), this.keys.sealPublicKey);
    if (status !== 'intact') throw new Failure('unprocessable', 'archive-altered', message);
  }

  private async archivedIn(name: string, caseNumber?: string): Promise<string[]> {
    const rows = await this.database.all<{ instanceKey: string }>(
      `SELECT i.instance_key AS "instanceKey" FROM process_instance i LEFT JOIN petition_case c ON c.id = i.case_id
       WHERE i.archive_name = ?${caseNumber === undefined ? '' : ' AND c.number = ?'}`,
      caseNumber === undefined ? [name] : [name, caseNumber],
    );
    return rows.map((row) => row.instanceKey);
  }

  private async putBack(
    transaction: SqlTransaction,
    name: string,
    { events, payloads, rows }: Returning,
  ): Promise<void> {
    const { instanceKey } = events[0]!;
    await transaction.lock({ kind: 'instance', key: instanceKey });
    const instance = await transaction.get<{ wrappedKey: string }>(
      `SELECT COALESCE(c.wrapped_key, i.wrapped_key) AS "wrappedKey" FROM process_instance i LEFT JOIN petition_case c ON c.id = i.case_id
       WHERE i.instance_key = ?`,
      [instanceKey],
    );
    const text = this.keys.open(this.keys.unwrap(instance!.wrappedKey), rows, rowsPlace(instanceKey));
    const content = JSON.parse(text) as ArchivedRows;
    const taken = await transaction.run(
      `UPDATE process_instance SET archive_name = NULL, state = ? WHERE instance_key = ? AND archive_name = ?`,
      [content.state, instanceKey, name],
    );
    if (taken !== 1) throw new Failure('conflict', 'not-archived-here', `流程实例 ${instanceKey} 已取回。`);
    for (const event of events) await insertEvent(transaction, event);
    for (const { seq, sealed } of payloads)
      await transaction.run(`INSERT INTO history_payload (instance_key, seq, sealed) VALUES (?, ?, ?)`, [
        instanceKey,
        seq,
        sealed,
      ]);
    await putBackRows(transaction, content);
    await transaction.run(`DELETE FROM archived_events WHERE instance_key = ?`, [instanceKey]);
    const at = this.clock.instant();
    const event = { type: 'INSTANCE_RESTORED', meta: { file: name } };
    await this.history.appendTo(transaction, instanceKey, at, null, [event]);
  }
}

async function insertEvent(transaction: SqlTransaction, event: EventRecord): Promise<void> {
  await transaction.run(
    `INSERT INTO history_event (instance_key, seq, at, type, element_id, element_instance_key, actor_id, meta, payload_hash, prev_hash, hash, block)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      event.instanceKey,
      event.seq,
      event.at,
      event.type,
      event.elementId,
      event.elementInstanceKey,
      event.actorId,
      canonical(event.meta),
      event.payloadHash,
      event.prevHash,
      event.hash,
      event.block,
    ],
  );
}

/** The instances of a file that was checked, one after another as they were written. */
async function* instancesIn(file: string): AsyncGenerator<Returning> {
  let events: EventRecord[] = [];
  let payloads: Returning['payloads'] = [];
  for await (const line of readLines(file)) {
    const record = parseLine(line);
    if (record?.kind === 'event') events.push(record);
    if (record?.kind === 'payload') payloads.push({ seq: record.seq, sealed: record.sealed });
    if (record?.kind === 'rows') {
      yield { events, payloads, rows: record.sealed };
      [events, payloads] = [[], []];
    }
  }
}
