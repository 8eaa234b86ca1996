/**
 * form-js has no translation hook: its own words are written into its components. They are replaced as the elements are
 * made (Preact's `options.vnode`), before anything reaches the page; the texts of a form itself pass unchanged.
 */
import { Fragment, options, type VNode } from 'preact';

const WORDS: Record<string, string> = {
  Select: '请选择',
  Search: '搜索',
  'No results': '没有相符的选项',
  'All values selected': '已全部选择',
  'Remove tag': '移除',
  Increment: '加一',
  Decrement: '减一',
  'Skip to search': '跳到搜索框',
  'Nothing to show.': '没有内容',
  Browse: '选择文件',
  'No files selected': '未选择文件',
  'Add new': '增加一条',
  Collapse: '收起',
  'Click to remove sorting': '点击取消排序',
  'Click to sort descending': '点击按降序排列',
  'Click to sort ascending': '点击按升序排列',
  'Unable to download document': '文件无法下载',
  'Checkbox is checked': '已勾选',
  'Powered by bpmn.io': '由 bpmn.io 提供',
};

const PATTERNS: [RegExp, string][] = [
  [/^Remove list item (\d+)$/, '删除第 $1 条'],
  [/^Expand all \((\d+)\)$/, '展开全部（$1）'],
  [/^Download (.+)$/, '下载 $1'],
  [/^(\d+) files selected$/, '已选择 $1 个文件'],
];

const SPOKEN_ATTRIBUTES = ['title', 'placeholder', 'aria-label', 'alt'];

export function inChinese(text: string): string {
  const word = WORDS[text];
  if (word) return word;
  for (const [pattern, replacement] of PATTERNS) if (pattern.test(text)) return text.replace(pattern, replacement);
  return text;
}

function translate(vnode: VNode): void {
  if (typeof vnode.type !== 'string' && vnode.type !== Fragment) return;
  const props = vnode.props as Record<string, unknown>;
  for (const name of SPOKEN_ATTRIBUTES) {
    const value = props[name];
    if (typeof value === 'string') props[name] = inChinese(value);
  }
  const children = props['children'];
  if (typeof children === 'string') props['children'] = inChinese(children);
  else if (Array.isArray(children)) {
    props['children'] = children.map((child: unknown) => (typeof child === 'string' ? inChinese(child) : child));
  }
}

let installed = false;

/** Idempotent; reaches every form-js form of the page. */
export function installChineseWords(): void {
  if (installed) return;
  installed = true;
  const previous = options.vnode;
  options.vnode = (vnode) => {
    translate(vnode as VNode);
    previous?.(vnode);
  };
}
