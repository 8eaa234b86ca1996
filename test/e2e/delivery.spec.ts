import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { Office, type RegisteredCase } from '../builders/office.js';
import { startLiveServer, type LiveServer } from './live-server.js';
import { People, choose, picture } from './people.js';

describe('an officer who hands a notice over', () => {
  let server: LiveServer;
  let people: People;
  let matter: RegisteredCase;
  beforeAll(async () => {
    server = await startLiveServer();
    people = await People.arrive(server);
    matter = await new Office(server).register({
      title: '反映村道损坏',
      summary: '村道损坏多年。',
      category: '99',
      demands: ['要求修复村道'],
    });
  });
  afterAll(async () => {
    await people?.leave();
    await server?.close();
  });

  /** Faults that axe finds in the dialogue. */
  async function faults(page: Page): Promise<string[]> {
    await page.evaluate(axe.source);
    return page.evaluate(
      `axe.run('.ant-modal').then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map((node) => node.html).join(' ')))`,
    );
  }

  it('records the delivery beside the notice and finds it there', async () => {
    const page = await people.login('jiefang');
    await page.goto(`${server.url}/cases/${matter.id}`);
    await page.getByRole('tab', { name: '文书' }).click();
    await page.getByRole('button', { name: '来访事项登记凭证' }).click();
    await page.getByRole('link', { name: '下载 Word' }).waitFor();
    await page.getByText('还没有登记送达').waitFor();
    await page.getByRole('button', { name: '登记送达' }).click();
    const form = page.getByRole('dialog', { name: /登记送达/ });
    await choose(page, form.getByLabel('送达方式'), '留置送达');
    await form.getByLabel('送达日期').fill(new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10));
    await form.getByLabel('收件人').fill('张建军');
    await form.getByRole('button', { name: '登记送达，不可更改' }).click();
    await form.getByText('请填写见证人').waitFor();
    await form.getByLabel('见证人').fill('周国强');
    await form.getByLabel('拒收或未签收的原因').fill('称须本人签收');
    // While it fades it is too pale to read.
    await form.getByText('请填写见证人').waitFor({ state: 'detached' });
    expect(await faults(page)).toEqual([]);
    await picture(page, 'delivery');
    await form.getByRole('button', { name: '登记送达，不可更改' }).click();
    await page.getByText(/留置送达，收件人 张建军，见证人 周国强/).waitFor();
    await page.getByRole('link', { name: '送达回证' }).waitFor();
    await picture(page, 'delivered');
    expect(people.pageErrors).toEqual([]);
  });
});
