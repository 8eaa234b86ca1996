import { openFeatureApp, type Browser, type FeatureApp } from '../../../test/builders/feature-app.js';
import { wagesPetition } from '../../../test/builders/petition.js';
import { ChineseWorkCalendar } from '../../domain/calendar/work-calendar.js';
import type { ElementInfo, HistoryEventType, Variables } from '../../engine/ports.js';
import type { CaseProgress, JobRow } from '../../workflow/ports/case-port.js';
import { CasePortAdapter } from './case-port.adapter.js';
import { CasesModule } from './cases.module.js';

const element = (id: string, more: Partial<ElementInfo> = {}): ElementInfo => ({
  id,
  type: 'SERVICE_TASK',
  name: id,
  basis: [],
  separateFrom: [],
  clock: [],
  properties: {},
  ...more,
});
const step = (type: HistoryEventType, info: ElementInfo): CaseProgress['steps'][number] => ({
  event: { type, elementId: info.id },
  element: info,
});

const start = element('start_register', { type: 'START_EVENT', station: '提出', clock: ['start:告知'] });
const talk = element('task_talk', { type: 'USER_TASK' });
const accept = element('job_accept', { station: '受理', clock: ['stop:告知', 'start:办结'] });
const handle = element('task_handle', { type: 'USER_TASK', station: '办理' });
const deliver = element('task_deliver', { type: 'USER_TASK', station: '回复', clock: ['stop:办结'] });

