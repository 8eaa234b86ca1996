/** Completions over HTTP: 64 clients in this process, the server in one of its own. */
import { Agent, request } from 'node:http';
import { startServerProcess } from './server-process.js';
import { stepsDiagram, stepsProcess } from './steps-diagram.js';

const steps = 8;
const clients = 64;
const instances = 800;

const agent = new Agent({ keepAlive: true, maxSockets: clients });
const server = await startServerProcess();
const accounts = { jiefang: server.authorization('jiefang') };
try {
  await deploy();
  await inParallel(
    Array.from({ length: instances }, (_, number) => number),
    (number) =>
      send('jiefang', 'POST', '/v2/process-instances', { processDefinitionId: stepsProcess, variables: { number } }),
  );
  // The first round warms the server up.
  await completeAll();
  const took: number[] = [];
  const started = performance.now();
  const rounds = 4;
  let done = 0;
  for (let round = 0; round < rounds; round += 1) done += await completeAll(took);
  const seconds = (performance.now() - started) / 1000;
  took.sort((a, b) => a - b);
  const perSecond = done / seconds;
  const p99 = took[Math.floor(took.length * 0.99)]!;
  const echoes = await echo();
  console.log(
    `HTTP，${clients} 个客户端：办结 ${perSecond.toFixed(0)} 次/秒（目标 ≥ 1500），p50 ${took[Math.floor(took.length / 2)]!.toFixed(1)} ms，p99 ${p99.toFixed(1)} ms（目标 ≤ 100）；` +
      `同一次运行的空请求 ${echoes.toFixed(0)} 次/秒，为其 ${((perSecond / echoes) * 100).toFixed(0)} %`,
  );
} finally {
  agent.destroy();
  await server.stop();
}

async function deploy(): Promise<void> {
  const form = new FormData();
  form.append('resources', new Blob([stepsDiagram(steps)]), 'bench_steps.bpmn');
  const response = await fetch(`${server.url}/v2/deployments`, {
    method: 'POST',
    headers: { authorization: server.authorization('owner') },
    body: form,
  });
  if (!response.ok) throw new Error(await response.text());
}

/** Completes every open step once; the next one of each instance opens meanwhile and waits for the next round. */
async function completeAll(took?: number[]): Promise<number> {
  const keys = await openTasks();
  await inParallel(keys, async (key) => {
    const from = performance.now();
    await send('jiefang', 'POST', `/v2/user-tasks/${key}/completion`, { variables: { note: '同意' } });
    took?.push(performance.now() - from);
  });
  return keys.length;
}

async function openTasks(): Promise<string[]> {
  const found: string[] = [];
  for (let from = 0; ; from += 1_000) {
    const filter = { state: 'CREATED', processDefinitionId: stepsProcess };
    const text = await send('jiefang', 'POST', '/v2/user-tasks/search', { filter, page: { from, limit: 1_000 } });
    const { items } = JSON.parse(text) as { items: { userTaskKey: string }[] };
    found.push(...items.map(({ userTaskKey }) => userTaskKey));
    if (items.length < 1_000) return found;
  }
}

/** The yardstick: the cheapest answer of the same server to the same clients. */
async function echo(): Promise<number> {
  const count = 4_000;
  const started = performance.now();
  await inParallel(
    Array.from({ length: count }, (_, index) => index),
    () => send('jiefang', 'GET', '/health/live'),
  );
  return (count / (performance.now() - started)) * 1000;
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  const client = async (): Promise<void> => {
    for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

function send(username: keyof typeof accounts, method: string, path: string, body?: unknown): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const text = body === undefined ? undefined : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        hostname,
        port,
        path,
        method,
        headers: {
          authorization: accounts[username],
          ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString('utf8');
          if ((response.statusCode ?? 500) < 300) resolve(answer);
          else reject(new Error(`${method} ${path}: ${response.statusCode} ${answer}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(text);
  });
}
