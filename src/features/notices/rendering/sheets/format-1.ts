import { escapeText } from '../escape-text.js';
import type { NoticeTemplate } from '../notice-template.js';
import { formStyle, letterStyle, sheetStyle } from './format-1-style.js';

type Layout = 'B' | 'C' | 'D';

/** The sheet of format 1, which notices issued before format 2 name: fixed to the byte. It knows the layouts B, C and D. */
export function sheetOfFormat1(template: NoticeTemplate): string {
  const layout = template.layout as Layout;
  const parts = sheets[layout](template);
  const own = { B: letterStyle, C: '', D: formStyle }[layout];
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
