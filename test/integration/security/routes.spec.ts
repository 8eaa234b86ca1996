import { Scheduler } from '../../../src/workflow/scheduler.js';
import { apiRoutes, type ApiRoute } from '../../builders/api-routes.js';
import type { Answer, Json } from '../../builders/caller.js';
import { faultsOfProblem } from '../../builders/problem-check.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** Ids that belong to nothing: well-formed, and not. */
const dummies = [
  '0',
  '18446744073709551615',
  'e3b0c442-98fc-4c14-9afb-f4c8996fb924',
  "'; DROP TABLE notice; --",
  '%E5%BC%A0',
  '..%2F..%2Fetc%2Fpasswd',
  'a'.repeat(300),
  '%00',
];

const bodies: Record<string, unknown[]> = {
  GET: [undefined],
  DELETE: [undefined],
  POST: [
    undefined,
    {},
    [],
    null,
    'text',
    { unknownField: 1 },
    { values: null, version: 'x', filter: [], page: { limit: -1 }, sort: 1 },
  ],
  PUT: [undefined, {}, [], { values: [1] }, { xml: 1, baseVersion: -1 }],
  PATCH: [undefined, {}, [], { changeset: { priority: 1e99 } }],
};

describe('every route', () => {
  let server: TestServer;
  let routes: ApiRoute[];
  beforeAll(async () => {
    server = await startTestServer();
    // A server whose scheduler does not turn is not ready.
    server.app.get(Scheduler).start();
    routes = apiRoutes(server.app).filter((route) => !route.stream);
  });
  afterAll(() => server.close());

  const filled = (path: string, dummy: string): string =>
    path.replace(/\{\w+\}/g, encodeURI(dummy).replace(/%25/g, '%'));
  const nameOf = (route: ApiRoute): string => `${route.method} ${route.path}`;

  async function anonymous(route: ApiRoute): Promise<Answer<Json>> {
    const response = await fetch(server.url + filled(route.path, '0'), { method: route.method });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : text };
  }

  it('says who may call it', () => {
    expect(
      apiRoutes(server.app)
        .filter((route) => route.policy === undefined)
        .map(nameOf),
    ).toEqual([]);
    expect(routes.length).toBeGreaterThan(50);
  });

  it('that anybody may call is one of these few', () => {
    expect(
      apiRoutes(server.app)
        .filter((route) => route.policy === 'public')
        .map(nameOf)
        .sort(),
    ).toEqual([
      'GET /api/demo-accounts',
      'GET /api/public/receptions',
      'GET /health/live',
      'GET /health/ready',
      'GET /metrics',
      'GET /v2/status',
      'POST /api/public/cases/evaluation',
      'POST /api/public/cases/lookup',
      'POST /api/session',
    ]);
  });

  it('answers those who have not signed in with 401', async () => {
    const wrong: string[] = [];
    for (const route of apiRoutes(server.app).filter((one) => one.policy !== 'public')) {
      const answer = await anonymous(route);
      const faults = answer.status === 401 ? faultsOfProblem(answer) : [`status ${answer.status}`];
      if (faults.length > 0) wrong.push(`${nameOf(route)}: ${faults.join('; ')}`);
    }
    expect(wrong).toEqual([]);
  });

  it('answers those without its role with 403, whatever they send', async () => {
    const wrong: string[] = [];
    for (const account of Object.values(server.accounts)) {
      for (const route of routes) {
        if (!Array.isArray(route.policy) || account.roles.some((role) => route.policy!.includes(role))) continue;
        const answer = await server
          .as(account.username)
          .call<Json>(route.method, filled(route.path, '0'), route.method === 'GET' ? undefined : {});
        const faults =
          answer.status === 403 && answer.body.code === 'role-missing'
            ? faultsOfProblem(answer)
            : [`status ${answer.status}`];
        if (faults.length > 0) wrong.push(`${account.username} ${nameOf(route)}: ${faults.join('; ')}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('answers everybody else about what does not exist without a fault of its own', async () => {
    const wrong: string[] = [];
    for (const username of ['jiefang', 'chengban', 'owner', 'auditor', 'admin']) {
      for (const route of routes.filter((one) => one.path.includes('{'))) {
        for (const dummy of dummies) {
          const answer = await server
            .as(username)
            .call<Json>(
              route.method,
              filled(route.path, dummy),
              route.method === 'GET' || route.method === 'DELETE' ? undefined : {},
            );
          // Deleting what is not there may be no fault; everything else is refused.
          const faults =
            answer.status === 204
              ? []
              : [400, 403, 404, 409, 414, 422].includes(answer.status)
                ? faultsOfProblem(answer)
                : [`status ${answer.status}`];
          if (faults.length > 0) wrong.push(`${username} ${nameOf(route)} ${dummy.slice(0, 30)}: ${faults.join('; ')}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('answers a body it does not understand without a fault of its own', async () => {
    const wrong: string[] = [];
    for (const username of ['jiefang', 'owner', 'auditor']) {
      for (const route of routes) {
        if (route.path === '/api/session') continue;
        for (const body of bodies[route.method]!) {
          const answer = await server.as(username).call<Json>(route.method, filled(route.path, '0'), body);
          const faults =
            answer.status >= 500 ? [`status ${answer.status}`] : answer.status >= 400 ? faultsOfProblem(answer) : [];
          if (faults.length > 0)
            wrong.push(`${username} ${nameOf(route)} ${JSON.stringify(body)}: ${faults.join('; ')}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
