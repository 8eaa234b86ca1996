import type { CamundaClient } from '@camunda8/orchestration-cluster-api';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { opinionForm, reviewProcess } from './procedures.js';
import { atOnce, clientOf, fileOf, refusalOf } from './v2-client.js';

describe('deployments', () => {
  let server: TestServer;
  let owner: CamundaClient;
  beforeAll(async () => {
    server = await startTestServer();
    owner = clientOf(server, 'owner');
  });
  afterAll(() => server.close());

  const deploy = (...resources: File[]): ReturnType<CamundaClient['createDeployment']> =>
    owner.createDeployment({ resources });

  /** A body that the client would not send. */
  async function send(body: string | FormData, contentType?: string): Promise<string> {
    const { username, password } = server.accounts['owner']!;
    const response = await fetch(`${server.url}/v2/deployments`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        ...(contentType ? { 'content-type': contentType } : {}),
      },
      body,
    });
    const problem = (await response.json()) as { code: string; detail: string };
    expect(problem.detail).toMatch(/\p{Script=Han}/u);
    return `${response.status} ${problem.code}`;
  }

  function formOf(...parts: [string, string | File][]): FormData {
    const form = new FormData();
    for (const [name, value] of parts) form.append(name, value);
    return form;
  }

  it('take a diagram with its form, and give both back', async () => {
    const deployed = await deploy(fileOf('审批.bpmn', reviewProcess), fileOf('v2_opinion.form', opinionForm));
    expect(deployed.processes).toMatchObject([
      { processDefinitionId: 'v2_review', processDefinitionVersion: 1, resourceName: '审批.bpmn' },
    ]);
    expect(deployed.forms).toMatchObject([{ formId: 'v2_opinion', version: 1 }]);

    const { processDefinitionKey } = deployed.processes[0]!;
    const definition = await owner.getProcessDefinition({ processDefinitionKey }, atOnce);
    expect(definition).toMatchObject({ name: 'v2_review', version: 1, state: 'ACTIVE', hasStartForm: false });
    expect(await owner.getProcessDefinitionXml({ processDefinitionKey }, atOnce)).toBe(reviewProcess);

    const found = await owner.searchProcessDefinitions(
      { filter: { processDefinitionId: { $like: 'v2_*' }, isLatestVersion: true } },
      atOnce,
    );
    expect(found.items).toEqual([definition]);
    expect(found.page).toMatchObject({ totalItems: 1, hasMoreTotalItems: false });
  });

  it('keep the version of an equal file and count up a changed one', async () => {
    const again = await deploy(fileOf('审批.bpmn', reviewProcess));
    expect(again.processes[0]!.processDefinitionVersion).toBe(1);
    const changed = await deploy(fileOf('审批.bpmn', reviewProcess.replace('name="v2_review"', 'name="审批"')));
    expect(changed.processes[0]!.processDefinitionVersion).toBe(2);
  });

  it('find shipped definitions, sorted, for any account', async () => {
    const found = await clientOf(server, 'chengban').searchProcessDefinitions(
      { sort: [{ field: 'processDefinitionId', order: 'DESC' }] },
      atOnce,
    );
    expect(found.items.map((item) => item.processDefinitionId)).toEqual(
      expect.arrayContaining(['xf_reception', 'xf_order']),
    );
    const ids = found.items.map((item) => item.processDefinitionId);
    expect(ids).toEqual([...ids].sort().reverse());
  });

  it('refuse a wrong diagram with every problem named, and store nothing of the deployment', async () => {
    const before = await owner.searchProcessDefinitions({}, atOnce);
    expect(
      await refusalOf(
        deploy(fileOf('bad.bpmn', reviewProcess.replace('=agreed<', '=(<')), fileOf('v2_opinion.form', opinionForm)),
      ),
    ).toBe('422 definition-rejected');
    expect(await refusalOf(deploy(fileOf('bad.bpmn', '<bpmn:definitions')))).toBe('422 definition-rejected');
    expect(await refusalOf(deploy(fileOf('bad.form', '{"id":')))).toBe('422 form-rejected');
    expect(await refusalOf(deploy(fileOf('table.dmn', '<definitions/>')))).toBe('422 decision-rejected');
    expect(await refusalOf(deploy(fileOf('notes.txt', 'a')))).toBe('422 unsupported-resource');
    expect((await owner.searchProcessDefinitions({}, atOnce)).page).toEqual(before.page);
  });

  it('refuse a document type, which could read files', async () => {
    const hostile = reviewProcess.replace(
      '<bpmn:definitions',
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><bpmn:definitions',
    );
    expect(await refusalOf(deploy(fileOf('hostile.bpmn', hostile)))).toBe('422 definition-rejected');
  });

  it('are for the process owner', async () => {
    for (const username of ['jiefang', 'auditor', 'admin']) {
      expect(
        await refusalOf(clientOf(server, username).createDeployment({ resources: [fileOf('a.bpmn', reviewProcess)] })),
      ).toBe('403 role-missing');
    }
  });

  it('refuse bodies that are no such form', async () => {
    const good = fileOf('a.bpmn', reviewProcess);
    expect(await send(JSON.stringify({ resources: [] }), 'application/json')).toBe('400 multipart-expected');
    expect(await send('not a form at all', 'multipart/form-data; boundary=x')).toBe('400 multipart-malformed');
    expect(
      await send(
        '--x\r\nContent-Disposition: form-data; name="resources"; filename="a.bpmn"\r\n\r\n<xml',
        'multipart/form-data; boundary=x',
      ),
    ).toBe('400 multipart-malformed');
    expect(await send(formOf(['tenantId', '<default>']))).toBe('400 resource-missing');
    expect(await send(formOf(['files', good]))).toBe('400 multipart-malformed');
    expect(await send(formOf(['resources', good], ['note', 'x']))).toBe('400 multipart-malformed');
    expect(await send(formOf(['resources', good], ['tenantId', 'other']))).toBe('400 unknown-tenant');
    expect(await send(formOf(['resources', good], ['resources', good]))).toBe('400 resource-repeated');
    expect(await send(formOf(['resources', fileOf('x\u0007.bpmn', reviewProcess)]))).toBe('400 resource-name-wrong');
    expect(await send(formOf(['resources', fileOf('a.bpmn', new Uint8Array([0xff, 0xfe, 0x3c]))]))).toBe(
      '400 resource-not-text',
    );
    expect(await send(formOf(['resources', fileOf('a.bpmn', 'x'.repeat(1_100_000))]))).toBe('400 resource-too-large');
  });

  it('answer 404 for a definition that does not exist', async () => {
    const missing = { processDefinitionKey: '123' as never };
    expect(await refusalOf(owner.getProcessDefinition(missing, atOnce))).toBe('404 not-found');
    expect(await refusalOf(owner.getProcessDefinitionXml(missing, atOnce))).toBe('404 not-found');
    expect((await server.as('owner').get('/v2/process-definitions/123/form')).status).toBe(404);
  });
});
