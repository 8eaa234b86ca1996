import type { Json } from '../../builders/caller.js';
import { Office } from '../../builders/office.js';
import { startTestServer, type TestServer } from '../../builders/server.js';
import { wages } from '../../builders/wages-case.js';
import { Database } from '../../../src/platform/database/database.js';

/** Material of a case: added, handed out, declared void; never shown as a page, never lost, never deleted. */
describe('attachments', () => {
  let server: TestServer;
  let office: Office;
  let caseId: string;
  beforeAll(async () => {
    server = await startTestServer();
    office = new Office(server);
    caseId = (await office.register(wages)).id;
  });
  afterAll(() => server.close());

  const note = Buffer.from('用工单位出具的欠条，记载拖欠工资四万八千元。');
  const upload = async (
    by: string,
    {
      content = note,
      name = '欠条.txt',
      kind = '证据材料',
      to = caseId,
      key,
    }: { content?: Buffer; name?: string; kind?: string; to?: string; key?: string } = {},
  ) => {
    const { username, password } = server.accounts[by]!;
    const form = new FormData();
    form.set('kind', kind);
    form.set('file', new Blob([new Uint8Array(content)]), name);
    const response = await fetch(`${server.url}/api/cases/${to}/attachments`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
        ...(key ? { 'idempotency-key': key } : {}),
      },
      body: form,
    });
    return { status: response.status, body: (await response.json()) as Json };
  };
  const list = async (by = 'jiefang') => (await server.as(by).get<Json>(`/api/cases/${caseId}/attachments`)).body;

  it('are kept sealed and handed out as they came, only as a download', async () => {
    const added = await upload('jiefang');
    expect(added).toMatchObject({
      status: 201,
      body: { name: '欠条.txt', kind: '证据材料', mediaType: 'text/plain', bytes: note.length },
    });
    const answer = await server.as('jiefang').get<string>(`/api/attachments/${added.body.id}/content`);
    expect(answer.body).toBe(note.toString('utf8'));
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''/);
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    const stored = await server.app
      .get(Database)
      .all<Json>(`SELECT a.name, p.sealed FROM attachment a JOIN attachment_part p ON p.attachment_id = a.id`);
    expect(JSON.stringify(stored)).not.toContain('欠条');
  });

  it('leave a line in the history of the case and in the log of views', async () => {
    const timeline = (await server.as('jiefang').get<Json>(`/api/cases/${caseId}/timeline`)).body;
    expect(JSON.stringify(timeline)).toContain('存入一份证据材料');
    const seen = await server.app.get(Database).get(`SELECT 1 FROM case_access WHERE action = 'download'`);
    expect(seen).toBeDefined();
  });

  it('of several parts come back whole', async () => {
    const large = Buffer.from(Array.from({ length: 150_000 }, (_, index) => `第${index}行\n`).join(''));
    const { body } = await upload('jiefang', { content: large, name: '清单.txt' });
    const answer = await server.as('jiefang').get<string>(`/api/attachments/${body.id}/content`);
    expect(Buffer.from(answer.body).equals(large)).toBe(true);
  });

  it('are added once for one key, however often they are sent', async () => {
    const before = (await list()).length;
    const first = await upload('jiefang', { name: '一次.txt', key: 'attach-once-0001' });
    const again = await upload('jiefang', { name: '一次.txt', key: 'attach-once-0001' });
    expect(again.body.id).toBe(first.body.id);
    expect((await list()).length).toBe(before + 1);
  });

  it('are declared void with a reason by who added them or a head, and stay', async () => {
    const { body } = await upload('jiefang', { name: '传错.txt' });
    const reason = { reason: '传错案件，与本事项无关' };
    expect((await server.as('jiefang2').post(`/api/attachments/${body.id}/void`, reason)).body.code).toBe(
      'attachment-not-own',
    );
    const voided = await server.as('jiefang').post<Json>(`/api/attachments/${body.id}/void`, reason);
    expect(voided.body).toMatchObject({
      name: '传错.txt',
      voided: { reason: reason.reason, by: { username: 'jiefang' } },
    });
    expect((await server.as('fuzeren').post(`/api/attachments/${body.id}/void`, reason)).body.code).toBe(
      'attachment-already-void',
    );
    expect((await list()).map((item: Json) => item.name)).toContain('传错.txt');
  });

  it.each([
    [
      'a program under the name of a picture',
      { content: Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]), name: '照片.jpg' },
      422,
      'attachment-type-refused',
    ],
    [
      'a page',
      { content: Buffer.from('<html><script>1</script></html>'), name: 'a.txt' },
      422,
      'attachment-type-refused',
    ],
    ['an empty file', { content: Buffer.alloc(0) }, 400, 'attachment-empty'],
    ['a file that is too large', { content: Buffer.alloc(10 * 1_048_576 + 1, 'a') }, 400, 'resource-too-large'],
    ['an unknown kind', { kind: '随便' }, 400, 'attachment-kind-unknown'],
    ['a name that hides its ending', { name: '合同\u202efdp.exe' }, 400, 'attachment-name-wrong'],
  ])('refuse %s, and nothing changes', async (_what, file, status, code) => {
    const before = await list();
    const answer = await upload('jiefang', file);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await list()).toEqual(before);
  });

  it('are not there for who does not see the case, nor addable by who only examines', async () => {
    const [{ id }] = await list();
    expect((await server.as('chengban2').get(`/api/cases/${caseId}/attachments`)).status).toBe(404);
    expect((await server.as('chengban2').get(`/api/attachments/${id}/content`)).status).toBe(404);
    expect((await upload('chengban2')).status).toBe(404);
    expect((await upload('auditor')).status).toBe(403);
    expect((await upload('jiefang', { to: 'none' })).status).toBe(404);
  });

  it('that were moved to another row or altered do not open', async () => {
    const [first] = await list();
    const database = server.app.get(Database);
    const other = await upload('jiefang', { name: '另一份.txt' });
    await database.write((transaction) =>
      transaction.run(
        `UPDATE attachment_part SET sealed = (SELECT sealed FROM attachment_part WHERE attachment_id = ? AND no = 0) WHERE attachment_id = ? AND no = 0`,
        [other.body.id, first.id],
      ),
    );
    expect((await server.as('jiefang').get(`/api/attachments/${first.id}/content`)).status).toBe(500);
  });
});
