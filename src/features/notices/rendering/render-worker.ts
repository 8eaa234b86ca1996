import { createRequire } from 'node:module';
import { Worker, type MessagePort } from 'node:worker_threads';
import type Handlebars from 'handlebars';
import { createNoticeHelpers } from './notice-helpers.js';
import { NUMBER_PLACEHOLDER } from './number-placeholder.js';
import { RenderingFailed } from './rendering-errors.js';

type Answer = { html: string } | { failure: string };

/**
 * What runs inside the worker. It is sent there as text, because the same source must run compiled (ECMAScript modules)
 * and in the tests (CommonJS); so it uses nothing but its arguments.
 */
function serveRenderings(
  handlebars: typeof Handlebars,
  helpers: ReturnType<typeof createNoticeHelpers>,
  port: MessagePort,
): void {
  const environment = handlebars.create();
  for (const name of Object.keys(environment.helpers)) {
    if (!['if', 'unless', 'each', 'with'].includes(name)) environment.unregisterHelper(name);
  }
  environment.registerHelper(helpers);
  const compiled = new Map<string, ReturnType<typeof handlebars.compile>>();
  port.on('message', ({ text, json }: { text: string; json: string }) => {
    try {
      let template = compiled.get(text);
      if (!template) {
        if (compiled.size >= 100) compiled.clear();
        template = environment.compile(text, {
          strict: true,
          knownHelpersOnly: true,
          knownHelpers: helperNames(environment),
        });
        compiled.set(text, template);
      }
      const html = template(JSON.parse(json), {
        allowProtoPropertiesByDefault: false,
        allowProtoMethodsByDefault: false,
      });
      port.postMessage({ html });
    } catch (error) {
      port.postMessage({ failure: error instanceof Error ? error.message : String(error) });
    }
  });
  port.postMessage('ready');

  function helperNames({ helpers: known }: typeof environment): KnownHelpers {
    return Object.fromEntries(Object.keys(known).map((name) => [name, true])) as unknown as KnownHelpers;
  }
}

type KnownHelpers = NonNullable<CompileOptions['knownHelpers']>;

const bootstrap = `
const { parentPort, workerData } = require('node:worker_threads');
(${serveRenderings.toString()})(
  require(workerData.handlebars),
  (${createNoticeHelpers.toString()})(workerData.numberPlaceholder),
  parentPort,
);`;

const handlebarsFile = createRequire(import.meta.url).resolve('handlebars');

export interface RenderWorkerOptions {
  /** Time one rendering may take, in milliseconds. */
  timeLimitMs?: number;
  /** Heap of the worker, in megabytes. */
  memoryLimitMb?: number;
  /** Characters one document may have. */
  sizeLimit?: number;
}

/** Time a worker may take to start on a busy machine, in milliseconds; it is not part of the rendering's limit. */
const startLimitMs = 30_000;

/**
 * Renders templates outside the main thread, one after the other. A rendering over its limit ends the worker, never the
 * server; the next one gets a fresh worker. An idle worker does not keep the process alive.
 */
export class RenderWorker {
  private worker: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private readonly timeLimitMs: number;
  private readonly memoryLimitMb: number;
  private readonly sizeLimit: number;

  constructor({ timeLimitMs = 2_000, memoryLimitMb = 96, sizeLimit = 2_000_000 }: RenderWorkerOptions = {}) {
    this.timeLimitMs = timeLimitMs;
    this.memoryLimitMb = memoryLimitMb;
    this.sizeLimit = sizeLimit;
  }

  /** The document of a checked template. Throws RenderingFailed. */
  render(text: string, json: string): Promise<string> {
    const rendering = this.last.then(() => this.renderNow(text, json));
    this.last = rendering.catch(() => undefined);
    return rendering;
  }

  /** Ends the worker; a later rendering starts a new one. */
  async close(): Promise<void> {
    const worker = this.worker;
    this.worker = undefined;
    await worker?.terminate();
  }

  private async renderNow(text: string, json: string): Promise<string> {
    const worker = this.worker ?? (await this.start());
    const reply = this.answer<Answer>(worker, this.timeLimitMs);
    worker.postMessage({ text, json });
    const answer = await reply;
    if ('failure' in answer) throw new RenderingFailed('template', `文书不能生成：${answer.failure}`);
    if (answer.html.length > this.sizeLimit) {
      throw new RenderingFailed('size', `文书超过${this.sizeLimit}字，不能生成`);
    }
    return answer.html;
  }

  private async start(): Promise<Worker> {
    const worker = new Worker(bootstrap, {
      eval: true,
      workerData: { handlebars: handlebarsFile, numberPlaceholder: NUMBER_PLACEHOLDER },
      env: {},
      // Flags of the server's own start (`--input-type`, loaders) are not for it.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.memoryLimitMb, maxYoungGenerationSizeMb: 16 },
    });
    await this.answer<'ready'>(worker, startLimitMs);
    this.worker = worker;
    // A worker may also end between renderings; it is then simply not there for the next one.
    worker.once('exit', () => {
      if (this.worker === worker) this.worker = undefined;
    });
    worker.on('error', () => undefined);
    return worker;
  }

  /** The worker's next message, within a time; without one the worker is ended. */
  private answer<T>(worker: Worker, limitMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void): void => {
        clearTimeout(timer);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        worker.unref();
        finish();
      };
      const fail = (error: RenderingFailed): void => {
        settle(() => {
          if (this.worker === worker) this.worker = undefined;
          void worker.terminate().then(() => reject(error));
        });
      };
      const onMessage = (message: T): void => settle(() => resolve(message));
      const onError = (error: Error & { code?: string }): void =>
        fail(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? new RenderingFailed('memory', '文书生成超过内存限制', { cause: error })
            : new RenderingFailed('template', `文书不能生成：${error.message}`, { cause: error }),
        );
      const onExit = (): void => fail(new RenderingFailed('template', '文书生成进程意外结束'));
      const timer = setTimeout(
        () => fail(new RenderingFailed('time', `文书生成超过${limitMs / 1000}秒，已停止`)),
        limitMs,
      );
      worker.ref();
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    });
  }
}
