import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { Matters, wages } from '../../builders/scenarios/matters.js';
import { expectWhole, FlowCoverage } from '../../builders/scenarios/flow-coverage.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** P3 立案督查, every sequence flow. */
describe('xf_docket', () => {
  const coverage = new FlowCoverage('xf_docket', '立案督查');
  const bothTrue = { reasonable: true, conformsPolicy: true };
  let server: TestServer;
  let office: Matters;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Matters(server);
  });
  afterAll(() => server.close());

  it('S1.4: refused with reasons, the matter is handled and answered all the same', async () => {
    const matter = await office.assessed(wages, bothTrue);
    await office.complete('jiefang', matter.id, 'task_docket', answers.docket());
    await office.complete('lingdao', matter.id, 'task_approve', answers.approve(false, '不符合立案条件，请说明理由。'));
    await office.complete('jiefang', matter.id, 'task_refuse', answers.explain());
    expect((await office.instance(matter.id, 'xf_docket'))!.status).toBe('completed');
    expect((await office.case(matter.id)).docketNumber ?? null).toBeNull();
    expect(await office.find('kezhang', matter.id, 'task_route')).toBeDefined();
  });

  it('S1.4: only a demand that is reasonable and conforms to policy is docketed', async () => {
    for (const assessment of [
      { reasonable: false, conformsPolicy: true },
      { reasonable: true, conformsPolicy: false },
    ]) {
      const matter = await office.assessed(wages, assessment);
      expect(await office.find('jiefang', matter.id, 'task_docket')).toBeUndefined();
    }
  });

  it('S1.4, S3: approved, supervised, urged, and closed with an outcome once the matter is settled', async () => {
    const own = await startTestServer();
    const other = new Matters(own);
    const matter = await other.investigated(wages, bothTrue);
    await other.complete('jiefang', matter.id, 'task_docket', answers.docket());
    await other.until('2026-06-04T16:00:00.000Z');
    expect((await own.as('lingdao').get<Json[]>('/api/reminders')).body).toHaveLength(1);
    await other.complete('lingdao', matter.id, 'task_approve', answers.approve(true));
    expect((await other.case(matter.id)).docketNumber).toMatch(/信立〔2026〕1号$/);
    await other.complete('ducha', matter.id, 'task_supervise', answers.supervise('rsj'));
    await other.complete('ducha', matter.id, 'task_inspect', answers.inspect());
    expect(await other.find('ducha', matter.id, 'task_verify')).toBeUndefined();
    await other.until('2026-07-01T02:00:00.000Z');
    expect((await own.as('ducha').get<Json[]>('/api/reminders')).body.length).toBeGreaterThan(0);

    await other.replied(matter, wages, '支持', '2026-07-01');
    await other.complete('chengban', matter.id, 'task_execute', answers.execute());
    await other.until('2026-08-01T02:00:00.000Z');
    await other.complete('dangan', matter.id, 'task_archive', answers.archive());
    await other.complete('ducha', matter.id, 'task_verify', answers.verify(false));
    await other.complete('ducha', matter.id, 'task_verify', answers.verify(true));
    const empty = await other.attempt('lingdao', matter.id, 'task_close', { ...answers.closeDocket(), outcome: '' });
    expect(empty.status).toBe(422);
    expect(JSON.stringify(empty.body)).toContain('办理结果');
    await other.complete('lingdao', matter.id, 'task_close', answers.closeDocket(false));
    await other.complete('ducha', matter.id, 'task_verify', answers.verify(true));
    await other.complete('lingdao', matter.id, 'task_close', answers.closeDocket());
    expect((await other.instance(matter.id, 'xf_docket'))!.status).toBe('completed');
    expect(await other.titles(matter.id)).toEqual(expect.arrayContaining(['立案审批表', '结案（归档）审批表']));
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
