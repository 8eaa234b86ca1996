import {
  bpmnText,
  end,
  extensions,
  element,
  flow,
  mapping,
  serviceTask,
  start,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { TestWorkflow } from '../../../test/builders/workflow.js';
import type { Variables } from '../../engine/ports.js';
import { JobFailure } from '../ports/case-port.js';

const onejob = bpmnText(
  'one_job',
  start('begin'),
  flow('begin', 'issue'),
  serviceTask('issue'),
  flow('issue', 'read'),
  userTask('read'),
  flow('read', 'done'),
  end('done'),
);

const external = bpmnText(
  'external',
  start('begin'),
  flow('begin', 'elsewhere'),
  element('serviceTask', 'elsewhere', extensions('<zeebe:taskDefinition type="outside" />')),
  flow('elsewhere', 'done'),
  end('done'),
);

describe('JobWorker', () => {
  let workflow: TestWorkflow;
  let prepared: number;
  let seenVariables: Variables;
  let behave: () => Promise<Variables>;
  beforeEach(async () => {
    workflow = await TestWorkflow.open();
    prepared = 0;
    behave = async () => ({ number: '中信受〔2026〕1号' });
    workflow.handlers.add({
      type: 'work',
      prepare: async ({ variables: seen }) => {
        prepared += 1;
        seenVariables = seen;
        const variables = await behave();
        return async () => variables;
      },
    });
    await workflow.deploy({ one_job: onejob, external });
  });
  afterEach(() => workflow.close());

  const job = async () =>
    (
      await workflow.rows<{ state: string; retries: number; run_at: string; error: string | null }>(
        `SELECT state, retries, run_at, error FROM job`,
      )
    )[0]!;
  const incidents = () =>
    workflow.rows<{ key: string; state: string; message: string; type: string }>(
      `SELECT incident_key AS key, state, message, error_type AS type FROM incident ORDER BY length(incident_key), incident_key`,
    );
  const secondsUntilRetry = async () => (Date.parse((await job()).run_at) - workflow.clock.now().getTime()) / 1000;

  it('carries out a job once, however many look for it, and hands its result to the process', async () => {
    const key = await workflow.start('one_job');
    await Promise.all([workflow.jobs.runDue(), workflow.jobs.runDue(), workflow.jobs.runDue()]);
    expect(prepared).toBe(1);
    expect((await job()).state).toBe('COMPLETED');
    expect(await workflow.waiting(key)).toEqual(['read']);
    expect(await workflow.rows(`SELECT name, value FROM variable`)).toEqual([
      { name: 'number', value: '"中信受〔2026〕1号"' },
    ]);
  });

  it('tries again after 5 and 25 seconds, then asks a person', async () => {
    behave = async () => {
      throw new Error('disk gone at /var/lib');
    };
    const key = await workflow.start('one_job');
    await workflow.jobs.runDue();
    expect([(await job()).retries, await secondsUntilRetry()]).toEqual([2, 5]);
    await workflow.jobs.runDue();
    expect(prepared).toBe(1);

    workflow.clock.passMinutes(5 / 60);
    await workflow.jobs.runDue();
    expect([(await job()).retries, await secondsUntilRetry()]).toEqual([1, 25]);
    expect(await incidents()).toEqual([]);

    workflow.clock.passMinutes(25 / 60);
    await workflow.jobs.runDue();
    expect(await incidents()).toMatchObject([{ state: 'ACTIVE', type: 'JOB_NO_RETRIES' }]);
    expect((await incidents())[0]!.message).not.toContain('/var/lib');
    expect(await workflow.rows(`SELECT incidents FROM process_instance`)).toEqual([{ incidents: 1 }]);
    expect((await job()).state).toBe('FAILED');
    expect(await workflow.waiting(key)).toEqual(['issue']);
  });

  it('asks a person at once when trying again cannot help, and tries again when they have mended it', async () => {
    behave = async () => {
      throw new JobFailure('文书缺少「承办单位」，请补充后重试。');
    };
    const key = await workflow.start('one_job');
    await workflow.jobs.runDue();
    expect(prepared).toBe(1);
    const [incident] = await incidents();
    expect(incident!.message).toBe('文书缺少「承办单位」，请补充后重试。');

    behave = async () => ({});
    await workflow.jobs.runDue();
    expect(prepared).toBe(1);
    await workflow.database.write((transaction) => workflow.incidents.resolve(transaction, incident!.key, null));
    await workflow.jobs.runDue();
    expect(await workflow.waiting(key)).toEqual(['read']);
    expect((await incidents()).map((one) => one.state)).toEqual(['RESOLVED']);
    expect(await workflow.rows(`SELECT incidents FROM process_instance`)).toEqual([{ incidents: 0 }]);
    const again = workflow.database.write((transaction) =>
      workflow.incidents.resolve(transaction, incident!.key, null),
    );
    await expect(again).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('writes nothing for an instance that was cancelled while the job was prepared', async () => {
    let writes = 0;
    const key = await workflow.start('one_job');
    behave = async () => {
      await workflow.execute(key, { type: 'cancel' });
      writes += 1;
      return { number: '1' };
    };
    await workflow.jobs.runDue();
    expect(writes).toBe(1);
    expect((await job()).state).toBe('CANCELED');
    expect(await workflow.count('incident')).toBe(0);
    expect(await workflow.count('variable')).toBe(0);
  });

  it('goes on with other jobs when one fails', async () => {
    let first = true;
    behave = async () => {
      if (!first) return {};
      first = false;
      throw new Error('once');
    };
    await workflow.start('one_job');
    const second = await workflow.start('one_job');
    await workflow.jobs.runDue();
    expect(await workflow.waiting(second)).toEqual(['read']);
  });

  /** A second node on the same database that has begun its work. */
  async function runningBeside(): Promise<TestWorkflow> {
    const other = workflow.reopened('native');
    await other.jobs.runDue();
    return other;
  }

  it('is held by one node at a time; what comes from the other after its lease ended is not written', async () => {
    const other = await runningBeside();
    const key = await workflow.start('one_job');
    other.clock.passMinutes(2);
    let isSlow = true;
    const numbers: string[] = [];
    const handler = (name: string) => ({
      type: 'work',
      prepare: async () => {
        // While the first node is at it, its lease ends and the other takes the job over.
        if (isSlow) {
          isSlow = false;
          await other.jobs.runDue();
        }
        return async () => {
          numbers.push(name);
          return { number: name };
        };
      },
    });
    other.handlers.add(handler('second'));
    behave = async () => {
      await handler('first').prepare();
      return { number: 'first' };
    };
    await workflow.jobs.runDue();
    expect(numbers).toEqual(['second']);
    expect(await workflow.variables(key)).toEqual({ number: 'second' });
    expect(await workflow.count('incident')).toBe(0);
    const events = await workflow.rows<{ type: string }>(
      `SELECT type FROM history_event WHERE type LIKE 'JOB%' ORDER BY seq`,
    );
    expect(events.map(({ type }) => type)).toEqual(['JOB_TIMED_OUT', 'JOB_COMPLETED']);
    expect((await other.metrics.jobTimeOuts.get()).values).toMatchObject([{ value: 1 }]);
  });

  it('is not taken by a second node while the first holds it', async () => {
    const other = await runningBeside();
    other.handlers.add({ type: 'work', prepare: async () => async () => ({}) });
    let takenMeanwhile: number | undefined;
    await workflow.start('one_job');
    behave = async () => {
      takenMeanwhile = await other.jobs.runDue();
      return {};
    };
    await workflow.jobs.runDue();
    expect(takenMeanwhile).toBe(0);
  });

  it('is taken up at once by the process that comes after one that died with it', async () => {
    const key = await workflow.start('one_job');
    behave = () => new Promise(() => undefined);
    void workflow.jobs.runDue();
    while (prepared === 0) await new Promise((resolve) => setImmediate(resolve));
    const next = workflow.reopened('native');
    next.handlers.add({ type: 'work', prepare: async () => async () => ({ number: 'again' }) });
    await next.jobs.runDue();
    expect(await workflow.variables(key)).toEqual({ number: 'again' });
  });

  it('sees variables as they are when it is tried, not as they were when it opened', async () => {
    const key = await workflow.start('one_job', { text: 'old' });
    behave = async () => {
      throw new JobFailure('内容有误，请改正后重试。');
    };
    await workflow.jobs.runDue();
    await workflow.execute(key, { type: 'setVariables', variables: { text: 'new' } });
    const [incident] = await incidents();
    await workflow.database.write((transaction) => workflow.incidents.resolve(transaction, incident!.key, null));
    behave = async () => ({ seen: seenVariables['text']! });
    await workflow.jobs.runDue();
    expect(await workflow.variables(key)).toMatchObject({ seen: 'new' });
  });

  it.each(['native', 'reference'] as const)('sees only its inputs where it has some: %s engine', async (engine) => {
    const own = await TestWorkflow.open(engine);
    const seen: Variables[] = [];
    own.handlers.add({
      type: 'work',
      prepare: async ({ variables }) => {
        seen.push(variables);
        return async () => ({});
      },
    });
    const drawn = (id: string, ...extension: string[]) =>
      bpmnText(id, start('begin'), flow('begin', 'w'), serviceTask('w', ...extension), flow('w', 'done'), end('done'));
    await own.deploy({ plain: drawn('plain'), mapped: drawn('mapped', mapping({ text: '=given' })) });
    await own.start('plain', { given: 1 });
    await own.start('mapped', { given: 2 });
    await own.jobs.runDue();
    expect(seen).toEqual([{ given: 1 }, { text: 2 }]);
    await own.close();
  });

  it('leaves jobs of other types to external workers', async () => {
    await workflow.start('external');
    expect(await workflow.jobs.runDue()).toBe(0);
    expect((await job()).state).toBe('CREATED');
  });
});
