import { urge as answers } from '../../builders/answers/urge.js';
import type { Json } from '../../builders/caller.js';
import { CaseAtWork } from '../../builders/scenarios/case-at-work.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

/** 超期督办: what is late, whose, since when; and the 督办 that is started about it. */
describe('supervision', () => {
  let server: TestServer;
  let matter: CaseAtWork;
  const late = async (by: string, query = ''): Promise<Json> =>
    (await server.as(by).get(`/api/supervision/late${query}`)).body;
  const urge = (by: string, more: object = {}) =>
    server.as(by).post('/api/supervision/urges', {
      caseId: matter.id,
      ground: '推诿、敷衍、拖延',
      facts: '受理告知期限已过，三次联系均称正在研究。',
      ...more,
    });

  beforeAll(async () => {
    server = await startTestServer();
    matter = await CaseAtWork.open(server);
  });
  afterAll(() => server.close());

  it('lists nothing before a term is over, and then what is late, by how many days, where and since when', async () => {
    await matter.passesTo('2026-06-16T15:59:59.000Z');
    expect((await late('ducha')).total).toBe(0);
    await matter.passesTo('2026-06-18T02:00:00.000Z');
    const { items, total } = await late('ducha');
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      caseNumber: matter.matter.number,
      clock: '告知',
      lastDay: '2026-06-16',
      daysLate: 2,
      unitName: '中和县人力资源和社会保障局',
      // The procedure of reception has urged by itself at the end of the term.
      urged: true,
    });
    expect(items[0].steps[0]).toMatchObject({ name: expect.any(String), since: expect.stringMatching(/^2026-06-/) });
  });

  it('shows each leader what is late in the units below, and filters by unit', async () => {
    expect((await late('xianzhang')).total).toBe(1);
    expect((await late('juzhang')).total).toBe(1);
    expect((await late('juzhang2')).total).toBe(0);
    expect((await late('ducha', '?unitId=rsj')).total).toBe(1);
    expect((await late('ducha', '?unitId=zrzy')).total).toBe(0);
  });

  it('is for supervisors and leaders only', async () => {
    expect((await server.as('jiefang').get('/api/supervision/late')).status).toBe(403);
    expect((await urge('jiefang')).status).toBe(403);
  });

  it('does not say that a case outside one’s units exists', async () => {
    expect((await urge('juzhang2')).status).toBe(404);
  });

  it('takes a ground of the list and facts that say something', async () => {
    const wrong = await urge('ducha', { ground: '看着不顺眼', facts: '慢' });
    expect(wrong.status).toBe(400);
    expect(wrong.body.problems.map(({ path }: { path: string }) => path)).toEqual(['ground', 'facts']);
  });

  it('starts 督办问责 with ground and facts, once the one that runs has ended', async () => {
    const already = await urge('lingdao');
    expect([already.status, already.body.code]).toEqual([409, 'already-urged']);
    await matter.does('ducha', 'task_call', answers.call());
    const officer = (await matter.offers('jiefang', 'task_rectify')) ? 'jiefang' : 'chengban';
    await matter.does(officer, 'task_rectify', answers.rectify());
    await matter.does('ducha', 'task_check', answers.check(true));
    expect((await late('ducha')).items[0].urged).toBe(false);

    const started = await urge('lingdao');
    expect(started.status).toBe(201);
    expect(started.body.message).toContain('中和县人力资源和社会保障局');
    expect(await matter.offers('ducha', 'task_call')).toBeDefined();
    expect((await late('ducha')).items[0].urged).toBe(true);
    const again = await urge('ducha');
    expect([again.status, again.body.code]).toEqual([409, 'already-urged']);
  });
});
