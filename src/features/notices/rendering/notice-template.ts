import { checkExpressions } from './expression-check.js';
import { forbiddenIn } from './forbidden-phrases.js';
import { readFrontMatter, type FrontMatter } from './front-matter.js';
import { TemplateRejected, type RequiredField, type TemplateProblem } from './rendering-errors.js';

/** Layouts of GB/T 9704-2012 as domain.md §3 names them: A file, B letter, C plain form to a citizen, D internal table, E minutes. */
export const layouts = ['A', 'B', 'C', 'D', 'E'] as const;
export type Layout = (typeof layouts)[number];
export type Numbering = 'document' | 'issue' | 'conference';

export interface NoticeTemplate {
  /** Name of the notice in lists, e.g. `受理告知书`. */
  title: string;
  /** Title as printed; default `title`. */
  heading: string;
  /** Code of the number series, e.g. `信受`; `matter` when the notice bears the matter's own number, `document` when that of the document it proves. */
  series: string;
  /** How a number of the series is written: 发文字号 `〔2026〕3号`, an issue `〔2026〕第3期` or a conference `〔2026〕第3号`. */
  numbering: Numbering;
  /** Template whose latest notice in the case lends its number, e.g. `transfer_letter`; empty, or none there: a number is taken. */
  numberOf: string;
  /** Who issues: `office` (where the matter was registered), `responsible` (who handles it), or a variable holding a unit's id. */
  issuer: string;
  layout: Layout;
  /** Version of the official sheet it is printed on (`sheets/`). */
  format: 1 | 2;
  /** Words of the red mark; empty: the issuing organ's name. */
  mark: string;
  /** Role code of who signs, e.g. `R7`. */
  signer: string;
  /** Words in the place of the seal, e.g. `印章`; empty: no seal. */
  seal: string;
  /** `organ`: name and day of the issuing organ follow the text; `body`: the body has the places where others sign. */
  signature: 'organ' | 'body';
  /** Words at the foot of every page, e.g. places to sign each page of a record. */
  footer: string;
  /** `office`: 抄送 the petition office, unless it issues the notice itself; or a field that names others; empty: no copy. */
  copyTo: string;
  /** `conduct`: the notice is rendered without the petitioner's identity data and demands (domain.md H4). */
  discloses: 'petition' | 'conduct';
  description: string;
  required: readonly RequiredField[];
  /** Closed lists: the field must be one of the values (checked where it has a value). */
  oneOf: readonly { path: string; values: readonly string[] }[];
  /** The Handlebars text after the front matter. */
  body: string;
}

export const maximumTemplateBytes = 64 * 1024;

