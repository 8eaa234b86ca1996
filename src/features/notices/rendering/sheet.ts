import { escapeText } from './escape-text.js';
import type { Layout, NoticeTemplate } from './notice-template.js';
import { formStyle, letterStyle, sheetStyle } from './sheet-style.js';

/**
 * The official sheet around a template's body: heading, number, title, signature. A template writes only what it says:
 *
 * - `<p class="to">` 主送 or salutation, flush left · `<p>` text, indented two characters · `<p class="flush">` not indented
 * - `<h2>` 一、 (黑体) · `<h3>` （一） (楷体) · `<em>` 楷体 · `<strong>` bold
 * - `<table>` bordered, full width; `<th>` in 黑体; `<td class="text">` paragraphs indented; `<tr class="long">` may break
 * - `<p class="sign">` in a cell: who signs an opinion, and when
 * - `<p class="enclosure">` 附件说明, one line below the text and never apart from it
 * - `<p class="foot">` small print under a table
 *
 * The result is Handlebars text; it holds no value of a notice.
 */
export function sheetOf(template: NoticeTemplate): string {
  const parts = sheets[template.layout](template);
  const own = { B: letterStyle, C: '', D: formStyle }[template.layout];
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>${escapeText(template.title)}</title>
<style>
${[sheetStyle, own].join('\n').trim()}
</style>
</head>
<body class="sheet-${template.layout}">
${parts.head}
${template.body.trim()}
${parts.tail}
</body>
</html>
`;
}

type Sheet = (template: NoticeTemplate) => { head: string; tail: string };

const sheets: Record<Layout, Sheet> = {
  /** 信函格式: red mark, double line, number at the right, title. */
  B: ({ heading, seal }) => ({
    head: `<div class="letter" style="--characters:{{characters unit.name}}">{{unit.name}}</div>
<div class="rule"></div>
<p class="letter-number">{{number}}</p>
<h1>${escapeText(heading)}</h1>`,
    tail: signature(seal),
  }),
  /** To a citizen: the organ's name over the title, no red head (告知书 and 意见书 are not among the official documents). */
  C: ({ heading, series, seal, copyTo }) => ({
    head: `<h1>{{unit.name}}<br>${escapeText(heading)}</h1>
<p class="number">${series === 'matter' ? '编号：' : ''}{{number}}</p>`,
    tail: `${signature(seal)}${copyTo === 'office' ? copyToOffice : ''}`,
  }),
  /** 内部审批表: title, number and date over the table; the signatures are in its boxes. */
  D: ({ heading }) => ({
    head: `<h1>${escapeText(heading)}</h1>
<p class="number"><span>{{unit.name}}</span><span>编号：{{number}}</span></p>`,
    tail: '',
  }),
};

const copyToOffice = '\n{{#unless (eq unit.name office.name)}}<p class="copy">抄送：{{office.name}}</p>{{/unless}}';

/** 发文机关署名 and 成文日期; the seal stands over both, both in its lower half (a place for it, never its picture). */
function signature(seal: string): string {
  const place = seal === '' ? '' : `<span class="seal">（${escapeText(seal)}）</span>`;
  return `<div class="signature${seal === '' ? ' plain' : ''}"><div>${place}<span>{{unit.name}}</span><span class="on">{{issuedOn}}</span></div></div>`;
}
