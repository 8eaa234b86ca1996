import { readdirSync } from 'node:fs';
import { bpmnText, end, flow, start, userTask } from '../../builders/bpmn-text.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const resourceName = 'leave.bpmn';
/** One task between start and end; `name` of the task makes versions differ. */
const diagram = (taskId = 'task_ask'): string =>
  bpmnText('leave', start('begin'), flow('begin', taskId), userTask(taskId), flow(taskId, 'finish'), end('finish'));
const incomplete = bpmnText('leave', start('begin'), userTask('task_ask'));

describe('processes, drafts and deployments over HTTP', () => {
  let server: TestServer;
  const owner = () => server.as('owner');
  const find = async (name: string) => (await owner().get('/api/processes')).body.find((process: { resourceName: string }) => process.resourceName === name);

  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('lists every shipped procedure, each with its processes', async () => {
    const shipped = readdirSync('processes').filter((name) => name.endsWith('.bpmn'));
    const listed = (await owner().get('/api/processes')).body as { resourceName: string }[];
    expect(listed.map(({ resourceName }) => resourceName).sort()).toEqual(shipped.sort());
    expect(await find('xf_mass_line.bpmn')).toMatchObject({
      processes: expect.arrayContaining([{ processId: 'xf_mass_line' }, { processId: 'xf_briefing' }].map((one) => expect.objectContaining(one))),
    });
    expect(await find('xf_reception.bpmn')).toMatchObject({
      processes: [{ processId: 'xf_reception' }],
      versions: [{ version: 1, current: true, running: 0, deployedBy: '系统', note: '随软件提供的流程' }],
      draft: null,
      incidents: 0,
    });
  });

  it('gives a version as it was deployed, unable to do anything in a browser', async () => {
    const answer = await server.as('auditor').get('/api/processes/xf_reception.bpmn/versions/1/xml');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(answer.body).toContain('<bpmn:collaboration');
    expect((await owner().get('/api/processes/xf_reception.bpmn/versions/9/xml')).status).toBe(404);
  });

  it.each([
    ['GET', '/api/processes', 'jiefang'],
    ['GET', '/api/processes/xf_reception.bpmn/versions/1/xml', 'jiefang'],
    ['GET', '/api/drafts/xf_reception.bpmn', 'auditor'],
    ['PUT', '/api/drafts/xf_reception.bpmn', 'auditor'],
    ['DELETE', '/api/drafts/xf_reception.bpmn', 'admin'],
    ['POST', '/api/deployments/check', 'auditor'],
    ['POST', '/api/deployments', 'auditor'],
  ])('refuses %s %s to %s', async (method, path, username) => {
    expect((await server.as(username).call(method, path, method === 'GET' || method === 'DELETE' ? undefined : {})).status).toBe(403);
  });

  describe('a draft', () => {
    afterEach(() => owner().delete(`/api/drafts/${resourceName}`));
    const save = (body: object) => owner().put(`/api/drafts/${resourceName}`, { xml: diagram(), baseVersion: 0, ...body });

    it('is kept from one sitting to the next, and shows in the list before it was ever deployed', async () => {
      expect((await owner().get(`/api/drafts/${resourceName}`)).status).toBe(404);
      const saved = await save({ xml: incomplete });
      expect(saved).toMatchObject({ status: 200, body: { resourceName, xml: incomplete, baseVersion: 0, revision: 1 } });
      expect((await owner().get(`/api/drafts/${resourceName}`)).body).toEqual(saved.body);
      expect(await find(resourceName)).toMatchObject({ name: 'leave', versions: [], draft: { baseVersion: 0 } });
    });

    it('is not overwritten by who has not seen its newest state', async () => {
      await save({});
      expect((await save({ revision: 1 })).body).toMatchObject({ revision: 2 });
      for (const revision of [1, 3, undefined]) {
        const answer = await save({ revision, xml: incomplete });
        expect(answer).toMatchObject({ status: 409, body: { code: 'stale-draft' } });
      }
      expect((await owner().get(`/api/drafts/${resourceName}`)).body).toMatchObject({ revision: 2, xml: diagram() });
    });

    it('is not taken for a new one after it was given up elsewhere', async () => {
      await save({});
      expect((await owner().delete(`/api/drafts/${resourceName}`)).status).toBe(204);
      expect(await save({ revision: 1 })).toMatchObject({ status: 409, body: { code: 'stale-draft' } });
      expect((await owner().delete(`/api/drafts/${resourceName}`)).status).toBe(404);
    });

    it.each([
      ['no XML', '流程图'],
      ['another kind of document', '<html/>'],
      ['cut off', diagram().slice(0, -30)],
      ['a DOCTYPE', diagram().replace('?>', '?><!DOCTYPE x [<!ENTITY e "x">]>')],
    ])('is refused when it is %s', async (_, xml) => {
      expect(await save({ xml })).toMatchObject({ status: 422, body: { code: 'draft-unreadable' } });
    });

    it('is refused beyond 1 MB', async () => {
      const answer = await save({ xml: diagram().replace('</bpmn:process>', `<!--${'字'.repeat(360_000)}--></bpmn:process>`) });
      expect(answer).toMatchObject({ status: 422, body: { code: 'diagram-too-large' } });
    });

    it.each(['..%2Fpasswd.bpmn', 'a.form', '1.bpmn', `${'a'.repeat(70)}.bpmn`])('has no such name as %s', async (name) => {
      expect(await owner().put(`/api/drafts/${name}`, { xml: diagram(), baseVersion: 0 })).toMatchObject({
        status: 400,
        body: { code: 'request-invalid' },
      });
    });
  });

  describe('a deployment', () => {
    const deploy = (body: object = {}) => owner().post('/api/deployments', { resourceName, xml: diagram(), note: '第一次发布', ...body });

    it('names every problem with its element, and changes nothing', async () => {
      const bad = bpmnText('leave', start('begin'), flow('begin', 'work'), '<bpmn:manualTask id="work" name="手工" />', userTask('lost'));
      const checked = await owner().post('/api/deployments/check', { resourceName, xml: bad });
      expect(checked.status).toBe(200);
      expect(checked.body.problems.length).toBeGreaterThan(0);
      expect(checked.body.problems[0]).toEqual({
        elementId: expect.any(String),
        rule: expect.any(String),
        message: expect.stringMatching(/\p{Script=Han}/u),
        severity: expect.stringMatching(/error|warning/),
      });
      const refused = await deploy({ xml: bad });
      expect(refused).toMatchObject({ status: 422, body: { code: 'definition-rejected', problems: checked.body.problems } });
      expect(await find(resourceName)).toBeUndefined();
    });

    it('needs a note', async () => {
      expect((await deploy({ note: '' })).status).toBe(400);
      expect((await deploy({ note: '   ' })).status).toBe(400);
      expect((await deploy({ note: undefined })).status).toBe(400);
    });

    it('makes the first version and takes the draft away', async () => {
      const checked = await owner().post('/api/deployments/check', { resourceName, xml: diagram() });
      expect(checked.body.problems.filter((problem: { severity: string }) => problem.severity === 'error')).toEqual([]);
      await owner().put(`/api/drafts/${resourceName}`, { xml: diagram(), baseVersion: 0 });
      const answer = await deploy({ baseVersion: 0 });
      expect(answer).toMatchObject({ status: 201, body: { version: 1, runningOnOlder: 0, definitions: [{ processId: 'leave', version: 1 }] } });
      expect(answer.body.message).toContain('已发布第 1 版');
      expect(await find(resourceName)).toMatchObject({
        versions: [{ version: 1, note: '第一次发布', deployedBy: server.accounts['owner']!.displayName, current: true }],
        draft: null,
      });
    });

    it('leaves running instances on their version and says how many', async () => {
      const begun = await owner().post('/v2/process-instances', { processDefinitionId: 'leave' });
      expect(begun).toMatchObject({ status: 200, body: { processDefinitionVersion: 1 } });
      const answer = await deploy({ xml: diagram('task_check'), baseVersion: 1, note: '换一个步骤' });
      expect(answer).toMatchObject({ status: 201, body: { version: 2, runningOnOlder: 1 } });
      expect(answer.body.message).toContain('正在办理的 1 件仍按原版本办理');
      expect((await find(resourceName)).versions).toMatchObject([
        { version: 2, running: 0, current: true },
        { version: 1, running: 1, current: false },
      ]);
    });

    it('is refused when somebody else deployed meanwhile', async () => {
      expect(await deploy({ xml: diagram('task_late'), baseVersion: 1 })).toMatchObject({ status: 409, body: { code: 'stale-base' } });
    });

    it('makes no version out of the same drawing', async () => {
      const answer = await deploy({ xml: diagram('task_check') });
      expect(answer).toMatchObject({ status: 201, body: { version: 2 } });
      expect(answer.body.message).toContain('没有产生新版本');
    });

    it('does not take a process away from another file', async () => {
      expect(await deploy({ resourceName: 'copy.bpmn' })).toMatchObject({ status: 409, body: { code: 'process-elsewhere' } });
      expect(await find('copy.bpmn')).toBeUndefined();
    });
  });
});
