import { Database } from '../../../src/platform/database/database.js';
import { Deployer } from '../../../src/workflow/definitions/deployer.js';
import { ActorsPort } from '../../../src/workflow/ports/actors-port.js';
import { Runner } from '../../../src/workflow/runner/runner.js';
import { bpmnText, element, end, extensions, flow, start } from '../../builders/bpmn-text.js';
import type { Json } from '../../builders/caller.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = { title: '反映村道损坏', summary: '村道损坏多年。', category: '99', demands: ['要求修复村道'] };

/** A diagram that issues one notice after the other. */
function issuing(id: string, templates: readonly string[]): string {
  const ids = templates.map((template, index) => `issue_${index}_${template}`);
  const order = ['begin', ...ids, 'done'];
  return bpmnText(
    id,
    start('begin'),
    ...ids.map((name, index) =>
      element(
        'serviceTask',
        name,
        extensions(
          '<zeebe:taskDefinition type="notice" />',
          `<zeebe:taskHeaders><zeebe:header key="template" value="${templates[index]}" /></zeebe:taskHeaders>`,
        ),
      ),
    ),
    end('done'),
    ...order.slice(1).map((target, index) => flow(order[index]!, target)),
  );
}

const transfer = {
  targetOrgan: '永平县信访局',
  routeBasis: '《信访工作条例》第二十二条',
  materials: '1．来访登记表\n2．接谈笔录',
};
const extension = {
  responsibleUnit: 'rsj',
  extensionReason: '审计没有结束',
  extendedTo: '2026-09-14',
  extensionApproved: true,
  extensionOpinion: '同意',
};

describe('numbers of notices', () => {
  let server: TestServer;
  let database: Database;
  let matter: RegisteredCase;
  let deployed = 0;
  beforeAll(async () => {
    server = await startTestServer();
    database = server.app.get(Database);
    matter = await new Office(server).register(petition);
  });
  afterAll(() => server.close());

  const issue = async (templates: readonly string[], variables: Record<string, Json>): Promise<Json> => {
    deployed += 1;
    const id = `issue_${deployed}`;
    await server.app
      .get(Deployer)
      .deploy({ files: [{ name: `${id}.bpmn`, content: issuing(id, templates) }], note: '', userId: 'test' });
    const person = await database.get<{ id: string }>(`SELECT id FROM app_user WHERE username = 'jiefang'`);
    const actor = await server.app.get(ActorsPort).byId(person!.id);
    const { instanceKey } = await database.write((transaction) =>
      server.app.get(Runner).start(transaction, { processId: id, caseId: matter.id, variables, actor }),
    );
    for (let round = 0; round < templates.length; round += 1) await server.tick();
    const notices = await database.all<Json>(
      `SELECT template_id AS "template", number AS "number", unit_id AS "unit" FROM notice WHERE instance_key = ? ORDER BY issued_at, length(job_key), job_key`,
      [instanceKey],
    );
    const incidents = await database.all<{ message: string }>(
      `SELECT message FROM incident WHERE instance_key = ? AND state = 'ACTIVE'`,
      [instanceKey],
    );
    return { notices, incident: incidents[0]?.message };
  };

  it('the notice of a transfer bears the number of its letter, each time that of its own', async () => {
    const numbers: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      const { notices } = await issue(['transfer_letter', 'transfer_notice'], transfer);
      expect(notices.map(({ template }: Json) => template)).toEqual(['transfer_letter', 'transfer_notice']);
      expect(notices[1].number).toBe(notices[0].number);
      numbers.push(notices[0].number);
    }
    expect(new Set(numbers).size).toBe(2);
    // A second notice for one letter takes a number of its own: no number stands twice on papers of a kind.
    const { notices } = await issue(['transfer_letter', 'transfer_notice', 'transfer_notice'], transfer);
    expect(notices[2].number).not.toBe(notices[1].number);
  });

  it('who handles the matter issues what the law asks of him, under his own abbreviation and seal', async () => {
    const { notices } = await issue(['extension_approval', 'extension_notice'], extension);
    expect(notices).toMatchObject([{ unit: 'rsj' }, { unit: 'rsj' }]);
    expect(notices[0].number).toMatch(/^中人社信延〔\d{4}〕1号$/);
    expect(notices[1].number).toBe(notices[0].number);
  });

  it('a review is issued by the unit that a variable names; where none is, it is refused and takes no number', async () => {
    const review = {
      requestText: '请求撤销',
      requestedOn: '2026-08-31',
      priorNumber: '中人社信处〔2026〕6号',
      priorOpinion: '不予支持',
      reviewFinding: '事实清楚',
      reviewResult: '维持',
      reviewReason: '意见正确',
      legalBasis: '《信访工作条例》',
      remedyOrgan: '安和市人民政府',
    };
    const refused = await issue(['review_opinion'], review);
    expect(refused).toMatchObject({ notices: [], incident: expect.stringContaining('reviewUnit') });
    const { notices } = await issue(['review_opinion'], { ...review, reviewUnit: 'county' });
    expect(notices).toMatchObject([{ unit: 'county', number: expect.stringMatching(/^中政信复查〔\d{4}〕1号$/) }]);
  });

  it('the matter’s own number may stand on several papers of a kind', async () => {
    const talk = {
      talkTime: '2026-06-01T09:20',
      talkPlace: '1号接谈室',
      attendees: '接访员',
      facts: '村道损坏',
      readBack: true,
      petitionerSigned: '是',
      demands: [{ no: 1, answer: '转有关单位' }],
    };
    for (let time = 0; time < 2; time += 1)
      expect((await issue(['talk_record'], talk)).notices).toMatchObject([{ number: matter.number }]);
  });
});
