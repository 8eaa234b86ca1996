import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumExecutable, fontconfigFile } from '../../src/features/notices/rendering/browser-files.js';
import type { LiveServer } from './live-server.js';

/** Generous because the machine may be loaded; a page that is there is found at once. */
const patience = 60_000;

/** Where pictures for the README go when `PICTURES` is set. */
const pictures = process.env['PICTURES'];

/** A real headless Chromium from the npm package, in which each person has a window of their own. */
export class People {
  /** Errors that scripts of the pages did not catch. */
  readonly pageErrors: string[] = [];

  private constructor(
    private readonly browser: Browser,
    private readonly server: LiveServer,
  ) {}

  static async arrive(server: LiveServer): Promise<People> {
    const directory = join(tmpdir(), 'minqing-test-browser');
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const browser = await chromium.launch({
      executablePath: await chromiumExecutable(directory),
      args: ['--no-sandbox', '--no-zygote', '--disable-dev-shm-usage', '--disable-gpu'],
      // The package's own Chinese faces, so that pictures show characters on a machine without any.
      env: { ...process.env, FONTCONFIG_FILE: await fontconfigFile(directory, []) },
    });
    return new People(browser, server);
  }

  /** Somebody without an account. */
  async visitor(): Promise<Page> {
    return this.window('visitor');
  }

  private async window(name: string): Promise<Page> {
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
    });
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.pageErrors.push(`${name}: ${error.message}`));
    return page;
  }

  /** Logs in through the page, as a person would. */
  async login(username: string): Promise<Page> {
    const page = await this.window(username);
    await page.goto(`${this.server.url}/login`);
    await page.getByLabel('账号', { exact: true }).fill(username);
    await page.getByLabel('密码', { exact: true }).fill(this.server.account(username).password);
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL((url) => url.pathname !== '/login');
    return page;
  }

  /** Somebody without an account, by default with a telephone in hand. */
  async visit(path: string, viewport = { width: 390, height: 844 }): Promise<Page> {
    const context = await this.browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    context.setDefaultTimeout(patience);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.pageErrors.push(`visitor: ${error.message}`));
    await page.goto(`${this.server.url}${path}`);
    return page;
  }

  leave(): Promise<void> {
    return this.browser.close();
  }
}

/** Chooses from a list, which slides while it opens: a click may land beside what it aimed at, and is made again then. */
export async function choose(page: Page, field: Locator, option: string): Promise<void> {
  const select = field.locator('xpath=ancestor::*[contains(concat(" ", @class, " "), " ant-select ")][1]');
  const chosen = select.filter({ hasText: option });
  for (let tries = 0; tries < 10; tries += 1) {
    await field.click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
    const isChosen = await chosen.waitFor({ timeout: 3_000 }).then(
      () => true,
      () => false,
    );
    if (isChosen) return;
  }
  throw new Error(`“${option}” could not be chosen`);
}

export async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
