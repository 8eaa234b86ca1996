import { dayAt } from '../../../src/domain/calendar/days.js';
import { Clock } from '../../../src/platform/clock/clock.js';
import { Database } from '../../../src/platform/database/database.js';
import { Deployer } from '../../../src/workflow/definitions/deployer.js';
import { ActorsPort } from '../../../src/workflow/ports/actors-port.js';
import { Runner } from '../../../src/workflow/runner/runner.js';
import { bpmnText, element, end, extensions, flow, start } from '../../builders/bpmn-text.js';
import type { Json } from '../../builders/caller.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = { title: '反映村道损坏', summary: '村道损坏多年。', category: '99', demands: ['要求修复村道'] };

const issuing = (id: string, template: string): string =>
  bpmnText(
    id,
    start('begin'),
    flow('begin', 'issue'),
    element(
      'serviceTask',
      'issue',
      extensions(
        '<zeebe:taskDefinition type="notice" />',
        `<zeebe:taskHeaders><zeebe:header key="template" value="${template}" /></zeebe:taskHeaders>`,
      ),
    ),
    flow('issue', 'done'),
    end('done'),
  );

describe('the delivery of a notice', () => {
  let server: TestServer;
  let office: Office;
  let matter: RegisteredCase;
  let receipt: Json;
  let today: string;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    matter = await office.register(petition);
    receipt = (await office.notices(matter.id)).find((one) => one.templateId === 'registration_receipt')!;
    today = dayAt(server.app.get(Clock).instant());
  });
  afterAll(() => server.close());

  const path = (): string => `/api/notices/${receipt.id}/deliveries`;
  const direct = (): Json => ({ way: '直接', deliveredOn: today, receiver: '张桂兰' });

  it('is recorded with its 送达回证, shown beside the notice and told in the history', async () => {
    expect((await server.as('jiefang').get(path())).body).toEqual({ deliverable: true, deliveries: [] });
    const answer = await server.as('jiefang').post(path(), {
      ...direct(),
      way: '留置',
      receiver: '张建军',
      relation: '张桂兰的儿子，同住',
      witness: '周国强',
      refusedReason: '称须本人签收',
    });
    expect(answer.status).toBe(201);
    const { deliveries } = (await server.as('jiefang').get(path())).body;
    expect(deliveries).toMatchObject([{ way: '留置', receiver: '张建军', witness: '周国强', deliveredOn: today }]);
    const html = (await server.as('jiefang').get<string>(`${path()}/${deliveries[0].id}/html`)).body;
    for (const words of [receipt.number, '张桂兰', '张建军', '周国强', '称须本人签收', '留置送达'])
      expect(html).toContain(words);
    expect((await office.notices(matter.id)).find((one) => one.id === receipt.id)!.deliveredOn).toBe(today);
    const events = await server.app
      .get(Database)
      .all<{ meta: string }>(`SELECT meta FROM history_event WHERE instance_key = ? AND type = 'NOTICE_DELIVERED'`, [
        receipt.instanceKey,
      ]);
    expect(events.map(({ meta }) => JSON.parse(meta))).toMatchObject([{ noticeId: receipt.id, way: '留置' }]);
    // Names stay out of the chain, which is kept in clear.
    expect(events[0]!.meta).not.toMatch(/张建军|周国强/);
  });

  it('its receipt is printed', async () => {
    const { deliveries } = (await server.as('jiefang').get(path())).body;
    const pdf = await server.as('jiefang').get(`${path()}/${deliveries[0].id}/pdf`);
    expect(pdf.status).toBe(200);
    expect((await server.as('jiefang').get(`${path()}/nothing/html`)).status).toBe(404);
  });

  it.each([
    [{ way: '留置' }, ['witness', 'refusedReason']],
    [{ deliveredOn: '2999-01-01' }, ['deliveredOn']],
    [{ deliveredOn: '2001-01-01' }, ['deliveredOn']],
    [{ way: '口头' }, ['way']],
    [{ receiver: '' }, ['receiver']],
  ])('%j is refused with the fields named, and nothing is recorded', async (changes, fields) => {
    const before = (await server.as('jiefang').get(path())).body.deliveries.length;
    const answer = await server.as('jiefang').post(path(), { ...direct(), ...changes });
    expect(answer.status).toBe(400);
    expect(answer.body.problems.map((problem: Json) => problem.path)).toEqual(fields);
    expect((await server.as('jiefang').get(path())).body.deliveries).toHaveLength(before);
  });

  it('is not recorded by those who do not see the notice, nor by those who only watch', async () => {
    expect((await server.as('chengguan').post(path(), direct())).status).toBe(404);
    expect((await server.as('chengguan').get(path())).status).toBe(404);
    expect((await server.as('auditor').post(path(), direct())).status).toBe(403);
  });

  it('the same request twice is recorded once', async () => {
    const before = (await server.as('jiefang').get(path())).body.deliveries.length;
    const headers = { 'idempotency-key': 'delivery-1-of-the-receipt' };
    for (let times = 0; times < 2; times += 1)
      expect((await server.as('jiefang').post(path(), direct(), headers)).status).toBe(201);
    expect((await server.as('jiefang').get(path())).body.deliveries).toHaveLength(before + 1);
  });

  it('a receipt that was altered is not shown', async () => {
    const { deliveries } = (await server.as('jiefang').get(path())).body;
    const database = server.app.get(Database);
    await database.write((transaction) =>
      transaction.run(`UPDATE notice_delivery SET sha256 = ? WHERE id = ?`, ['0'.repeat(64), deliveries[0].id]),
    );
    expect((await server.as('jiefang').get(`${path()}/${deliveries[0].id}/html`)).status).toBe(409);
  });
});

