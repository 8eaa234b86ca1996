/**
 * What a definition that runs away costs the cases beside it: the 95th percentile of one command on each of a hundred good cases,
 * at even distances, without and beside one runaway command every three seconds. Rounds alternate and their medians are compared,
 * since other programs load the machine. Ends with 1 when it is twice as long or more.
 *
 *   npm run bench:runaways
 */
import { loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { stepsDiagram, stepsProcess } from './steps-diagram.js';
import { exploding, huge, loop, slow } from '../test/builders/runaway-diagrams.js';
import { TestWorkflow } from '../test/builders/workflow.js';

const cases = 100;
const roundMillis = 3_000;
const rounds = 6;
const runaways = ['loop', 'exploding', 'huge'];

const workflow = await TestWorkflow.open();
try {
  await workflow.deploy({ loop, exploding, huge, slow, good: stepsDiagram(2 * (rounds + 1)) });
  for (let count = 0; count < cases; count += 1) await workflow.start(stepsProcess);
  const figures: Record<'without' | 'beside', number[]> = { without: [], beside: [] };
  const held: number[] = [];
  let turn = 0;
  const runaway = async (): Promise<void> => {
    const began = performance.now();
    await workflow.start(runaways[(turn += 1) % runaways.length]!);
    held.push(performance.now() - began);
  };
  // The first round of each warms up.
  for (let count = 0; count <= rounds; count += 1) {
    figures.without.push(await round(async () => undefined));
    figures.beside.push(await round(runaway));
  }
  const [without, beside] = [median(figures.without.slice(1)), median(figures.beside.slice(1))];
  console.log(
    `正常案件每次操作 p95 ${without.toFixed(1)} ms；每 ${roundMillis / 1_000} 秒有一次失控操作（${median(held).toFixed(0)} ms）时 ${beside.toFixed(1)} ms，` +
      `${(beside / without).toFixed(2)} 倍（目标 < 2）；负载 ${loadavg()[0]!.toFixed(1)}`,
  );
  const began = performance.now();
  await workflow.start('slow');
  console.log(`反复计算慢表达式的流程：${(performance.now() - began).toFixed(0)} ms 后停为异常`);
  process.exitCode = beside < 2 * without ? 0 : 1;
} finally {
  await workflow.close();
}

/** In milliseconds, from when a command was to begin: a thread that stands still begins nothing. */
async function round(beside: () => Promise<void>): Promise<number> {
  const tasks = await workflow.rows<{ key: string; instance: string }>(
    `SELECT task_key AS key, instance_key AS instance FROM user_task WHERE process_id = ? AND state = 'CREATED'`,
    stepsProcess,
  );
  const began = performance.now();
  const command = async ({ key, instance }: (typeof tasks)[number], index: number): Promise<number> => {
    const due = began + (index * roundMillis) / cases;
    await setTimeout(Math.max(0, due - performance.now()));
    await workflow.execute(instance, { type: 'completeTask', key, variables: {} });
    return performance.now() - due;
  };
  const other = setTimeout(roundMillis / 3).then(beside);
  const took = await Promise.all(tasks.map(command));
  await other;
  return took.sort((one, another) => one - another)[Math.floor(cases * 0.95)]!;
}

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[values.length >> 1]!;
}
