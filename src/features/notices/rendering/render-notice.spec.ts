import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NoticeData } from './notice-data.js';
import { parseTemplate, type NoticeTemplate } from './notice-template.js';
import { fillNumber, NUMBER_PLACEHOLDER } from './number-placeholder.js';
import { closeRendering, renderNotice, sha256 } from './render-notice.js';
import { RenderWorker } from './render-worker.js';
import { NoticeDataRefused, NoticeIncomplete, RenderingFailed } from './rendering-errors.js';

const folder = join(import.meta.dirname, '../../../../templates');
const ids = readdirSync(folder)
  .filter((name) => name.endsWith('.hbs'))
  .map((name) => name.replace('.hbs', ''));
const shipped = (id: string): NoticeTemplate => parseTemplate(readFileSync(join(folder, `${id}.hbs`), 'utf8'));
const sample = (id: string): NoticeData =>
  JSON.parse(readFileSync(join(folder, `${id}.sample.json`), 'utf8')) as NoticeData;

function template(body: string, required = 'unit.name: 单位名称'): NoticeTemplate {
  return parseTemplate(
    `---\ntitle: 告知书\nseries: 信受\nlayout: C\nformat: 1\nsigner: R1\ndescription: 试验\nrequired:\n  ${required}\n---\n${body}`,
  );
}

/** A copy of the data without what stands at a path; of a list, without that field in its last row. */
function without(data: NoticeData, path: string): NoticeData {
  const copy = structuredClone(data);
  const steps = path.split('.');
  let at: unknown = copy;
  steps.forEach((step, index) => {
    const name = step.replace('[]', '');
    const holder = at as Record<string, unknown>;
    if (index === steps.length - 1) delete holder[name];
    else at = step.endsWith('[]') ? (holder[name] as unknown[]).at(-1) : holder[name];
  });
  return copy;
}

afterAll(closeRendering);

describe.each(ids)('%s', (id) => {
  it('renders its sample, twice to the same bytes', async () => {
    const html = await renderNotice(shipped(id), sample(id));
    expect(html).toContain(sample(id).number);
    expect(html).not.toContain(NUMBER_PLACEHOLDER);
    const another = new RenderWorker();
    expect(await renderNotice(shipped(id), sample(id), another)).toBe(html);
    await another.close();
    expect(sha256(html)).toBe(createHash('sha256').update(Buffer.from(html)).digest('hex'));
  });

  it('numbered afterwards, is what rendering with the number gives', async () => {
    const open = await renderNotice(shipped(id), { ...sample(id), number: NUMBER_PLACEHOLDER });
    for (const number of [sample(id).number, '中信<&"受〔2026〕10号', '$&$1']) {
      expect(fillNumber(open, number)).toBe(await renderNotice(shipped(id), { ...sample(id), number }));
    }
  });

  it('is refused for every required field that is missing, by its name', async () => {
    for (const { path, label } of shipped(id).required) {
      const refusal = await renderNotice(shipped(id), without(sample(id), path)).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(NoticeIncomplete);
      expect((refusal as NoticeIncomplete).fields.map((field) => field.label)).toContain(label);
      expect((refusal as NoticeIncomplete).message).toContain(label);
    }
  });

  it('shows hostile text as text', async () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&{{{unit.name}}}';
    const data = sample(id);
    const attacked: NoticeData = {
      ...data,
      unit: { ...data.unit, name: hostile },
      demands: data.demands.map((demand) => ({ ...demand, text: hostile })),
      vars: { ...data.vars, conductFacts: hostile, factsFound: hostile, assessReason: hostile },
    };
    const html = await renderNotice(shipped(id), attacked);
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;');
  });
});

