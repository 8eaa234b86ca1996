/**
 * The HTML a template may write: a short list of elements with `class`, `style`, `colspan`, `rowspan`. Nothing on it can
 * load, link, run or place something over another thing, so a notice has no address outside the document.
 */

const elements = new Set(
  'section div p h2 h3 span strong em u sup sub br hr ol ul li dl dt dd table caption colgroup col thead tbody tfoot tr th td'.split(
    ' ',
  ),
);
const voidElements = new Set(['br', 'hr', 'col']);
const attributes = new Set(['class', 'style', 'colspan', 'rowspan']);
const addresses = new Set([
  'href',
  'src',
  'srcset',
  'action',
  'data',
  'background',
  'poster',
  'xlink:href',
  'formaction',
]);
const styleProperty =
  /^(width|height|min-height|text-align|text-indent|vertical-align|white-space|font-size|font-weight|letter-spacing|line-height|margin|margin-(top|right|bottom|left)|padding|padding-(top|right|bottom|left)|break-(before|after|inside)|border|border-(top|right|bottom|left))$/;
const styleValue = /^[\w\s.%#-]+$/;
const attribute = /([^\s"'<>/=]+)\s*(?:=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?/g;

export type Report = (offset: number, code: string, message: string) => void;

/**
 * Reads the pieces of HTML between a template's expressions, in order. It keeps the open elements, so that every block
 * closes what it opens and the template cannot close the sheet around it.
 */
export class MarkupReader {
  private readonly open: string[] = [];

  get depth(): number {
    return this.open.length;
  }

  /** Reads one piece; it must begin and end in text, because an expression never stands inside a tag. */
  read(text: string, report: Report): void {
    let at = 0;
    for (;;) {
      const start = text.indexOf('<', at);
      const stray = text.indexOf('>', at);
      if (stray >= 0 && (start < 0 || stray < start)) {
        report(stray, 'markup', '文字中的“>”请写作 &gt;；标签内部不能写表达式');
        return;
      }
      if (start < 0) return;
      const end = endOfTag(text, start);
      if (end < 0) {
        report(start, 'markup', '标签没有写完；标签内部（含属性）不能写表达式');
        return;
      }
      this.tag(text.slice(start + 1, end), (code, message) => report(start, code, message));
      at = end + 1;
    }
  }

  /** After a block: the elements opened since `depth` must be closed again, and none that stood open before. */
  settle(depth: number): boolean {
    const even = this.open.length === depth;
    this.open.length = Math.min(this.open.length, depth);
    while (this.open.length < depth) this.open.push('');
    return even;
  }

  private tag(inner: string, report: (code: string, message: string) => void): void {
    const [, slash, name, rest] = /^(\/?)([A-Za-z][A-Za-z0-9]*)([^]*)$/.exec(inner) ?? [];
    if (name === undefined || rest === undefined) {
      report('markup', `不允许的标记 <${inner.slice(0, 20)}…>；注释请写作 {{!-- … --}}`);
      return;
    }
    const element = name.toLowerCase();
    if (!elements.has(element)) {
      report('element', `不允许使用元素 <${element}>`);
      return;
    }
    if (slash === '/') {
      if (rest.trim() !== '') report('markup', `结束标签 </${element}> 不能带属性`);
      if (this.open.pop() !== element) report('markup', `</${element}> 与前面的开始标签不对应`);
      return;
    }
    if (!voidElements.has(element) && !rest.endsWith('/')) this.open.push(element);
    else if (!voidElements.has(element))
      report('markup', `<${element}/> 不能自行结束，请写成 <${element}></${element}>`);
    for (const [, attributeName = '', quoted = ''] of rest.replace(/\/$/, '').matchAll(attribute)) {
      const key = attributeName.toLowerCase();
      const value = quoted.replace(/^["']|["']$/g, '');
      if (addresses.has(key)) report('url', `属性 ${key} 会引用文档以外的地址，不允许`);
      else if (!attributes.has(key)) report('attribute', `不允许使用属性 ${key}`);
      else if (key === 'style') checkStyle(value, report);
      else if (!/^[\w\s-]*$/.test(value)) report('attribute', `属性 ${key} 的内容只能是字母、数字和连字符`);
    }
  }
}

function checkStyle(style: string, report: (code: string, message: string) => void): void {
  for (const declaration of style.split(';')) {
    if (declaration.trim() === '') continue;
    const [property = '', value = '', ...more] = declaration.split(':').map((part) => part.trim());
    if (/url\s*\(|image|@|\/\//i.test(declaration)) report('url', '样式不能引用地址');
    else if (more.length > 0 || !styleProperty.test(property) || !styleValue.test(value)) {
      report('style', `不允许的样式“${declaration.trim()}”`);
    }
  }
}

/** Where a tag ends, quotes respected; -1 when it does not. */
function endOfTag(text: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
    else if (character === '<') return -1;
  }
  return -1;
}
