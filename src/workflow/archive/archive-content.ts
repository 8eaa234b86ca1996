import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { HistoryReader, type StoredEvent } from '../history/history-reader.js';
import type { HistoryRecord } from '../history/verify.js';
import type { Candidate } from './archive-candidates.js';
import { readRows } from './archived-rows.js';

/** Where the rows of an instance lie in an archive: encrypted, they open nowhere else. */
export const rowsPlace = (instanceKey: string): string => `archive/${instanceKey}`;

export interface ArchivedInstance extends Candidate {
  events: StoredEvent[];
}

/** Reads what an archive holds. */
@Injectable()
export class ArchiveContent {
  constructor(
    private readonly database: Database,
    private readonly history: HistoryReader,
    private readonly keys: KeyRing,
  ) {}

  /** Events of the instances, from which the hashes are taken that stay. */
  async instances(candidates: readonly Candidate[]): Promise<ArchivedInstance[]> {
    const instances: ArchivedInstance[] = [];
    for (const candidate of candidates) {
      const events = (await this.history.events(candidate.instanceKey)).map(
        ({ entered: _entered, unreadable: _unreadable, ...event }) => event,
      );
      instances.push({ ...candidate, events });
    }
    return instances;
  }

  /** The lines of an archive but its last. Nobody needs the server to check them. */
  async *records(
    instances: readonly ArchivedInstance[],
    { createdAt, endedBefore }: { createdAt: string; endedBefore: string },
  ): AsyncGenerator<HistoryRecord> {
    yield { kind: 'archive', format: 1, createdAt, endedBefore };
    yield { kind: 'key', keyId: this.keys.sealKeyId, publicKey: this.keys.sealPublicKey };
    const numbers = new Set(instances.flatMap(({ events }) => events.map((event) => event.block!)));
    for (const number of [...numbers].sort((one, other) => one - other)) {
      yield { kind: 'block', ...(await this.history.block(number)) };
      yield* this.history.leavesOf(number);
    }
    for (const instance of instances) {
      const { instanceKey } = instance;
      yield { kind: 'tip', instanceKey, seq: instance.lastSeq, hash: instance.lastHash };
      for (const event of instance.events) yield { kind: 'event', ...event };
      for (const row of await this.payloads(instanceKey)) yield { kind: 'payload', instanceKey, ...row };
      const rows = JSON.stringify(await readRows(this.database, instanceKey));
      const sealed = this.keys.seal(this.keys.unwrap(instance.wrappedKey), rows, rowsPlace(instanceKey));
      yield { kind: 'rows', instanceKey, sealed };
    }
  }

  private payloads(instanceKey: string): Promise<{ seq: number; sealed: string }[]> {
    return this.database.all(
      `SELECT seq AS "seq", sealed AS "sealed" FROM history_payload WHERE instance_key = ? ORDER BY seq`,
      [instanceKey],
    );
  }
}
