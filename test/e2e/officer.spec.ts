import type { Page } from 'playwright-core';
import { dayAt } from '../../src/domain/calendar/days.js';
import { answers } from '../builders/answers.js';
import type { Json } from '../builders/caller.js';
import { Office } from '../builders/office.js';
import { startLiveServer, type LiveServer } from './live-server.js';
import { People, picture } from './people.js';

const demand = { no: 1, text: '要求支付2026年1月至4月工资共计48000元' };

describe('officers who take a matter from its registration to its end', () => {
  let server: LiveServer;
  let people: People;
  let office: Office;
  let caseId: string;
  beforeAll(async () => {
    server = await startLiveServer();
    office = new Office(server);
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
    await page.getByRole('textbox', { name: '诉求 1' }).fill(demand.text);
    await page.getByRole('button', { name: '登记并打印凭证' }).click();
    return (await page.locator('text=/^\\d{19}$/').first().innerText()).trim();
  }

  it('registers a walk-in, claims the first step, is shown what is missing, and completes it', async () => {
    const page = await people.login('jiefang');
    const number = await register(page);
    expect(number).toMatch(/^\d{19}$/);
    await page.getByText('登记凭证').first().waitFor();
    caseId = (await step('jiefang', 'task_talk')).caseId;

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
  });

  it('sees in words why a step that somebody else has taken is refused', async () => {
    const { taskKey } = await step('jiefang', 'task_assess');
    const page = await people.login('jiefang');
    await page.goto(`${server.url}/tasks/${taskKey}`);
    await page.getByRole('button', { name: '签收', exact: true }).waitFor();
    await server.as('jiefang2').post(`/api/tasks/${taskKey}/claim`);
    await page.getByRole('button', { name: '签收', exact: true }).click();
    await page
      .getByText(/已由李建军签收|已被|李建军/)
      .first()
      .waitFor();
  });

  it('gets the next step in a window that is not touched, and routes the matter', async () => {
    const page = await people.login('kezhang');
    await page.getByRole('tab', { name: /待签收/ }).click();
    await office.complete('jiefang2', caseId, 'task_assess', answers.assess({ conformsPolicy: false }));
    await page.getByText('分级或归口').first().click();
    await page.getByRole('button', { name: '签收', exact: true }).click();
    await page.locator('.fjs-form-field-select', { hasText: '分流去向' }).locator('.fjs-input-group').click();
    await page.locator('.fjs-dropdownlist-item').getByText('本级受理，交承办单位办理').click();
    await page.getByLabel('移送材料清单').fill('来访登记表、接谈笔录各一份。');
    await picture(page, 'routing');
    await seeNoticeAndSubmit(page, '转送函');
    await page.getByText('已提交「分级或归口」').first().waitFor();
  });

  it('signs what the unit has found and drafted', async () => {
    const does = (by: string, elementId: string, values: object) => office.complete(by, caseId, elementId, values);
    await does('chengban', 'task_receive', answers.receive());
    await does('chengban', 'task_tell', answers.tell());
    await does('juzhang', 'task_assign', answers.assign());
    await does('chengban', 'task_handle', answers.handle());
    await does('chengban', 'task_judge', answers.judge([demand], [['无理']]));
    await does('chengban', 'task_persuade', answers.explain());
    const reply = {
      ...demand,
      result: '不予支持',
      reply: '经查，三人工资已于2026年5月全部付清，有银行回单和本人签收为证。',
    };
    await does('chengban', 'task_draft', answers.draftReply([reply]));
    await does('fazhi', 'task_review', answers.replyReview());

    const page = await people.login('juzhang');
    await page.goto(`${server.url}/tasks/${(await step('juzhang', 'task_sign')).taskKey}`);
    await page.getByRole('button', { name: '签收', exact: true }).click();
    await page.getByLabel('同意签发').check();
    await page.getByLabel('签发意见').fill('同意签发。');
    await picture(page, 'sign-off');
    await seeNoticeAndSubmit(page, '信访处理意见书（答复意见书）');
    await page.getByText('已提交「签发」').first().waitFor();
  });

  it('sees the matter at its end, with its outcome and every notice', async () => {
    const page = await people.login('jiefang');
    await page.goto(`${server.url}/cases/${caseId}`);
    await page.getByText('反映某建筑公司拖欠三名农民工工资').first().waitFor();
    const today = dayAt(new Date().toISOString());
    await office.complete('chengban', caseId, 'task_deliver', answers.deliver(today));
    const rated = answers.satisfaction({ satisfactionOn: today });
    await office.complete('jiefang', caseId, 'task_satisfaction', rated);
    // Who asks for a review does not let the thirty days pass: the file is closed and goes on to it.
    const review = { kind: '复查申请', text: '对答复意见不服，请求复查。' };
    expect((await server.as('jiefang').post(`/api/cases/${caseId}/requests`, review)).status).toBe(200);
    await step('dangan', 'task_archive');
    await office.complete('dangan', caseId, 'task_archive', answers.archive());
    await page.getByText('已办结').first().waitFor();
    await page.getByRole('tab', { name: /^文书/ }).click();
    for (const title of ['来访事项登记凭证', '转送函', '受理告知书', '信访处理意见书（答复意见书）'])
      await page.getByText(title).first().waitFor();
    await picture(page, 'case-closed');
    expect(await office.case(caseId)).toMatchObject({ status: '已办结', outcome: '不予支持' });
  });

  it('meets no error on any page', () => {
    expect(people.pageErrors).toEqual([]);
  });

  /** The step in this person's inbox, once it is there. */
  async function step(username: string, elementId: string): Promise<Json> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      for (const tab of ['group', 'mine']) {
        const { body } = await server.as(username).get(`/api/inbox?tab=${tab}&size=100`);
        const item = body.items.find((candidate: Json) => candidate.elementId === elementId);
        if (item) return item;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`no task ${elementId}`);
  }
});

/** Reads the notice as it will be before it is signed and numbered. */
async function seeNoticeAndSubmit(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: '预览文书并提交' }).click();
  const preview = page.getByRole('dialog');
  await preview.getByText(new RegExp(`《.*${title}.*》预览`)).waitFor();
  await preview.getByRole('button', { name: '签发并取号' }).click();
}

/** By a day of the calendar, not by the button for this moment; what is shown must be in the form without leaving the field. */
async function fillDateTime(page: Page, label: string): Promise<void> {
  const field = page.getByLabel(new RegExp(label)).first();
  await field.click();
  // The calendar slides while it opens, and a click may land beside the day.
  for (let tries = 0; tries < 20 && !(await field.inputValue()); tries += 1)
    await page.locator('.ant-picker-dropdown:visible .ant-picker-cell-today').click();
  await page.locator('.fjs-has-errors .ant-picker').waitFor({ state: 'detached' });
}
