import { strFromU8, unzipSync } from 'fflate';
import { Database } from '../../../src/platform/database/database.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = { title: '反映村道损坏', summary: '村道损坏多年。', category: '99', demands: ['要求修复村道'] };
const june = 'from=2026-06-01&to=2026-06-30';

describe('statistics', () => {
  let server: TestServer;
  let office: Office;
  let told: RegisteredCase;
  let late: RegisteredCase;
  const write = (sql: string, parameters: (string | number)[]) =>
    server.app.get(Database).write((transaction) => transaction.run(sql, parameters));

  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    told = await office.register(petition);
    late = await office.register({ ...petition, title: '=cmd|calc', category: '06' });
    await office.register({ ...petition, title: '反映水渠堵塞' });
    // The first was told in time, and 办结 runs since; the second was told late; the third not at all.
    const stop = `UPDATE case_clock SET stopped_at = ? WHERE case_id = ? AND name = '告知'`;
    await write(stop, ['2026-06-01T02:00:00.000Z', told.id]);
    await write(stop, ['2026-06-18T02:00:00.000Z', late.id]);
    await write(
      `INSERT INTO case_clock (case_id, name, started_on, last_day, days_allowed, basis) VALUES (?, '办结', '2026-06-01', '2026-07-31', 60, '')`,
      [told.id],
    );
    await write(`UPDATE petition_case SET responsible_unit_id = 'rsj' WHERE id = ?`, [told.id]);
    server.clock.set('2026-06-17T02:00:00.000Z');
  });
  afterAll(() => server.close());

  const show = async (by = 'auditor', query = june) => (await server.as(by).get(`/api/statistics?${query}`)).body;
  const figure = async (code: string, by?: string, query?: string) =>
    (await show(by, query)).figures.find((one: { code: string }) => one.code === code);
  const cases = async (query: string, by = 'auditor') =>
    (await server.as(by).get(`/api/statistics/cases?${june}&${query}`)).body;

  it('show every figure with numerator and denominator, over what is due by now', async () => {
    expect(await figure('timely-notice')).toMatchObject({ n: 1, d: 3, shown: '33.3%', name: '及时受理率' });
    expect(await figure('timely-reply')).toMatchObject({ n: 0, d: 0, shown: '—' });
    expect(await figure('timely-reply', 'auditor', 'from=2026-07-01&to=2026-09-30')).toMatchObject({ d: 0 });
  });

  it('look at a term once it is over: 办结 of the first matter is due on 31 July', async () => {
    server.clock.set('2026-08-01T02:00:00.000Z');
    const summer = 'from=2026-07-01&to=2026-08-31';
    expect(await figure('timely-reply', 'auditor', summer)).toMatchObject({
      n: 0,
      d: 1,
      months: [
        { month: '2026-07', n: 0, d: 1 },
        { month: '2026-08', n: 0, d: 0 },
      ],
      units: [{ unitId: 'rsj', n: 0, d: 1 }],
    });
    expect(await figure('overdue', 'auditor', summer)).toMatchObject({ n: 1, d: 1 });
  });

  it('lead to the cases behind a figure, and to the part that was met or missed', async () => {
    expect(await cases('figure=timely-notice')).toMatchObject({ total: 3 });
    expect((await cases('figure=timely-notice&part=hit')).items).toMatchObject([
      { caseId: told.id, caseNumber: told.number, day: '2026-06-16', isHit: true },
    ]);
    const rest = await cases('figure=timely-notice&part=rest&month=2026-06');
    expect(rest.items.map((item: { isHit: boolean }) => item.isHit)).toEqual([false, false]);
    expect(await cases('figure=timely-notice&month=2026-05')).toMatchObject({ total: 0, items: [] });
  });

  it('count only what the asker may see, and answer for a unit with what lies below it', async () => {
    expect(await figure('timely-notice', 'chengguan')).toMatchObject({ d: 0 });
    expect(await cases('figure=timely-notice', 'chengguan')).toMatchObject({ total: 0 });
    expect(await figure('timely-notice', 'auditor', `${june}&unitId=county`)).toMatchObject({ d: 3 });
    expect(await figure('timely-notice', 'auditor', `${june}&unitId=town_cg`)).toMatchObject({ d: 0 });
  });

  it('say what was registered as shares, and name what cannot be computed instead of guessing', async () => {
    const { registered, composition, notRecorded } = await show();
    expect(registered).toBe(3);
    expect(composition.find((part: { name: string }) => part.name === '问题类别').shares).toEqual([
      { name: '拖欠农民工工资', count: 1 },
      { name: '其他', count: 2 },
    ]);
    expect(notRecorded.map(({ name }: { name: string }) => name)).toContain('重复信访率');
  });

  it('keep the units in the order of the organisation, whatever their figures are', async () => {
    await write(`UPDATE case_clock SET stopped_at = '2026-06-02T02:00:00.000Z' WHERE name = '告知'`, []);
    const { units } = await figure('overdue', 'auditor', 'from=2026-06-01&to=2026-08-31');
    expect(units.map(({ unitId }: { unitId: string }) => unitId)).toEqual(['rsj', 'xfj']);
  });

  it('show referrals to the police as a sum, to those who decide on them', async () => {
    expect((await show('auditor')).referrals).toEqual({ n: 0, d: 0 });
    expect((await show('jiefang')).referrals).toBeUndefined();
    expect((await show('auditor', `${june}&unitId=rsj`)).referrals).toBeUndefined();
  });

  it.each([
    ['a period that ends before it begins', 'from=2026-06-02&to=2026-06-01', 400],
    ['a day that does not exist', 'from=2026-02-30&to=2026-06-01', 400],
    ['more than five years', 'from=2020-01-01&to=2026-06-01', 400],
    ['no period', '', 400],
    ['a unit that does not exist', `${june}&unitId=nowhere`, 404],
  ])('refuse %s', async (_, query, status) => {
    expect((await server.as('auditor').get(`/api/statistics?${query}`)).status).toBe(status);
  });

  describe('go out as files', () => {
    const file = async (format: string) => {
      const { username, password } = server.accounts['auditor']!;
      const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      const response = await fetch(`${server.url}/api/statistics/export?${june}&format=${format}`, {
        headers: { authorization },
      });
      return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
    };

    it('as csv with numbers as numbers', async () => {
      const { response, bytes } = await file('csv');
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      expect(response.headers.get('content-disposition')).toContain('attachment');
      const text = strFromU8(bytes);
      expect(Buffer.from(bytes.subarray(0, 3)).toString('hex')).toBe('efbbbf');
      expect(text).toContain('指标,分子,分母,比率,计算方法,依据,期间\r\n及时受理率,3,3,100.0%,');
    });

    it('as xlsx with one sheet each for figures, units, months and what was registered', async () => {
      const { response, bytes } = await file('xlsx');
      expect(response.headers.get('content-type')).toContain('spreadsheetml');
      const parts = unzipSync(bytes);
      const sheets = Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/sheet'));
      expect(sheets).toHaveLength(4);
      const words = ['xl/workbook.xml', 'xl/sharedStrings.xml'].map((name) => strFromU8(parts[name]!)).join('');
      for (const word of ['分单位', '逐月', '登记构成', '及时受理率', '中和县信访局']) expect(words).toContain(word);
      for (const name of sheets) expect(strFromU8(parts[name]!)).not.toContain('<f>');
    });
  });
});
