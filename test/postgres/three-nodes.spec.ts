import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoticesRepository } from '../../src/features/notices/notices.repository.js';
import { Database } from '../../src/platform/database/database.js';
import { answers } from '../builders/answers.js';
import { Office } from '../builders/office.js';
import { startTestServer, type TestServer } from '../builders/server.js';

const petition = {
  title: '反映路灯长期不亮',
  summary: '城关镇东街路灯已有两个月不亮，夜间出行不便。',
  category: '99',
  demands: ['要求修复路灯'],
};

describe('three nodes on one database', () => {
  let dataDir: string;
  let nodes: TestServer[];
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'minqing-three-'));
    nodes = [];
    for (let node = 0; node < 3; node += 1) nodes.push(await startTestServer({ dataDir }));
  });
  afterAll(async () => {
    for (const node of nodes) await node.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const nodeOf = (index: number): TestServer => nodes[index % nodes.length]!;

  it('let one of fifty clients complete a task, and tell the others by whom it was done', async () => {
    const office = new Office(nodeOf(0));
    const matter = await office.register(petition);
    const task = await office.find('jiefang', matter.id, 'task_talk');
    await nodeOf(1).as('jiefang').post(`/api/tasks/${task.taskKey}/claim`);
    const { body: page } = await nodeOf(2).as('jiefang').get(`/api/tasks/${task.taskKey}`);
    const values = answers.talk([{ no: 1, text: petition.demands[0]!, answer: '已告知向有权机关提出。' }]);
    const done = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        nodeOf(index)
          .as('jiefang')
          .post(`/api/tasks/${task.taskKey}/completion`, { values, version: page.task.version }),
      ),
    );
    const refused = done.filter(({ status }) => status !== 200);
    expect(done.length - refused.length).toBe(1);
    expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([409]));
    for (const { body } of refused) expect(body.detail).toContain(nodeOf(0).accounts['jiefang']!.displayName);
    const events = await nodeOf(0)
      .app.get(Database)
      .get(
        `SELECT count(*) AS n FROM history_event WHERE instance_key = ? AND type = 'ELEMENT_COMPLETED' AND element_id = 'task_talk'`,
        [matter.instanceKey],
      );
    expect(events).toEqual({ n: 1 });
  });

  it('number a thousand notices without a gap or a double, though every tenth is taken back', async () => {
    const failure = new Error('not issued after all');
    const unit = { id: 'u', shortCode: '中信' };
    const take = async (index: number): Promise<string | undefined> => {
      const { app } = nodeOf(index);
      try {
        return await app.get(Database).write(async (transaction) => {
          const number = await app
            .get(NoticesRepository)
            .takeNumber(transaction, unit, { series: '告知', numbering: 'document' }, 2026);
          if (index % 10 === 9) throw failure;
          return number;
        });
      } catch (reason) {
        if (reason !== failure) throw reason;
        return undefined;
      }
    };
    const numbers: (string | undefined)[] = [];
    for (let first = 0; first < 1_120; first += 40)
      numbers.push(...(await Promise.all(Array.from({ length: 40 }, (_, offset) => take(first + offset)))));
    const given = numbers.filter((number) => number !== undefined);
    const places = given.map((number) => Number(/(\d+)号$/.exec(number)![1])).sort((one, other) => one - other);
    expect(places).toEqual(Array.from({ length: 1_008 }, (_, index) => index + 1));
  });
});
