import { leaderDayAnswers as fill } from '../../builders/answers/leader-day.js';
import type { Json } from '../../builders/caller.js';
import { Desk } from '../../builders/scenarios/desk.js';
import { expectWhole, FlowCoverage } from '../../builders/scenarios/flow-coverage.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

describe('领导接待日编排', () => {
  const coverage = new FlowCoverage('xf_leader_roster', '领导接待日编排');
  let server: TestServer;
  let desk: Desk;
  beforeAll(async () => {
    server = await startTestServer();
    desk = new Desk(server);
  });
  afterAll(async () => {
    await coverage.add(server);
    await server.close();
    await expectWhole(coverage);
  });

  it('L1/L4/S3.4: on the 25th the next month is planned, checked, signed by somebody else, and published', async () => {
    server.clock.set('2026-06-25T01:01:00.000Z');
    await desk.settle();
    const july = 'from=2026-07-01&to=2026-07-31';
    const slots = async (): Promise<Json[]> => (await server.as('kezhang').get(`/api/receptions?${july}`)).body;
    const published = async (): Promise<Json[]> =>
      (await (await fetch(`${server.url}/api/public/receptions?${july}`)).json()) as Json[];
    expect((await slots()).length).toBeGreaterThan(25);

    // Some units have no leader on the roll: the step comes back and says where.
    await desk.done('kezhang', 'task_roster', fill.roster());
    const page = await server.as('kezhang').get(`/api/tasks/${(await desk.find('kezhang', 'task_roster'))!.taskKey}`);
    expect(JSON.stringify(page.body)).toContain('还没有定接待领导');
    for (const { id, day, startsAt, endsAt, place, version, leaderName } of await slots()) {
      if (leaderName !== '') continue;
      const body = { day, startsAt, endsAt, place, version, leaderName: '副局长 宋江' };
      expect((await server.as('kezhang').put(`/api/receptions/${id}`, body)).status).toBe(200);
    }
    await desk.done('kezhang', 'task_roster', fill.roster());
    await desk.done('lingdao', 'task_sign_roster', fill.signRoster(false));
    await desk.done('kezhang', 'task_roster', fill.roster());
    expect((await published()).length).toBe(0);
    await desk.done('lingdao', 'task_sign_roster', fill.signRoster(true));
    expect((await published()).length).toBeGreaterThan(25);
  });
});
