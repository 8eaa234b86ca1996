import { Database } from '../../../src/platform/database/database.js';
import { massLineAnswers as fill } from '../../builders/answers/mass-line.js';
import type { Json } from '../../builders/caller.js';
import { petitionBody } from '../v2/procedures.js';
import { Desk } from '../../builders/scenarios/desk.js';
import { expectWhole, FlowCoverage } from '../../builders/scenarios/flow-coverage.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

describe('望闻问切与群众路线', () => {
  const visits = new FlowCoverage('xf_mass_line', '下访与群众路线');
  const briefings = new FlowCoverage('xf_briefing', '信访情况专报');
  let server: TestServer;
  let desk: Desk;
  beforeAll(async () => {
    server = await startTestServer();
    desk = new Desk(server);
  });
  afterAll(async () => {
    await visits.add(server);
    await briefings.add(server);
    await server.close();
    await expectWhole(visits, briefings);
  });

  async function visit(): Promise<string> {
    const started = await server.as('xiafang').post('/v2/process-instances', { processDefinitionId: 'xf_mass_line' });
    expect(started.status).toBe(200);
    return started.body.processInstanceKey;
  }
  async function gathered(): Promise<string> {
    const key = await visit();
    await desk.done('xiafang', 'task_look', fill.look(), key);
    await desk.done('xiafang', 'task_listen', fill.listen(), key);
    await desk.done('xiafang', 'task_ask', fill.ask(), key);
    return key;
  }
  const statusOf = async (key: string): Promise<string> =>
    (await server.app
      .get(Database)
      .get<{ s: string }>(`SELECT status AS "s" FROM process_instance WHERE instance_key = ?`, [key]))!.s;
  const notices = (key: string): Promise<Json[]> =>
    server.app
      .get(Database)
      .all(`SELECT template_id AS "id", number AS "number" FROM notice WHERE instance_key = ?`, [key]);
  const register = async (channel: string): Promise<string> =>
    (await server.as('jiefang').post('/api/cases', { ...petitionBody, channel })).body.number;

  it('Q18: no report of a month in which nothing happened', async () => {
    server.clock.set('2026-07-01T01:01:00.000Z');
    await desk.settle();
    expect((await briefingsOf()).map(({ status }) => status)).toEqual(['completed']);
  });

  it('S4: a visit has all four parts before it is a visit', async () => {
    const key = await visit();
    await desk.done('xiafang', 'task_look', fill.look(), key);
    await desk.done('xiafang', 'task_listen', fill.listen(), key);
    expect(await desk.find('xiafang', 'task_act', key)).toBeUndefined();
    const empty = await desk.attempt('xiafang', 'task_ask', fill.ask({ suggestions: [] }), key);
    expect(empty.body.detail).toContain('「问：群众的建议」至少 1 行');
    await desk.done('xiafang', 'task_ask', fill.ask(), key);
    const uncited = await desk.attempt('xiafang', 'task_act', fill.act({}, { citesAsk: null }), key);
    expect(uncited.status).toBe(422);
    expect(uncited.body.detail).toContain(
      '「切：问题和措施（每项须引用望、闻、问各一条以上）」第 1 行「依据“问”的第几条」不能为空',
    );
    await desk.done('xiafang', 'task_act', fill.act({}, { citesLook: 2 }), key);
    expect(await notices(key)).toEqual([]);
    await desk.done('xiafang', 'task_act', fill.act(), key);
    expect(await notices(key)).toMatchObject([{ id: 'field_visit_record' }]);
    expect(await statusOf(key)).toBe('completed');
  });

  it('S4: what concerns one family is registered like every petition, with the channel 下访, and led by a leader', async () => {
    const key = await gathered();
    await desk.done('xiafang', 'task_act', fill.act({ hasCases: true, hasMajor: true }), key);
    const walkIn = await register('走访');
    await desk.done(
      'jiefang',
      'task_register',
      { caseNumbers: [{ caseNumber: walkIn }], majorCaseNumber: walkIn },
      key,
    );
    const number = await register('下访');
    await desk.done(
      'jiefang',
      'task_register',
      { caseNumbers: [{ caseNumber: number }], majorCaseNumber: number },
      key,
    );
    expect(await statusOf(key)).toBe('completed');
    const plain = await gathered();
    await desk.done('xiafang', 'task_act', fill.act({ hasCases: true }), plain);
    await desk.done('jiefang', 'task_register', { caseNumbers: [{ caseNumber: number }] }, plain);
    expect(await statusOf(plain)).toBe('completed');
  });

  it('Q6/Q15: a proposal hears opinions, answers each with a reason, is decided, explained, tried, and collected again', async () => {
    const key = await gathered();
    await desk.done('xiafang', 'task_act', fill.act({ hasCommon: true }), key);
    await desk.done('xiafang', 'task_propose', fill.propose(), key);
    expect(await desk.find('xiafang', 'task_opinions', key)).toBeUndefined();
    await later(25);
    const none = await desk.attempt('xiafang', 'task_opinions', { opinionAnswers: [] }, key);
    expect(none.body.detail).toContain('至少 1 行');
    const unreasoned = await desk.attempt('xiafang', 'task_opinions', fill.opinions({ reason: '' }), key);
    expect(unreasoned.body.detail).toContain('第 2 行「理由」不能为空');
    await desk.done('xiafang', 'task_opinions', fill.opinions(), key);
    await desk.done('lingdao', 'task_decide', fill.decide(true), key);
    await desk.done('xiafang', 'task_explain', fill.explain(), key);
    expect(await desk.find('xiafang', 'task_test', key)).toBeUndefined();
    await later(91);
    await desk.done('xiafang', 'task_test', fill.test(true), key);
    await desk.done('xiafang', 'task_propose', fill.propose(), key);
    await later(25);
    await desk.done('xiafang', 'task_opinions', fill.opinions(), key);
    await desk.done('lingdao', 'task_decide', fill.decide(true), key);
    await desk.done('xiafang', 'task_explain', fill.explain(), key);
    await later(91);
    await desk.done('xiafang', 'task_test', fill.test(false), key);
    expect(await statusOf(key)).toBe('completed');
  });

  it('Q6: a leader may decide against a measure, with a reason', async () => {
    const key = await gathered();
    await desk.done('xiafang', 'task_act', fill.act({ hasCommon: true }), key);
    await desk.done('xiafang', 'task_propose', fill.propose(), key);
    await later(25);
    await desk.done('xiafang', 'task_opinions', fill.opinions(), key);
    await desk.done('lingdao', 'task_decide', fill.decide(false), key);
    expect(await statusOf(key)).toBe('completed');
  });

  it('Q18/R22-41: no report without facts, analysis, proposals and who acts', async () => {
    const open = (await briefingsOf()).find(({ status }) => status === 'active')!.key;
    for (const field of ['reportFacts', 'reportAnalysis', 'reportProposals', 'reportActors']) {
      for (const text of ['', '无']) {
        const refused = await desk.attempt('kezhang', 'task_brief', fill.brief({ [field]: text }), open);
        expect([field, refused.status]).toEqual([field, 422]);
        expect(refused.body.detail).toContain('（专报须有实质内容）');
      }
    }
    await desk.done('kezhang', 'task_brief', fill.brief(), open);
    await desk.done('lingdao', 'task_sign_brief', fill.signBrief(false), open);
    await desk.done('kezhang', 'task_brief', fill.brief(), open);
    await desk.done('lingdao', 'task_sign_brief', fill.signBrief(true), open);
    expect(await notices(open)).toMatchObject([{ id: 'situation_report' }]);
  });

  const briefingsOf = (): Promise<{ key: string; status: string }[]> =>
    server.app
      .get(Database)
      .all(
        `SELECT instance_key AS "key", status AS "status" FROM process_instance WHERE process_id = 'xf_briefing' ORDER BY started_at`,
      );

  async function later(days: number): Promise<void> {
    server.clock.passDays(days);
    await desk.settle();
  }
});
