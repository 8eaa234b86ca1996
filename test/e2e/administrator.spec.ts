import { bpmnText, element, end, exclusive, flow, start, timer } from '../builders/bpmn-text.js';
import { clientOf, fileOf } from '../integration/v2/v2-client.js';
import { startLiveServer, type LiveServer } from './live-server.js';
import { People, picture } from './people.js';

const named = (xml: string, id: string, name: string): string =>
  xml.replace(`id="${id}" name="${id}"`, `id="${id}" name="${name}"`);

/** Goes on only when somebody has said whether the subsidy is paid. */
const subsidy = named(
  bpmnText(
    'subsidy',
    start('begin'),
    flow('begin', 'pays'),
    exclusive('pays', 'pays_refused'),
    flow('pays', 'paid', '=pays'),
    flow('pays', 'refused'),
    end('paid'),
    end('refused'),
  ),
  'pays',
  '是否发放',
);

/** A far day: nobody waits for it here. */
const farDay = bpmnText(
  'far_day',
  start('begin'),
  flow('begin', 'wait'),
  element('intermediateCatchEvent', 'wait', timer('=expires(addWorkingDays(date("2031-06-02"), 5))')),
  flow('wait', 'done'),
  end('done'),
);

describe('who keeps the processes going', () => {
  let server: LiveServer;
  let people: People;
  beforeAll(async () => {
    server = await startLiveServer();
    people = await People.arrive(server);
    const owner = clientOf({ url: server.url, accounts: { owner: server.account('owner') } }, 'owner');
    await owner.createDeployment({ resources: [fileOf('subsidy.bpmn', subsidy), fileOf('far_day.bpmn', farDay)] });
  });
  afterAll(async () => {
    await people?.leave();
    await server?.close();
  });

  const begin = async (processDefinitionId: string): Promise<string> =>
    (await server.as('owner').post('/v2/process-instances', { processDefinitionId, variables: {} })).body
      .processInstanceKey;

  it('reads what is in the way and tries many again; only what is still in the way comes back', async () => {
    const [mended] = [await begin('subsidy'), await begin('subsidy'), await begin('subsidy')];
    await server.as('owner').put(`/v2/element-instances/${mended}/variables`, { variables: { pays: true } });
    const page = await people.login('owner');
    await page.getByRole('link', { name: '异常' }).first().click();
    const rows = page.getByRole('row', { name: /是否发放/ });
    await rows.nth(2).waitFor();
    expect(await rows.count()).toBe(3);
    expect(await rows.first().innerText()).toMatch(/条件无法判断[\s\S]*原因：[\s\S]*处理：/);
    await picture(page, 'incidents');
    await page.getByRole('checkbox', { name: '选择本页全部异常' }).check();
    await page.getByRole('button', { name: '重试所选 3 件' }).click();
    await page.getByText('已重试 3 件').waitFor();
    await rows.nth(2).waitFor({ state: 'detached' });
    expect(await rows.count()).toBe(2);
    expect((await server.as('owner').get(`/v2/process-instances/${mended}`)).body.state).toBe('COMPLETED');
    expect(people.pageErrors).toEqual([]);
  });

  it('changes a working day, which moves what waits for it', async () => {
    const key = await begin('far_day');
    const page = await people.login('admin');
    await page.getByRole('link', { name: '工作日历' }).first().click();
    await page.getByText('没有调整过的日期').waitFor();
    await page.getByRole('button', { name: '调整一天' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('日期').fill('2031-06-05');
    await dialog.getByLabel('日期').press('Enter');
    await dialog.getByLabel('依据').fill('县政府办汛期停工通告');
    await dialog.getByRole('button', { name: '调整并重新计算期限' }).click();
    const row = page.getByRole('row', { name: /2031-06-05/ });
    await row.first().waitFor();
    expect(await row.first().innerText()).toMatch(/休息[\s\S]*上班[\s\S]*县政府办汛期停工通告[\s\S]*林涛/);
    await picture(page, 'work-days');

    const reader = await people.login('auditor');
    await server.tick();
    await reader.goto(`${server.url}/audit/${key}`);
    await reader.getByText('工作日有调整（县政府办汛期停工通告），改为 2031-06-11 00:00 触发。').waitFor();
    await picture(reader, 'work-days-timeline');

    await page.getByRole('button', { name: '恢复 2031-06-05' }).click();
    await page.getByRole('button', { name: '恢复', exact: true }).click();
    await page.getByText('没有调整过的日期').waitFor();
    expect(people.pageErrors).toEqual([]);
  });
});
