import { answers } from '../../builders/answers.js';
import type { Json } from '../../builders/caller.js';
import { Office } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = {
  title: '反映村道损坏影响出行',
  summary: '信访人反映村道损坏多年，影响出行安全。',
  category: '99',
  demands: ['要求修复村道'],
};

describe('statutory time limits', () => {
  let server: TestServer;
  let office: Office;
  beforeEach(async () => {
    server = await startTestServer();
    office = new Office(server);
  });
  afterEach(() => server.close());

  const reminders = async (by: string): Promise<string[]> =>
    (await server.as(by).get(`/api/reminders`)).body.map((reminder: Json) => reminder.text);

  it('15 days to tell: a reminder three days before, then the supervisors urge', async () => {
    const matter = await office.register(petition);
    expect((await office.case(matter.id)).clocks).toMatchObject([
      { name: '告知', lastDay: '2026-06-16', daysLeft: 15 },
    ]);

    server.clock.set('2026-06-13T00:59:00.000Z');
    await server.tick();
    expect(await reminders('jiefang')).toEqual([]);
    server.clock.set('2026-06-13T01:00:00.000Z');
    await server.tick();
    expect(await reminders('jiefang')).toHaveLength(1);
    expect(await office.find('ducha', matter.id, 'task_tell_urge')).toBeUndefined();

    // The last day ends at midnight in Asia/Shanghai, not before.
    server.clock.set('2026-06-16T15:59:59.000Z');
    await server.tick();
    expect(await office.find('ducha', matter.id, 'task_tell_urge')).toBeUndefined();
    server.clock.set('2026-06-16T16:00:00.000Z');
    await server.tick();
    await office.complete('ducha', matter.id, 'task_tell_urge', answers.urge());
    expect(await office.find('jiefang', matter.id, 'task_talk')).toMatchObject({ clock: { level: 'overdue' } });
  });

  it('60 days to finish: reminder and supervision, and the case still ends with its reply', async () => {
    const matter = await office.register(petition);
    await office.complete(
      'jiefang',
      matter.id,
      'task_talk',
      answers.talk([{ no: 1, text: petition.demands[0]!, answer: '已登记。' }]),
    );
    await office.complete(
      'jiefang',
      matter.id,
      'task_assess',
      answers.assess({ reasonable: false, needsExplanation: true }),
    );
    server.clock.set('2026-06-16T02:00:00.000Z');
    await office.complete('jiefang', matter.id, 'task_route', answers.route('xfj'));
    const clocks = (await office.case(matter.id)).clocks;
    expect(clocks.find((clock: Json) => clock.name === '告知').level).toBe('stopped');
    expect(clocks.find((clock: Json) => clock.name === '办结').lastDay).toBe('2026-08-17');

    // The server was down while both fell due: each fires once on return, in order.
    server.clock.set('2026-08-20T02:00:00.000Z');
    await server.tick();
    expect((await office.case(matter.id)).clock.level).toBe('overdue');
    await server.tick();
    await office.complete('ducha', matter.id, 'task_finish_urge', answers.urge());

    await office.complete('jiefang', matter.id, 'task_explain', answers.explain());
    await office.complete(
      'jiefang',
      matter.id,
      'task_draft_office',
      answers.draftReply([{ no: 1, text: petition.demands[0]!, result: '解释说明', reply: '已列入年度养护计划。' }]),
    );
    await office.complete('lingdao', matter.id, 'task_sign', answers.signReply());
    await office.complete('jiefang', matter.id, 'task_deliver', answers.deliver());
    expect((await office.case(matter.id)).status).toBe('已办结');
    expect((await office.instance(matter.id, 'xf_reception'))!.status).toBe('completed');
  });
});
