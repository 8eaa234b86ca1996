import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembleNoticeData, type NoticeSources } from './assemble-notice-data.js';
import { parseTemplate } from './notice-template.js';
import { closeRendering, renderNotice } from './render-notice.js';
import { NoticeIncomplete } from './rendering-errors.js';

const office = { name: '中和县信访局', shortCode: '中', phone: '0371-62160001', address: '中和县人民路1号' };

function sources(changes: Partial<NoticeSources> = {}): NoticeSources {
  return {
    number: '中信受〔2026〕3号',
    now: new Date('2026-06-15T16:30:00Z'),
    unit: office,
    office,
    case: {
      number: '410122202606011001',
      title: '追讨工资',
      category: '拖欠农民工工资',
      place: '城关镇',
      registeredAt: new Date('2026-06-01T01:00:00Z'),
      receivedAt: new Date('2026-05-31T16:00:00Z'),
      channel: '走访',
      headcount: 3,
      queryCode: 'K7P4-M2QX',
    },
    petitioner: { name: '王建国', maskedIdNumber: '**************2316' },
    demands: [
      { no: 1, text: '支付工资' },
      { no: 2, text: '支付赔偿金' },
    ],
    clocks: { 告知: '2026-06-16', 办结: '2026-08-17' },
    variables: {},
    units: { rsj: { name: '中和县人力资源和社会保障局', phone: '0371-62160015' } },
    performers: {},
    signer: { name: '赵小燕' },
    ...changes,
  };
}

afterAll(closeRendering);

it('dates fall on the day they have in China, without leading zeros', () => {
  const assembled = assembleNoticeData(sources());
  expect(assembled.issuedOn).toBe('2026年6月16日');
  expect(assembled.case?.receivedOn).toBe('2026年6月1日');
  expect(assembled.clocks).toEqual({ 告知: '2026年6月16日', 办结: '2026年8月17日' });
  expect(() => assembleNoticeData(sources({ clocks: { 告知: '2026-06-16T00:00' } }))).toThrow(RangeError);
});

it('one person is 你， several are 你们', () => {
  expect(assembleNoticeData(sources()).petitioner).toMatchObject({ salutation: '王建国等3人', pronoun: '你们' });
  const alone = sources({ case: { ...sources().case!, headcount: 1 } });
  expect(assembleNoticeData(alone).petitioner).toMatchObject({ salutation: '王建国', pronoun: '你' });
});

it('what the forms said about a demand joins it by number, its wording stays the case’s', () => {
  const demands = [{ no: 2, text: '别的话', result: '不予支持', reply: '无依据', answer: '' }, 7, null];
  expect(assembleNoticeData(sources({ variables: { demands } })).demands).toEqual([
    { no: 1, text: '支付工资' },
    { no: 2, text: '支付赔偿金', result: '不予支持', reply: '无依据' },
  ]);
});

it('a unit id becomes its name, a conduct code its article, the police organ what the form says', () => {
  const variables = { responsibleUnit: 'rsj', conductCode: '26(1)', policeOrgan: '城关派出所' };
  expect(assembleNoticeData(sources({ variables, policeOrgan: '中和县公安局' }))).toMatchObject({
    responsibleUnit: { name: '中和县人力资源和社会保障局' },
    conduct: { article: '第二十六条第一项' },
    police: { name: '城关派出所' },
  });
  expect(assembleNoticeData(sources({ variables: { conductCode: '诉求无理' } })).conduct).toBeUndefined();
});

it('performers carry the day they finished', () => {
  const performers = { task_assess: { name: '赵小燕', at: new Date('2026-06-15T02:00:00Z') } };
  expect(assembleNoticeData(sources({ performers })).actors).toEqual({
    task_assess: { name: '赵小燕', on: '2026年6月15日' },
  });
});

it('an acceptance notice comes out of it, and is refused while the route has no basis', async () => {
  const source = readFileSync(join(import.meta.dirname, '../../../../templates/acceptance_notice.hbs'), 'utf8');
  const notice = parseTemplate(source);
  const complete = sources({ variables: { responsibleUnit: 'rsj', routeBasis: '《信访工作条例》第三十一条第六项' } });
  const html = await renderNotice(notice, assembleNoticeData(complete));
  expect(html).toContain('该事项由中和县人力资源和社会保障局负责办理');
  expect(html).toContain('最后一日为2026年8月17日');
  await expect(
    renderNotice(notice, assembleNoticeData(sources({ variables: { responsibleUnit: 'rsj' } }))),
  ).rejects.toThrow(NoticeIncomplete);
});
