/**
 * Limits that are checked on the bare text, in one linear pass, before any parser sees it: a large, deep or hostile file
 * must not occupy the server (security.md).
 */
import type { Problem } from '../ports.js';

export const MOST_BYTES = 1_000_000;
/** Start tags of the file, diagram and extension elements included: 2,000 elements carry about 20 each. */
export const MOST_TAGS = 40_000;
export const DEEPEST_TAG = 32;
export const MOST_ATTRIBUTES = 64;

/** Problems of the bare text; empty when it may be parsed. */
export function checkXmlLimits(xml: string): Problem[] {
  if (new TextEncoder().encode(xml).length > MOST_BYTES) return [problem('file-size', '文件超过 1 MB，请拆分流程')];
  if (/<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i.test(xml))
    return [problem('no-doctype', '文件含 DOCTYPE 或实体声明，请删除')];
  return checkTags(xml);
}

function checkTags(xml: string): Problem[] {
  let depth = 0;
  let tags = 0;
  let at = xml.indexOf('<');
  while (at !== -1) {
    const end = endOfMarkup(xml, at);
    if (end === -1) return [problem('file-readable', '文件不是完整的 XML')];
    if (xml[at + 1] === '/') {
      depth -= 1;
    } else if (xml[at + 1] !== '!' && xml[at + 1] !== '?') {
      tags += 1;
      if (attributesIn(xml, at, end) > MOST_ATTRIBUTES)
        return [problem('file-attributes', `有元素的属性超过 ${MOST_ATTRIBUTES} 个`)];
      if (xml[end - 1] !== '/') depth += 1;
    }
    if (depth > DEEPEST_TAG) return [problem('file-depth', `文件嵌套超过 ${DEEPEST_TAG} 层`)];
    if (tags > MOST_TAGS) return [problem('file-elements', `文件的标记超过 ${MOST_TAGS} 个，请拆分流程`)];
    at = xml.indexOf('<', end);
  }
  return [];
}

/** Index of the `>` that ends the markup beginning at `at`; quotes, comments and CDATA are skipped. */
function endOfMarkup(xml: string, at: number): number {
  if (xml.startsWith('<!--', at)) return closing(xml, '-->', at + 4);
  if (xml.startsWith('<![CDATA[', at)) return closing(xml, ']]>', at + 9);
  if (xml.startsWith('<?', at)) return closing(xml, '?>', at + 2);
  let quote = '';
  for (let index = at + 1; index < xml.length; index += 1) {
    const letter = xml[index]!;
    if (quote) {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") {
      quote = letter;
    } else if (letter === '>') {
      return index;
    }
  }
  return -1;
}

function closing(xml: string, mark: string, from: number): number {
  const index = xml.indexOf(mark, from);
  return index === -1 ? -1 : index + mark.length - 1;
}

function attributesIn(xml: string, from: number, to: number): number {
  let count = 0;
  let quote = '';
  for (let index = from; index < to; index += 1) {
    const letter = xml[index]!;
    if (quote) {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") {
      quote = letter;
      count += 1;
    }
  }
  return count;
}

function problem(rule: string, message: string): Problem {
  return { elementId: '', rule, message, severity: 'error' };
}
