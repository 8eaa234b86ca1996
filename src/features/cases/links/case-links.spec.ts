import { openFeatureApp, type Browser, type FeatureApp } from '../../../../test/builders/feature-app.js';
import { wagesPetition } from '../../../../test/builders/petition.js';
import { CasesModule } from '../cases.module.js';

interface Registered {
  id: string;
  number: string;
}

const zhang = { name: '张小三', phone: '13812345678' };
const again = {
  title: '拖欠农民工工资',
  summary: '我们三人在城东安置房工地干木工活，4.2万元工资被包工头拖欠，押金也没有退。',
  demands: [{ text: '支付拖欠工资4.2万元' }, { text: '退还押金' }],
};

describe('重复与关联 of registered cases', () => {
  let test: FeatureApp;
  let receptionist: Browser;
  let head: Browser;
  let colleague: Browser;
  let first: Registered;
  let second: Registered;
  beforeAll(async () => {
    test = await openFeatureApp([CasesModule], { REGION_CODE: '410199' });
    receptionist = await test.login('jiefang');
    colleague = await test.login('jiefang2');
    head = await test.login('kezhang');
  });
  beforeEach(async () => {
    await test.database.write(async (transaction) => {
      for (const table of ['case_link', 'reminder', 'case_access', 'case_demand', 'petition_case'])
        await transaction.run(`DELETE FROM ${table}`);
    });
    first = await register();
    second = await register(again);
  });
  afterAll(() => test.close());

  async function register(changes: object = {}, browser = receptionist): Promise<Registered> {
    const { status, body } = await browser.send('POST', '/api/cases', { ...wagesPetition, ...changes });
    if (status !== 201) throw new Error(JSON.stringify(body));
    return body as Registered;
  }

  const suggestions = async (browser: Browser, id: string) =>
    (await browser.get(`/api/cases/${id}/suggestions`)).body as { id: string; relation?: string; reasons: string[] }[];
  const decide = (changes: object = {}, browser = receptionist, id = second.id) =>
    browser.send('POST', `/api/cases/${id}/links`, {
      otherCaseId: first.id,
      relation: '相同事项',
      reason: '同一工地同一笔工资',
      told: '当面告知',
      seen: 0,
      ...changes,
    });
  const count = async (table: string): Promise<number> =>
    Number((await test.database.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))!.n);

  describe('suggestions', () => {
    it('name what seems to be the same first, in words, the person masked', async () => {
      const land = await register({ title: '征地补偿标准过低', summary: '高速公路征用我家承包地，补偿款与邻村不同。' });
      const told = await register({ ...again, petitioner: { name: '赵六', phone: '13700000000' } });
      const { body } = await receptionist.get(`/api/cases/${second.id}/suggestions`);
      expect(body.map((one: { id: string; relation: string }) => [one.id, one.relation])).toEqual([
        [first.id, '相同事项'],
        [told.id, '相关事项'],
        [land.id, '同一信访人其他事项'],
      ]);
      expect(body[0]).toEqual({
        id: first.id,
        number: first.number,
        title: wagesPetition.title,
        petitioner: '张*三等3人',
        status: '已登记',
        registeredAt: '2026-06-01T01:00:00.000Z',
        unit: null,
        relation: '相同事项',
        reasons: ['疑似相同事项', '证件号码相同', '联系电话相同', '姓名相同', expect.stringMatching(/^反映内容/)],
      });
      expect(JSON.stringify(body)).not.toMatch(/张小三|12345678|score|Hash/);
    });

    it('are for those who decide, about cases of their reach', async () => {
      const overseer = await test.login('ducha');
      expect((await overseer.get(`/api/cases/${second.id}/suggestions`)).body.code).toBe('role-missing');
      const town = await test.login('chengguan');
      for (const path of ['suggestions', 'links', `comparison/${first.id}`]) {
        expect((await town.get(`/api/cases/${second.id}/${path}`)).status).toBe(404);
      }
      const elsewhere = await register({ ...again }, town);
      expect(await suggestions(town, elsewhere.id)).toEqual([]);
      expect((await suggestions(receptionist, second.id)).map(({ id }) => id)).toEqual([first.id]);
      // Both ends must be in reach: one's own case does not open the other.
      expect((await town.get(`/api/cases/${elsewhere.id}/comparison/${first.id}`)).status).toBe(404);
      expect((await decide({}, town, elsewhere.id)).status).toBe(404);
      expect(await count('case_link')).toBe(0);
    });

    it.each([
      ['an accusation by its category', { category: '16' }],
      ['what was asked to be kept secret', { secrecyAsked: true }],
    ])('never show %s to whoever has nothing to do with it (H7)', async (_, changes) => {
      const hidden = await register({ ...again, ...changes });
      const own = await register({ ...again, title: '再次反映拖欠工资' }, colleague);
      expect((await suggestions(colleague, own.id)).map(({ id }) => id)).not.toContain(hidden.id);
      expect((await suggestions(head, own.id)).map(({ id }) => id)).not.toContain(hidden.id);
      expect((await colleague.get(`/api/cases/${own.id}/comparison/${hidden.id}`)).status).toBe(404);
      expect((await decide({ otherCaseId: hidden.id }, colleague, own.id)).status).toBe(404);
      const atRegistration = await colleague.send('POST', '/api/cases/duplicates', {
        ...zhang,
        title: again.title,
        summary: again.summary,
      });
      expect(atRegistration.body.map((one: { caseId: string }) => one.caseId)).not.toContain(hidden.id);
      // Nor is it shown as the other end of what somebody else has linked, who may see it only when it is no accusation.
      const mayLink = 'secrecyAsked' in changes;
      expect((await suggestions(receptionist, own.id)).some(({ id }) => id === hidden.id)).toBe(mayLink);
      const linked = await decide({ otherCaseId: hidden.id, relation: '相关事项' }, receptionist, own.id);
      expect(linked.status).toBe(mayLink ? 201 : 404);
      expect((await colleague.get(`/api/cases/${own.id}/links`)).body).toEqual([]);
      expect((await receptionist.get(`/api/cases/${own.id}/links`)).body).toHaveLength(mayLink ? 1 : 0);
    });

    it('never show an accusation by its kind either', async () => {
      await test.database.write((transaction) =>
        transaction.run(`UPDATE petition_case SET kind = '检举控告' WHERE id = ?`, [first.id]),
      );
      expect(await suggestions(head, second.id)).toEqual([]);
      expect(await suggestions(receptionist, second.id)).toEqual([]);
    });
  });

  describe('two cases side by side', () => {
    it('show what is alike and what is not, the earlier one first, and leave a row for each', async () => {
      const before = await count('case_access');
      const { body } = await head.get(`/api/cases/${first.id}/comparison/${second.id}`);
      expect(body).toMatchObject({
        earlier: { id: first.id },
        later: { id: second.id },
        isEarlierOpen: true,
        likeness: '很相近',
        decisions: [],
      });
      const field = (label: string) => body.fields.find((one: { label: string }) => one.label === label);
      expect(field('证件号码')).toEqual({
        label: '证件号码',
        isSame: true,
        earlier: [{ text: '**************002X', isShared: true }],
        later: [{ text: '**************002X', isShared: true }],
      });
      expect(field('诉求').later).toContainEqual({ text: expect.stringContaining('退还押金'), isShared: false });
      expect(
        field('主要情况')
          .later.map((passage: { text: string }) => passage.text)
          .join(''),
      ).toBe(again.summary);
      expect(JSON.stringify(body)).not.toMatch(/张小三|13812345678|东关村|李大山/);
      expect(await count('case_access')).toBe(before + 2);
    });

    it('are not called the same person for equal masks', async () => {
      const other = await register({ petitioner: { name: '张老三', phone: '13899995678' }, companions: [] });
      const { body } = await head.get(`/api/cases/${first.id}/comparison/${other.id}`);
      const field = (label: string) => body.fields.find((one: { label: string }) => one.label === label);
      expect(field('联系电话').earlier[0].text).toBe(field('联系电话').later[0].text);
      expect([field('信访人').isSame, field('联系电话').isSame]).toEqual([false, false]);
    });

    it('are two', async () => {
      expect((await head.get(`/api/cases/${first.id}/comparison/${first.id}`)).status).toBe(404);
    });
  });

  describe('a decision', () => {
    it('attaches a repeat to the open matter, closes nothing, and reminds who handles it', async () => {
      await test.database.write((transaction) =>
        transaction.run(`UPDATE petition_case SET responsible_unit_id = 'rsj' WHERE id = ?`, [first.id]),
      );
      const { status, body } = await decide();
      expect(status).toBe(201);
      expect(body.message).toContain(`${second.number} 见 ${first.number}`);
      expect(body.message).toContain('中和县人力资源和社会保障局');
      expect(body.message).toContain('不会自动办结');
      expect(body.link).toMatchObject({
        relation: '相同事项',
        reason: '同一工地同一笔工资',
        told: '当面告知',
        isEarlier: true,
        case: { id: first.id, number: first.number },
        decidedBy: { displayName: '王秀兰' },
      });
      expect((await receptionist.get(`/api/cases/${second.id}`)).body).toMatchObject({
        occurrence: '重复',
        status: '已登记',
      });
      expect((await receptionist.get(`/api/cases/${first.id}`)).body.occurrence).toBe('首次');
      expect((await receptionist.get(`/api/cases/${first.id}/links`)).body).toMatchObject([
        { relation: '相同事项', isEarlier: false, case: { id: second.id } },
      ]);
      expect(await suggestions(receptionist, second.id)).toEqual([]);
      const reminders = (await (await test.login('chengban')).get('/api/reminders')).body;
      expect(reminders).toMatchObject([{ caseId: first.id, text: expect.stringContaining(second.number) }]);
      expect(JSON.stringify(reminders)).not.toMatch(/张/);
    });

    it('is about the later of the two, from whichever side it is made', async () => {
      expect((await decide({ otherCaseId: second.id }, head, first.id)).body.link).toMatchObject({
        isEarlier: false,
        case: { id: second.id },
      });
      expect((await receptionist.get(`/api/cases/${second.id}`)).body.occurrence).toBe('重复');
    });

    it('says how the petitioner was told while the matter is open', async () => {
      const refused = await decide({ told: undefined });
      expect([refused.status, refused.body.problems[0]]).toMatchObject([400, { path: 'told', rule: 'told' }]);
      await test.database.write((transaction) =>
        transaction.run(`UPDATE petition_case SET status = '已办结' WHERE id = ?`, [first.id]),
      );
      const { status, body } = await decide({ told: undefined });
      expect([status, body.message]).toEqual([201, expect.stringContaining('原事项已经办结')]);
      expect(await count('reminder')).toBe(0);
    });

    it.each([
      [{ reason: '　　　　 ' }, 'reason'],
      [{ relation: '并案' }, 'relation'],
      [{ told: '算命' }, 'told'],
      [{ otherCaseId: '' }, 'otherCaseId'],
      [{ seen: -1 }, 'seen'],
    ])('is refused with %j, naming %s', async (changes, path) => {
      const { status, body } = await decide(changes);
      expect([status, body.problems.map((problem: { path: string }) => problem.path)]).toEqual([400, [path]]);
      expect(await count('case_link')).toBe(0);
    });

    it('does not link a case with itself, or with what is not there', async () => {
      expect((await decide({ otherCaseId: second.id })).body.problems).toMatchObject([{ rule: 'other-case' }]);
      expect((await decide({ otherCaseId: 'nobody' })).status).toBe(404);
    });

    it('is for R1 and R2', async () => {
      expect((await decide({}, await test.login('ducha'))).body.code).toBe('role-missing');
      expect((await decide({ relation: '相关事项' }, head)).status).toBe(201);
    });

    it('is kept for ever and revoked by a later one', async () => {
      await decide();
      expect((await decide({ relation: '不是', seen: 1, reason: '不是同一个工地' }, head)).status).toBe(201);
      expect((await receptionist.get(`/api/cases/${second.id}`)).body.occurrence).toBe('首次');
      expect((await receptionist.get(`/api/cases/${second.id}/links`)).body).toEqual([]);
      expect(await suggestions(receptionist, second.id)).toEqual([]);
      const { decisions } = (await head.get(`/api/cases/${first.id}/comparison/${second.id}`)).body;
      expect(
        decisions.map((one: { relation: string; decidedBy: { displayName: string } }) => [
          one.relation,
          one.decidedBy.displayName,
        ]),
      ).toEqual([
        ['相同事项', test.accounts['jiefang']!.displayName],
        ['不是', test.accounts['kezhang']!.displayName],
      ]);
    });

    it('is not made over one that was not seen, nor twice', async () => {
      const [one, other] = await Promise.all([decide(), decide({ relation: '相关事项' }, head)]);
      expect([one.status, other.status].sort()).toEqual([201, 409]);
      const refused = one.status === 409 ? one : other;
      expect(refused.body).toMatchObject({ code: 'decided-meanwhile' });
      const standing = (await head.get(`/api/cases/${second.id}/links`)).body[0].relation;
      expect((await decide({ relation: standing, seen: 1 })).body.code).toBe('already-decided');
      expect(await count('case_link')).toBe(1);
    });
  });

  it('filters the list by 首次 and 重复, and by 集体访 and 联名', async () => {
    await decide();
    const crowd = await register({ headcount: 5 });
    const letter = await register({ channel: '来信', headcount: 6 });
    await register({ channel: '来电', headcount: 9 });
    const ids = async (query: string) =>
      (await receptionist.get(`/api/cases?${query}`)).body.items.map((item: Registered) => item.id);
    expect(await ids(`occurrence=${encodeURIComponent('重复')}`)).toEqual([second.id]);
    expect(await ids(`occurrence=${encodeURIComponent('首次')}`)).not.toContain(second.id);
    expect(await ids(`gathering=${encodeURIComponent('集体访')}`)).toEqual([crowd.id]);
    expect(await ids(`gathering=${encodeURIComponent('联名')}`)).toEqual([letter.id]);
    expect((await receptionist.get('/api/cases?gathering=x')).status).toBe(400);
    expect((await receptionist.get(`/api/cases/${letter.id}`)).body.gathering).toBe('联名');
  });
});
