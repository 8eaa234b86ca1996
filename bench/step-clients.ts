/** Clients that complete the steps of many instances, spread over one server or several of the same database. */
import { Agent, request } from 'node:http';
import type { ServerProcess } from './server-process.js';
import { stepsDiagram, stepsProcess } from './steps-diagram.js';

const steps = 8;

export interface Completions {
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

export class StepClients {
  private readonly agent: Agent;
  private readonly authorizations: Record<'jiefang' | 'owner', string>;
  private turn = 0;

  /** @param servers the first one knows the accounts */
  constructor(
    private readonly servers: readonly ServerProcess[],
    private readonly clients: number,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: clients });
    const [first] = servers;
    this.authorizations = { jiefang: first!.authorization('jiefang'), owner: first!.authorization('owner') };
  }

  close(): void {
    this.agent.destroy();
  }

  async deploy(): Promise<void> {
    const form = new FormData();
    form.append('resources', new Blob([stepsDiagram(steps)]), 'bench_steps.bpmn');
    const response = await fetch(`${this.servers[0]!.url}/v2/deployments`, {
      method: 'POST',
      headers: { authorization: this.authorizations.owner },
      body: form,
    });
    if (!response.ok) throw new Error(await response.text());
  }

  async start(instances: number): Promise<void> {
    const numbers = Array.from({ length: instances }, (_, number) => number);
    await this.inParallel(numbers, (number) =>
      this.send('POST', '/v2/process-instances', { processDefinitionId: stepsProcess, variables: { number } }),
    );
  }

  /** Completes every open step once in each round; the next one of each instance opens meanwhile and waits for the next round. */
  async complete(rounds: number): Promise<Completions> {
    const took: number[] = [];
    let seconds = 0;
    for (let round = 0; round < rounds; round += 1) {
      const keys = await this.openTasks();
      const started = performance.now();
      await this.inParallel(keys, async (key) => {
        const from = performance.now();
        await this.send('POST', `/v2/user-tasks/${key}/completion`, { variables: { note: '同意' } });
        took.push(performance.now() - from);
      });
      seconds += (performance.now() - started) / 1000;
    }
    took.sort((a, b) => a - b);
    return {
      perSecond: took.length / seconds,
      p50: took[Math.floor(took.length / 2)]!,
      p99: took[Math.floor(took.length * 0.99)]!,
    };
  }

  /** The yardstick: the cheapest answer of the same servers to the same clients, in answers a second. */
  async echo(): Promise<number> {
    const count = 4_000;
    const started = performance.now();
    await this.inParallel(
      Array.from({ length: count }, (_, index) => index),
      () => this.send('GET', '/health/live'),
    );
    return (count / (performance.now() - started)) * 1000;
  }

  private async openTasks(): Promise<string[]> {
    const found: string[] = [];
    for (let from = 0; ; from += 1_000) {
      const filter = { state: 'CREATED', processDefinitionId: stepsProcess };
      const text = await this.send('POST', '/v2/user-tasks/search', { filter, page: { from, limit: 1_000 } });
      const { items } = JSON.parse(text) as { items: { userTaskKey: string }[] };
      found.push(...items.map(({ userTaskKey }) => userTaskKey));
      if (items.length < 1_000) return found;
    }
  }

  private async inParallel<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
    const queue = [...items];
    const client = async (): Promise<void> => {
      for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
    };
    await Promise.all(Array.from({ length: this.clients }, client));
  }

  private send(method: string, path: string, body?: unknown): Promise<string> {
    this.turn = (this.turn + 1) % this.servers.length;
    const { hostname, port } = new URL(this.servers[this.turn]!.url);
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = {
      authorization: this.authorizations.jiefang,
      ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    };
    return new Promise((resolve, reject) => {
      const sent = request({ agent: this.agent, hostname, port, path, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString('utf8');
          if ((response.statusCode ?? 500) < 300) resolve(answer);
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${answer}`));
        });
      });
      sent.on('error', reject);
      sent.end(text);
    });
  }
}
