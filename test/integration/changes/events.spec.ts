import { EventStream } from '../../builders/event-stream.js';
import { Office } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';

const petition = {
  title: '反映路灯长期不亮',
  summary: '城关镇东街路灯已有两个月不亮，夜间出行不便。',
  category: '99',
  demands: ['要求修复路灯'],
};

describe('the event stream', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await startTestServer();
  });
  afterEach(() => server.close());

  it('tells those who may see a case that it changed, names nothing to others, and ends with the server', async () => {
    const officer = await EventStream.open(server, 'jiefang');
    const stranger = await EventStream.open(server, 'chengban2');
    expect(officer.response.status).toBe(200);
    expect(officer.response.headers.get('content-type')).toContain('text/event-stream');
    await officer.until(() => officer.text.includes(': connected'));

    const matter = await new Office(server).register(petition);
    await officer.until(() => officer.text.includes(`"caseId":"${matter.id}"`));
    expect(officer.text).toMatch(/^event: change\nid: \d+\ndata: \{"topic":/m);
    expect(stranger.text).not.toContain(matter.id);
    expect(stranger.text).not.toContain(matter.instanceKey);

    officer.close();
    await server.close();
    await stranger.until(() => stranger.ended);
  });

  it('is for accounts only', async () => {
    expect((await fetch(`${server.url}/api/events`)).status).toBe(401);
  });
});
