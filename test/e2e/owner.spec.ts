import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Office } from '../builders/office.js';
import { startLiveServer, type LiveServer } from './live-server.js';
import { People, picture } from './people.js';

describe('the process owner', () => {
  let server: LiveServer;
  let people: People;
  let runningCase: { id: string };
  beforeAll(async () => {
    server = await startLiveServer();
    people = await People.arrive(server);
    runningCase = await register('办理中的事项');
  });
  afterAll(async () => {
    await people?.leave();
    await server?.close();
  });

  it('changes a step in the drawing, publishes it, and sees new cases run it while running ones stay on theirs', async () => {
    const page = await openStudio();
    await picture(page, 'studio');
    await rename(page, 'task_talk', '接谈并核对身份');
    await page.getByRole('button', { name: '保存草稿' }).click();
    await page
      .getByText(/草稿.*保存|已保存/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: /发布$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/接谈并核对身份/).waitFor();
    await dialog.getByLabel('发布说明').fill('接谈时增加核对身份。');
    await dialog.getByRole('button', { name: '发布第 2 版' }).click();
    await page
      .getByText(/第 2 版/)
      .first()
      .waitFor();
    await dialog.waitFor({ state: 'hidden' });

    const newCase = await register('新登记的事项');
    const office = new Office(server);
    expect((await office.find('jiefang', newCase.id, 'task_talk'))!.name).toBe('接谈并核对身份');
    expect((await office.find('jiefang', runningCase.id, 'task_talk'))!.name).toBe('接谈');
  });

  it('is refused a drawing with an error, and shown the element', async () => {
    const page = await openStudio();
    await page.locator('.djs-element[data-element-id="task_talk"] .djs-hit').first().click();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: /发布$/ }).click();
    await page.getByRole('list', { name: '问题清单' }).getByRole('listitem').first().waitFor();
    await page
      .getByRole('list', { name: '问题清单' })
      .getByRole('button')
      .or(page.getByRole('list', { name: '问题清单' }).locator('li'))
      .first()
      .click();
    await picture(page, 'studio-problems');
    const { body } = await server.as('owner').get('/api/processes');
    const reception = body.find((drawing: { resourceName: string }) => drawing.resourceName === 'xf_reception.bpmn');
    expect(reception.versions[0].version).toBe(2);
  });

  it('exports the drawing and imports a changed file', async () => {
    const page = await openStudio();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '导出' }).click();
    const file = join(tmpdir(), `minqing-export-${process.pid}.bpmn`);
    await (await download).saveAs(file);
    const xml = readFileSync(file, 'utf8');
    expect(xml).toContain('接谈并核对身份');
    writeFileSync(file, xml.replaceAll('接谈并核对身份', '接谈并阅卷'));
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /导入$/ }).click();
    await (await chooser).setFiles(file);
    await page.locator('[data-element-id="task_talk"]').getByText('阅卷').first().waitFor();
  });

  it('changes a cell of a decision table, and publishes it', async () => {
    const page = await people.login('owner');
    await page.goto(`${server.url}/resources/xf_routing.dmn`);
    await page.locator('.dmn-editor td.output-cell').nth(2).click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('"zrzy"');
    await page.getByRole('heading', { level: 1 }).click();
    await page.getByRole('button', { name: '发布第 2 版' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('发布说明').fill('按局务会意见调整归口。');
    await dialog.getByRole('button', { name: '发布第 2 版' }).click();
    await page
      .getByText(/已发布第 2 版/)
      .first()
      .waitFor();
    await picture(page, 'decision-table');
  });

  it('meets no error on any page', () => {
    expect(people.pageErrors).toEqual([]);
  });

  async function register(title: string): Promise<{ id: string }> {
    return new Office(server).register({
      title,
      summary: '反映有关情况，请求依法处理。',
      category: '99',
      demands: ['要求处理'],
    });
  }

  async function openStudio(): Promise<Page> {
    const page = await people.login('owner');
    await page
      .getByRole('link', { name: '来访接待登记' })
      .or(page.getByText('修改', { exact: true }))
      .first()
      .waitFor();
    await page.goto(`${server.url}/studio/xf_reception.bpmn`);
    await page.locator('[data-element-id="task_talk"]').first().waitFor();
    return page;
  }
});

async function rename(page: Page, elementId: string, name: string): Promise<void> {
  await page.locator(`.djs-element[data-element-id="${elementId}"] .djs-hit`).first().dblclick();
  await page.locator('.djs-direct-editing-content').fill(name);
  await page.keyboard.press('Enter');
}
