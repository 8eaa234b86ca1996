import { Office } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = {
  title: '反映路灯长期不亮',
  summary: '城关镇东街路灯已有两个月不亮，夜间出行不便。',
  category: '99',
  demands: ['要求修复路灯'],
};

/** A browser's stream: what has come so far, and whether the server has ended it. */
class Stream {
  text = '';
  ended = false;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    void this.read();
  }

  static async open(server: TestServer, username: string): Promise<Stream> {
    const { password } = server.accounts[username]!;
    const abort = new AbortController();
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    return new Stream(
      await fetch(`${server.url}/api/events`, { headers: { authorization }, signal: abort.signal }),
      abort,
    );
  }

  async until(condition: () => boolean): Promise<void> {
    for (let waited = 0; !condition() && waited < 5_000; waited += 20)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(condition()).toBe(true);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body!) this.text += decoder.decode(chunk as Uint8Array, { stream: true });
    } catch {
      // aborted by the test, or cut by the server
    }
    this.ended = true;
  }
}

describe('the event stream', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.close());

  it('tells those who may see a case that it changed, names nothing to others, and ends with the server', async () => {
    const officer = await Stream.open(server, 'jiefang');
    const stranger = await Stream.open(server, 'chengban2');
    expect(officer.response.status).toBe(200);
    expect(officer.response.headers.get('content-type')).toContain('text/event-stream');
    await officer.until(() => officer.text.includes(': connected'));

    const matter = await new Office(server).register(petition);
    await officer.until(() => officer.text.includes(`"caseId":"${matter.id}"`));
    expect(officer.text).toMatch(/^event: change\nid: \d+\ndata: \{"topic":/m);
    expect(stranger.text).not.toContain(matter.id);
    expect(stranger.text).not.toContain(matter.instanceKey);

    officer.close();
    await server.close();
    await stranger.until(() => stranger.ended);
  });

  it('is for accounts only', async () => {
    expect((await fetch(`${server.url}/api/events`)).status).toBe(401);
  });
});