describe('hard rules', () => {
  it('a reply decides each demand from the closed list (H11)', async () => {
    const data = sample('reply_opinion');
    data.demands[1] = { ...data.demands[1]!, result: '酌情考虑' };
    await expect(renderNotice(shipped('reply_opinion'), data)).rejects.toThrow(/支持、解释说明、不予支持之一/);
  });

  it('a reply is refused unless each demand is answered, the law cited and the remedy organ named; it says 30 days (H11)', async () => {
    const refused = async (spoil: (data: NoticeData) => void): Promise<string> => {
      const data = sample('reply_opinion');
      spoil(data);
      return renderNotice(shipped('reply_opinion'), data).catch((error: unknown) => (error as Error).message);
    };
    expect(await refused((data) => (data.demands[2]!.reply = ' '))).toContain('缺少必填内容：每项诉求的答复内容');
    expect(await refused((data) => delete data.demands[1]!.result)).toContain('缺少必填内容：每项诉求的处理意见');
    expect(await refused((data) => (data.vars['legalBasis'] = ''))).toContain('缺少必填内容：法律依据');
    expect(await refused((data) => delete data.organs['remedyOrgan'])).toContain('缺少必填内容：复查机关');
    expect(await renderNotice(shipped('reply_opinion'), sample('reply_opinion'))).toMatch(
      /自收到本意见书之日起30日内，向[^，]+提出复查请求/,
    );
  });

  it('a referral carries conduct only, whatever the data holds (H4)', async () => {
    const data: NoticeData = {
      ...sample('police_letter'),
      demands: [{ no: 1, text: '请求支付拖欠工资' }],
      petitioner: { name: '王建国', salutation: '王建国', pronoun: '你', maskedIdNumber: '**************2316' },
    };
    data.case!.title = '追讨工资';
    const html = await renderNotice(shipped('police_letter'), data);
    expect(html).not.toMatch(/拖欠工资|王建国|2316|追讨工资/);
    expect(html).toContain('该人提出的信访诉求另行依法办理');
    const curious = {
      ...template('{{#each vars.demands}}{{text}}{{/each}}{{case.title}}'),
      discloses: 'conduct' as const,
    };
    data.vars['demands'] = [{ no: 1, text: '请求支付拖欠工资' }];
    expect(await renderNotice(curious, data)).not.toMatch(/拖欠工资|追讨工资/);
  });

  it('a referral is refused when talking helped', async () => {
    const data = sample('police_letter');
    data.vars['educationResult'] = '有效';
    await expect(renderNotice(shipped('police_letter'), data)).rejects.toThrow(NoticeIncomplete);
  });
});

describe('limits of a rendering', () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({ no: index + 1, text: '诉求' }));
  const data = (): NoticeData => ({ ...sample('acceptance_notice'), demands: rows });

  it('a loop in a loop in a loop ends after 2 seconds; other work goes on, and the next notice is rendered', async () => {
    let ticks = 0;
    const clock = setInterval(() => ticks++, 50);
    const loop =
      '{{#each vars.a}}{{#each ../vars.b}}{{#each ../../vars.c}}{{#if (eq this "x")}}x{{/if}}{{/each}}{{/each}}{{/each}}';
    const started = performance.now();
    const refusal = await renderNotice(template(loop), {
      ...data(),
      vars: Object.fromEntries(
        ['a', 'b', 'c'].map((name) => [name, Array.from({ length: 2_000 }, (_, n) => name + n)]),
      ),
    }).catch((error: unknown) => error);
    clearInterval(clock);
    expect(refusal).toMatchObject({ name: 'RenderingFailed', reason: 'time' });
    expect(performance.now() - started).toBeLessThan(15_000);
    expect(ticks).toBeGreaterThan(10);
    await expect(renderNotice(template('<p>好</p>'), sample('acceptance_notice'))).resolves.toContain('<p>好</p>');
  });

  it('a document that grows without end is refused', async () => {
    const worker = new RenderWorker({ timeLimitMs: 20_000, sizeLimit: 100_000 });
    const grown = template('{{#each demands}}{{#each ../demands}}{{text}}{{text}}{{text}}{{/each}}{{/each}}');
    await expect(renderNotice(grown, data(), worker)).rejects.toMatchObject({ reason: 'size' });
    await worker.close();
  });

  it('memory is limited', async () => {
    const worker = new RenderWorker({ timeLimitMs: 60_000, memoryLimitMb: 24 });
    const hungry = template('{{#each (lines vars.long)}}{{/each}}');
    const long = '甲\n'.repeat(4_000_000);
    await expect(renderNotice(hungry, { ...data(), vars: { long } }, worker)).rejects.toMatchObject({
      reason: 'memory',
    });
    await worker.close();
  });

  it('a value that is asked for and not there, or not a date, is a failure and never a gap', async () => {
    await expect(renderNotice(template('{{vars.absent}}'), data())).rejects.toThrow(RenderingFailed);
    await expect(renderNotice(template('{{date case.title}}'), data())).rejects.toThrow(/不是日期/);
    await expect(renderNotice(template('{{this.number}}'), data())).rejects.toThrow(RenderingFailed);
  });

  it('a property of a prototype is not data', async () => {
    await expect(renderNotice(template('{{case.title.length}}{{case.toString}}'), data())).rejects.toThrow(
      RenderingFailed,
    );
    const polluted = JSON.parse('{"__proto__":{"leak":"x"}}') as NoticeData['vars'];
    await expect(renderNotice(template('{{vars.leak}}'), { ...data(), vars: polluted })).rejects.toThrow(
      RenderingFailed,
    );
  });

  it('data with the character of the number’s place is refused', async () => {
    const refused = { ...data(), vars: { note: `甲${NUMBER_PLACEHOLDER}乙` } };
    await expect(renderNotice(template('<p>x</p>'), refused)).rejects.toThrow(NoticeDataRefused);
  });
});
