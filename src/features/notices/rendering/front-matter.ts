import type { TemplateProblem } from './rendering-errors.js';

/** The lines between the two `---` at the top of a template: `key: value`, and maps of indented `name: value` lines. */
export interface FrontMatter {
  values: ReadonlyMap<string, { line: number; value: string }>;
  maps: ReadonlyMap<string, { line: number; entries: readonly { line: number; name: string; value: string }[] }>;
  /** The template after the front matter, as it stands. */
  body: string;
  /** Line of the file on which the body begins (from 1). */
  bodyLine: number;
  problems: readonly TemplateProblem[];
}

const line = /^( *)([^:：]+?): ?(.*)$/;

/** A deliberately small subset of YAML: no quoting, no lists, no nesting beyond one level, so that nothing is guessed. */
export function readFrontMatter(source: string): FrontMatter {
  const lines = source.split(/\r?\n/);
  const values = new Map<string, { line: number; value: string }>();
  const maps = new Map<string, { line: number; entries: { line: number; name: string; value: string }[] }>();
  const problems: TemplateProblem[] = [];
  const end = lines[0] === '---' ? lines.indexOf('---', 1) : -1;
  if (end < 0) {
    const message = '文件须以“---”行开头，写明标题、编号和版式，再以“---”行结束';
    return { values, maps, body: source, bodyLine: 1, problems: [{ line: 1, code: 'front-matter', message }] };
  }
  const refuse = (number: number, message: string): void => {
    problems.push({ line: number, code: 'front-matter', message });
  };
  let open: { line: number; name: string; value: string }[] | undefined;
  for (let index = 1; index < end; index++) {
    const number = index + 1;
    const text = lines[index] ?? '';
    if (text.trim() === '' || text.startsWith('#')) continue;
    const [, indent, name, rest] = line.exec(text) ?? [];
    if (name === undefined) {
      refuse(number, `应写成“名称： 内容”：${text.trim()}`);
      continue;
    }
    const value = (rest ?? '').trim();
    if (indent === '') {
      open = value === '' ? [] : undefined;
      if (values.has(name) || maps.has(name)) refuse(number, `“${name}”重复`);
      else if (open) maps.set(name, { line: number, entries: open });
      else values.set(name, { line: number, value });
    } else if (open) {
      open.push({ line: number, name, value });
    } else {
      refuse(number, '缩进的行须写在一个没有内容的名称之下');
    }
  }
  return { values, maps, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2, problems };
}
