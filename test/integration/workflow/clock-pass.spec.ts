import { Database } from '../../../src/platform/database/database.js';
import { Deployer } from '../../../src/workflow/definitions/deployer.js';
import { Runner } from '../../../src/workflow/runner/runner.js';
import { answers } from '../../builders/answers.js';
import { bpmnText, element, end, extensions, flow, properties, start, timer } from '../../builders/bpmn-text.js';
import type { RegisteredCase } from '../../builders/office.js';
import { Matters } from '../../builders/scenarios/matters.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = { title: '反映村道损坏', summary: '村道损坏多年。', category: '99', demands: ['要求修复村道'] };

/** Says that it starts a clock; only the process of the petition itself may. */
const stranger = bpmnText(
  'stranger',
  start('begin', extensions(properties({ clock: 'start:办结' }))),
  flow('begin', 'wait'),
  element('intermediateCatchEvent', 'wait', timer('=expires(due("办结"))')),
  flow('wait', 'done'),
  end('done'),
);

describe('a clock that starts in the command that reads it', () => {
  let server: TestServer;
  let office: Matters;
  let matter: RegisteredCase;
  let database: Database;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Matters(server);
    database = server.app.get(Database);
    matter = await office.assessed(petition);
    await office.complete('kezhang', matter.id, 'task_route', answers.route('rsj'));
    await office.complete('chengban', matter.id, 'task_receive', answers.receive());
  });
  afterAll(() => server.close());

  const rows = <Row>(sql: string, key: string): Promise<Row[]> => database.all<Row>(sql, [key]);

  it('gives the timer its date: no incident, and every step once in the history', async () => {
    // 受理告知书 starts 办结; the handling with its timers of that time limit opens in the same command.
    await office.complete('chengban', matter.id, 'task_tell', answers.tell());
    const [clock] = await rows<{ last_day: string }>(
      `SELECT last_day FROM case_clock WHERE case_id = ? AND name = '办结'`,
      matter.id,
    );
    expect(clock!.last_day).toBe('2026-07-31');
    const instances = (await office.case(matter.id)).instances as { key: string; processId: string }[];
    expect(instances.map(({ processId }) => processId).sort()).toEqual(['xf_handle', 'xf_reception', 'xf_route']);
    const handling = instances.find(({ processId }) => processId === 'xf_handle')!.key;
    expect(
      await rows(`SELECT element_id, due_at, uses_clock FROM timer WHERE instance_key = ? ORDER BY due_at`, handling),
    ).toEqual([
      { element_id: 'timer_extend', due_at: '2026-07-16T01:00:00.000Z', uses_clock: 1 },
      { element_id: 'timer_finish_warn', due_at: '2026-07-24T01:00:00.000Z', uses_clock: 1 },
      { element_id: 'timer_finish_warn2', due_at: '2026-07-28T01:00:00.000Z', uses_clock: 1 },
      { element_id: 'timer_finish_due', due_at: '2026-07-31T16:00:00.000Z', uses_clock: 1 },
    ]);
    const repeated = `SELECT element_id FROM history_event WHERE instance_key = ? AND type = 'ELEMENT_COMPLETED' GROUP BY element_id HAVING count(*) > 1`;
    for (const { key } of instances) {
      expect(await rows(`SELECT message FROM incident WHERE instance_key = ?`, key)).toEqual([]);
      expect(await rows(repeated, key)).toEqual([]);
    }
    expect(
      await rows(`SELECT station FROM case_station WHERE case_id = ? AND station = '受理'`, matter.id),
    ).toHaveLength(1);
  });

  it('does not start for a process that does not serve the petition: its timer asks a person instead', async () => {
    await server.app
      .get(Deployer)
      .deploy({ files: [{ name: 'stranger.bpmn', content: stranger }], note: '', userId: 'test' });
    const other = await office.register(petition);
    const { instanceKey } = await database.write((transaction) =>
      server.app
        .get(Runner)
        .start(transaction, { processId: 'stranger', caseId: other.id, variables: {}, actor: null }),
    );
    expect(await rows(`SELECT name FROM case_clock WHERE case_id = ?`, other.id)).toEqual([{ name: '告知' }]);
    expect(
      await rows(`SELECT element_id FROM incident WHERE instance_key = ? AND state = 'ACTIVE'`, instanceKey),
    ).toEqual([{ element_id: 'wait' }]);
    expect(await rows(`SELECT timer_key FROM timer WHERE instance_key = ?`, instanceKey)).toEqual([]);
  });
});
