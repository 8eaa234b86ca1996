/** Completions over HTTP: 64 clients in this process, the server in one of its own. */
import { loadavg } from 'node:os';
import { startServerProcess } from './server-process.js';
import { StepClients } from './step-clients.js';

const clients = 64;

const server = await startServerProcess();
const many = new StepClients([server], clients);
try {
  await many.deploy();
  await many.start(800);
  // The first round warms the server up.
  await many.complete(1);
  const { perSecond, p50, p99 } = await many.complete(4);
  const echoes = await many.echo();
  console.log(
    `HTTP，${clients} 个客户端：办结 ${perSecond.toFixed(0)} 次/秒（目标 ≥ 1500），p50 ${p50.toFixed(1)} ms，p99 ${p99.toFixed(1)} ms（目标 ≤ 100）；` +
      `同一次运行的空请求 ${echoes.toFixed(0)} 次/秒，为其 ${((perSecond / echoes) * 100).toFixed(0)} %；负载 ${loadavg()[0]!.toFixed(1)}`,
  );
} finally {
  many.close();
  await server.stop();
}