const path = /^[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*(\[\])?(\.[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*(\[\])?)*$/;
const mandatory = ['title', 'series', 'layout', 'format', 'signer', 'description'] as const;
const optional = [
  'heading',
  'seal',
  'copyTo',
  'discloses',
  'issuer',
  'numbering',
  'numberOf',
  'mark',
  'signature',
  'footer',
] as const;

/** Every problem of a template; empty when `parseTemplate` accepts it. Takes anything, throws nothing. */
export function checkTemplate(source: unknown): TemplateProblem[] {
  if (typeof source !== 'string') return [{ line: 1, code: 'not-text', message: '模板须是文本' }];
  const bytes = Buffer.byteLength(source);
  if (bytes > maximumTemplateBytes) {
    return [{ line: 1, code: 'too-large', message: `模板有${bytes}字节，最多${maximumTemplateBytes}字节` }];
  }
  const matter = readFrontMatter(source);
  const conduct = matter.values.get('discloses')?.value === 'conduct';
  const reason = '本文书只写行为事实，不得写诉求和身份信息';
  const withheld = new Map(conduct ? ['demands', 'petitioner'].map((name) => [name, reason]) : []);
  return [
    ...checkFrontMatter(matter),
    ...checkExpressions(matter.body, { firstLine: matter.bodyLine, withheld }),
    ...checkWording(source),
  ].sort((one, other) => one.line - other.line);
}

/** H15: neither the text nor a title, label or description may make help depend on not petitioning. */
function checkWording(source: string): TemplateProblem[] {
  return forbiddenIn(source).map(({ at, phrase }) => ({
    line: source.slice(0, at).split('\n').length,
    code: 'condition',
    message: `不允许写“${phrase}”：任何帮助、答复和资金都不得以不信访为条件`,
  }));
}

/** The template in its parts. Throws TemplateRejected with every problem. */
export function parseTemplate(source: string): NoticeTemplate {
  const problems = checkTemplate(source);
  if (problems.length > 0) throw new TemplateRejected(problems);
  const matter = readFrontMatter(source);
  const value = (name: string): string => matter.values.get(name)?.value ?? '';
  return {
    title: value('title'),
    heading: value('heading') || value('title'),
    series: value('series'),
    layout: value('layout') as Layout,
    format: value('format') === '1' ? 1 : 2,
    mark: value('mark'),
    issuer: value('issuer') || 'office',
    numbering: (value('numbering') || 'document') as Numbering,
    numberOf: value('numberOf'),
    footer: value('footer'),
    signature: value('signature') === 'body' ? 'body' : 'organ',
    signer: value('signer'),
    seal: value('seal'),
    copyTo: value('copyTo'),
    discloses: value('discloses') === 'conduct' ? 'conduct' : 'petition',
    description: value('description'),
    required: entriesOf(matter, 'required').map(({ name, value: label }) => ({ path: name, label })),
    oneOf: entriesOf(matter, 'oneOf').map((entry) => ({ path: entry.name, values: entry.value.split('|') })),
    body: matter.body,
  };
}

function entriesOf(matter: FrontMatter, name: string): readonly { line: number; name: string; value: string }[] {
  return matter.maps.get(name)?.entries ?? [];
}

function checkFrontMatter(matter: FrontMatter): TemplateProblem[] {
  const problems: TemplateProblem[] = [...matter.problems];
  if (problems.length > 0) return problems;
  const refuse = (line: number, message: string): void => {
    problems.push({ line, code: 'front-matter', message });
  };
  const known: readonly string[] = [...mandatory, ...optional];
  for (const name of mandatory) if (!matter.values.has(name)) refuse(1, `缺少“${name}”`);
  for (const [name, { line, value }] of matter.values) {
    if (!known.includes(name)) refuse(line, `不认识的名称“${name}”，可用：${known.join('、')}、required、oneOf`);
    else if (!choices[name]?.test(value) && name in choices) refuse(line, `“${name}”不能是“${value}”`);
  }
  const format1 = matter.values.get('format')?.value === '1';
  for (const name of ['layout', 'numbering', 'numberOf', 'mark', 'signature', 'footer'] as const) {
    const given = matter.values.get(name);
    if (format1 && given && (name !== 'layout' || /^[AE]$/.test(given.value)))
      refuse(given.line, `“${name}: ${given.value}”须用 format: 2`);
  }
  for (const [name, { line, entries }] of matter.maps) {
    if (name !== 'required' && name !== 'oneOf') refuse(line, `不认识的名称“${name}”，或缺少内容`);
    for (const entry of entries) {
      if (!path.test(entry.name)) refuse(entry.line, `不是字段路径：${entry.name}`);
      if (entry.value === '') refuse(entry.line, `“${entry.name}”后须写${name === 'oneOf' ? '可选内容' : '中文名称'}`);
    }
  }
  if (!matter.maps.has('required')) refuse(1, '缺少“required”（必填字段及其中文名称）');
  return problems;
}

const choices: Record<string, RegExp> = {
  layout: new RegExp(`^(${layouts.join('|')})$`),
  format: /^[12]$/,
  series: /^(matter|document|[\u4e00-\u9fff]{1,6})$/,
  signer: /^R\d{1,2}$/,
  copyTo: /^(office|vars\.[A-Za-z_]\w*)$/,
  issuer: /^(office|responsible|vars\.[A-Za-z_]\w*)$/,
  numbering: /^(document|issue|conference)$/,
  numberOf: /^[a-z][a-z0-9_]*$/,
  mark: /^[^<>{}]{1,20}$/,
  signature: /^(organ|body)$/,
  footer: /^[^<>{}"'\\\\]{1,60}$/,
  discloses: /^(petition|conduct)$/,
  heading: /^[^<>{}]{1,60}$/,
  title: /^[^<>{}]{1,40}$/,
  seal: /^[^<>{}]{1,12}$/,
};
