import { Database } from '../../../src/platform/database/database.js';
import { Deployer } from '../../../src/workflow/definitions/deployer.js';
import { Runner } from '../../../src/workflow/runner/runner.js';
import { bpmnText, element, end, extensions, flow, start } from '../../builders/bpmn-text.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = { title: '反映村道损坏', summary: '村道损坏多年。', category: '99', demands: ['要求修复村道'] };

/** A diagram that issues a notice without asking anybody what must stand in it. */
const hasty = bpmnText(
  'hasty',
  start('begin'),
  flow('begin', 'issue'),
  element(
    'serviceTask',
    'issue',
    extensions(
      '<zeebe:taskDefinition type="notice" />',
      '<zeebe:taskHeaders><zeebe:header key="template" value="transfer_notice" /></zeebe:taskHeaders>',
    ),
  ),
  flow('issue', 'done'),
  end('done'),
);

describe('a notice that a diagram asks for too early', () => {
  let server: TestServer;
  let matter: RegisteredCase;
  let database: Database;
  beforeAll(async () => {
    server = await startTestServer();
    matter = await new Office(server).register(petition);
    database = server.app.get(Database);
    await server.app
      .get(Deployer)
      .deploy({ files: [{ name: 'hasty.bpmn', content: hasty }], note: '', userId: 'test' });
  });
  afterAll(() => server.close());

  const begin = async (variables: Record<string, string>): Promise<string> => {
    const started = await database.write((transaction) =>
      server.app.get(Runner).start(transaction, { processId: 'hasty', caseId: matter.id, variables, actor: null }),
    );
    await server.tick();
    return started.instanceKey;
  };
  const incidents = (key: string) =>
    database.all<{ incident_key: string; message: string }>(
      `SELECT incident_key, message FROM incident WHERE instance_key = ? AND state = 'ACTIVE'`,
      [key],
    );

  it('becomes an incident at once that names what is missing, and takes no number', async () => {
    const key = await begin({});
    const [incident] = await incidents(key);
    expect(incident!.message).toMatch(/\p{Script=Han}/u);
    expect(await database.all(`SELECT retries FROM job WHERE instance_key = ?`, [key])).toEqual([{ retries: 0 }]);
    expect(await database.all(`SELECT id FROM notice WHERE instance_key = ?`, [key])).toEqual([]);
    const given = await database.all<{ last: number }>(
      `SELECT last FROM number_series WHERE unit_id = 'xfj' AND series NOT LIKE '%2026%'`,
    );

    const shown = await server.as('jiefang').post('/v2/incidents/search', { filter: { processInstanceKey: key } });
    expect(shown.body.items).toMatchObject([{ elementId: 'issue', state: 'ACTIVE' }]);
    expect(
      (await server.as('owner').post(`/v2/incidents/${incident!.incident_key}/resolution`, {})).status,
    ).toBeLessThan(300);
    await server.tick();
    expect((await incidents(key)).map((one) => one.message)).toEqual([incident!.message]);
    expect(
      await database.all(`SELECT last FROM number_series WHERE unit_id = 'xfj' AND series NOT LIKE '%2026%'`),
    ).toEqual(given);
  });

  it('is issued where the diagram hands over what it needs, with the first number', async () => {
    const key = await begin({ targetOrgan: '永平县信访局', routeBasis: '《信访工作条例》第二十二条' });
    expect(await incidents(key)).toEqual([]);
    expect(await database.all(`SELECT number FROM notice WHERE instance_key = ?`, [key])).toMatchObject([
      { number: expect.stringMatching(/〕1号$/) },
    ]);
  });
});
