/** XML into a moddle tree; every warning of the parser is a problem, because it means that something was left out. */
import { BpmnModdle } from 'bpmn-moddle';
import type { ReadWarning } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { ModdleElement } from '../../../lint/moddle.js';
import { nearestId } from '../../../lint/walk.js';
import type { Problem } from '../ports.js';
import { checkXmlLimits } from './xml-limits.js';

export interface ReadResult {
  root?: ModdleElement;
  problems: Problem[];
}

const moddle = new BpmnModdle({ zeebe });

export async function readXml(xml: string): Promise<ReadResult> {
  const problems = checkXmlLimits(xml);
  if (problems.length > 0) return { problems };
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml);
    return { root: rootElement as unknown as ModdleElement, problems: warnings.map(toProblem) };
  } catch {
    return {
      problems: [{ elementId: '', rule: 'file-readable', message: '文件不是 BPMN 2.0 流程图', severity: 'error' }],
    };
  }
}

function toProblem(warning: ReadWarning): Problem {
  const elementId = nearestId(warning.element);
  const text = warning.message.replace(/\s+/g, ' ').trim();
  const [, unresolved] = /^unresolved reference <(.*)>$/.exec(text) ?? [];
  if (unresolved !== undefined) {
    return {
      elementId,
      rule: 'references-resolve',
      message: `引用的“${unresolved}”不存在，请改正或删除`,
      severity: 'error',
    };
  }
  const [, attribute] = /^unknown attribute <(.*)>$/.exec(text) ?? [];
  if (attribute !== undefined) {
    return {
      elementId,
      rule: 'supported-attributes',
      message: `引擎不使用属性“${attribute}”，请删除`,
      severity: 'error',
    };
  }
  const [, duplicate] = /duplicate ID <(.*?)>/.exec(text) ?? [];
  if (duplicate !== undefined)
    return {
      elementId: duplicate,
      rule: 'valid-ids',
      message: `编号“${duplicate}”重复，请更换其中一个`,
      severity: 'error',
    };
  const [, illegal] = /illegal ID <(.*?)>/.exec(text) ?? [];
  if (illegal !== undefined)
    return { elementId: illegal, rule: 'valid-ids', message: `编号“${illegal}”写法有误，请更换`, severity: 'error' };
  const [, unknown] = /^unparsable content <\/?([\w:.-]+)/.exec(text) ?? [];
  return {
    elementId,
    rule: 'file-readable',
    message: `文件中的“${unknown ?? '内容'}”无法识别，请删除`,
    severity: 'error',
  };
}
