import type { Page } from 'playwright-core';
import { answers } from '../builders/answers.js';
import type { Json } from '../builders/caller.js';
import { startLiveServer, type LiveServer } from './live-server.js';
import { People, picture } from './people.js';

describe('the officer', () => {
  let server: LiveServer;
  let people: People;
  beforeAll(async () => {
    server = await startLiveServer();
    people = await People.arrive(server);
  });
  afterAll(async () => {
    await people?.leave();
    await server?.close();
  });

  async function register(page: Page): Promise<string> {
    await page.getByRole('menuitem', { name: '登记' }).click();
    await page.getByLabel('姓名').fill('张桂兰');
    await page.getByLabel('联系电话').fill('13800001234');
    await page.getByLabel('事项标题').fill('反映某建筑公司拖欠三名农民工工资');
    await page.getByLabel('事项内容').fill('张桂兰等三人在城东安置房工地务工，自2026年1月起被拖欠工资，多次讨要未果。');
    await page.getByLabel('类别').click();
    await page.getByLabel('类别').fill('拖欠');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: '诉求 1' }).fill('要求支付2026年1月至4月工资共计48000元');
    await page.getByRole('button', { name: '登记并打印凭证' }).click();
    return (await page.locator('text=/^\\d{19}$/').first().innerText()).trim();
  }

  it('registers a walk-in, claims the first step, is shown what is missing, completes it and gets the next without reloading', async () => {
    const page = await people.login('jiefang');
    const number = await register(page);
    expect(number).toMatch(/^\d{19}$/);
    await page.getByText('登记凭证').first().waitFor();

    await page.getByRole('menuitem', { name: '工作台' }).click();
    await page.getByRole('tab', { name: /待签收/ }).click();
    await picture(page, 'inbox');
    await page.getByText('反映某建筑公司拖欠三名农民工工资').first().click();
    await page.getByRole('button', { name: '签收', exact: true }).click();

    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('请填写此项').first().waitFor();

    await page.getByLabel('在场人员').fill('王秀兰、张桂兰');
    await page.getByLabel('接谈事实').fill('信访人陈述了务工经过和欠薪数额，提交工资条复印件。');
    await page.getByLabel('答复或去向').fill('交县人力资源和社会保障局办理。');
    await fillDateTime(page, '接谈日期');
    await page.getByText('笔录已向来访人宣读').click();
    await page.getByLabel('是', { exact: true }).check();
    await page.getByRole('tab', { name: '流程图' }).click();
    await page.locator('.djs-container').first().waitFor();
    await picture(page, 'task');
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('已提交「接谈」').first().waitFor();

    // The next step arrives in a window that is not touched.
    const other = await people.login('jiefang2');
    await other.getByRole('tab', { name: /待签收/ }).click();
    await other.getByText('研判').first().waitFor();
    await server.as('jiefang').post(`/api/tasks/${await taskKey('jiefang', 'task_assess')}/completion`, {
      values: answers.assess(),
      version: 1,
    });
    await other.getByText('分级或归口').first().waitFor();
  });

  it('sees in words why a repeated submission is refused', async () => {
    const key = await taskKey('jiefang', 'task_route');
    const page = await people.login('jiefang');
    await page.goto(`${server.url}/tasks/${key}`);
    await page.getByRole('button', { name: '签收', exact: true }).waitFor();
    await server.as('jiefang2').post(`/api/tasks/${key}/claim`);
    await page.getByRole('button', { name: '签收', exact: true }).click();
    await page
      .getByText(/已由李建军签收|已被|李建军/)
      .first()
      .waitFor();
  });

  it('meets no error on any page', () => {
    expect(people.pageErrors).toEqual([]);
  });

  async function taskKey(username: string, elementId: string): Promise<string> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      for (const tab of ['group', 'mine']) {
        const { body } = await server.as(username).get(`/api/inbox?tab=${tab}&size=100`);
        const item = body.items.find((candidate: Json) => candidate.elementId === elementId);
        if (item) return item.taskKey;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no task ${elementId}`);
  }
});

/** Picks today and the present time in the form's date field. */
/** By a day of the calendar, not by the button for this moment; what is shown must be in the form without leaving the field. */
async function fillDateTime(page: Page, label: string): Promise<void> {
  await page.getByLabel(new RegExp(label)).first().click();
  await page.locator('.ant-picker-dropdown:visible .ant-picker-cell-today').click();
  await page.locator('.fjs-has-errors .ant-picker').waitFor({ state: 'detached' });
}
