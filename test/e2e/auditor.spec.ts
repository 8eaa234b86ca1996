import { answers } from '../builders/answers.js';
import { Office } from '../builders/office.js';
import { startLiveServer, type LiveServer } from './live-server.js';
import { People, picture } from './people.js';

describe('the auditor', () => {
  let server: LiveServer;
  let people: People;
  beforeAll(async () => {
    server = await startLiveServer();
    people = await People.arrive(server);
    await playedCase(new Office(server));
  });
  afterAll(async () => {
    await people?.leave();
    await server?.close();
  });

  it('finds a case, reads who did what beside the diagram, and has the record checked', async () => {
    const page = await people.login('auditor');
    await page.getByText('来访接待登记').first().waitFor();
    await page
      .getByRole('row', { name: /立案督查/ })
      .getByText('反映某建筑公司拖欠三名农民工工资')
      .first()
      .click();
    await page.locator('[data-element-id="task_approve"]').first().waitFor();
    await page.getByText('提交了「领导审批」').first().waitFor();
    await picture(page, 'audit');

    // From the list to the drawing …
    await page.getByText('提交了「领导审批」').first().click();
    await page
      .locator(
        '[data-element-id="task_approve"].selected, [data-element-id="task_approve"].mq-selected, [data-element-id="task_approve"][class*="select"]',
      )
      .first()
      .waitFor({ state: 'attached' });
    // … and back.
    await page.locator('.djs-element[data-element-id="task_approve"] .djs-hit').first().click();
    await page
      .getByText(/领导审批.*记录|只看「领导审批」|显示全部/)
      .first()
      .waitFor();

    await page.getByRole('button', { name: /校验/ }).first().click();
    await page
      .getByText(/校验通过/)
      .first()
      .waitFor();
  });

  it('checks the whole database', async () => {
    const page = await people.login('auditor');
    await page.goto(`${server.url}/verify`);
    await page.getByRole('button', { name: /校验/ }).first().click();
    await page
      .getByText(/校验通过/)
      .first()
      .waitFor();
  });

  it('meets no error on any page', () => {
    expect(people.pageErrors).toEqual([]);
  });
});

async function playedCase(office: Office): Promise<void> {
  const demand = '要求支付2026年1月至4月工资共计48000元';
  const matter = await office.register({
    title: '反映某建筑公司拖欠三名农民工工资',
    summary: '张桂兰等三人在城东安置房工地务工，自2026年1月起被拖欠工资，多次讨要未果。',
    category: '06',
    headcount: 3,
    demands: [demand],
  });
  await office.complete(
    'jiefang',
    matter.id,
    'task_talk',
    answers.talk([{ no: 1, text: demand, answer: '交县人社局办理。' }]),
  );
  await office.complete('jiefang', matter.id, 'task_assess', answers.assess());
  await office.complete('jiefang', matter.id, 'task_docket', answers.docket());
  await office.complete('lingdao', matter.id, 'task_approve', answers.approve(true));
  await office.complete('ducha', matter.id, 'task_supervise', answers.supervise('rsj'));
}
