import { chromium, type Browser } from 'playwright-core';
import { chromiumExecutable, defaultBrowserDirectory, fontconfigFile } from './browser-files.js';
import { PrintingFailed } from './rendering-errors.js';

export interface PdfPrinterOptions {
  /** Where the browser and its font settings are unpacked; default a folder of this user among the temporary files. */
  directory?: string;
  /** Folders with an office's own faces (仿宋_GB2312, 方正小标宋简体, …), which the sheet then prefers. */
  fontDirectories?: readonly string[];
  /** Documents printed at once. */
  concurrency?: number;
  /** Time for one document once its turn has come, in milliseconds; starting the browser is not part of it. */
  timeLimitMs?: number;
}

/** The address the document pretends to have; the only request that is answered. `.invalid` never resolves (RFC 2606). */
const address = 'http://notice.invalid/';

/** Second wall behind the request filter: nothing but the document's own style, whatever the HTML asks for. */
const contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";

const startLimitMs = 60_000;

/**
 * As @sparticuz/chromium recommends for machines without a desktop, without its `--single-process` (one fault would end
 * the browser) and `--disable-web-security`. The Chromium sandbox needs a kernel setting that containers lack; scripts are
 * off, the markup is of our own making and no request leaves the process, so there is no foreign code to confine.
 */
const browserArguments = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-webgl',
  '--disable-domain-reliability',
  '--no-pings',
  '--font-render-hinting=none',
  '--host-resolver-rules=MAP * ~NOTFOUND',
];

/**
 * Prints a notice's HTML as PDF with one warm Chromium, started at the first document and again after a crash. No script
 * runs, no file is read, no request is made.
 */
export class PdfPrinter {
  private browser: Promise<Browser> | undefined;
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly directory: string;
  private readonly fontDirectories: readonly string[];
  private readonly concurrency: number;
  private readonly timeLimitMs: number;

  constructor(options: PdfPrinterOptions = {}) {
    this.directory = options.directory ?? defaultBrowserDirectory;
    this.fontDirectories = options.fontDirectories ?? [];
    this.concurrency = options.concurrency ?? 2;
    this.timeLimitMs = options.timeLimitMs ?? 20_000;
  }

  /** The document as PDF. Throws PrintingFailed. */
  async print(html: string): Promise<Buffer> {
    await this.turn();
    try {
      return await this.printNow(html).catch((error: unknown) => {
        // The browser ended under this document, by a crash or another one's time limit: once more with a new one.
        if (error instanceof PrintingFailed || this.browser) throw error;
        return this.printNow(html);
      });
    } catch (error) {
      if (error instanceof PrintingFailed) throw error;
      throw new PrintingFailed(`文书不能打印为 PDF：${firstLine(error)}`, { cause: error });
    } finally {
      this.running--;
      this.waiting.shift()?.();
    }
  }

  /**
   * Whether documents can be printed here: starts the browser and prints one character. Never throws; `detail` says what
   * is missing (a library, a writable folder), for the readiness check and the operator.
   */
  async check(): Promise<{ ok: boolean; detail: string }> {
    try {
      const { length } = await this.print('<!DOCTYPE html><meta charset="utf-8"><p>文</p>');
      return { ok: true, detail: `可以打印（${length}字节）` };
    } catch (error) {
      return { ok: false, detail: firstLine(error) };
    }
  }

  /** Ends the browser; printing again starts a new one. */
  async close(): Promise<void> {
    const browser = this.browser;
    this.browser = undefined;
    await browser?.then(
      (open) => open.close(),
      () => undefined,
    );
  }

  private async turn(): Promise<void> {
    while (this.running >= this.concurrency) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running++;
  }

  private async printNow(html: string): Promise<Buffer> {
    const browser = await this.start();
    let expired: NodeJS.Timeout | undefined;
    const limit = new Promise<never>((_resolve, reject) => {
      expired = setTimeout(
        () => reject(new PrintingFailed(`打印超过${this.timeLimitMs / 1000}秒，已停止`)),
        this.timeLimitMs,
      );
    });
    try {
      return await Promise.race([this.pdf(browser, html), limit]);
    } catch (error) {
      // A page that hangs keeps its renderer busy for ever: the browser goes, the next document gets a new one.
      if (error instanceof PrintingFailed) await this.close();
      throw error;
    } finally {
      clearTimeout(expired);
    }
  }

  private async pdf(browser: Browser, html: string): Promise<Buffer> {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      serviceWorkers: 'block',
      acceptDownloads: false,
    });
    try {
      await context.route('**/*', (route) =>
        route.request().url() === address && route.request().isNavigationRequest()
          ? route.fulfill({
              contentType: 'text/html; charset=utf-8',
              headers: { 'content-security-policy': contentSecurityPolicy },
              body: html,
            })
          : route.abort('blockedbyclient'),
      );
      const page = await context.newPage();
      await page.goto(address, { waitUntil: 'load' });
      return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
    } finally {
      await context.close().catch(() => undefined);
    }
  }

  private start(): Promise<Browser> {
    if (!this.browser) {
      const opening = this.launch(() => {
        if (this.browser === opening) this.browser = undefined;
      });
      this.browser = opening;
    }
    return this.browser;
  }

  /** `onEnd` is called when the browser does not start, and when it ends. */
  private async launch(onEnd: () => void): Promise<Browser> {
    try {
      const executablePath = await chromiumExecutable(this.directory);
      const fonts = await fontconfigFile(this.directory, this.fontDirectories);
      const browser = await chromium.launch({
        executablePath,
        args: browserArguments,
        timeout: startLimitMs,
        // Only what the browser needs: the server's own environment holds secrets.
        env: { FONTCONFIG_FILE: fonts, HOME: this.directory, LANG: 'zh_CN.UTF-8', PATH: process.env['PATH'] ?? '' },
        handleSIGINT: false,
        handleSIGTERM: false,
        handleSIGHUP: false,
      });
      browser.on('disconnected', onEnd);
      return browser;
    } catch (error) {
      onEnd();
      throw new PrintingFailed(`打印用的浏览器不能启动：${firstLine(error)}`, { cause: error });
    }
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').slice(0, 2).join(' ');
}
