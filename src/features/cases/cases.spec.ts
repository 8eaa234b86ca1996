import { openFeatureApp, type Browser, type FeatureApp } from '../../../test/builders/feature-app.js';
import { wagesPetition } from '../../../test/builders/petition.js';
import { CasesModule } from './cases.module.js';
import { CasesService } from './cases.service.js';

describe('reading cases over HTTP', () => {
  let test: FeatureApp;
  let receptionist: Browser;
  beforeAll(async () => {
    test = await openFeatureApp([CasesModule], { REGION_CODE: '410199' });
    receptionist = await test.login('jiefang');
  });
  afterAll(() => test.close());

  const register = (changes: object = {}, browser = receptionist) =>
    browser.send('POST', '/api/cases', { ...wagesPetition, ...changes });
  const count = async (table: string): Promise<number> =>
    (await test.database.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))!.n;

  describe('reading', () => {
    let id: string;
    let number: string;
    beforeAll(async () => {
      ({ id, number } = (await register({ title: '工地欠薪' })).body as { id: string; number: string });
    });

    it('shows the case with the person masked, and leaves a row', async () => {
      const before = await count('case_access');
      const { body } = await receptionist.get(`/api/cases/${id}`);
      expect(body).toMatchObject({
        number,
        petitioner: '张*三等3人',
        category: { code: '06', name: '拖欠农民工工资' },
        channel: { code: '走访', name: '走访' },
        status: '已登记',
        stage: '提出',
        unit: null,
        registrar: { displayName: '王秀兰' },
        registeringUnit: { id: 'xfj', name: '中和县信访局' },
        window: '自然资源窗口',
        companions: [{ name: '李*山' }, { name: '王*' }],
        contactConsent: true,
        person: {
          name: '张*三',
          idNumber: '**************002X',
          phone: '138****5678',
          address: '中和县城关镇****',
          birthYear: 1949,
        },
        demands: [
          { no: 1, text: '支付拖欠工资4.2万元' },
          { no: 2, text: '补缴工伤保险' },
        ],
        clocks: [],
        instances: [],
        notices: [],
      });
      expect(body.stations.map((station: { name: string }) => station.name)).toEqual([
        '提出',
        '受理',
        '办理',
        '督办',
        '回复',
      ]);
      expect(JSON.stringify(body)).not.toMatch(/张小三|李大山|13812345678|person_|wrappedKey/);
      expect(await count('case_access')).toBe(before + 1);
    });

    it('reveals the whole person for a reason that is kept', async () => {
      expect((await receptionist.send('POST', `/api/cases/${id}/reveal`, { reason: '看看' })).status).toBe(400);
      const answer = await receptionist.send('POST', `/api/cases/${id}/reveal`, { reason: '电话联系信访人补充材料' });
      expect(answer.body).toMatchObject({
        person: { name: '张小三', idNumber: '11010519491231002X', phone: '13812345678' },
      });
      expect(answer.headers['cache-control']).toBe('no-store');
      const rows = await test.database.all(
        `SELECT action, reason, user_id FROM case_access WHERE case_id = ? AND action = 'reveal'`,
        [id],
      );
      expect(rows).toEqual([
        { action: 'reveal', reason: '电话联系信访人补充材料', user_id: (await test.actor('jiefang')).userId },
      ]);
    });

    it.each(['chengguan', 'chengban', 'owner', 'admin'])(
      'does not exist for %s, who leaves no row either',
      async (username) => {
        const other = await test.login(username);
        const before = await count('case_access');
        const detail = await other.get(`/api/cases/${id}`);
        const unknown = await other.get('/api/cases/no-such-case');
        const reveal = await other.send('POST', `/api/cases/${id}/reveal`, { reason: '想知道是谁' });
        expect([detail.status, reveal.status]).toEqual([404, 404]);
        expect(detail.body.detail).toBe(unknown.body.detail);
        expect((await other.get('/api/cases')).body).toMatchObject({ total: 0, items: [] });
        expect(await count('case_access')).toBe(before);
      },
    );

    it('is refused when the row was altered or copied from another case', async () => {
      const other = (await register()).body.id as string;
      await test.database.write((transaction) =>
        transaction.run(
          `UPDATE petition_case SET person = (SELECT o.person FROM petition_case o WHERE o.id = ?), wrapped_key = (SELECT o.wrapped_key FROM petition_case o WHERE o.id = ?) WHERE id = ?`,
          [id, id, other],
        ),
      );
      const answer = await receptionist.get(`/api/cases/${other}`);
      expect(answer.status).toBe(500);
      expect(JSON.stringify(answer.body)).not.toContain('张');
    });

    it('names the addressee of a notice', async () => {
      expect(await test.app.get(CasesService).addressee(id)).toEqual({
        name: '张小三',
        maskedIdNumber: '**************002X',
        maskedPhone: '138****5678',
        address: '中和县城关镇东关村3组12号',
      });
    });
  });

  describe('searching', () => {
    let found: string;
    beforeAll(async () => {
      const answer = await register({
        title: '100%征地补偿',
        category: '01',
        petitioner: { name: '周小川', phone: '0390-6210011' },
        companions: [],
        headcount: 1,
      });
      found = answer.body.id as string;
      await test.database.write(async (transaction) => {
        await transaction.run(`UPDATE petition_case SET responsible_unit_id = 'zrzy', status = '办理中' WHERE id = ?`, [
          found,
        ]);
        await transaction.run(
          `INSERT INTO case_clock (case_id, name, started_on, last_day, days_allowed, basis) VALUES (?, '告知', '2026-05-01', '2026-05-18', 15, '')`,
          [found],
        );
      });
    });
    const ids = async (query: string, browser = receptionist): Promise<string[]> =>
      ((await browser.get(`/api/cases?size=200&${query}`)).body.items as { id: string }[]).map((item) => item.id);

    it.each([
      ['a whole name', `q=${encodeURIComponent('周小川')}`],
      ['a phone number, however written', 'q=03906210011'],
      ['a word of the title', `q=${encodeURIComponent('征地补偿')}`],
      ['a sign that SQL would read as a pattern', `q=${encodeURIComponent('100%')}`],
      ['the category', 'category=01'],
      ['the status', `status=${encodeURIComponent('办理中')}`],
      ['the responsible unit', 'unitId=zrzy'],
      ['being overdue', 'overdue=true'],
    ])('finds by %s', async (_, query) => expect(await ids(query)).toEqual([found]));

    it('does not find by a part of a name, or by a pattern', async () => {
      expect(await ids(`q=${encodeURIComponent('周小')}`)).toEqual([]);
      expect(await ids(`q=${encodeURIComponent('_%_征地')}`)).toEqual([]);
    });

    it('shows the unit its case, with the clock', async () => {
      const unit = await test.login('chengban2');
      const { body } = await unit.get('/api/cases');
      expect(body).toMatchObject({ total: 1, page: 1, size: 20 });
      expect(body.items[0]).toMatchObject({
        id: found,
        unit: { id: 'zrzy', name: '中和县自然资源局' },
        clock: { name: '告知', lastDay: '2026-05-18', level: 'overdue' },
      });
    });

    it('pages, newest first', async () => {
      await Promise.all([register(), register(), register()]);
      const first = (await receptionist.get('/api/cases?size=2&page=1')).body;
      const second = (await receptionist.get('/api/cases?size=2&page=2')).body;
      expect(first.total).toBe(await count('petition_case'));
      expect(new Set([...first.items, ...second.items].map((item: { id: string }) => item.id)).size).toBe(4);
      expect((await receptionist.get('/api/cases?size=1000')).status).toBe(400);
      expect((await receptionist.get('/api/cases?sort=name')).status).toBe(400);
    });
  });
});
