import { Database } from '../../../src/platform/database/database.js';
import { leaderDayAnswers as fill } from '../../builders/answers/leader-day.js';
import type { Answer, Json } from '../../builders/caller.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { Desk } from '../../builders/scenarios/desk.js';
import { expectWhole, FlowCoverage } from '../../builders/scenarios/flow-coverage.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { wages } from '../../builders/wages-case.js';

const june = 'from=2026-06-01&to=2026-06-30';

describe('领导接待日', () => {
  const coverage = new FlowCoverage('xf_leader_day', '领导接待日预约接访');
  let server: TestServer;
  let office: Office;
  let desk: Desk;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    desk = new Desk(server);
    await server.as('kezhang').post('/api/receptions/roster', { month: '2026-06' });
    for (const { id, day, startsAt, endsAt, place, version, leaderName } of await slots('kezhang')) {
      if (leaderName !== '') continue;
      await server
        .as('kezhang')
        .put(`/api/receptions/${id}`, { day, startsAt, endsAt, place, version, leaderName: '副局长 宋江' });
    }
    const published = await server.as('kezhang').post('/api/receptions/publication', { month: '2026-06' });
    expect(published.status).toBe(200);
  });
  afterAll(async () => {
    await coverage.add(server);
    await server.close();
    await expectWhole(coverage);
  });

  const slots = async (by: string, unit = ''): Promise<Json[]> =>
    (await server.as(by).get(`/api/receptions?${june}${unit && `&unitId=${unit}`}`)).body;
  const apply = (matter: RegisteredCase, more: object = {}): Promise<Answer<Json>> =>
    server.as('jiefang').post('/api/receptions/applications', {
      caseNumber: matter.number,
      kind: '预约申请',
      representatives: 1,
      ...more,
    });
  const demandsOf = async (matter: RegisteredCase): Promise<Json[]> =>
    (await office.case(matter.id)).demands.map(({ no, text }: Json) => ({ no, text }));
  const templates = async (matter: RegisteredCase): Promise<string[]> =>
    (await office.notices(matter.id)).map(({ templateId }) => templateId).sort();
  const noticeText = async (matter: RegisteredCase, templateId: string): Promise<string> => {
    const notice = (await office.notices(matter.id)).find((one) => one.templateId === templateId)!;
    return (await server.as('jiefang').get(`/api/notices/${notice.id}/html`)).body;
  };
  /** Of the matter, the newest first. */
  const instances = (matter: RegisteredCase, processId = 'xf_leader_day'): Promise<{ key: string; status: string }[]> =>
    server.app
      .get(Database)
      .all(
        `SELECT instance_key AS "key", status AS "status" FROM process_instance WHERE case_id = ? AND process_id = ? ORDER BY length(instance_key) DESC, instance_key DESC`,
        [matter.id, processId],
      );
  const thrown = (matter: RegisteredCase, elementId: string): Promise<Json[]> =>
    server.app.get(Database).all(
      `SELECT h.type AS "type" FROM history_event h JOIN process_instance i ON i.instance_key = h.instance_key
       WHERE i.case_id = ? AND h.element_id = ? AND h.type = 'ELEMENT_COMPLETED'`,
      [matter.id, elementId],
    );

  /** Up to 排期, where paper shows that the lower level has replied and received. */
  async function scheduled(
    unit = 'county',
    more: object = {},
  ): Promise<{ matter: RegisteredCase; instance: string; slot: Json }> {
    const matter = await office.register(wages);
    expect((await apply(matter)).status).toBe(201);
    await desk.settle();
    const { key } = (await instances(matter))[0]!;
    await desk.done('kezhang', 'task_check', fill.check(fill.onPaper), key);
    const today = server.clock.now().toISOString().slice(0, 10);
    const slot = (await slots('kezhang', unit)).find(({ day }) => day > today)!;
    await desk.done('kezhang', 'task_schedule', fill.schedule(slot.day, more), key);
    return { matter, instance: key, slot };
  }

  async function untilSlot({ slot }: { slot: Json }): Promise<void> {
    server.clock.set(`${slot.day}T01:00:30.000Z`);
    await desk.settle();
  }

  it('L2: without lower reply and lower reception refuses the appointment, names what is missing, and opens the lower one', async () => {
    const matter = await office.register(wages);
    const asked = await server.as('jiefang').get(`/api/receptions/eligibility?caseNumber=${matter.number}`);
    expect(asked.body).toMatchObject({ eligible: false, lowerReply: false, lowerReception: false });
    expect(asked.body.message).toContain('尚缺基层答复意见和基层领导接待记录');
    await apply(matter);
    await desk.settle();
    await desk.done('kezhang', 'task_check', fill.check());
    const refusal = await noticeText(matter, 'appointment_refusal');
    expect(refusal).toContain('缺少基层答复意见和基层领导接待记录');
    expect(refusal).toContain('中和县人力资源和社会保障局');
    expect(refusal).toContain('0390-6211333');
    const [lower, refused] = await instances(matter);
    expect([lower!.status, refused!.status]).toEqual(['active', 'completed']);

    // The case itself goes on as if nothing had been asked.
    expect((await office.case(matter.id)).status).not.toBe('已办结');
    expect(await office.find('jiefang', matter.id, 'task_talk')).toBeDefined();

    // The lower leader receives and settles it; then the county's door is open.
    await desk.done('juzhang', 'task_check', fill.check(), lower!.key);
    const [slot] = (await slots('kezhang', 'rsj')) as [Json];
    await desk.done('juzhang', 'task_schedule', fill.schedule(slot.day), lower!.key);
    await untilSlot({ slot });
    await desk.done('juzhang', 'task_signin', fill.signin(), lower!.key);
    await desk.done('juzhang', 'task_receive', fill.receive(true, await demandsOf(matter)), lower!.key);
    await desk.done('juzhang', 'task_reply', fill.reply(await demandsOf(matter)), lower!.key);
    const again = await server.as('jiefang').get(`/api/receptions/eligibility?caseNumber=${matter.number}`);
    expect(again.body).toMatchObject({ eligible: false, lowerReply: false, lowerReception: true });
    expect(again.body.message).toContain('尚缺基层答复意见，');
  });

  it('L2: takes a waiver only with a reason, approved by somebody else', async () => {
    const matter = await office.register(wages);
    await apply(matter);
    await desk.settle();
    const unreasoned = await desk.attempt(
      'kezhang',
      'task_check',
      fill.check({ exception: '豁免', exceptionReason: '' }),
    );
    expect(unreasoned.status).toBe(422);
    expect(unreasoned.body.detail).toContain('「例外理由（突发、豁免须写明理由，领导接待日制度）」不能为空');
    await desk.done(
      'kezhang',
      'task_check',
      fill.check({ exception: '豁免', exceptionReason: '基层逾期四十日未答复。' }),
    );
    expect(await desk.find('kezhang', 'task_exception')).toBeUndefined();
    await desk.done('lingdao', 'task_exception', fill.grant(false));
    expect(await templates(matter)).toContain('appointment_refusal');
  });

  it('L2: receives sudden events at any time, at a time of their own', async () => {
    const matter = await office.register(wages);
    await apply(matter, { kind: '突发接访' });
    await desk.settle();
    expect((await apply(matter)).body.code).toBe('appointment-open');
    await desk.done(
      'kezhang',
      'task_check',
      fill.check({ exception: '突发', exceptionReason: '工地发生坍塌，家属聚集。' }),
    );
    await desk.done('lingdao', 'task_exception', fill.grant(true));
    const today = server.clock.now().toISOString().slice(0, 10);
    const own = {
      receptionTime: `${today}T20:00+08:00`,
      receptionPlace: '城关镇卫生院',
      receptionLeader: '县长 高文博',
    };
    await desk.done('kezhang', 'task_schedule', fill.schedule(null, own));
    expect(await noticeText(matter, 'appointment_notice')).toContain('城关镇卫生院');
    expect(
      (await slots('jiefang', 'county')).some(({ leaderName, day }) => leaderName === '县长 高文博' && day === today),
    ).toBe(true);
  });

  it('R22-30: hands accusations to the discipline office and arranges nothing', async () => {
    const matter = await office.register(wages);
    await apply(matter);
    await desk.settle();
    await desk.done('kezhang', 'task_check', fill.check({ isAccusation: true }));
    await desk.done('jijian', 'task_discipline', { receivedOn: '2026-06-03', receiptNote: '已接收，按规定办理。' });
    expect(await templates(matter)).not.toContain('appointment_refusal');
  });

  it('L4: refuses six representatives, at the window and in the form, and takes five', async () => {
    const matter = await office.register({ ...wages, headcount: 40 });
    const six = await apply(matter, { representatives: 6 });
    expect(six).toMatchObject({ status: 422, body: { code: 'representatives-invalid' } });
    expect(six.body.detail).toContain('代表不得超过 5 人（《信访工作条例》第二十条）');
    expect((await apply(matter, { representatives: 5 })).status).toBe(201);
    await desk.settle();
    const names = (count: number): object[] =>
      Array.from({ length: count }, (_, index) => ({ name: `代表${index + 1}` }));
    const listed = await desk.attempt(
      'kezhang',
      'task_check',
      fill.check({ representativeList: names(6), ...fill.onPaper }),
    );
    expect(listed.status).toBe(422);
    expect(listed.body.detail).toContain('「代表（1至5人，《信访工作条例》第二十条）」最多 5 行，现有 6 行');
    await desk.done('kezhang', 'task_check', fill.check({ representativeList: names(5), ...fill.onPaper }));
  });

  it('L5: invites departments, urges those who do not confirm, and L3/L6: settles on the spot', async () => {
    const visit = await scheduled();
    const { matter } = visit;
    expect(await templates(matter)).toEqual(
      expect.arrayContaining(['appointment_notice', 'coordination_letter', 'leader_day_arrangement']),
    );
    await desk.done('juzhang', 'task_confirm', fill.confirm(), visit.instance);
    expect(
      (await desk.attempt('juzhang2', 'task_confirm', { willAttend: false, attendee: '副局长' }, visit.instance)).body
        .detail,
    ).toContain('不能到场的原因');
    await desk.done('juzhang2', 'task_confirm', fill.confirm(false), visit.instance);
    await untilSlot(visit);
    await desk.done('kezhang', 'task_signin', fill.signin(), visit.instance);
    await desk.done('xianzhang', 'task_receive', fill.receive(true, await demandsOf(matter)), visit.instance);
    await desk.done('xianzhang', 'task_reply', fill.reply(await demandsOf(matter)), visit.instance);
    expect((await instances(matter))[0]!.status).toBe('completed');
    const detail = (await server.as('jiefang').get(`/api/receptions/${visit.slot.id}`)).body;
    expect(detail.matters).toContainEqual(
      expect.objectContaining({ caseId: matter.id, status: 'held', settled: true, leadLeader: null }),
    );
  });

  it('L7: a leader who does not come is urged, and receives within five working days; L3: then takes the matter on', async () => {
    const visit = await scheduled();
    const { matter, instance } = visit;
    await untilSlot(visit);
    await desk.done('kezhang', 'task_signin', fill.signin({ leaderPresent: false }), instance);
    expect(await thrown(matter, 'throw_absent')).toHaveLength(1);
    await desk.done('kezhang', 'task_move', { absenceReason: '临时到省里开会。' }, instance);
    const late = {
      receptionTime: '2026-06-30T15:00+08:00',
      receptionPlace: '信访大厅',
      receptionLeader: '县长 高文博',
    };
    await desk.done(
      'kezhang',
      'task_schedule',
      fill.schedule(null, { ...late, receptionTime: `${visit.slot.day}T15:00+08:00` }),
      instance,
    );
    server.clock.set(`${visit.slot.day}T07:00:30.000Z`);
    await desk.settle();
    const absent = [
      { unit: 'rsj', headName: '', attended: false, note: '未到' },
      { unit: 'zrzy', headName: '罗永强', attended: true, note: '' },
    ];
    await desk.done(
      'kezhang',
      'task_signin',
      fill.signin({ attendance: absent.map((row) => ({ ...row, headName: row.headName || '副局长' })) }),
      instance,
    );
    expect(await thrown(matter, 'throw_department')).toHaveLength(1);
    await desk.done('xianzhang', 'task_receive', fill.receive(false, await demandsOf(matter)), instance);
    const unnamed = await desk.attempt('xianzhang', 'task_lead', { ...fill.lead(false), leader: '' }, instance);
    expect(unnamed.body.detail).toContain('「包案领导姓名、职务」不能为空');
    await desk.done('xianzhang', 'task_lead', fill.lead(false), instance);
    expect(await thrown(matter, 'end_lead')).toHaveLength(1);
  });

  it('L3/S1.4: a reasonable demand goes to the docket', async () => {
    const visit = await scheduled();
    // 19 June is a holiday: two working days after the 17th end with the 22nd.
    server.clock.set('2026-06-23T01:00:00.000Z');
    await desk.settle();
    await untilSlot(visit);
    await desk.done('kezhang', 'task_signin', fill.signin(), visit.instance);
    await desk.done('xianzhang', 'task_receive', fill.receive(false, await demandsOf(visit.matter)), visit.instance);
    await desk.done('xianzhang', 'task_lead', fill.lead(true), visit.instance);
    expect(await thrown(visit.matter, 'end_docket')).toHaveLength(1);
    const reminders = (await server.as('kezhang').get('/api/reminders')).body;
    expect(reminders.map(({ text }: Json) => text).join()).toContain('没有确认');
  });

  it('L6: counts receptions held, matters settled at once and heads who came', async () => {
    const figures: Json[] = (await server.as('jiefang').get(`/api/receptions/figures?${june}`)).body;
    const county = figures.find(({ unitId }) => unitId === 'county')!;
    expect(county.settledAtOnceRate).toMatchObject({ numerator: 1, denominator: 3 });
    expect(county.attendanceRate.denominator).toBeGreaterThan(county.attendanceRate.numerator);
    expect(county.heldRate.denominator - county.heldRate.numerator).toBe(1);
  });
});
