import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { Matters } from '../../builders/scenarios/matters.js';
import { expectWhole, FlowCoverage } from '../../builders/scenarios/flow-coverage.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** P2 分流受理, every sequence flow. */
describe('xf_route', () => {
  const coverage = new FlowCoverage('xf_route', '分流受理');
  let server: TestServer;
  let office: Matters;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Matters(server);
  });
  afterAll(() => server.close());

  const clocksOf = async (caseId: string): Promise<Record<string, string>> =>
    Object.fromEntries((await office.case(caseId)).clocks.map((clock: Json) => [clock.name, clock.level]));

  it('S1.3: an unrouted matter is refused; level, organ and basis are proposed by category', async () => {
    const matter = await office.assessed();
    const task = await office.find('kezhang', matter.id, 'task_route');
    const page = await server.as('kezhang').get<Json>(`/api/tasks/${task!.taskKey}`);
    expect(page.body.values).toMatchObject({ level: '县级', responsibleUnit: 'rsj' });
    const refused = await office.attempt('kezhang', matter.id, 'task_route', { disposition: '受理' });
    expect(refused.status).toBe(422);
    await office.complete('kezhang', matter.id, 'task_route', answers.route('rsj'));
    expect(await office.case(matter.id)).toMatchObject({ unit: { id: 'rsj' } });
    expect(await office.titles(matter.id)).toEqual(['来访事项登记凭证', '转送函', '转送去向告知单']);
    expect(await clocksOf(matter.id)).toMatchObject({ 转送: 'stopped', 接收告知: 'normal', 异议: 'normal' });
    await office.complete('chengban', matter.id, 'task_receive', answers.receive());
    await office.complete('chengban', matter.id, 'task_tell', answers.tell());
    expect(await office.titles(matter.id)).toContain('受理告知书');
    expect(await clocksOf(matter.id)).toMatchObject({ 告知: 'stopped', 办结: 'normal' });
    expect(await office.find('juzhang', matter.id, 'task_assign')).toBeDefined();
  });

  it.each([
    ['R22-19', answers.routeRejected(), '不予受理', '不予受理告知书'],
    ['R22-31', answers.routeStatutory(), '导入法定途径', '法定途径告知书'],
    ['R22-36', answers.routeFinal(), '不再受理', '不再受理告知书'],
    ['R22-22', answers.routeElsewhere('永平县信访局'), '转送', '转送去向告知单'],
  ])('%s: told in writing where the matter goes, it ends', async (_rule, values, outcome, notice) => {
    const matter = await office.assessed();
    await office.complete('kezhang', matter.id, 'task_route', values);
    expect(await office.case(matter.id)).toMatchObject({ status: '已办结', outcome });
    expect(await office.titles(matter.id)).toContain(notice);
    expect((await clocksOf(matter.id))['告知']).toBe('stopped');
  });

  it('R22-36: not accepted again only after a person has confirmed the same facts and reasons', async () => {
    const matter = await office.assessed();
    const refused = await office.attempt('kezhang', matter.id, 'task_route', {
      ...answers.routeFinal(),
      sameFactsConfirmed: false,
    });
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('同一事实和理由');
  });

  it('R22-22: an important matter is assigned with a date by which the unit reports', async () => {
    const matter = await office.assessed();
    const values = answers.route('zrzy', { feedbackRequired: true, feedbackDate: '2026-07-10' });
    await office.complete('kezhang', matter.id, 'task_route', values);
    expect(await office.titles(matter.id)).toContain('交办函');
    expect((await office.case(matter.id)).clocks).toContainEqual(
      expect.objectContaining({ name: '交办反馈', lastDay: '2026-07-10' }),
    );
  });

  it('R22-24: several departments agree', async () => {
    const matter = await office.assessed();
    await office.complete('kezhang', matter.id, 'task_route', answers.routeSeveral());
    await office.complete('kezhang', matter.id, 'task_negotiate', answers.negotiate('zrzy'));
    expect(await office.find('chengban2', matter.id, 'task_receive')).toBeDefined();
  });

  it('R22-24: several departments disagree, and the common superior decides', async () => {
    const matter = await office.assessed();
    await office.complete('kezhang', matter.id, 'task_route', answers.routeSeveral());
    await office.complete('kezhang', matter.id, 'task_negotiate', answers.negotiate());
    await office.complete('lingdao', matter.id, 'task_superior', answers.superior('rsj'));
    expect(await office.find('chengban', matter.id, 'task_receive')).toBeDefined();
  });

  it('R22-24: without agreement after five working days it goes up, and to the joint meeting', async () => {
    const own = await startTestServer();
    const other = new Matters(own);
    const matter = await other.assessed();
    await other.complete('kezhang', matter.id, 'task_route', answers.routeSeveral());
    await other.until('2026-06-08T15:59:00.000Z');
    expect(await other.find('lingdao', matter.id, 'task_superior')).toBeUndefined();
    await other.until('2026-06-08T16:00:00.000Z');
    await other.complete('lingdao', matter.id, 'task_superior', answers.superior());
    await other.complete('kezhang', matter.id, 'task_joint_result', answers.jointResult('rsj'));
    expect(await other.find('chengban', matter.id, 'task_receive')).toBeDefined();
    await coverage.add(own);
    await own.close();
  });

  it('R22-23: the receiving unit objects, is refused, objects again by request, and is right', async () => {
    const matter = await office.assessed();
    await office.complete('kezhang', matter.id, 'task_route', answers.route('rsj'));
    await office.complete('chengban', matter.id, 'task_receive', answers.receive('不属本单位职权。'));
    await office.complete('kezhang', matter.id, 'task_objection', answers.objection(false));
    const early = await office.request(matter.id, '撤回', { signed: true });
    expect([early.status, early.body.code]).toEqual([409, 'nobody-waits']);
    expect((await office.request(matter.id, '异议', {}, 'chengban')).status).toBe(200);
    expect(await office.find('chengban', matter.id, 'task_tell')).toBeUndefined();
    await office.complete('kezhang', matter.id, 'task_objection', answers.objection(true));
    await office.complete('kezhang', matter.id, 'task_route', answers.route('zrzy'));
    expect(await office.find('chengban2', matter.id, 'task_receive')).toBeDefined();
  });

  it('R22-23: an objection after five working days is refused with the rule', async () => {
    const own = await startTestServer();
    const other = new Matters(own);
    const matter = await other.assessed();
    await other.complete('kezhang', matter.id, 'task_route', answers.route('rsj'));
    await other.complete('chengban', matter.id, 'task_receive', answers.receive());
    await other.until('2026-06-09T02:00:00.000Z');
    const late = await other.request(matter.id, '异议', {}, 'chengban');
    expect([late.status, late.body.code]).toEqual([409, 'objection-late']);
    expect(late.body.detail).toContain('第二十三条');
    await own.close();
  });

  it('R22-22, R22-23, R22-40: reminds before the terms end and reports each step that is late', async () => {
    const own = await startTestServer();
    const other = new Matters(own);
    const unrouted = await other.assessed();
    const unreceived = await other.assessed();
    await other.complete('kezhang', unreceived.id, 'task_route', answers.route('rsj'));
    const untold = await other.assessed();
    await other.complete('kezhang', untold.id, 'task_route', answers.route('rsj'));
    await other.complete('chengban', untold.id, 'task_receive', answers.receive());
    for (const day of ['2026-06-11T01:00', '2026-06-13T01:00', '2026-06-14T01:00', '2026-06-16T16:00'])
      await other.until(`${day}:00.000Z`);
    const told = (await own.as('kezhang').get<Json[]>('/api/reminders')).body.map((reminder: Json) => reminder.text);
    expect(told.filter((text: string) => text.includes(unrouted.number))).toHaveLength(2);
    expect(await other.find('kezhang', unrouted.id, 'task_route')).toBeDefined();
    expect(await other.incidents()).toEqual([]);
    await coverage.add(own);
    await own.close();
  });

  it('has taken every sequence flow, and raised no incident', async () => {
    expect(await office.incidents()).toEqual([]);
    await coverage.add(server);
    await expectWhole(coverage);
  });
});
