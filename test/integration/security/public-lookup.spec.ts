import { randomUUID } from 'node:crypto';
import { Database } from '../../../src/platform/database/database.js';
import type { Json } from '../../builders/caller.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { wages } from '../../builders/wages-case.js';

describe('the petitioner’s own page', () => {
  let server: TestServer;
  let office: Office;
  let matter: RegisteredCase;
  let addresses = 0;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    matter = await office.register(wages);
  });
  afterAll(() => server.close());

  const newAddress = (): string => `198.51.100.${(addresses += 1)}`;

  async function lookup(number: string, queryCode: string, remoteAddress = newAddress()) {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/public/cases/lookup',
      payload: { number, queryCode },
      remoteAddress,
    });
    return { status: answer.statusCode, body: answer.json() as Json, headers: answer.headers };
  }

  it('tells whoever holds the receipt where the matter stands, what comes next and by when', async () => {
    const { status, body, headers } = await lookup(matter.number, matter.queryCode);
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body).toEqual({
      number: matter.number,
      registeredOn: '2026-06-01',
      isClosed: false,
      stations: [
        { name: '提出', reachedAt: expect.any(String), current: true },
        { name: '受理', current: false },
        { name: '办理', current: false },
        { name: '督办', current: false },
        { name: '回复', current: false },
      ],
      nextStation: '受理',
      promises: [
        {
          text: '2026年6月16日前书面告知您是否受理或者转送去向。',
          lastDay: '2026-06-16',
          standing: 'running',
        },
      ],
      office: { name: '中和县信访局', phone: '0390-6211200', address: '中和县人民路16号信访大厅' },
      notices: [
        { title: '来访事项登记凭证', number: expect.stringContaining(matter.number), deliveredOn: '2026-06-01' },
      ],
    });
  });

  it('reads a number and a code as they are typed from paper', async () => {
    const [left, right] = [matter.queryCode.slice(0, 4), matter.queryCode.slice(4)];
    const fullWidth = [...`${left}－${right}`.toLowerCase()]
      .map((character) => (/[!-~]/.test(character) ? String.fromCharCode(character.charCodeAt(0) + 0xfee0) : character))
      .join('');
    for (const code of [`${left} ${right}`, `${left}-${right}`, matter.queryCode.toLowerCase(), fullWidth])
      expect([code, (await lookup(` ${matter.number} `, code)).status]).toEqual([code, 200]);
  });

  it('tells nothing of a person, of an officer, or of what was written', async () => {
    const text = JSON.stringify((await lookup(matter.number, matter.queryCode)).body);
    const page = await office.case(matter.id);
    expect(text).not.toMatch(/张|王秀兰|jiefang|1380000|xf_|秩序|扰乱|拖欠|工资/);
    expect(text).not.toContain(page.summary);
    expect(text).not.toContain(matter.id);
    expect(text).not.toContain(matter.queryCode);
  });

  it('names a document once the petitioner has it, and none that is between offices', async () => {
    const database = server.app.get(Database);
    /** As the procedure would issue it, beside the receipt. */
    const issue = async (templateId: string, title: string): Promise<string> => {
      const id = randomUUID();
      await database.write((transaction) =>
        transaction.run(
          `INSERT INTO notice (id, case_id, unit_id, instance_key, job_key, element_id, template_id, template_sha256, template_source, number, title,
             series, payload, sha256, issued_at, issued_by)
           SELECT ?, case_id, unit_id, instance_key, ?, element_id, ?, template_sha256, template_source, ?, ?, series, payload, sha256, issued_at, issued_by
           FROM notice WHERE case_id = ? AND template_id = 'registration_receipt'`,
          [id, `job of ${templateId}`, templateId, `${templateId} 1`, title, matter.id],
        ),
      );
      return id;
    };
    const deliver = (noticeId: string, on: string) =>
      database.write((transaction) =>
        transaction.run(
          `INSERT INTO notice_delivery (id, notice_id, way, delivered_on, payload, sha256, template_sha256, recorded_at, recorded_by)
           SELECT ?, ?, '直接送达', ?, '', '', '', ?, id FROM app_user WHERE username = 'jiefang'`,
          [randomUUID(), noticeId, on, server.clock.instant()],
        ),
      );
    const titles = async () =>
      (await lookup(matter.number, matter.queryCode)).body.notices.map((one: Json) => [
        one.title,
        one.deliveredOn,
        one.way,
      ]);
    const receipt = ['来访事项登记凭证', '2026-06-01', undefined];
    const acceptance = await issue('acceptance_notice', '受理告知书');
    for (const [template, title] of [
      ['transfer_letter', '转送函'],
      ['police_letter', '联系公安机关函'],
      ['education_record', '劝阻批评教育记录'],
    ]) {
      await deliver(await issue(template!, title!), '2026-06-02');
    }
    expect(await titles()).toEqual([receipt]);
    await deliver(acceptance, '2026-06-03');
    expect(await titles()).toEqual([receipt, ['受理告知书', '2026-06-03', '直接送达']]);
  });

  it('says openly that a time limit has passed', async () => {
    const late = await office.register({ ...wages, title: '反映另一事项' });
    const before = server.clock.instant();
    server.clock.set('2026-06-20T01:00:00.000Z');
    expect((await lookup(late.number, late.queryCode)).body.promises).toMatchObject([
      { standing: 'overdue', text: expect.stringContaining('已超过期限 4 天') },
    ]);
    server.clock.set(before);
  });

  it('tells whose matter repeats an open one where that one is', async () => {
    const again = await office.register({ ...wages, title: '再次反映拖欠工资' });
    const decided = await server.as('jiefang').post(`/api/cases/${again.id}/links`, {
      otherCaseId: matter.id,
      relation: '相同事项',
      reason: '同一工地同一笔工资',
      told: '当面告知',
      seen: 0,
    });
    expect(decided.status).toBe(201);
    const { body } = await lookup(again.number, again.queryCode);
    expect(body.repeats).toMatchObject({ number: matter.number, isClosed: false, unit: { name: expect.any(String) } });
    expect(body.isClosed).toBe(false);
    expect((await lookup(matter.number, matter.queryCode)).body.repeats).toBeUndefined();
  });

  describe('asked by somebody who guesses', () => {
    it('answers a wrong number and a wrong code alike', async () => {
      const wrongCode = await lookup(matter.number, 'AAAAAAAA');
      const wrongNumber = await lookup('4101992026060159999', matter.queryCode);
      const nonsense = await lookup("' OR 1=1 --", '%');
      expect(wrongCode.status).toBe(404);
      for (const other of [wrongNumber, nonsense]) {
        expect(other.status).toBe(404);
        expect({ ...other.body, instance: '', requestId: '' }).toEqual({
          ...wrongCode.body,
          instance: '',
          requestId: '',
        });
      }
      expect(JSON.stringify(wrongCode.body)).not.toContain(matter.number);
    });

    it.each([
      [{}],
      [{ number: '1' }],
      [{ number: 'x'.repeat(41), queryCode: 'y' }],
      [{ number: 1, queryCode: {} }],
      [[]],
    ])('refuses %j', async (payload) => {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/api/public/cases/lookup',
        payload,
        remoteAddress: newAddress(),
      });
      expect(answer.statusCode).toBe(400);
    });

    it('is stopped after eight wrong codes, even before the right one, and goes on five minutes later', async () => {
      const address = newAddress();
      for (let attempt = 0; attempt < 8; attempt += 1)
        expect((await lookup(matter.number, `AAAAAAA${attempt}`, address)).status).toBe(404);
      const stopped = await lookup(matter.number, matter.queryCode, address);
      expect([stopped.status, Number(stopped.headers['retry-after'])]).toEqual([429, 300]);
      // The petitioner, elsewhere, is not kept from asking (H6).
      expect((await lookup(matter.number, matter.queryCode)).status).toBe(200);
      const before = server.clock.instant();
      server.clock.set(new Date(Date.parse(before) + 5 * 60_000).toISOString());
      expect((await lookup(matter.number, matter.queryCode, address)).status).toBe(200);
    });

    it('behind a proxy does not use up the attempts of others', async () => {
      const throughProxy = async (client: string, code: string): Promise<number> => {
        const answer = await server.app.inject({
          method: 'POST',
          url: '/api/public/cases/lookup',
          payload: { number: matter.number, queryCode: code },
          remoteAddress: '10.0.0.1',
          headers: { 'x-forwarded-for': `203.0.113.250, ${client}` },
        });
        return answer.statusCode;
      };
      for (let attempt = 0; attempt < 8; attempt += 1) await throughProxy('203.0.113.1', 'AAAAAAAA');
      expect(await throughProxy('203.0.113.1', matter.queryCode)).toBe(429);
      expect(await throughProxy('203.0.113.2', matter.queryCode)).toBe(200);
    });

    it('is stopped after forty wrong numbers', async () => {
      const address = newAddress();
      const statuses: number[] = [];
      for (let n = 1; n <= 41; n += 1)
        statuses.push((await lookup(`41019920260601${50_000 + n}`, 'AAAAAAAA', address)).status);
      expect(statuses.filter((status) => status === 404)).toHaveLength(40);
      expect(statuses.at(-1)).toBe(429);
    });

    it('may be right as often as a hall needs, and no more', async () => {
      const address = newAddress();
      const statuses: number[] = [];
      for (let n = 1; n <= 301; n += 1) statuses.push((await lookup(matter.number, matter.queryCode, address)).status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(300);
      expect(statuses.at(-1)).toBe(429);
    });
  });

  it('is asked without a code in the address', async () => {
    const answer = await server.app.inject({
      url: `/api/public/cases/lookup?number=${matter.number}&queryCode=${matter.queryCode}`,
      remoteAddress: newAddress(),
    });
    expect(answer.statusCode).toBe(404);
  });
});
