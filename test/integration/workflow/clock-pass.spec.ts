import { Database } from '../../../src/platform/database/database.js';
import { Deployer } from '../../../src/workflow/definitions/deployer.js';
import { Runner } from '../../../src/workflow/runner/runner.js';
import { boundary, bpmnText, element, end, extensions, flow, properties, start, timer, userTask } from '../../builders/bpmn-text.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = { title: '反映村道损坏', summary: '村道损坏多年。', category: '99', demands: ['要求修复村道'] };

/** The clock starts at the start event, and the timer of the same command already reads it. */
const timed = bpmnText(
  'timed',
  start('begin', extensions(properties({ clock: 'start:办结' }))),
  flow('begin', 'work'), userTask('work'), boundary('late', 'work', timer('=expires(due("办结"))'), { interrupting: false }),
  flow('work', 'done'), end('done'), flow('late', 'told'), end('told'),
);
/** Nothing starts a clock: the timer has no date. */
const untimed = bpmnText(
  'untimed',
  start('begin'), flow('begin', 'wait'), element('intermediateCatchEvent', 'wait', timer('=expires(due("办结"))')), flow('wait', 'done'), end('done'),
);

describe('a clock that starts in the command that reads it', () => {
  let server: TestServer;
  let matter: RegisteredCase;
  let database: Database;
  beforeAll(async () => {
    server = await startTestServer();
    matter = await new Office(server).register(petition);
    database = server.app.get(Database);
    const files = [{ name: 'timed.bpmn', content: timed }, { name: 'untimed.bpmn', content: untimed }];
    await server.app.get(Deployer).deploy({ files, note: '', userId: 'test' });
  });
  afterAll(() => server.close());

  const begin = async (processId: string, caseId?: string): Promise<string> => {
    const started = await database.write((transaction) => server.app.get(Runner).start(transaction, { processId, caseId, variables: {}, actor: null }));
    return started.instanceKey;
  };

  it('gives the timer its date, without an incident and without a second start in the history', async () => {
    const key = await begin('timed', matter.id);
    const clock = await database.get<{ last_day: string }>(`SELECT last_day FROM case_clock WHERE case_id = ? AND name = '办结'`, [matter.id]);
    const [timer] = await database.all<{ due_at: string; uses_clock: number }>(`SELECT due_at, uses_clock FROM timer WHERE instance_key = ?`, [key]);
    expect(timer!.due_at).toBe(new Date(Date.parse(`${clock!.last_day}T16:00:00.000Z`)).toISOString());
    expect(timer!.uses_clock).toBe(1);
    expect(await database.all(`SELECT message FROM incident WHERE instance_key = ?`, [key])).toEqual([]);
    expect(await database.all(`SELECT type FROM history_event WHERE instance_key = ? AND type = 'PROCESS_STARTED'`, [key])).toHaveLength(1);
    expect(await database.all(`SELECT element_id FROM user_task WHERE instance_key = ?`, [key])).toEqual([{ element_id: 'work' }]);
  });

  it('is asked from a person where no clock runs', async () => {
    const key = await begin('untimed');
    expect(await database.all(`SELECT element_id FROM incident WHERE instance_key = ? AND state = 'ACTIVE'`, [key])).toEqual([{ element_id: 'wait' }]);
    expect(await database.all(`SELECT timer_key FROM timer WHERE instance_key = ?`, [key])).toEqual([]);
  });
});
