import { answers } from '../../builders/answers.js';
import { urge } from '../../builders/answers/urge.js';
import type { Json } from '../../builders/caller.js';
import { Matters } from '../../builders/scenarios/matters.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = {
  title: '反映村道损坏影响出行',
  summary: '信访人反映村道损坏多年，影响出行安全。',
  category: '99',
  demands: ['要求修复村道'],
};

describe('statutory time limits', () => {
  let server: TestServer;
  let office: Matters;
  beforeEach(async () => {
    server = await startTestServer();
    office = new Matters(server);
  });
  afterEach(() => server.close());

  const reminders = async (by: string): Promise<string[]> =>
    (await server.as(by).get(`/api/reminders`)).body.map((reminder: Json) => reminder.text);
  const clockOf = async (caseId: string, name: string): Promise<Json> =>
    (await office.case(caseId)).clocks.find((clock: Json) => clock.name === name);

  it('15 days to tell: a reminder three days before, then the supervisors urge', async () => {
    const matter = await office.register(petition);
    expect((await office.case(matter.id)).clocks).toMatchObject([
      { name: '告知', lastDay: '2026-06-16', daysLeft: 15 },
    ]);

    await office.until('2026-06-13T00:59:00.000Z');
    expect(await reminders('jiefang')).toEqual([]);
    await office.until('2026-06-13T01:00:00.000Z');
    expect(await reminders('jiefang')).toHaveLength(1);

    // The last day ends at midnight in Asia/Shanghai, not before.
    await office.until('2026-06-16T15:59:59.000Z');
    expect(await office.find('ducha', matter.id, 'task_call')).toBeUndefined();
    await office.until('2026-06-16T16:00:00.000Z');
    await office.complete('ducha', matter.id, 'task_call', urge.call());
    expect(await office.find('jiefang', matter.id, 'task_talk')).toMatchObject({ clock: { level: 'overdue' } });
  });

  it('60 days to finish: reminders and supervision, and the case still ends with its reply', async () => {
    const matter = await office.assessed(petition);
    await office.complete('kezhang', matter.id, 'task_route', answers.route('rsj'));
    await office.complete('chengban', matter.id, 'task_receive', answers.receive());
    server.clock.set('2026-06-16T02:00:00.000Z');
    await office.complete('chengban', matter.id, 'task_tell', answers.tell());
    expect((await clockOf(matter.id, '告知')).level).toBe('stopped');
    expect((await clockOf(matter.id, '办结')).lastDay).toBe('2026-08-17');
    const before = await reminders('chengban');

    // The server was down while all of them fell due: each fires once on return.
    await office.until('2026-08-20T02:00:00.000Z');
    expect((await office.case(matter.id)).clock.level).toBe('overdue');
    expect(await reminders('chengban')).toHaveLength(before.length + 2);
    await office.complete('ducha', matter.id, 'task_call', urge.call());
    expect(await office.find('ducha', matter.id, 'task_call')).toBeUndefined();

    await office.complete('juzhang', matter.id, 'task_extend', answers.extensionRefused());
    await office.complete('juzhang', matter.id, 'task_assign', answers.assign());
    await office.complete('chengban', matter.id, 'task_handle', answers.handle());
    await office.complete('chengban', matter.id, 'task_judge', answers.judge(office.numbered(petition), []));
    await office.complete('chengban', matter.id, 'task_measures', answers.measures());
    await office.replied(matter, petition, '解释说明', '2026-08-20');
    expect((await office.case(matter.id)).status).toBe('已答复');
    // The thirtieth day is a Saturday; the Sunday after it is worked for 国庆节.
    expect((await clockOf(matter.id, '复查申请期')).lastDay).toBe('2026-09-20');
    await office.until('2026-09-20T16:00:00.000Z');
    await office.complete('dangan', matter.id, 'task_archive', answers.archive());
    expect((await office.case(matter.id)).status).toBe('已办结');
    expect((await office.instance(matter.id, 'xf_handle'))!.status).toBe('completed');
    expect(await office.incidents()).toEqual([]);
  });
});
