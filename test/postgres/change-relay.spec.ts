import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChangeRelay } from '../../src/workflow/change-relay.js';
import { Database } from '../../src/platform/database/database.js';
import { EventStream } from '../builders/event-stream.js';
import { Office } from '../builders/office.js';
import { startTestServer, type TestServer } from '../builders/server.js';

const petition = {
  title: '反映路灯长期不亮',
  summary: '城关镇东街路灯已有两个月不亮，夜间出行不便。',
  category: '99',
  demands: ['要求修复路灯'],
};

describe('browsers of another node', () => {
  let dataDir: string;
  let nodes: TestServer[];
  let streams: EventStream[];
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'minqing-nodes-'));
    nodes = [await startTestServer({ dataDir }), await startTestServer({ dataDir })];
    streams = [];
  });
  afterEach(async () => {
    streams.forEach((stream) => stream.close());
    for (const node of nodes) await node.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const relay = (node: TestServer): ChangeRelay => node.app.get(ChangeRelay);

  async function watch(node: TestServer, username: string): Promise<EventStream> {
    const stream = await EventStream.open(node, username);
    streams.push(stream);
    await stream.until(() => stream.text.includes(': connected'));
    return stream;
  }

  it('are told at once, within the scope of each', async () => {
    const [one, other] = nodes as [TestServer, TestServer];
    await Promise.all(nodes.map((node) => relay(node).start()));
    const officer = await watch(other, 'jiefang');
    const stranger = await watch(other, 'chengban2');
    const first = await new Office(one).register(petition);
    await officer.until(() => officer.text.includes(`"caseId":"${first.id}"`));
    expect(stranger.text).not.toContain(first.id);
    expect(stranger.text).not.toContain(first.instanceKey);
  });

  it('hear by the next block of the history what was committed but not announced', async () => {
    const [one, other] = nodes as [TestServer, TestServer];
    // The first node commits and says nothing, as one that is killed right after its COMMIT.
    await relay(other).start();
    const officer = await watch(other, 'jiefang');
    const matter = await new Office(one).register(petition);
    expect(officer.text).not.toContain(matter.id);
    await other.tick();
    await relay(other).catchUp();
    await officer.until(() => officer.text.includes(`"caseId":"${matter.id}"`));
  });

  it('are told once of what was announced: the block says nothing new', async () => {
    const [one, other] = nodes as [TestServer, TestServer];
    await Promise.all(nodes.map((node) => relay(node).start()));
    const officer = await watch(other, 'jiefang');
    const matter = await new Office(one).register(petition);
    const told = () => officer.text.split(`"key":"${matter.id}"`).length - 1;
    // A later change arrives after everything that was announced, or that a block could have said, before it.
    const later = async () => {
      const { id } = await new Office(one).register(petition);
      await officer.until(() => officer.text.includes(id));
    };
    // Its jobs run, and what happened is sealed.
    await one.tick();
    await later();
    const before = told();
    expect(before).toBeGreaterThan(0);
    await relay(other).catchUp();
    await later();
    expect(told()).toBe(before);
  });

  it('look at everything again after the connection was cut, and go on hearing', async () => {
    const [one, other] = nodes as [TestServer, TestServer];
    await Promise.all(nodes.map((node) => relay(node).start()));
    const officer = await watch(other, 'jiefang');
    await other.app
      .get(Database)
      .all(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'minqing-listen' AND datname = current_database()`,
      );
    await officer.until(() => officer.text.includes('{"topic":"case"}') && officer.text.includes('{"topic":"task"}'));
    const matter = await new Office(one).register(petition);
    await other.tick();
    await relay(other).catchUp();
    await officer.until(() => officer.text.includes(`"caseId":"${matter.id}"`));
  });
});
