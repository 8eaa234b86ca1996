import { openFeatureApp, type Browser, type FeatureApp } from '../../../test/builders/feature-app.js';
import { wagesPetition } from '../../../test/builders/petition.js';
import { Failure } from '../../platform/failure.js';
import { KeyFileError } from '../../platform/keys/key-files.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { CasesModule } from './cases.module.js';
import { KeyCheck } from './key-check.js';

describe('registering cases over HTTP', () => {
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

  it('offers registered cases of the same person or fact, masked', async () => {
    await register({
      title: '100%征地补偿',
      petitioner: { name: '周小川', phone: '0390-6210011' },
      companions: [],
      headcount: 1,
    });
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
