import { generateKeyPairSync } from 'node:crypto';
import { openTestDatabase, type TestDatabase } from '../../../test/builders/database.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlValue } from '../../platform/database/database.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { eventHash, genesisHash, type ChainedEvent } from './chain.js';
import { HistoryReader } from './history-reader.js';
import { HistoryWriter } from './history-writer.js';
import { Sealer } from './sealer.js';
import { verifyHistory, type HistoryRecord } from './verify.js';

const at = '2026-06-16T02:00:00.000Z';
/** Two instances; `2` sorts after `16`, as text does and numbers do not. */
const [first, second] = ['16', '2'];

class FixedClock extends Clock {
  override now(): Date {
    return new Date(at);
  }
}

describe('checking the history', () => {
  let test: TestDatabase;
  let keys: KeyRing;
  let writer: HistoryWriter;
  let reader: HistoryReader;
  let sealer: Sealer;

  const run = (sql: string, parameters: SqlValue[] = []): Promise<number> =>
    test.database.write((transaction) => transaction.run(sql, parameters));

  const append = (instanceKey: string, ...opinions: string[]): Promise<void> =>
    test.database.write((transaction) =>
      writer.appendTo(
        transaction,
        instanceKey,
        at,
        'u1',
        opinions.map((opinion) => ({
          type: 'ELEMENT_COMPLETED',
          elementId: 'task_talk',
          meta: { round: 1 },
          payload: { opinion },
        })),
      ),
    );

  /** Two blocks, each with events of both instances, and one event that no block holds yet. */
  beforeEach(async () => {
    test = await openTestDatabase();
    keys = KeyRing.open({ dataDir: test.dataDir });
    writer = new HistoryWriter(keys);
    reader = new HistoryReader(test.database, writer, keys);
    sealer = new Sealer(test.database, keys, new FixedClock());
    await run(`INSERT INTO deployment VALUES ('1', ?, 'u1', '')`, [at]);
    await run(`INSERT INTO resource VALUES ('2', '1', 'xf_reception.bpmn', 'bpmn', 1, '', '')`);
    await run(
      `INSERT INTO process_definition VALUES ('3', 'xf_reception', 1, NULL, '接访办理', 'reference', '2', '1')`,
    );
    for (const key of [first, second]) {
      await run(
        `INSERT INTO process_instance (instance_key, process_id, version, definition_key, engine, state, lock_version, status, started_at, last_seq, last_hash, wrapped_key)
         VALUES (?, 'xf_reception', 1, '3', 'reference', '', 0, 'active', ?, 0, ?, ?)`,
        [key, at, genesisHash(key), keys.newCaseKey().wrapped],
      );
    }
    await append(first, '接谈一', '接谈二');
    await append(second, '研判');
    await sealer.sealNew();
    await append(first, '审批');
    await append(second, '督查');
    await sealer.sealNew();
    await append(first, '答复');
  });
  afterEach(() => test.close());

  it('finds an untouched history intact, as a whole and for one instance', async () => {
    expect(await reader.verify()).toMatchObject({ status: 'intact', events: 6, blocks: 2 });
    expect(await reader.verify(first)).toMatchObject({ status: 'intact', events: 4 });
  });

  it('names the event whose metadata was changed', async () => {
    await run(`UPDATE history_event SET meta = '{"round":2}' WHERE instance_key = ? AND seq = 2`, [first]);
    const expected = { status: 'altered', firstBad: { instanceKey: first, seq: 2 } };
    expect(await reader.verify()).toMatchObject(expected);
    expect(await reader.verify(first)).toMatchObject(expected);
    expect(await reader.verify(second)).toMatchObject({ status: 'intact' });
  });

  it.each([
    ['at', '2026-06-15T02:00:00.000Z'],
    ['type', 'ELEMENT_TERMINATED'],
    ['element_id', 'task_sign'],
    ['element_instance_key', '99'],
    ['actor_id', 'u2'],
    ['payload_hash', null],
    ['hash', '00'],
    ['prev_hash', '00'],
    ['meta', 'no JSON'],
  ])('names the event whose %s was changed', async (column, value) => {
    await run(`UPDATE history_event SET ${column} = ? WHERE instance_key = ? AND seq = 3`, [value, first]);
    expect(await reader.verify()).toMatchObject({ status: 'altered', firstBad: { instanceKey: first, seq: 3 } });
  });

  it('names the event whose entered values were exchanged, emptied or removed', async () => {
    const expected = { status: 'altered', firstBad: { instanceKey: first, seq: 2 } };
    const sealedAt = (seq: number) =>
      test.database.get<{ sealed: string }>(`SELECT sealed FROM history_payload WHERE instance_key = ? AND seq = ?`, [
        first,
        seq,
      ]);
    const own = (await sealedAt(2))!.sealed;
    await run(`UPDATE history_payload SET sealed = ? WHERE instance_key = ? AND seq = 2`, [
      (await sealedAt(1))!.sealed,
      first,
    ]);
    expect(await reader.verify()).toMatchObject(expected);
    await run(`UPDATE history_payload SET sealed = '' WHERE instance_key = ? AND seq = 2`, [first]);
    expect(await reader.verify()).toMatchObject(expected);
    await run(`DELETE FROM history_payload WHERE instance_key = ? AND seq = 2`, [first]);
    expect(await reader.verify()).toMatchObject(expected);
    expect((await reader.events(first))[1]).toMatchObject({ entered: null, unreadable: true });
    await run(`INSERT INTO history_payload VALUES (?, 2, ?)`, [first, own]);
    expect(await reader.verify()).toMatchObject({ status: 'intact' });
  });

  it('misses an event taken out of the middle', async () => {
    await run(`DELETE FROM history_event WHERE instance_key = ? AND seq = 2`, [first]);
    expect(await reader.verify()).toMatchObject({ status: 'truncated', firstBad: { instanceKey: first, seq: 2 } });
  });

  it('misses events cut off at the end', async () => {
    await run(`DELETE FROM history_event WHERE instance_key = ? AND seq >= 3`, [first]);
    expect(await reader.verify()).toMatchObject({ status: 'truncated', firstBad: { instanceKey: first, seq: 3 } });
  });

  it('misses sealed events cut off at the end even when the instance was made to agree', async () => {
    await run(`DELETE FROM history_event WHERE instance_key = ? AND seq >= 3`, [first]);
    await run(
      `UPDATE process_instance SET last_seq = 2, last_hash = (SELECT hash FROM history_event h WHERE h.instance_key = ? AND h.seq = 2) WHERE instance_key = ?`,
      [first, first],
    );
    expect(await reader.verify()).toMatchObject({ status: 'truncated', badBlock: 2 });
  });

  it('misses a whole instance', async () => {
    await run(`DELETE FROM history_event WHERE instance_key = ?`, [second]);
    await run(`DELETE FROM process_instance WHERE instance_key = ?`, [second]);
    expect(await reader.verify()).toMatchObject({ status: 'truncated', badBlock: 1 });
  });

  it.each([1, 2])('misses block %i', async (block) => {
    await run(`DELETE FROM seal_block WHERE block = ?`, [block]);
    expect(await reader.verify()).toMatchObject({ status: 'truncated', badBlock: block });
  });

  it('does not take work that goes on meanwhile for a break', async () => {
    const seen: HistoryRecord[] = [];
    for await (const record of reader.records()) {
      if (record.kind === 'tip' && record.instanceKey === first) {
        await append(second, '送达');
        await sealer.sealNew();
      }
      seen.push(record);
    }
    expect(await verifyHistory(seen)).toMatchObject({ status: 'intact', events: 6, blocks: 2 });
  });

  it('finds a chain that was written anew from a changed event, also when only that instance is checked', async () => {
    await rewriteFrom(first, 2);
    expect(await reader.verify()).toMatchObject({ status: 'altered', badBlock: 1 });
    expect(await reader.verify(first)).toMatchObject({ status: 'altered', badBlock: 1 });
  });

  it('finds blocks signed with another key', async () => {
    const stranger = new KeyRing(Buffer.alloc(32), generateKeyPairSync('ed25519').privateKey);
    const blocks = await test.database.all<{ block: number; seal: string }>(`SELECT block, seal FROM seal_block`);
    for (const { block, seal } of blocks) {
      await run(`UPDATE seal_block SET signature = ? WHERE block = ?`, [
        stranger.sign(Buffer.from(seal, 'hex')).toString('base64'),
        block,
      ]);
    }
    expect(await reader.verify()).toMatchObject({ status: 'wrong-key', badBlock: 1 });
  });

  it('trusts the key it is given over the one in the records', async () => {
    const stranger = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(await verifyHistory(await recordsOf(), { trustedKey: stranger })).toMatchObject({
      status: 'wrong-key',
      badBlock: 1,
    });
    expect(await verifyHistory(await recordsOf(), { trustedKey: keys.sealPublicKey })).toMatchObject({
      status: 'intact',
    });
  });

  it('refuses events that changed places', async () => {
    await run(`UPDATE history_event SET seq = 9 WHERE instance_key = ? AND seq = 1`, [first]);
    await run(`UPDATE history_event SET seq = 1 WHERE instance_key = ? AND seq = 2`, [first]);
    await run(`UPDATE history_event SET seq = 2 WHERE instance_key = ? AND seq = 9`, [first]);
    expect(await reader.verify()).toMatchObject({ status: 'altered', firstBad: { instanceKey: first, seq: 1 } });
  });

  it('refuses blocks in another order', async () => {
    const records = await recordsOf();
    const blocks = records.filter((record) => record.kind === 'block');
    const others = records.filter((record) => record.kind !== 'block');
    expect(await verifyHistory([...blocks.reverse(), ...others])).toMatchObject({ status: 'truncated', badBlock: 1 });
  });

  it('misses the tip of an instance', async () => {
    const records = (await recordsOf()).filter((record) => record.kind !== 'tip' || record.instanceKey !== second);
    expect(await verifyHistory(records)).toMatchObject({
      status: 'truncated',
      firstBad: { instanceKey: second, seq: 0 },
    });
  });

  async function recordsOf(): Promise<HistoryRecord[]> {
    const records: HistoryRecord[] = [];
    for await (const record of reader.records()) records.push(record);
    return records;
  }

  /** What somebody with the database but without the sealing key can do at best. */
  async function rewriteFrom(instanceKey: string, seq: number): Promise<void> {
    const events = await reader.events(instanceKey);
    let prevHash = events[seq - 2]!.hash;
    for (const {
      prevHash: _prev,
      hash: _hash,
      block: _block,
      entered: _entered,
      unreadable: _unreadable,
      ...event
    } of events.slice(seq - 1)) {
      const changed: ChainedEvent = event.seq === seq ? { ...event, actorId: 'u2' } : event;
      const hash = eventHash(prevHash, changed);
      await run(`UPDATE history_event SET actor_id = ?, prev_hash = ?, hash = ? WHERE instance_key = ? AND seq = ?`, [
        changed.actorId,
        prevHash,
        hash,
        instanceKey,
        event.seq,
      ]);
      prevHash = hash;
    }
    await run(`UPDATE process_instance SET last_hash = ? WHERE instance_key = ?`, [prevHash, instanceKey]);
  }
});
