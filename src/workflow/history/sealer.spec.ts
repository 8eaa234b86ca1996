import { createPublicKey, verify } from 'node:crypto';
import { bpmnText, end, flow, start, userTask } from '../../../test/builders/bpmn-text.js';
import { TestWorkflow } from '../../../test/builders/workflow.js';
import { genesisSeal, merkleRoot, sealHash, type SealBlock } from './chain.js';

interface BlockRow {
  block: number;
  sealed_at: string;
  events: number;
  merkle_root: string;
  prev_seal: string;
  seal: string;
  signature: string;
}

describe('Sealer', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => {
    workflow = await TestWorkflow.open();
    await workflow.deploy({
      work: bpmnText(
        'work',
        start('begin'),
        flow('begin', 'task'),
        userTask('task'),
        flow('task', 'done'),
        end('done'),
      ),
    });
  });
  afterEach(() => workflow.close());

  const blocks = () => workflow.rows<BlockRow>(`SELECT * FROM seal_block ORDER BY block`);

  it('closes what is new under a signature that anybody with the public key can check', async () => {
    await workflow.start('work');
    const sealed = await workflow.sealer.sealNew();
    expect(sealed).toBe(await workflow.count('history_event'));
    const [row] = await blocks();
    const hashes = await workflow.rows<{ hash: string }>(`SELECT hash FROM history_event ORDER BY instance_key, seq`);
    const block: SealBlock = {
      block: 1,
      sealedAt: row!.sealed_at,
      events: sealed,
      merkleRoot: merkleRoot(hashes.map(({ hash }) => hash)),
      prevSeal: genesisSeal,
    };
    expect(row!.seal).toBe(sealHash(block));
    expect(
      verify(
        null,
        Buffer.from(row!.seal, 'hex'),
        createPublicKey(workflow.keys.sealPublicKey),
        Buffer.from(row!.signature, 'base64'),
      ),
    ).toBe(true);
  });

  it('binds each block to the one before and makes none without news', async () => {
    await workflow.start('work');
    await workflow.sealer.sealNew();
    expect(await workflow.sealer.sealNew()).toBe(0);
    await workflow.start('work');
    await workflow.sealer.sealNew();
    const [first, second, ...others] = await blocks();
    expect(second!.prev_seal).toBe(first!.seal);
    expect(others).toEqual([]);
  });

  it('puts every event into exactly one block, also when two seal at the same time and work goes on', async () => {
    await workflow.start('work');
    const sealed = await Promise.all([workflow.sealer.sealNew(), workflow.start('work'), workflow.sealer.sealNew()]);
    await workflow.sealer.sealNew();
    expect(sealed[0] + sealed[2]).toBeGreaterThan(0);
    const sums = await workflow.rows<{ events: number }>(`SELECT sum(events) AS events FROM seal_block`);
    expect(sums[0]!.events).toBe(await workflow.count('history_event'));
    const wrong = await workflow.rows(
      `SELECT b.block FROM seal_block b WHERE b.events <> (SELECT count(*) FROM history_event h WHERE h.block = b.block)`,
    );
    expect(wrong).toEqual([]);
    expect(await workflow.history.verify()).toMatchObject({ status: 'intact' });
  });
});
