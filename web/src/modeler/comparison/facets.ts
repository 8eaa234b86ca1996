import { clockActions } from '../petition-properties/choices.js';
import { wordsOf } from '../petition-properties/zeebe-properties.js';
import { isA, nameOf, type ModdleElement } from '../moddle.js';
import { repetitionOf, repetitions } from '../loops/repetition.js';
import { kindInWords, type DrawnElement } from './drawn-elements.js';
import { labels, valueWords } from './facet-labels.js';

/** Names for codes in a drawing, so that a comparison can be read by a person. */
export interface ComparisonNames {
  /** Role names by role code. */
  roles: ReadonlyMap<string, string>;
  /** Element names by id. */
  elements: ReadonlyMap<string, string>;
}

/** A setting: two are equal when their values are, whatever the things they point at are called by now. */
export interface Facet {
  value: string;
  words: string;
}

/** Settings of an element by what they are called, e.g. `依据` → `S1.4`. */
export type Facets = Map<string, Facet>;

/** What the drawing itself says about the structure, or what is compared as an element of its own. */
const structural = new Set([
  'id',
  'name',
  'incoming',
  'outgoing',
  'flowElements',
  'artifacts',
  'laneSets',
  'lanes',
  'childLaneSet',
  'flowNodeRef',
  'participants',
  'messageFlows',
  'di',
]);

/** Parts that only name what their value belongs to. */
const keyOf: Record<string, string> = {
  'zeebe:Property': 'name',
  'zeebe:Header': 'key',
  'zeebe:Input': 'target',
  'zeebe:Output': 'target',
};

/** Said by the setting 重复办理, or always the same. */
const repetitionParts = /^bpmn:MultiInstanceLoopCharacteristics\.(isSequential|behavior)$/;

const OTHER = '其他设置';

function labelOf(path: string): string {
  const known = labels[path];
  if (known) return known;
  const part = /^zeebe:(Property|Header|Input|Output)\[(.*)\]\.(?:value|source)$/.exec(path);
  if (!part) return OTHER;
  const word = { Property: '属性', Header: '参数', Input: '输入变量', Output: '输出变量' }[part[1] as 'Property'];
  return `${word}“${part[2]}”`;
}

/** Reads every setting of the element; those without a word of their own are kept together as 其他设置. */
export function facetsOf(drawn: DrawnElement, names: ComparisonNames): Facets {
  const facets: Facets = new Map();
  const put = (label: string, value: string, words = value) => facets.set(label, { value, words });
  const { element, lane } = drawn;
  if (element.name) put('名称', element.name);
  put('类型', kindInWords(element));
  if (isA(element, 'bpmn:Activity')) {
    const repetition = repetitionOf(element);
    put('重复办理', repetition, repetitions.find(({ value }) => value === repetition)?.label);
  }
  if (lane) put('泳道', lane.id ?? '', nameOf(lane) ?? '未命名的泳道');
  collect(element, '', (path, item) => {
    if (repetitionParts.test(path)) return;
    const label = labelOf(path);
    const value = typeof item === 'string' ? item : (item.id ?? '');
    if (label === OTHER) put(OTHER, `${facets.get(OTHER)?.value ?? ''}${path}=${value};`);
    else put(label, value, typeof item === 'string' ? inWords(path, item, names) : referenceInWords(item));
  });
  return facets;
}

/** Calls `put` with every value below the element: a text, or the element that is pointed at. */
function collect(
  element: ModdleElement,
  prefix: string,
  put: (path: string, item: string | ModdleElement) => void,
): void {
  const key = keyOf[element.$type];
  for (const property of element.$descriptor.properties) {
    const local = property.ns.localName;
    if (local === key || local === 'id' || (prefix === '' && structural.has(local))) continue;
    const value = element.get(property.name);
    // What a part says without being told is no setting of its own.
    if (prefix !== '' && value === property.default) continue;
    const path = prefix === '' ? local : `${prefix}.${local}`;
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (item === undefined || item === null || item === '') continue;
      if (!isElement(item)) put(path, String(item));
      else if (property.isReference) put(path, item);
      else if (typeof item['body'] === 'string') put(path, item['body']);
      else collect(item, partName(item), put);
    }
  }
}

function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$descriptor' in value;
}

function partName(element: ModdleElement): string {
  const key = keyOf[element.$type];
  return key ? `${element.$type}[${String(element.get(key))}]` : element.$type;
}

function referenceInWords(element: ModdleElement): string {
  return nameOf(element) ?? kindInWords(element);
}

function inWords(path: string, value: string, names: ComparisonNames): string {
  if (value === 'true') return '是';
  if (value === 'false') return '否';
  const known = valueWords[path]?.[value];
  if (known) return known;
  switch (path) {
    case 'zeebe:Property[role].value':
      return names.roles.get(value) ?? value;
    case 'zeebe:Property[separateFrom].value':
      return wordsOf(value)
        .map((id) => names.elements.get(id) ?? '已不在图中的环节')
        .join('、');
    case 'zeebe:Property[clock].value':
      return wordsOf(value)
        .map((word) => clockActions.reduce((text, { value: action, label }) => text.replace(`${action}:`, label), word))
        .join('、');
    default:
      return value.replace(/\s+/g, ' ').trim();
  }
}
