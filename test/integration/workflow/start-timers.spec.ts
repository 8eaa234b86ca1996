import { bpmnText, end, flow, start, timer, userTask } from '../../builders/bpmn-text.js';
import { TestWorkflow } from '../../builders/workflow.js';

const timed = (expression: string, kind: 'timeDate' | 'timeDuration' | 'timeCycle' = 'timeCycle', task = 'look') =>
  bpmnText(
    'timed',
    start('begin', timer(expression, kind)),
    flow('begin', task),
    userTask(task),
    flow(task, 'done'),
    end('done'),
  );

describe('timer start events', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());

  const started = () => workflow.count('process_instance');
  const due = () =>
    workflow.rows<{ due_at: string; repeats: number | null }>(
      `SELECT due_at, repeats FROM start_timer ORDER BY due_at`,
    );
  const at = async (instant: string) => {
    workflow.clock.set(instant);
    return workflow.startTimers.fireDue();
  };

  it('start an instance at a date, once', async () => {
    await workflow.deploy({ timed: timed('2026-06-02T09:00:00+08:00', 'timeDate') });
    expect(await due()).toEqual([{ due_at: '2026-06-02T01:00:00.000Z', repeats: null }]);
    expect(await at('2026-06-02T00:59:59.000Z')).toBe(0);
    expect(await at('2026-06-02T01:00:00.000Z')).toBe(1);
    expect(await at('2026-06-03T01:00:00.000Z')).toBe(0);
    const [row] = await workflow.rows<{ key: string; started_by: string | null }>(
      `SELECT instance_key AS key, started_by FROM process_instance`,
    );
    expect(row!.started_by).toBeNull();
    expect(await workflow.waiting(row!.key)).toEqual(['look']);
    expect(await due()).toEqual([]);
  });

  it('start an instance a while after the deployment', async () => {
    await workflow.deploy({ timed: timed('PT2H', 'timeDuration') });
    expect(await at('2026-06-01T03:00:00.000Z')).toBe(1);
    expect(await due()).toEqual([]);
  });

  it('start nothing at a date that had passed when it was deployed', async () => {
    await workflow.deploy({ timed: timed('2026-05-02T09:00:00+08:00', 'timeDate') });
    expect(await due()).toEqual([]);
  });

  it('keep the rhythm of a cycle however late they are looked at', async () => {
    await workflow.deploy({ timed: timed('R/PT1H') });
    await at('2026-06-01T02:00:00.000Z');
    await at('2026-06-01T03:07:00.000Z');
    expect(await started()).toBe(2);
    expect(await due()).toEqual([{ due_at: '2026-06-01T04:00:00.000Z', repeats: null }]);
  });

  it('start one instance for each place of a cycle that was missed, and say how late', async () => {
    await workflow.deploy({ timed: timed('R/PT1H') });
    expect(await at('2026-06-01T04:30:00.000Z')).toBe(3);
    expect(await due()).toEqual([{ due_at: '2026-06-01T05:00:00.000Z', repeats: null }]);
    const meta = await workflow.rows<{ meta: string }>(
      `SELECT meta FROM history_event WHERE type = 'PROCESS_STARTED' ORDER BY instance_key`,
    );
    expect(meta.map((row) => (JSON.parse(row.meta) as { dueAt: string }).dueAt).sort()).toEqual([
      '2026-06-01T02:00:00.000Z',
      '2026-06-01T03:00:00.000Z',
      '2026-06-01T04:00:00.000Z',
    ]);
  });

  it('stop after the number of starts that a cycle names', async () => {
    await workflow.deploy({ timed: timed('R2/PT1H') });
    expect(await at('2026-06-01T12:00:00.000Z')).toBe(2);
    expect(await due()).toEqual([]);
  });

  it.each([
    ['R/2026-01-01T09:00:00+08:00/P1D', '2026-06-02T01:00:00.000Z', null],
    ['R/2026-01-31T09:00:00+08:00/P1M', '2026-06-30T01:00:00.000Z', null],
    ['R/2020-01-01T00:00:00Z/PT1S', '2026-06-01T01:00:01.000Z', null],
    ['R200/2026-01-01T09:00:00+08:00/P1D', '2026-06-02T01:00:00.000Z', 47],
    ['R3/2026-01-01T09:00:00+08:00/P1D', undefined, null],
  ])('go on with the next place of a cycle that began long ago: %s', async (expression, dueAt, repeats) => {
    await workflow.deploy({ timed: timed(expression) });
    expect(await due()).toEqual(dueAt === undefined ? [] : [{ due_at: dueAt, repeats }]);
  });

  it('are those of the newest version only', async () => {
    await workflow.deploy({ timed: timed('R/PT1H') });
    await workflow.deploy({ timed: timed('R/PT2H', 'timeCycle', 'check') });
    expect(await due()).toHaveLength(1);
    expect(await at('2026-06-01T02:30:00.000Z')).toBe(0);
    expect(await at('2026-06-01T03:00:00.000Z')).toBe(1);
    const [row] = await workflow.rows<{ key: string }>(`SELECT instance_key AS key FROM process_instance`);
    expect(await workflow.waiting(row!.key)).toEqual(['check']);
    await workflow.deploy({ timed: bpmnText('timed', start('begin'), flow('begin', 'done'), end('done')) });
    expect(await due()).toEqual([]);
  });

  it('are not begun anew when the same drawing is deployed again', async () => {
    await workflow.deploy({ timed: timed('R/PT1H') });
    workflow.clock.passMinutes(30);
    await workflow.deploy({ timed: timed('R/PT1H') });
    expect(await due()).toEqual([{ due_at: '2026-06-01T02:00:00.000Z', repeats: null }]);
  });

  it('that give no time are refused with their element, and the version before stays', async () => {
    await workflow.deploy({ timed: timed('R/PT1H') });
    await expect(workflow.deploy({ timed: timed('=nowhere') })).rejects.toMatchObject({
      problems: [{ elementId: 'begin', rule: 'start-timer', message: expect.stringContaining('定时器') as string }],
    });
    expect(await due()).toEqual([{ due_at: '2026-06-01T02:00:00.000Z', repeats: null }]);
    expect(await workflow.count('process_definition')).toBe(1);
  });

  it('start one instance however many look for them at once', async () => {
    await workflow.deploy({ timed: timed('R/PT1H') });
    workflow.clock.passMinutes(61);
    await Promise.all([workflow.startTimers.fireDue(), workflow.startTimers.fireDue(), workflow.startTimers.fireDue()]);
    expect(await started()).toBe(1);
  });

  it('stay due when the start was undone', async () => {
    await workflow.deploy({ timed: timed('R/PT1H') });
    workflow.clock.passMinutes(61);
    const { database } = workflow;
    const write = jest.spyOn(database, 'write').mockImplementationOnce((work) =>
      database.write(async (transaction) => {
        await work(transaction);
        throw new Error('power cut');
      }),
    );
    expect(await workflow.startTimers.fireDue()).toBe(0);
    write.mockRestore();
    expect(await started()).toBe(0);
    expect(await due()).toEqual([{ due_at: '2026-06-01T02:00:00.000Z', repeats: null }]);
    expect(await workflow.startTimers.fireDue()).toBe(1);
  });
});