describe('notices beside the petitions', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  const issue = async (template: string, caseId: string | null, variables: Record<string, Json>): Promise<string> => {
    const id = `issue_${template}`;
    await server.app
      .get(Deployer)
      .deploy({ files: [{ name: `${id}.bpmn`, content: issuing(id, template) }], note: '', userId: 'test' });
    const database = server.app.get(Database);
    const person = await database.get<{ id: string }>(`SELECT id FROM app_user WHERE username = 'jiefang'`);
    const actor = await server.app.get(ActorsPort).byId(person!.id);
    const started = await database.write((transaction) =>
      server.app.get(Runner).start(transaction, { processId: id, ...(caseId ? { caseId } : {}), variables, actor }),
    );
    await server.tick();
    return started.instanceKey;
  };
  const rows = (key: string): Promise<Json[]> =>
    server.app.get(Database).all(`SELECT id, number, case_id, unit_id FROM notice WHERE instance_key = ?`, [key]);

  it('an internal form is not delivered', async () => {
    const matter = await new Office(server).register(petition);
    const key = await issue('registration_form', matter.id, {});
    const [form] = await rows(key);
    expect(form).toMatchObject({ number: matter.number });
    const answer = await server
      .as('jiefang')
      .post(`/api/notices/${form.id}/deliveries`, { way: '直接', deliveredOn: '2026-06-01', receiver: '张桂兰' });
    expect(answer.body).toMatchObject({ status: 409, code: 'notice-not-deliverable' });
  });

  it('a report is issued where there is no petition, in the series of the petition office, without gaps', async () => {
    const report = {
      reportTo: '中共中和县委、中和县人民政府',
      reportTitle: '关于六月信访情况的报告',
      reportFacts: '登记31件。',
      reportAnalysis: '欠薪较多。',
      reportProposals: '检查专用账户。',
      reportActors: '人力资源和社会保障局。',
    };
    const refused = await issue('situation_report', null, { ...report, reportActors: '' });
    expect(await rows(refused)).toEqual([]);
    const [issued] = await rows(await issue('situation_report', null, report));
    expect(issued).toMatchObject({ case_id: null, unit_id: 'xfj', number: expect.stringMatching(/^〔\d{4}〕第1期$/) });
  });
});
