import { openFeatureApp, type Browser, type FeatureApp } from '../../../test/builders/feature-app.js';
import { wagesPetition } from '../../../test/builders/petition.js';
import { Failure } from '../../platform/failure.js';
import { KeyFileError } from '../../platform/keys/key-files.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { CasesModule } from './cases.module.js';
import { CasesService } from './cases.service.js';
import { KeyCheck } from './key-check.js';

describe('cases over HTTP', () => {
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

  describe('registration', () => {
    it('gives a number at once and begins the reception with what the diagram needs, without the person', async () => {
      const answer = await register();
      expect(answer.status).toBe(201);
      expect(answer.body).toMatchObject({
        number: '4101992026060150001',
        instanceKey: '8388608',
        caseUrl: `/cases/${answer.body.id}`,
      });
      expect(answer.body.queryCode).toMatch(/^[A-Z2-9]{8}$/);
      expect(answer.body.message).toContain(answer.body.number);
      expect(test.starter.starts.at(-1)).toMatchObject({
        processId: 'xf_reception',
        caseId: answer.body.id,
        unitId: 'xfj',
        variables: {
          caseNumber: answer.body.number,
          demands: [
            { no: 1, text: '支付拖欠工资4.2万元' },
            { no: 2, text: '补缴工伤保险' },
          ],
          category: '06',
          headcount: 3,
          urgency: '一般',
          registeredAt: '2026-06-01T01:00:00.000Z',
        },
      });
      expect(JSON.stringify(test.starter.starts.at(-1)!.variables)).not.toMatch(/张小三|13812345678/);
    });

    it('stores nobody in clear', async () => {
      const { body } = await register();
      const row = await test.database.get(`SELECT * FROM petition_case WHERE id = ?`, [body.id]);
      for (const secret of ['张小三', '李大山', '11010519491231002X', '13812345678', '东关村'])
        expect(JSON.stringify(row)).not.toContain(secret);
      expect(row).toMatchObject({ petitioner_masked: '张*三等3人', status: '已登记', stage: '提出', unit_id: 'xfj' });
    });

    it('numbers without gaps and twins, also when many come at once', async () => {
      const before = (await register()).body.number as string;
      const answers = await Promise.all(Array.from({ length: 12 }, () => register({ channel: '走访' })));
      const numbers = answers.map((answer) => BigInt(answer.body.number)).sort();
      expect(numbers).toEqual(Array.from({ length: 12 }, (_, index) => BigInt(before) + BigInt(index + 1)));
    });

    it('counts each channel and each day by itself', async () => {
      expect((await register({ channel: '来信' })).body.number).toBe('4101992026060120001');
      test.clock.passDays(1);
      receptionist = await test.login('jiefang');
      expect((await register({ channel: '来信' })).body.number).toBe('4101992026060220001');
    });

    it('leaves nothing behind, not even a number, when the process cannot begin', async () => {
      const before = [
        await count('petition_case'),
        await count('case_demand'),
        await test.database.all(`SELECT * FROM number_series ORDER BY period`),
      ];
      test.starter.refusal = new Failure('not-found', 'not-found', '没有找到流程“xf_reception”。');
      expect((await register()).status).toBe(404);
      test.starter.refusal = null;
      expect([
        await count('petition_case'),
        await count('case_demand'),
        await test.database.all(`SELECT * FROM number_series ORDER BY period`),
      ]).toEqual(before);
    });

    it('is not refused for the number of people, nor for what they did not bring', async () => {
      const many = Array.from({ length: 60 }, (_, index) => ({ name: `村民${index}` }));
      const answer = await register({ companions: many, headcount: 61, petitioner: { name: '赵六' } });
      expect(answer.status).toBe(201);
    });

    it.each([
      [
        'petitioner.idNumber',
        'id-number',
        { petitioner: { ...wagesPetition.petitioner, idNumber: '110105194912310021' } },
      ],
      ['petitioner.idType', 'id-type-missing', { petitioner: { name: '张三', idNumber: '110105194912310021' } }],
      ['petitioner.phone', 'phone', { petitioner: { name: '张三', phone: '123' } }],
      ['petitioner.name', 'not-blank', { petitioner: { name: '  ' } }],
      ['petitioner.birthYear', 'birth-year', { petitioner: { name: '张三', birthYear: 2030 } }],
      ['headcount', 'headcount', { headcount: 2 }],
      ['receivedAt', 'future', { receivedAt: '2027-01-01T00:00:00Z' }],
      ['receivedAt', 'instant', { receivedAt: '昨天下午' }],
      ['title', 'is-length', { title: '字'.repeat(41) }],
      ['category', 'is-in', { category: '77' }],
      ['demands', 'array-min-size', { demands: [] }],
      ['demands[1].text', 'not-blank', { demands: [{ text: '发工资' }, { text: ' ' }] }],
      ['petitioner.religion', 'whitelist-validation', { petitioner: { name: '张三', religion: 'x' } }],
    ])('names the mistyped field %s (%s)', async (path, rule, changes) => {
      const before = await count('petition_case');
      const answer = await register(changes);
      expect([answer.status, answer.body.code]).toEqual([400, 'request-invalid']);
      expect(answer.body.problems).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ path, rule, message: expect.stringMatching(/\p{Script=Han}/u) }),
        ]),
      );
      expect(await count('petition_case')).toBe(before);
    });

    it('keeps the day on which a letter came', async () => {
      const { body } = await register({ channel: '来信', receivedAt: '2026-05-29T10:00:00+08:00' });
      expect((await receptionist.get(`/api/cases/${body.id}`)).body.receivedAt).toBe('2026-05-29T02:00:00.000Z');
    });

    it('is the receptionist’s', async () => {
      expect((await register({}, await test.login('chengban'))).body).toMatchObject({
        status: 403,
        code: 'role-missing',
      });
    });
  });

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
        window: '3号窗口',
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
      const first = (await receptionist.get('/api/cases?size=2&page=1')).body;
      const second = (await receptionist.get('/api/cases?size=2&page=2')).body;
      expect(first.total).toBe(await count('petition_case'));
      expect(new Set([...first.items, ...second.items].map((item: { id: string }) => item.id)).size).toBe(4);
      expect((await receptionist.get('/api/cases?size=1000')).status).toBe(400);
      expect((await receptionist.get('/api/cases?sort=name')).status).toBe(400);
    });
  });

  it('offers registered cases of the same person or fact, masked', async () => {
    const { body } = await receptionist.send('POST', '/api/cases/duplicates', {
      name: '周小川',
      phone: '0390-6210011',
      title: '100%征地补偿',
      summary: wagesPetition.summary,
    });
    expect(body[0]).toMatchObject({
      petitioner: '周*川',
      title: '100%征地补偿',
      reasons: expect.arrayContaining(['疑似相同事项', '姓名相同', '联系电话相同']),
    });
    expect(JSON.stringify(body)).not.toMatch(/周小川|6210011/);
    const elsewhere = await (await test.login('chengguan')).send('POST', '/api/cases/duplicates', { name: '周小川' });
    expect(elsewhere.body).toEqual([]);
  });

  it('lists the codes of the forms', async () => {
    const { body } = await receptionist.get('/api/codes');
    expect(Object.keys(body)).toEqual(['channels', 'categories', 'statuses', 'urgencies', 'idTypes', 'outcomes']);
    expect(body.channels[4]).toEqual({ code: '走访', name: '走访' });
    expect(body.categories).toHaveLength(17);
  });

  it('does not start on a database of another master key', async () => {
    const strange = KeyRing.open({ dataDir: test.dataDir, masterKey: Buffer.alloc(32, 7) });
    await expect(new KeyCheck(test.database, strange).onApplicationBootstrap()).rejects.toThrow(KeyFileError);
    await expect(new KeyCheck(test.database, test.app.get(KeyRing)).onApplicationBootstrap()).resolves.toBeUndefined();
  });
});
