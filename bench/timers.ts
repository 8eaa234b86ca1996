/** `npm run bench:timers`: timers that fall due in the same second, on SQLite, in one process without clients. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '../src/platform/clock/clock.js';
import { parseConfig } from '../src/platform/config/config.js';
import { Database } from '../src/platform/database/database.js';
import { createServer } from '../src/server.js';
import { Deployer } from '../src/workflow/definitions/deployer.js';
import { Runner } from '../src/workflow/runner/runner.js';
import { TimerService } from '../src/workflow/timers/timer-service.js';

/** Stands still until it is moved on: all timers fall due at once. */
class BenchClock extends Clock {
  private millis = Date.now();

  override now(): Date {
    return new Date(this.millis);
  }

  pass(millis: number): void {
    this.millis += millis;
  }
}

const count = Number(process.argv[2] ?? 10_000);
const diagram = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="http://minqing.bench">
  <bpmn:process id="bench_timers" name="定时" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="wait" />
    <bpmn:intermediateCatchEvent id="wait"><bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
      <bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:sequenceFlow id="f2" sourceRef="wait" targetRef="look" />
    <bpmn:userTask id="look"><bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>
      <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing></bpmn:userTask>
    <bpmn:sequenceFlow id="f3" sourceRef="look" targetRef="done" />
    <bpmn:endEvent id="done"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`;

const dataDir = mkdtempSync(join(tmpdir(), 'minqing-bench-timers-'));
const clock = new BenchClock();
const config = parseConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' }, process.cwd());
const app = await createServer({ config, clock });
try {
  await app.get(Deployer).deploy({ files: [{ name: 'bench.bpmn', content: diagram }], note: '', userId: 'bench' });
  const database = app.get(Database);
  const runner = app.get(Runner);
  for (let begun = 0; begun < count; begun += 128) {
    await Promise.all(
      Array.from({ length: Math.min(128, count - begun) }, () =>
        database.write((transaction) =>
          runner.start(transaction, { processId: 'bench_timers', variables: {}, actor: null }),
        ),
      ),
    );
  }
  clock.pass(3_600_000);
  const timers = app.get(TimerService);
  const started = performance.now();
  let fired = 0;
  for (let inTurn = await timers.fireDue(); inTurn > 0; inTurn = await timers.fireDue()) fired += inTurn;
  const seconds = (performance.now() - started) / 1000;
  const { left } = (await database.get<{ left: number }>(`SELECT count(*) AS "left" FROM timer`))!;
  if (fired !== count || left !== 0) throw new Error(`${fired} of ${count} timers fired, ${left} left`);
  console.log(
    `同一秒到期的 ${count} 个定时器：${seconds.toFixed(1)} 秒全部触发，${(count / seconds).toFixed(0)} 个/秒`,
  );
} finally {
  await app.close();
  rmSync(dataDir, { recursive: true, force: true });
}
