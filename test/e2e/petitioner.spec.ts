import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { Office, type RegisteredCase } from '../builders/office.js';
import { startLiveServer, type LiveServer } from './live-server.js';
import { People, choose, picture } from './people.js';

const zhang = { name: '张桂兰', idType: '其他', idNumber: 'GZ20260001', phone: '13800001234' };

describe('a petitioner who comes again', () => {
  let server: LiveServer;
  let people: People;
  let first: RegisteredCase;
  let second: RegisteredCase;
  beforeAll(async () => {
    server = await startLiveServer();
    people = await People.arrive(server);
    const office = new Office(server);
    first = await office.register({
      title: '反映某建筑公司拖欠三名农民工工资',
      summary: '张桂兰等三人在城东安置房工地务工，自2026年1月起被拖欠工资4.8万元，多次讨要未果。',
      category: '06',
      headcount: 5,
      petitioner: zhang,
      demands: ['要求支付拖欠工资4.8万元'],
    });
    second = await office.register({
      title: '再次反映拖欠农民工工资',
      summary: '我们三人在城东安置房工地务工，4.8万元工资仍被拖欠，押金2000元也没有退还。',
      category: '06',
      headcount: 3,
      petitioner: zhang,
      demands: ['要求支付拖欠工资4.8万元', '要求退还押金2000元'],
    });
  });
  afterAll(async () => {
    await people?.leave();
    await server?.close();
  });

  /** Faults that axe finds on the page as it stands. */
  async function faults(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    // As text: the types of these tests are the server's, which knows no window.
    return page.evaluate(
      `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' ')))`,
    );
  }

  const sidewaysScroll = (page: Page): Promise<number> =>
    page.evaluate(`document.documentElement.scrollWidth - document.documentElement.clientWidth`);

  it('is recognised by a person who holds both matters side by side', async () => {
    const page = await people.login('jiefang');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${server.url}/cases/${second.id}`);
    await page.getByText('首次', { exact: true }).waitFor();
    await page.getByRole('tab', { name: '重复与关联' }).click();
    await page.getByText('疑似相同事项').waitFor();
    await picture(page, 'suggestions');
    await page.getByRole('button', { name: `并排比对 ${first.number}` }).click();

    await page.locator('mark', { hasText: '押金' }).first().waitFor();
    await page.getByRole('radio', { name: /^相同事项/ }).check();
    await page.getByRole('button', { name: '认定相同事项并标为重复' }).click();
    await page.getByText('请选择告知方式').waitFor();
    await picture(page, 'comparison');
    expect(await faults(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, 'comparison-phone');
    expect(await sidewaysScroll(page)).toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });

    await choose(page, page.getByLabel('怎样告知信访人原事项办到哪里'), '当面告知');
    await page.getByLabel('认定理由').fill('同一工地同一笔工资，另有押金诉求');
    await page.getByRole('button', { name: '认定相同事项并标为重复' }).click();
    await page.getByText(`重复：见 ${first.number}`, { exact: true }).waitFor();
    await page.getByText('重复：本件重复此件').waitFor();
    await picture(page, 'decided');

    await page.goto(`${server.url}/cases?occurrence=${encodeURIComponent('重复')}`);
    await page.getByText('再次反映拖欠农民工工资').waitFor();
    await picture(page, 'repeats');
    expect(await page.getByText('反映某建筑公司拖欠三名农民工工资').count()).toBe(0);
  });

  it('sees on a telephone, without an account, where the matter is', async () => {
    const page = await people.visit('/login');
    await page.getByRole('link', { name: '查询办理进度' }).click();
    await page.getByLabel('事项编号').fill(second.number);
    await page.getByLabel('查询码').fill('WRONGONE');
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('事项编号或者查询码不正确').waitFor();
    await picture(page, 'query-refused');

    await page.getByLabel('查询码').fill(second.queryCode.toLowerCase());
    await page.getByRole('button', { name: '查询' }).click();
    await page.getByText('书面告知您是否受理').waitFor();
    await page.getByText(`编号 ${first.number}`).waitFor();
    await picture(page, 'query-phone');
    expect(await faults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    expect(page.url()).not.toContain(second.queryCode);
    const text = await page.locator('main').innerText();
    expect(text).not.toMatch(/张桂兰|王秀兰|工资|13800001234/);
    await page.setViewportSize({ width: 1280, height: 900 });
    await picture(page, 'query');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: '查询' }).isVisible()).toBe(false);
    expect(await page.getByText('来访事项登记凭证').isVisible()).toBe(true);
    await picture(page, 'query-print');
    expect(people.pageErrors).toEqual([]);
  });
});
