import { exploding, huge, loop, slow } from '../../builders/runaway-diagrams.js';
import { TestWorkflow } from '../../builders/workflow.js';

/** What it costs the cases beside it: `npm run bench:runaways`. */
describe('a definition that runs away', () => {
  let workflow: TestWorkflow;
  beforeAll(async () => {
    workflow = await TestWorkflow.open();
    await workflow.deploy({ loop, exploding, huge, slow });
  });
  afterAll(() => workflow.close());

  it.each([
    ['loop', '同一环节超过 100 次'],
    ['exploding', '同一环节超过 100 次'],
    ['huge', '超过 1000'],
    ['slow', '合计超过 1000 毫秒'],
  ])('(%s) is accepted, and ends soon as one incident of its instance', async (processId, words) => {
    const key = await workflow.start(processId);
    const incidents = await workflow.rows<{ message: string }>(
      `SELECT message FROM incident WHERE instance_key = ? AND state = 'ACTIVE'`,
      key,
    );
    expect(incidents).toEqual([{ message: expect.stringContaining(words) as string }]);
    // Each is written while nobody else can write: it was 7,000 for the loop.
    const [events] = await workflow.rows<{ n: number }>(
      `SELECT count(*) AS n FROM history_event WHERE instance_key = ?`,
      key,
    );
    expect(events!.n).toBeLessThan(2_000);
    await workflow.execute(key, { type: 'cancel' });
    expect(await workflow.status(key)).toBe('canceled');
  });

  it('goes on as far again when somebody resolves the incident, and stops again', async () => {
    const key = await workflow.start('loop');
    const [incident] = await workflow.rows<{ key: string }>(
      `SELECT incident_key AS key FROM incident WHERE instance_key = ?`,
      key,
    );
    await workflow.database.write((transaction) => workflow.incidents.resolve(transaction, incident!.key, null));
    const states = await workflow.rows(
      `SELECT state, count(*) AS n FROM incident WHERE instance_key = ? GROUP BY state ORDER BY state`,
      key,
    );
    expect(states).toEqual([
      { state: 'ACTIVE', n: 1 },
      { state: 'RESOLVED', n: 1 },
    ]);
  });
});
