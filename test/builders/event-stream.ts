import type { TestServer } from './server.js';

/** A browser's stream: what has come so far, and whether the server has ended it. */
export class EventStream {
  text = '';
  ended = false;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    void this.read();
  }

  static async open(server: TestServer, username: string): Promise<EventStream> {
    const { password } = server.accounts[username]!;
    const abort = new AbortController();
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    return new EventStream(
      await fetch(`${server.url}/api/events`, { headers: { authorization }, signal: abort.signal }),
      abort,
    );
  }

  async until(condition: () => boolean): Promise<void> {
    for (let waited = 0; !condition() && waited < 15_000; waited += 20)
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
