import { Injectable } from '@nestjs/common';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Lock, type SqlTransaction } from '../../platform/database/database.js';
import { Failure } from '../../platform/failure.js';
import { placeNew, sha256OfFile } from '../../platform/files/durable-files.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { randomLegible } from '../../platform/keys/random.js';
import { exportLines, verifyExport } from '../history/history-export.js';
import { HistoryWriter } from '../history/history-writer.js';
import { archiveCandidates } from './archive-candidates.js';
import { ArchiveContent, type ArchivedInstance } from './archive-content.js';
import { readLines, writeLines } from './archive-file.js';
import { removeRows } from './archived-rows.js';

/** Instances in one file at the most: their rows are removed in one transaction, for which other writes wait. */
const mostInstances = 100;
/** Milliseconds after which a file that was begun counts as given up: its writer is gone. */
const givenUpAfter = 15 * 60_000;

export interface Archived {
  name: string;
  sha256: string;
  instances: number;
  events: number;
}

/**
 * Moves ended instances to files. The order makes it safe to be killed anywhere: the intent is written down, the file is
 * written, checked and made durable, and only then one transaction removes the rows and completes the intent. Until that
 * commits everything is in the database, and the file is one that the next run deletes.
 */
@Injectable()
export class Archiver {
  constructor(
    private readonly database: Database,
    private readonly content: ArchiveContent,
    private readonly history: HistoryWriter,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes one file of what ended before an instant, oldest first; null when there is nothing.
   * @throws Failure conflict while somebody else archives
   */
  async archiveNext(folder: string, endedBefore: string): Promise<Archived | null> {
    await this.dropGivenUp(folder);
    const candidates = await archiveCandidates(this.database, endedBefore, mostInstances);
    if (candidates.length === 0) return null;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const createdAt = this.clock.instant();
    const name = `minqing-${createdAt.replace(/[-:.]/g, '')}-${randomLegible(6)}.jsonl.gz`;
    const instances = await this.content.instances(candidates);
    const events = instances.reduce((sum, instance) => sum + instance.events.length, 0);
    await this.begin(name, createdAt, instances.length, events);
    try {
      await this.write(join(folder, name), instances, { createdAt, endedBefore });
      const archived = { name, sha256: await sha256OfFile(join(folder, name)), instances: instances.length, events };
      await this.database.write((transaction) => this.remove(transaction, instances, archived));
      return archived;
    } catch (reason) {
      // Instances that were changed meanwhile, a full disk. Not so when the answer to COMMIT was lost: then the file counts.
      await this.drop(folder, name);
      throw reason;
    }
  }

  private begin(name: string, createdAt: string, instances: number, events: number): Promise<void> {
    return this.database.write(async (transaction) => {
      await transaction.lock({ kind: 'archive', key: '' });
      if (await transaction.get(`SELECT 1 FROM archive_file WHERE state = 'writing'`))
        throw new Failure('conflict', 'archive-running', '正在归档，请等它结束后再试。');
      await transaction.run(
        `INSERT INTO archive_file (name, state, instances, events, created_at) VALUES (?, 'writing', ?, ?, ?)`,
        [name, instances, events, createdAt],
      );
    });
  }

  /** The file gets its name when it is whole, passes the check that others will make, and is on the disk. */
  private async write(
    file: string,
    instances: readonly ArchivedInstance[],
    about: { createdAt: string; endedBefore: string },
  ): Promise<void> {
    const temporary = `${file}.partial`;
    const signer = { keyId: this.keys.sealKeyId, sign: (bytes: Buffer) => this.keys.sign(bytes) };
    try {
      await writeLines(temporary, exportLines(this.content.records(instances, about), signer, about.createdAt));
      const { status, message } = await verifyExport(readLines(temporary), this.keys.sealPublicKey);
      if (status !== 'intact')
        throw new Failure('conflict', 'archive-not-intact', `没有归档，历史记录有问题。${message}`);
      placeNew(temporary, file);
    } finally {
      rmSync(temporary, { force: true });
    }
  }

  private async remove(
    transaction: SqlTransaction,
    instances: readonly ArchivedInstance[],
    { name, sha256, events: _events }: Archived,
  ): Promise<void> {
    await transaction.lock(...instances.map(({ instanceKey: key }): Lock => ({ kind: 'instance', key })));
    const now = this.clock.instant();
    for (const instance of instances) {
      const { instanceKey, lastSeq, lockVersion } = instance;
      const unchanged = await transaction.run(
        `UPDATE process_instance SET archive_name = ?, state = '' WHERE instance_key = ? AND archive_name IS NULL AND last_seq = ? AND lock_version = ?`,
        [name, instanceKey, lastSeq, lockVersion],
      );
      if (unchanged !== 1)
        throw new Failure('conflict', 'instance-changed', '归档期间有流程实例发生变化，没有归档，请重试。');
      await this.keepHashes(transaction, instance);
      await transaction.run(`DELETE FROM history_payload WHERE instance_key = ?`, [instanceKey]);
      await transaction.run(`DELETE FROM history_event WHERE instance_key = ?`, [instanceKey]);
      await removeRows(transaction, instanceKey);
      const meta = { file: name, sha256, events: instance.events.length };
      await this.history.appendTo(transaction, instanceKey, now, null, [{ type: 'INSTANCE_ARCHIVED', meta }]);
    }
    const completed = await transaction.run(
      `UPDATE archive_file SET state = 'complete', sha256 = ? WHERE name = ? AND state = 'writing'`,
      [sha256, name],
    );
    if (completed !== 1) throw new Failure('conflict', 'archive-given-up', '归档用时过长，已放弃，请重试。');
  }

  /** One row for each block an instance lies in: the events of one are sealed in their order. */
  private async keepHashes(transaction: SqlTransaction, { instanceKey, events }: ArchivedInstance): Promise<void> {
    for (let from = 0; from < events.length;) {
      const { block, seq } = events[from]!;
      let to = from;
      while (to < events.length && events[to]!.block === block) to += 1;
      const hashes = events.slice(from, to).map((event) => event.hash);
      await transaction.run(
        `INSERT INTO archived_events (instance_key, first_seq, block, hashes) VALUES (?, ?, ?, ?)`,
        [instanceKey, seq, block, hashes.join('')],
      );
      from = to;
    }
  }

  private async dropGivenUp(folder: string): Promise<void> {
    const before = new Date(this.clock.now().getTime() - givenUpAfter).toISOString();
    const files = await this.database.all<{ name: string }>(
      `SELECT name AS "name" FROM archive_file WHERE state = 'dropped' OR (state = 'writing' AND created_at < ?)`,
      [before],
    );
    for (const { name } of files) await this.drop(folder, name);
  }

  /** Removes a file that nobody completed; it is marked before and forgotten after, so that it is neither lost sight of nor lost. */
  private async drop(folder: string, name: string): Promise<void> {
    const unfinished = await this.database.write((transaction) =>
      transaction.run(`UPDATE archive_file SET state = 'dropped' WHERE name = ? AND state <> 'complete'`, [name]),
    );
    if (unfinished !== 1) return;
    for (const rest of ['', '.partial']) rmSync(join(folder, name + rest), { force: true });
    await this.database.write((transaction) =>
      transaction.run(`DELETE FROM archive_file WHERE name = ? AND state = 'dropped'`, [name]),
    );
  }
}
