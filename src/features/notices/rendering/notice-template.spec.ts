import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkTemplate, maximumTemplateBytes, parseTemplate } from './notice-template.js';
import { TemplateRejected } from './rendering-errors.js';

const templates = join(import.meta.dirname, '../../../../templates');

function template(body: string, frontMatter = ''): string {
  return `---
title: 告知书
series: 信受
layout: C
format: 1
signer: R1
description: 试验
${frontMatter}required:
  unit.name: 单位名称
---
${body}`;
}

const codes = (source: unknown): string[] => checkTemplate(source).map(({ code }) => code);

describe('the shipped templates', () => {
  const files = readdirSync(templates).filter((name) => name.endsWith('.hbs'));

  it.each(files)('%s is accepted', (file) => {
    expect(checkTemplate(readFileSync(join(templates, file), 'utf8'))).toEqual([]);
  });

  it('are the documents of domain.md §3, and the orders and notices beside them', () => {
    const documents = `
      registration_form talk_record registration_receipt acceptance_notice rejection_notice no_more_acceptance_notice
      legal_route_notice transfer_letter transfer_notice assignment_letter docket_approval urge_letter extension_approval
      extension_notice reply_opinion review_opinion re_review_opinion leader_day_arrangement appointment_notice
      appointment_refusal coordination_letter education_record police_letter delivery_receipt satisfaction_form
      situation_report conference_minutes mediation_agreement lead_case_commitment accountability_proposal fund_approval
      field_visit_record closing_approval improvement_proposal dispatch_order correction_notice
      review_rejection_notice`;
    expect(files.map((name) => name.replace('.hbs', '')).sort()).toEqual(documents.trim().split(/\s+/).sort());
  });
});

it('docs/notices.md lists every template with its layout and series', () => {
  const page = readFileSync(join(templates, '../docs/notices.md'), 'utf8');
  for (const file of readdirSync(templates).filter((name) => name.endsWith('.hbs'))) {
    const { title, layout, series } = parseTemplate(readFileSync(join(templates, file), 'utf8'));
    const named = { matter: '事项编号', document: '所送达文书的文号' }[series] ?? series;
    expect(page).toContain(`| ${title} | \`${file.replace('.hbs', '')}\` | ${layout} | ${named}`);
  }
});

