import { answers } from '../../builders/answers.js';
import { apiRoutes } from '../../builders/api-routes.js';
import type { Json } from '../../builders/caller.js';
import { Office, type RegisteredCase } from '../../builders/office.js';
import { differences, resolve } from '../../builders/schema-check.js';
import { petitionBody } from '../v2/procedures.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const wages = {
  title: '反映某建筑公司拖欠工资',
  summary: '工地拖欠工资,多次讨要未果。',
  category: '06',
  demands: ['要求支付工资'],
};

const repeats = (otherCaseId: string): object => ({
  otherCaseId,
  relation: '相同事项',
  reason: '同一工地同一笔工资',
  told: '当面告知',
  seen: 0,
});

const receiptOf = ({ number, queryCode }: RegisteredCase): object => ({ number, queryCode });

interface Operation {
  name: string;
  operation: Json;
  parameters: string[];
}

describe('/openapi.json', () => {
  let server: TestServer;
  let document: Json;
  let operations: Operation[];
  beforeAll(async () => {
    server = await startTestServer();
    document = await (await fetch(`${server.url}/openapi.json`)).json();
    operations = Object.entries<Json>(document.paths).flatMap(([path, item]) =>
      Object.entries<Json>(item).map(([method, operation]) => ({
        name: `${method.toUpperCase()} ${path}`,
        operation,
        parameters: [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!),
      })),
    );
  });
  afterAll(() => server.close());

  it('is an OpenAPI document for anybody who asks', () => {
    expect(document.openapi).toMatch(/^3\.\d+\.\d+$/);
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
    expect(Object.keys(document.components.securitySchemes).length).toBeGreaterThan(1);
  });

  it('has no reference that leads nowhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
    expect(references.length).toBeGreaterThan(20);
    for (const reference of references) expect(resolve(reference, document)).toBeDefined();
  });

  it('gives each operation one id, its answers and its parameters', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(ids.filter((id, index) => !id || ids.indexOf(id) !== index)).toEqual([]);
    for (const { name, operation, parameters } of operations) {
      expect([
        name,
        Object.keys(operation.responses).filter((status) => /^[2-5]\d\d$|^default$/.test(status)).length,
      ]).not.toEqual([name, 0]);
      const declared = (operation.parameters ?? [])
        .filter((parameter: Json) => parameter.in === 'path')
        .map((parameter: Json) => parameter.name);
      expect([name, ...declared.sort()]).toEqual([name, ...[...parameters].sort()]);
    }
  });

  it('shows what every operation answers', () => {
    const silent = operations.filter(({ operation }) =>
      Object.entries<Json>(operation.responses).every(
        ([status, response]) => status !== '204' && !(status.startsWith('2') && response.content),
      ),
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('covers every route of the server, and none besides', () => {
    const routes = apiRoutes(server.app).map((route) => `${route.method} ${route.path}`);
    expect(operations.map(({ name }) => name).sort()).toEqual(routes.sort());
  });

  it('describes what is really answered', async () => {
    const office = new Office(server);
    const matter = await office.register(wages);
    await office.complete(
      'jiefang',
      matter.id,
      'task_talk',
      answers.talk([{ no: 1, text: wages.demands[0]!, answer: '已登记。' }]),
    );
    const again = await office.register(wages);
    const task = (await office.find('jiefang', matter.id, 'task_assess'))!;
    const xml = (await server.as('owner').get<string>('/api/processes/xf_reception.bpmn/versions/1/xml')).body;
    const [notice] = await office.notices(matter.id);
    // Three days before the last day a reminder is shown.
    server.clock.set('2026-06-13T01:00:00.000Z');
    await server.tick();
    const requests: [by: string, method: string, path: string, values: Record<string, string>, body?: object][] = [
      ['jiefang', 'GET', '/api/session', {}],
      ['jiefang', 'GET', '/api/units', {}],
      ['jiefang', 'GET', '/api/roles', {}],
      ['jiefang', 'GET', '/api/codes', {}],
      ['jiefang', 'GET', '/api/inbox', {}],
      ['jiefang', 'GET', '/api/tasks/{key}', { key: task.taskKey }],
      ['jiefang', 'POST', '/api/tasks/{key}/claim', { key: task.taskKey }],
      ['jiefang', 'PUT', '/api/tasks/{key}/draft', { key: task.taskKey }, { values: {} }],
      ['jiefang', 'POST', '/api/cases/duplicates', {}, { title: wages.title, summary: wages.summary }],
      ['jiefang', 'POST', '/api/cases/{id}/reveal', { id: matter.id }, { reason: '核对身份信息' }],
      ['jiefang', 'POST', '/api/cases', {}, petitionBody],
      ['jiefang', 'GET', '/api/demo-accounts', {}],
      ['jiefang', 'GET', '/api/cases', {}],
      ['jiefang', 'GET', '/api/cases/{id}', { id: matter.id }],
      ['jiefang', 'GET', '/api/cases/{id}/timeline', { id: matter.id }],
      ['jiefang', 'GET', '/api/cases/{id}/notices', { id: matter.id }],
      ['jiefang', 'GET', '/api/cases/{id}/suggestions', { id: again.id }],
      ['jiefang', 'GET', '/api/cases/{id}/comparison/{otherId}', { id: again.id, otherId: matter.id }],
      ['jiefang', 'POST', '/api/cases/{id}/links', { id: again.id }, repeats(matter.id)],
      ['jiefang', 'GET', '/api/cases/{id}/links', { id: again.id }],
      ['jiefang', 'POST', '/api/public/cases/lookup', {}, receiptOf(again)],
      ['jiefang', 'GET', '/api/notices/{id}', { id: notice!.id }],
      ['jiefang', 'GET', '/api/reminders', {}],
      ['owner', 'GET', '/api/processes', {}],
      ['owner', 'PUT', '/api/drafts/{resourceName}', { resourceName: 'xf_reception.bpmn' }, { xml, baseVersion: 1 }],
      ['owner', 'GET', '/api/drafts/{resourceName}', { resourceName: 'xf_reception.bpmn' }],
      ['auditor', 'GET', '/api/audit/instances', {}],
      ['auditor', 'GET', '/api/audit/instances/{key}', { key: matter.instanceKey }],
      ['auditor', 'GET', '/api/audit/instances/{key}/timeline', { key: matter.instanceKey }],
      ['auditor', 'POST', '/api/audit/verify', {}, {}],
      ['jiefang', 'GET', '/health/ready', {}],
      ['jiefang', 'GET', '/v2/topology', {}],
      ['jiefang', 'GET', '/v2/authentication/me', {}],
      ['jiefang', 'GET', '/v2/user-tasks/{userTaskKey}', { userTaskKey: task.taskKey }],
      ['jiefang', 'GET', '/v2/process-instances/{processInstanceKey}', { processInstanceKey: matter.instanceKey }],
      ['jiefang', 'POST', '/v2/user-tasks/search', {}, {}],
      ['jiefang', 'POST', '/v2/process-instances/search', {}, {}],
      ['jiefang', 'POST', '/v2/element-instances/search', {}, {}],
      ['jiefang', 'POST', '/v2/variables/search', {}, {}],
      ['owner', 'POST', '/v2/process-definitions/search', {}, {}],
    ];
    const wrong: string[] = [];
    for (const [by, method, path, values, body] of requests) {
      const address = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
      const answer = await server.as(by).call<Json>(method, address, body);
      const described = operations.find(({ name }) => name === `${method} ${path}`)!.operation.responses[
        String(answer.status)
      ];
      const schema = described?.content?.['application/json']?.schema;
      const found = !described
        ? [`${answer.status} is not documented`]
        : !schema
          ? ['no schema']
          : differences(answer.body, schema, document);
      if (found.length > 0) wrong.push(`${method} ${path}: ${found.slice(0, 6).join('; ')}`);
    }
    expect(wrong).toEqual([]);
  });

  it('describes how a request is refused', async () => {
    const refused = await server.as('jiefang').post('/api/cases', { ...petitionBody, headcount: 0 });
    expect(refused.body.problems).toHaveLength(1);
    const { default: described } = operations.find(({ name }) => name === 'POST /api/cases')!.operation.responses;
    expect(differences(refused.body, described.content['application/problem+json'].schema, document)).toEqual([]);
  });
});
