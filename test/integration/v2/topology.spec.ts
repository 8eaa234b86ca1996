import { startTestServer, type TestServer } from '../../builders/server.js';
import { clientOf } from './v2-client.js';

describe('what clients ask for first', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('is one broker with one partition', async () => {
    const topology = await clientOf(server, 'jiefang').getTopology();
    expect(topology).toMatchObject({
      clusterSize: 1,
      partitionsCount: 1,
      brokers: [{ partitions: [{ role: 'leader', health: 'healthy' }] }],
    });
  });

  it('is who they are', async () => {
    const me = await clientOf(server, 'jiefang').getAuthentication();
    expect(me).toMatchObject({
      username: 'jiefang',
      displayName: '王秀兰',
      roles: ['R1'],
      groups: ['xfj'],
      tenants: [{ tenantId: '<default>' }],
    });
  });

  it('is refused without an account or with a wrong password, except the status', async () => {
    expect((await fetch(`${server.url}/v2/status`)).status).toBe(204);
    const nobody = await fetch(`${server.url}/v2/topology`);
    expect([nobody.status, nobody.headers.get('content-type')]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
    ]);
    const wrong = await fetch(`${server.url}/v2/topology`, {
      headers: { authorization: `Basic ${Buffer.from('jiefang:wrong').toString('base64')}` },
    });
    expect(wrong.status).toBe(401);
  });

  it('is described, with what each search takes', async () => {
    const document = (await server.as('owner').get('/openapi.json')).body;
    const routes = Object.keys(document.paths).filter((path) => path.startsWith('/v2/'));
    expect(routes).toEqual(
      expect.arrayContaining([
        '/v2/deployments',
        '/v2/user-tasks/{userTaskKey}/completion',
        '/v2/incidents/{incidentKey}/resolution',
      ]),
    );
    const search = document.paths['/v2/user-tasks/search'].post;
    const body = search.requestBody.content['application/json'].schema;
    expect(Object.keys(body.properties.filter.properties)).toContain('candidateGroup');
    expect(body.properties.sort.items.properties.field.enum).toContain('creationDate');
    expect(search.responses['200'].content['application/json'].schema.properties.items.items.$ref).toBe(
      '#/components/schemas/UserTaskResult',
    );
    expect(document.components.schemas.UserTaskResult.required).toContain('dueDate');
  });
});