describe('what a diagram does to its case', () => {
  let test: FeatureApp;
  let receptionist: Browser;
  let caseId: string;
  const port = new CasePortAdapter(new ChineseWorkCalendar());

  beforeAll(async () => {
    test = await openFeatureApp([CasesModule]);
    receptionist = await test.login('jiefang');
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    const answer = await receptionist.send('POST', '/api/cases', {
      ...wagesPetition,
      receivedAt: '2026-05-29T02:00:00Z',
    });
    caseId = answer.body.id as string;
  });

  const follow = (
    steps: CaseProgress['steps'],
    processId = 'xf_reception',
    at = '2026-06-01T02:00:00.000Z',
  ): Promise<readonly string[]> =>
    test.database.write(async (transaction) => {
      const given = { caseId, processId, instanceKey: '8388608', at, actor: null, variables: {}, steps };
      return (await port.follow(transaction, { ...given, followed: new Set() })).changed;
    });
  const begin = (info: ElementInfo) => step('ELEMENT_ACTIVATED', info);
  const done = (info: ElementInfo) => step('ELEMENT_COMPLETED', info);
  const shown = async () => (await receptionist.get(`/api/cases/${caseId}`)).body;
  const job = (type: string, variables: Variables, processId = 'xf_reception'): JobRow => ({
    jobKey: '1',
    instanceKey: '8388608',
    elementId: 'job',
    type,
    headers: {},
    variables,
    caseId,
    processId,
    actor: null,
  });
  const run = async (type: string, variables: Variables, processId?: string): Promise<void> => {
    const write = await test.handlers.of(type)!.prepare(job(type, variables, processId));
    await test.database.write(write);
  };

  it('starts 告知 on the day of receipt, and once', async () => {
    expect(await follow([begin(start), done(start)])).toEqual(['告知']);
    expect(await follow([begin(start), done(start)])).toEqual([]);
    expect(await port.clocks(test.database, caseId)).toEqual({ 告知: { lastDay: '2026-06-15' } });
    expect(await shown()).toMatchObject({
      clock: { name: '告知', startedOn: '2026-05-29', daysUsed: 3, daysLeft: 14, level: 'normal' },
    });
  });

  it('stops one clock and starts the next where an element says both', async () => {
    await follow([begin(start), done(start)]);
    expect(await follow([begin(accept), done(accept)], 'xf_reception', '2026-06-16T02:00:00.000Z')).toEqual([
      '告知',
      '办结',
    ]);
    expect(await port.clocks(test.database, caseId)).toEqual({ 办结: { lastDay: '2026-08-17' } });
    const { clocks } = await shown();
    expect(clocks[0]).toMatchObject({
      name: '告知',
      stoppedAt: '2026-06-16T02:00:00.000Z',
      level: 'stopped',
      daysLeft: -1,
    });
  });

  it('reaches stations and statuses in their order', async () => {
    const seen: string[] = [];
    for (const steps of [
      [begin(start), done(start), begin(talk)],
      [done(talk)],
      [begin(accept)],
      [done(accept), begin(handle)],
      [done(handle), begin(deliver)],
      [done(deliver)],
    ]) {
      await follow(steps);
      const { status, stage } = await shown();
      seen.push(`${status}/${stage}`);
    }
    expect(seen).toEqual(['已登记/提出', '受理中/提出', '受理中/受理', '办理中/办理', '办理中/回复', '已答复/回复']);
    const { stations } = await shown();
    expect(stations.map((station: { reachedAt?: string }) => station.reachedAt !== undefined)).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  it.each(['xf_order', 'xf_order_copy'])(
    'an instance of %s changes nothing of the petition, whatever its diagram says',
    async (processId) => {
      await follow([begin(start), done(start)]);
      const before = await shown();
      expect(await follow([begin(accept), done(accept), begin(deliver), done(deliver), done(talk)], processId)).toEqual(
        [],
      );
      await expect(run('case', { status: '已办结', outcome: '不予支持' }, processId)).rejects.toThrow(
        '不得更改信访事项',
      );
      expect(await shown()).toEqual(before);
    },
  );

  it('keeps the term of an incident out of sight of the petition, and the incident out of its terms (H2, H5)', async () => {
    await follow([begin(start), done(start)]);
    const referral = element('job_referral', { clock: ['start:公安复核', 'start:办结', 'stop:告知'] });
    expect(await follow([begin(referral), done(referral)], 'xf_order')).toEqual(['公安复核']);
    expect(await follow([begin(referral), done(referral)], 'xf_reception')).toEqual(['办结', '告知']);
    const all = await test.database.all(`SELECT name FROM case_clock WHERE case_id = ? AND of_incident = 1`, [caseId]);
    expect(all).toEqual([{ name: '公安复核' }]);
    expect(await port.clocks(test.database, caseId)).toMatchObject({ 公安复核: { lastDay: '2026-06-08' } });
    const { clocks } = await shown();
    expect(clocks.map((clock: { name: string }) => clock.name).sort()).toEqual(['办结', '告知'].sort());
    const ledger = (await receptionist.get(`/api/cases/${caseId}/clocks`)).body;
    expect(ledger.map((entry: { clock: string; action: string }) => `${entry.action} ${entry.clock}`)).toEqual([
      'start 告知',
      'start 办结',
      'stop 告知',
    ]);
  });

  it('finds a case by its number', async () => {
    const { number } = await shown();
    await test.database.write(async (transaction) => {
      expect(await port.idByNumber(transaction, number)).toBe(caseId);
      expect(await port.idByNumber(transaction, '0')).toBeUndefined();
    });
  });

  describe('jobs of type case', () => {
    it('write what they name and leave the rest', async () => {
      await run('case', {
        docketNumber: '中信访立〔2026〕1号',
        responsibleUnit: 'rsj',
        level: '县级',
        kind: '申诉求决',
        caseNumber: 'x',
      });
      await run('case', { status: '办理中' });
      expect(await shown()).toMatchObject({
        status: '办理中',
        docketNumber: '中信访立〔2026〕1号',
        unit: { id: 'rsj' },
        level: '县级',
        kind: '申诉求决',
      });
    });

    it('answer demands, add those raised in the talk, and never replace the words of one', async () => {
      await run('case', {
        demands: [
          { no: 1, text: '改过的话', result: '支持', reply: '工资已于6月20日发放。' },
          { no: 3, text: '赔偿误工费', result: '不予支持', reply: '没有依据。' },
        ],
      });
      expect((await shown()).demands).toEqual([
        { no: 1, text: '支付拖欠工资4.2万元', result: '支持', reply: '工资已于6月20日发放。' },
        { no: 2, text: '补缴工伤保险' },
        { no: 3, text: '赔偿误工费', result: '不予支持', reply: '没有依据。' },
      ]);
    });

    it('close a case only with an outcome and an answer to each demand', async () => {
      await expect(run('case', { status: '已办结' })).rejects.toThrow('没有办理结果');
      await expect(run('case', { status: '已办结', outcome: '支持' })).rejects.toThrow('诉求1还没有办理结果和答复');
      expect(await shown()).toMatchObject({ status: '已登记' });
      const replies = [1, 2].map((no) => ({ no, text: '', result: no === 1 ? '支持' : '解释说明', reply: '已答复。' }));
      await run('case', { status: '已办结', outcome: '支持、解释说明', demands: replies });
      expect(await shown()).toMatchObject({
        status: '已办结',
        outcome: '支持、解释说明',
        closedAt: test.clock.instant(),
      });
    });

    it('close a transferred case without replies of this office', async () => {
      await run('case', { status: '已办结', outcome: '转送' });
      expect(await shown()).toMatchObject({ status: '已办结', outcome: '转送' });
    });

    it.each<[string, Variables, string]>([
      ['an unknown status', { status: '无理取闹' }, '不在可选范围内'],
      ['an unknown outcome', { outcome: '支持、息访' }, '息访'],
      ['an unknown unit', { responsibleUnit: 'nowhere' }, 'nowhere'],
      ['an unknown result', { demands: [{ no: 1, result: '部分支持' }] }, '部分支持'],
      ['demands that are no list', { demands: '1' }, '诉求列表'],
      ['a demand without a number', { demands: [{ text: '发工资' }] }, '没有序号'],
      ['a number in place of a text', { docketNumber: 7 }, 'docketNumber'],
    ])('refuse %s as an incident', async (_, variables, words) => {
      await expect(run('case', variables)).rejects.toMatchObject({
        name: 'JobFailure',
        message: expect.stringContaining(words),
      });
    });
  });

  describe('jobs of type notify', () => {
    it('remind a role, which each person marks as read', async () => {
      await run('notify', { to: 'R1', text: '告知期限将于 3 日后届满' });
      const { body } = await receptionist.get('/api/reminders');
      expect(body[0]).toMatchObject({ text: '告知期限将于 3 日后届满', caseId, caseNumber: (await shown()).number });
      expect(body[0].readAt).toBeUndefined();

      const url = `/api/reminders/${body[0].id}/read`;
      expect((await receptionist.send('POST', url)).status).toBe(204);
      expect((await receptionist.send('POST', url)).status).toBe(204);
      expect(
        (await receptionist.get('/api/reminders')).body.find((one: { id: string }) => one.id === body[0].id).readAt,
      ).toBe(test.clock.instant());
      const colleague = await test.login('jiefang2');
      expect(
        (await colleague.get('/api/reminders')).body.find((one: { id: string }) => one.id === body[0].id).readAt,
      ).toBeUndefined();

      const town = await test.login('chengguan');
      expect((await town.get('/api/reminders')).body).toEqual([]);
      expect((await town.send('POST', url)).status).toBe(404);
    });

    it('remind the unit that works the case, when it is told to hurry', async () => {
      await run('case', { responsibleUnit: 'rsj' });
      await run('notify', { to: 'R6', text: '办结期限将于 7 日后届满' });
      expect((await (await test.login('chengban')).get('/api/reminders')).body[0]).toMatchObject({ caseId });
      expect((await (await test.login('chengban2')).get('/api/reminders')).body).toEqual([]);
    });

    it.each<[string, Variables]>([
      ['without a text', { to: 'R1', text: ' ' }],
      ['to a role that does not exist', { to: 'R99', text: '提醒' }],
      ['to nobody', { text: '提醒' }],
    ])('fail %s', async (_, variables) => {
      await expect(run('notify', variables)).rejects.toMatchObject({ name: 'JobFailure' });
    });
  });
});
