import { answers } from '../builders/answers.js';
import { Office } from '../builders/office.js';
import { startLiveServer, type LiveServer } from './live-server.js';
import { People, choose, picture } from './people.js';

const petition = {
  title: '反映工资被拖欠',
  summary: '信访人反映工资被拖欠。',
  category: '06',
  demands: ['要求支付工资'],
};

describe('the process owner with many running instances', () => {
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

  it('sees in a dry run what a migration would refuse, mends it, carries it out and watches it', async () => {
    const office = new Office(server);
    for (let made = 0; made < 4; made += 1) await office.register({ ...petition, title: `${petition.title}${made}` });
    const ahead = await office.register(petition);
    await office.complete(
      'jiefang',
      ahead.id,
      'task_talk',
      answers.talk([{ no: 1, text: petition.demands[0]!, answer: '已登记。' }]),
    );
    const owner = server.as('owner');
    const { body: xml } = await owner.get<string>('/api/processes/xf_reception.bpmn/versions/1/xml');
    const deployed = await owner.post('/api/deployments', {
      resourceName: 'xf_reception.bpmn',
      xml: xml.replace(/\btask_assess\b/g, 'task_judge'),
      note: '研判改编号',
      baseVersion: 1,
    });
    expect([deployed.status, JSON.stringify(deployed.body)]).toEqual([201, expect.stringContaining('"version":2')]);

    const page = await people.login('owner');
    await page.getByRole('link', { name: '办理中' }).click();
    await page.getByRole('heading', { name: '办理中的实例' }).waitFor();
    await choose(page, page.getByLabel('流程', { exact: true }), '来访接待登记');
    await page.getByText('共 5 件').waitFor();
    await page.getByRole('checkbox', { name: /选择符合条件的全部 5 件/ }).check();
    await picture(page, 'instances');
    await page.getByRole('button', { name: '批量迁移' }).click();

    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '预演' }).click();
    await dialog.getByText('预演完成：4 件可以执行，1 件不能执行。').waitFor();
    await picture(page, 'migration-refused');
    // By the keyboard: the list of all steps slides while it opens, and a click may land beside what it aimed at.
    await dialog.getByLabel('“task_assess”对应的环节').fill('task_judge');
    await page.getByTitle(/task_judge/).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: '再次预演' }).click();
    await dialog.getByText('预演完成：5 件可以执行。').waitFor();
    await dialog.getByRole('button', { name: '执行（5 件）' }).click();
    await page.getByText('共 5 件，成功 5 件').waitFor();
    await page.getByText('已完成').waitFor();
    await picture(page, 'migration-done');

    const { body } = await owner.get('/api/process-instances?processId=xf_reception');
    expect(body.items.map((item: { version: number }) => item.version)).toEqual([2, 2, 2, 2, 2]);
    expect(await office.find('jiefang', ahead.id, 'task_judge')).toBeDefined();
    expect(people.pageErrors).toEqual([]);
  });

  it('is told which petitions cannot be cancelled', async () => {
    const page = await people.login('owner');
    await page.goto(`${server.url}/instances?process=xf_reception`);
    await page
      .getByRole('checkbox', { name: /选择实例/ })
      .first()
      .check();
    await page.getByRole('button', { name: '批量取消' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '预演' }).click();
    await dialog.getByText('预演完成：0 件可以执行，1 件不能执行。').waitFor();
    await dialog.getByText(/登记的事项必须办到有结果/).waitFor();
    expect(await dialog.getByRole('button', { name: '执行' }).isDisabled()).toBe(true);
    expect(people.pageErrors).toEqual([]);
  });
});