describe('what a template may not contain', () => {
  it.each([
    ['{{{case.title}}}', 'raw-output'],
    ['{{&case.title}}', 'raw-output'],
    ['{{> other}}', 'partial'],
    ['{{#> other}}x{{/other}}', 'partial'],
    ['{{* decorate}}', 'decorator'],
    ['{{#*inline "x"}}y{{/inline}}', 'decorator'],
    ['{{lookup case "title"}}', 'unknown-helper'],
    ['{{log case.title}}', 'unknown-helper'],
    ['{{date (unknown case.title)}}', 'unknown-helper'],
    ['{{#case}}{{title}}{{/case}}', 'unknown-helper'],
    ['{{#unknown case}}x{{/unknown}}', 'unknown-helper'],
    ['{{date case.title format="x"}}', 'arguments'],
    ['{{date}}', 'arguments'],
    ['{{#if number}}x{{/if}}', 'arguments'],
    ['{{date number}}', 'arguments'],
    ['{{case.constructor}}', 'reserved-name'],
    ['{{case.[__proto__].x}}', 'reserved-name'],
    ['{{#each (lines vars.constructor)}}x{{/each}}', 'reserved-name'],
    ['{{@root.case.title}}', 'reserved-name'],
    ['{{#if a}}', 'syntax'],
    ['<script>alert(1)</script>', 'element'],
    ['<img src="https://example.org/a.png">', 'element'],
    ['<iframe></iframe>', 'element'],
    ['<a href="https://example.org">x</a>', 'element'],
    ['<style>p{}</style>', 'element'],
    ['<svg></svg>', 'element'],
    ['<p src="//example.org/a">x</p>', 'url'],
    ['<p href="data:text/html,x">x</p>', 'url'],
    ['<table background="http://example.org/a"></table>', 'url'],
    ['<p style="background: url(file:///etc/passwd)">x</p>', 'url'],
    ['<p style="position: fixed">x</p>', 'style'],
    ['<p style="width: calc(1px)">x</p>', 'style'],
    ['<p onclick="x">x</p>', 'attribute'],
    ['<p class="{{case.title}}">x</p>', 'markup'],
    ['<!-- x -->', 'markup'],
    ['{{#if a}}<p>{{/if}}', 'markup'],
    ['</body>', 'element'],
    ['</p>', 'markup'],
    ['<p>x', 'markup'],
  ])('%s is refused as %s', (body, code) => {
    expect(codes(template(body))).toContain(code);
  });

  it('names the line in the file', () => {
    expect(checkTemplate(template('<p>一</p>\n<p>{{{case.title}}}</p>'))[0]).toMatchObject({
      line: 12,
      code: 'raw-output',
    });
  });

  it.each([undefined, null, 7, {}, Buffer.from('x'), { type: 'Program', body: [] }])('%p is not text', (source) => {
    expect(codes(source)).toEqual(['not-text']);
  });

  it('more than 64 KB, 500 expressions or 8 levels', () => {
    expect(codes(template('字'.repeat(maximumTemplateBytes / 3)))).toEqual(['too-large']);
    expect(codes(template('{{unit.name}}'.repeat(501)))).toEqual(['too-many-tags']);
    expect(codes(template('{{#if a}}'.repeat(9) + '{{/if}}'.repeat(9)))).toEqual(['too-deep']);
    expect(codes(template(`{{eq ${'(or '.repeat(9)}a b${')'.repeat(9)} c}}`))).toContain('too-deep');
    expect(codes(template('{{#if a}}'.repeat(8) + '{{/if}}'.repeat(8)))).toEqual([]);
  });

  it('what would keep the server busy', () => {
    const started = performance.now();
    expect(codes(template(`{{eq ${'(or '.repeat(12_000)}a${')'.repeat(12_000)}}}`))).toEqual(['too-deep']);
    expect(codes(template(`{{eq "}}" ${'(or "{{" '.repeat(400)}a${')'.repeat(400)}}}`))).toEqual(['too-deep']);
    expect(codes(template(`<p ${'a '.repeat(30_000)}>`))).toContain('attribute');
    expect(codes(template(`{{#if a}}${'{{else if a}}'.repeat(450)}{{/if}}`))).toContain('too-deep');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('demands or identity data, where conduct alone is disclosed (H4)', () => {
    expect(codes(template('{{#each demands}}{{text}}{{/each}}', 'discloses: conduct\n'))).toEqual(['withheld']);
    expect(codes(template('{{petitioner.name}}', 'discloses: conduct\n'))).toEqual(['withheld']);
  });
});

describe('the front matter', () => {
  it('is read', () => {
    const parsed = parseTemplate(template('<p>{{number}}</p>', 'heading: 信访事项告知书\nseal: 印章\n'));
    expect(parsed).toMatchObject({
      title: '告知书',
      heading: '信访事项告知书',
      series: '信受',
      layout: 'C',
      seal: '印章',
    });
    expect(parsed.required).toEqual([{ path: 'unit.name', label: '单位名称' }]);
  });

  it.each([
    ['layout: C', 'layout: Q', '“layout”不能是“Q”'],
    ['format: 1', 'format: 3', '“format”不能是“3”'],
    ['signer: R1\n', '', '缺少“signer”'],
    ['series: 信受', 'series: 信受\nseries: 信处', '“series”重复'],
    ['description: 试验', 'descripton: 试验', '不认识的名称“descripton”'],
    ['unit.name: 单位名称', 'unit..name: 单位名称', '不是字段路径：unit..name'],
    ['unit.name: 单位名称', '- unit.name', '应写成“名称： 内容”'],
  ])('%j instead of %j is explained', (right, wrong, message) => {
    const problems = checkTemplate(template('<p>x</p>').replace(right, wrong));
    expect(problems.map((problem) => problem.message).join()).toContain(message);
  });

  it('is not optional', () => {
    expect(codes('<p>x</p>')).toEqual(['front-matter']);
    expect(() => parseTemplate('<p>{{{x}}}</p>')).toThrow(TemplateRejected);
  });
});
