import { faultsOfProblem } from '../../builders/problem-check.js';
import { rawRequest, type RawAnswer } from '../../builders/raw-request.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { petitionBody } from '../v2/procedures.js';

describe('requests that cannot be read', () => {
  let server: TestServer;
  let authorization: string;
  beforeAll(async () => {
    server = await startTestServer();
    const { username, password } = server.accounts['jiefang']!;
    authorization = `Authorization: Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  });
  afterAll(() => server.close());

  const send = (body: string | Buffer, contentType = 'application/json', path = '/api/cases'): Promise<RawAnswer> =>
    rawRequest(
      server.url,
      [
        `POST ${path} HTTP/1.1`,
        authorization,
        `Content-Type: ${contentType}`,
        `Content-Length: ${Buffer.byteLength(body)}`,
      ],
      body,
    );

  /** The problem's `status code`, after checking that it is one. */
  function refusal({ status, contentType, body }: RawAnswer): string {
    const parsed = JSON.parse(body) as { code: string };
    expect(faultsOfProblem({ status, headers: new Headers({ 'content-type': contentType }), body: parsed })).toEqual(
      [],
    );
    return `${status} ${parsed.code}`;
  }

  it.each([
    ['JSON that is cut off', '{"title": "a"'],
    ['no JSON at all', 'title=a'],
    ['an empty body', ''],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
    ['a key that reaches the prototype', '{"__proto__": {"isAdmin": true}}'],
    ['such a key further down', '{"petitioner": {"constructor": {"prototype": {"a": 1}}}}'],
    ['JSON nested too deeply to be meant', `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
  ])('are refused: %s', async (_, body) => {
    expect(refusal(await send(body))).toMatch(/^400 /);
  });

  it('are refused: a content type that is not JSON', async () => {
    expect(refusal(await send('<a/>', 'text/xml'))).toMatch(/^415 /);
    expect(refusal(await send('title=a', 'application/x-www-form-urlencoded'))).toMatch(/^4(00|15) /);
    expect(refusal(await send('{}', 'nonsense'))).toMatch(/^415 /);
  });

  it('are refused: a body that is too large, told or not', async () => {
    const head = ['POST /api/cases HTTP/1.1', authorization, 'Content-Type: application/json'];
    expect(refusal(await rawRequest(server.url, [...head, 'Content-Length: 900000000'], '{'))).toMatch(/^413 /);
    const large = `{"title":"${'a'.repeat(2_100_000)}"}`;
    const answer = await fetch(`${server.url}/api/cases`, {
      method: 'POST',
      headers: { authorization: authorization.slice('Authorization: '.length), 'content-type': 'application/json' },
      body: large,
    });
    expect(answer.status).toBe(413);
  });

  it.each(['/api/cases/%zz', '/api/cases/%E0%A4%A', '//api/cases', '/api/nowhere', '/v2/nowhere', '/api/cases/%00'])(
    'are refused: the address %s',
    async (path) => {
      const answer = await rawRequest(server.url, [`GET ${path} HTTP/1.1`, authorization]);
      expect(refusal(answer)).toMatch(/^4\d\d /);
    },
  );

  it('are refused: a method that the address does not know', async () => {
    expect(
      refusal(
        await rawRequest(
          server.url,
          ['PATCH /api/cases HTTP/1.1', authorization, 'Content-Type: application/json', 'Content-Length: 2'],
          '{}',
        ),
      ),
    ).toMatch(/^40[45] /);
  });

  it('are refused: fields that nobody asked for, at any depth, and nothing is registered', async () => {
    const attempts: [object, string][] = [
      [{ ...petitionBody, number: '410199202606011000001' }, 'number'],
      [{ ...petitionBody, status: '已办结' }, 'status'],
      [{ ...petitionBody, petitioner: { ...petitionBody.petitioner, risk: '高' } }, 'petitioner.risk'],
      [{ ...petitionBody, demands: [{ text: 'a', result: '支持' }] }, 'demands[0].result'],
    ];
    for (const [body, path] of attempts) {
      const answer = await server.as('jiefang').post('/api/cases', body);
      expect(answer.status).toBe(400);
      expect(answer.body.problems).toEqual([expect.objectContaining({ path, rule: 'whitelist-validation' })]);
    }
    expect((await server.as('jiefang').get('/api/cases')).body.total).toBe(0);
  });

  it('name every field that is wrong', async () => {
    const answer = await server
      .as('jiefang')
      .post('/api/cases', { ...petitionBody, headcount: 0, category: '没有的类别', title: '', demands: [] });
    expect(answer.status).toBe(400);
    expect(answer.body.problems.map((problem: { path: string }) => problem.path).sort()).toEqual([
      'category',
      'demands',
      'headcount',
      'title',
    ]);
  });
});
