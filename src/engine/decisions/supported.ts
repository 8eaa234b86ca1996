/** What of DMN is carried out. Whatever would be ignored or decided differently is refused by name. */
import { extensionsOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import { descendantsOf } from '../../../lint/walk.js';
import type { Findings } from './findings.js';

const REFUSED: Readonly<Record<string, string>> = {
  'dmn:Import': '不支持引入其他文件，请把所用的决策放在同一文件中',
  'dmn:ImportedValues': '不支持引入其他文件的取值，请直接填写',
  'dmn:BusinessKnowledgeModel': '不支持业务知识模型，请改用决策',
  'dmn:KnowledgeRequirement': '不支持引用业务知识模型，请改用决策',
  'dmn:DecisionService': '不支持决策服务，请直接调用其中的决策',
  'dmn:Context': '不支持上下文表，请改用决策表或文字表达式',
  'dmn:List': '不支持列表表达式框，请改用文字表达式',
  'dmn:Relation': '不支持关系表，请改用决策表或文字表达式',
  'dmn:Invocation': '不支持调用表达式框，请改用所需决策',
  'dmn:FunctionDefinition': '不支持函数定义，请改用决策',
  'dmn:FunctionItem': '不支持函数类型，请改用数据类型',
  'dmn:ExtensionAttribute': '不支持扩展属性，请删除',
};

/** Elements whose `typeRef` is honoured. */
const TYPED: ReadonlySet<string> = new Set([
  'dmn:ItemDefinition',
  'dmn:InformationItem',
  'dmn:OutputClause',
  'dmn:DecisionTable',
]);

/** Namespaces that say how a table looks or which tool wrote it. */
const NEUTRAL_ATTRIBUTES = /^(xmlns(:|$)|xsi:|modeler:|biodi:|camunda:diagramRelationId$)/;
const FEEL = /^feel$|\/FEEL(\/|$)/i;

const ID_PATTERN = /^[A-Za-z_][\w.-]{0,127}$/;
const RESERVED_IDS: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

const ZEEBE_NAMESPACE = 'http://camunda.org/schema/zeebe/1.0';

export function checkSupported(root: ModdleElement, findings: Findings): void {
  const report: Report = (element, rule, message) => findings.add(element, rule, message);
  for (const element of contentOf(root)) {
    const refused = REFUSED[element.$type];
    if (refused !== undefined) report(element, 'supported-elements', refused);
    checkId(element, report);
    checkAttributes(element, report);
    for (const extension of extensionsOf(element)) {
      if (element.$type !== 'dmn:Decision' || !isVersionTag(extension))
        report(element, 'supported-extensions', `引擎不使用扩展“${extension.$type}”，请删除`);
    }
  }
}

/** Every element below and including `root`, without the diagram and without what extensions hold. */
function contentOf(root: ModdleElement): ModdleElement[] {
  return [...descendantsOf(root)].map(({ element }) => element).filter(({ $type }) => $type.startsWith('dmn:'));
}

/** `zeebe:versionTag` of a decision. */
export function isVersionTag(extension: ModdleElement): boolean {
  const { ns } = extension.$descriptor as { ns?: { localName?: string; uri?: string } };
  return ns?.localName === 'versionTag' && ns.uri === ZEEBE_NAMESPACE;
}

type Report = (element: ModdleElement, rule: string, message: string) => void;

function checkId(element: ModdleElement, report: Report): void {
  const { id } = element;
  if (id === undefined) {
    if (element.$type === 'dmn:Decision') report(element, 'valid-ids', `决策“${element.name ?? ''}”没有编号，请填写`);
    if (element.$type === 'dmn:Definitions') report(element, 'valid-ids', '决策图没有编号，请填写');
    return;
  }
  if (!ID_PATTERN.test(id))
    report(
      element,
      'valid-ids',
      `编号“${id.slice(0, 40)}”只能用字母、数字、下划线、点和短横，并以字母开头，最长 128 个字符`,
    );
  if (RESERVED_IDS.has(id)) report(element, 'valid-ids', `编号“${id}”是保留名称，请更换`);
}

function checkAttributes(element: ModdleElement, report: Report): void {
  for (const name of Object.keys(element.$attrs ?? {})) {
    if (!NEUTRAL_ATTRIBUTES.test(name)) report(element, 'supported-attributes', `引擎不使用属性“${name}”，请删除`);
  }
  for (const attribute of ['expressionLanguage', 'typeLanguage']) {
    const language = textOf(element, attribute);
    if (language !== undefined && !FEEL.test(language))
      report(element, 'supported-attributes', `表达式语言“${language.slice(0, 80)}”不支持，只能用 FEEL`);
  }
  if (textOf(element, 'typeRef') !== undefined && !isTyped(element))
    report(element, 'supported-attributes', '单元格不能单独设置类型，请在列上设置');
}

function isTyped(element: ModdleElement): boolean {
  if (TYPED.has(element.$type)) return true;
  if (element.$type !== 'dmn:LiteralExpression') return false;
  const parent = element.$parent;
  return parent?.$type === 'dmn:InputClause' || parent?.$type === 'dmn:Decision';
}
