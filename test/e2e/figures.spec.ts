import type { Page } from 'playwright-core';
import { startLiveServer, type LiveServer } from './live-server.js';
import { People, picture } from './people.js';

const day = 86_400_000;
/** So long ago that the fifteen days to find a unit and to tell the petitioner are over. */
const receivedAt = new Date(Date.now() - 60 * day).toISOString();
const [from, to] = [60, 0].map((days) => new Date(Date.now() - days * day).toISOString().slice(0, 10));
const title = '反映水渠堵塞多年无人清理';

describe('a supervisor', () => {
  let server: LiveServer;
  let people: People;
  let page: Page;
  beforeAll(async () => {
    server = await startLiveServer();
    const answer = await server.as('jiefang').post('/api/cases', {
      channel: '走访',
      urgency: '一般',
      headcount: 1,
      category: '07',
      title,
      summary: '水渠堵塞，浇不上地。',
      place: '城关镇',
      receivedAt,
      petitioner: { name: '张桂兰', phone: '13800001234' },
      demands: [{ text: '清理水渠' }],
    });
    expect(answer.status).toBe(201);
    await server.tick();
    people = await People.arrive(server);
    page = await people.login('ducha');
  });
  afterAll(async () => {
    await people?.leave();
    await server?.close();
  });

  it('reads how much was done in time, and opens the cases behind a figure', async () => {
    await page.goto(`${server.url}/statistics?from=${from}&to=${to}&figure=timely-notice`);
    await page.getByRole('row', { name: /及时受理率.*0\.0%.*0\/1/ }).waitFor();
    await page.getByRole('img', { name: /及时受理率逐月/ }).waitFor();
    await picture(page, 'statistics');
    await page.getByRole('button', { name: /查看及时受理率的事项/ }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('link', { name: title }).waitFor();
    await picture(page, 'statistics-cases');
  });

  it('takes the figures away as a workbook', async () => {
    await page.goto(`${server.url}/statistics?from=${from}&to=${to}`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: '导出 xlsx' }).click();
    expect((await download).suggestedFilename()).toBe(`信访统计 ${from} 至 ${to}.xlsx`);
  });

  it('finds the matter that nobody answers for, and the way to it', async () => {
    await page.goto(`${server.url}/invariants`);
    await page.getByRole('button', { name: '现在检查' }).click();
    await page.getByRole('row', { name: /没有责任单位/ }).waitFor();
    await picture(page, 'invariants');
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('tab', { name: '期限' }).click();
    await page.getByRole('row', { name: /告知.*开始计时.*《信访工作条例》第二十二条/ }).waitFor();
    await picture(page, 'clocks');
    await page.getByRole('tab', { name: '流程' }).click();
    await page.locator('.mq-badge-clock', { hasText: '超期' }).first().waitFor();
    await picture(page, 'clock-on-diagram');
  });

  it('is met by a petitioner who says what he thinks of the work, without an account, once there is a reply', async () => {
    const { body } = await server.as('jiefang').get(`/api/cases?q=${encodeURIComponent(title)}`);
    const { queryCode, number } = (await server.as('jiefang').get(`/api/cases/${body.items[0].id}`)).body;
    const visitor = await people.visitor();
    await visitor.goto(`${server.url}/login`);
    await visitor.getByRole('link', { name: '评价办理情况' }).click();
    await visitor.getByLabel('信访编号').fill(number);
    await visitor.getByLabel('查询码').fill(queryCode);
    for (const group of ['对信访部门', '对办理单位'])
      await visitor.getByRole('radiogroup', { name: group }).getByText('基本满意').click();
    await picture(visitor, 'evaluate');
    await visitor.getByRole('button', { name: '提交评价' }).click();
    await visitor.getByText('答复还没有送达').waitFor();
  });

  it('met no script error on the way', () => {
    expect(people.pageErrors).toEqual([]);
  });
});
