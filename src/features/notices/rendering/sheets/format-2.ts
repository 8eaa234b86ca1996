import { escapeText } from '../escape-text.js';
import type { Layout, NoticeTemplate } from '../notice-template.js';
import { layoutStyles, sheetStyle } from './format-2-style.js';

/** The sheet of format 2: the five layouts of domain.md §3 with the measures of GB/T 9704-2012. */
export function sheetOfFormat2(template: NoticeTemplate): string {
  const { head, tail, foot, space } = sheets[template.layout](template);
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escapeText(template.title)}</title>
<style>
${[sheetStyle, layoutStyles[template.layout], footerStyle(template)].join('\n').trim()}
</style>
</head>
<body class="sheet-${template.layout}">
<main>
${head}
${template.body.trim()}
${tail}
${space}
</main>
${foot}
</body>
</html>
`;
}

interface Parts {
  head: string;
  tail: string;
  /** 版记, at the foot of the last page, and the place that the text leaves for it. */
  foot: string;
  space: string;
}

const noImprint = { foot: '', space: '' };

const sheets: Record<Layout, (template: NoticeTemplate) => Parts> = {
  /** 文件格式: red mark, number, red line, title; 版记 with copies and printing. */
  A: (template) => ({
    head: `${mark(template)}
<p class="number">{{number}}</p>
<div class="rule"></div>
<h1>${escapeText(template.heading)}</h1>`,
    tail: signature(template),
    ...imprint(copies(template, 'line'), true),
  }),
  /** 信函格式: red mark, double line, number at the right, title; 版记 with copies alone. */
  B: (template) => ({
    head: `${mark(template)}
<div class="rule"></div>
<p class="number">{{number}}</p>
<h1>${escapeText(template.heading)}</h1>`,
    tail: signature(template),
    ...imprint(copies(template, 'line'), false),
  }),
  /** To a citizen: the organ's name over the title, no red head (告知书 and 意见书 are not among the official documents). */
  C: (template) => ({
    head: `<h1>{{unit.name}}<br>${escapeText(template.heading)}</h1>
<p class="number">${template.series === 'matter' ? '编号：' : ''}{{number}}</p>`,
    tail: `${signature(template)}${copies(template, 'copy')}`,
    ...noImprint,
  }),
  /** 内部审批表: title, organ and number over the table; the signatures are in its boxes. */
  D: (template) => ({
    head: `<h1>${escapeText(template.heading)}</h1>
<p class="number"><span>{{unit.name}}</span><span>编号：{{number}}</span></p>`,
    tail: '',
    ...noImprint,
  }),
  /** 纪要格式 and 简报: mark, number, organ and day over the red line; a 纪要 bears no seal. */
  E: (template) => ({
    head: `${mark(template)}
<p class="number">{{number}}</p>
<p class="issue"><span>{{unit.name}}</span><span>{{issuedOn}}</span></p>
<div class="rule"></div>
${template.heading === template.title ? '' : `<h1>${escapeText(template.heading)}</h1>`}`,
    tail: template.seal === '' ? '' : signature(template),
    ...imprint(copies(template, 'line'), true),
  }),
};

/** 发文机关标志, fitted to one line. */
function mark(template: NoticeTemplate): string {
  const words = template.mark === '' ? '{{unit.name}}' : escapeText(template.mark);
  const count = template.mark === '' ? '{{characters unit.name}}' : String(Array.from(template.mark).length);
  const file = template.layout === 'A' && template.mark === '';
  return `<div class="mark" style="--characters:${file ? '{{characters unit.name "文件"}}' : count}">${words}${file ? '文件' : ''}</div>`;
}

/** Words at the foot of every page, between the page number and the other edge. */
function footerStyle({ footer }: NoticeTemplate): string {
  if (footer === '') return '';
  return `@page{@bottom-center{content:"${footer}";font:14pt "仿宋_GB2312","FangSong_GB2312","仿宋","FangSong","Noto Serif SC",serif;vertical-align:top;padding-top:7mm}}`;
}

/** 抄送: the petition office unless it issues the notice itself, or whom a field names. */
function copies({ copyTo }: NoticeTemplate, style: 'line' | 'copy'): string {
  if (copyTo === '') return '';
  if (copyTo !== 'office') return `{{#if ${copyTo}}}<p class="${style}">抄送：{{${copyTo}}}。</p>{{/if}}`;
  return `{{#unless (eq unit.name office.name)}}<p class="${style}">抄送：{{office.name}}。</p>{{/unless}}`;
}

/**
 * 版记. It stands at the foot of the last page; `space` keeps its place free in the text, so that the two never meet. Without
 * a printing line there is none when nobody gets a copy.
 */
function imprint(lines: string, printed: boolean): { foot: string; space: string } {
  const print = printed ? `<p class="print"><span>{{unit.name}}</span><span>{{issuedOn}}印发</span></p>` : '';
  if (!printed && lines === '') return { foot: '', space: '' };
  const box = (kind: string): string => {
    const whole = `<div class="imprint${kind}">${lines}${print}</div>`;
    // A letter's 版记 is its copies alone: their condition goes around the box.
    return printed
      ? whole
      : lines.replace(/<p class="line">.*?<\/p>/, (line) => `<div class="imprint${kind}">${line}</div>`);
  };
  return { foot: box(''), space: box(' space') };
}

/** 发文机关署名 and 成文日期; the seal stands over both, both in its lower half (a place for it, never its picture). */
function signature({ seal, signature: kind }: NoticeTemplate): string {
  if (kind === 'body') return '';
  const place = seal === '' ? '' : `<span class="seal">（${escapeText(seal)}）</span>`;
  return `<div class="signature${seal === '' ? ' plain' : ''}"><div>${place}<span>{{unit.name}}</span><span class="on">{{issuedOn}}</span></div></div>`;
}
