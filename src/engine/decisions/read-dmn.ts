/** XML into a moddle tree; every warning of the parser is a problem, because it means that something was left out. */
import { DmnModdle } from 'dmn-moddle';
import type { DmnReadWarning } from 'dmn-moddle';
import type { ModdleElement } from '../../../lint/moddle.js';
import { descendantsOf, nearestId } from '../../../lint/walk.js';
import { checkXmlLimits } from '../compile/xml-limits.js';
import type { Problem } from '../ports.js';
import { problem } from './problem.js';

export interface ReadDmn {
  root?: ModdleElement;
  problems: Problem[];
}

const moddle = new DmnModdle();

export async function readDmn(xml: string): Promise<ReadDmn> {
  const limits = checkXmlLimits(xml);
  if (limits.length > 0) return { problems: limits };
  try {
    const { rootElement, elementsById, warnings } = await moddle.fromXML(xml);
    const root = rootElement as ModdleElement;
    return { root, problems: [...warnings.map(warningProblem), ...lostElements(root, elementsById)] };
  } catch {
    return {
      problems: [
        problem(
          '',
          'file-readable',
          '文件不是 DMN 1.3 决策文件，请用 DMN 1.3 的命名空间（…/DMN/20191111/MODEL/）重新保存',
        ),
      ],
    };
  }
}

/** Where an element that may stand once is given twice, the parser keeps the last one and says nothing. */
function lostElements(root: ModdleElement, elementsById: Record<string, object>): Problem[] {
  const kept = new Set<object>([...descendantsOf(root)].map(({ element }) => element));
  return Object.values(elementsById)
    .map((element) => element as ModdleElement)
    .filter((element) => element.$type.startsWith('dmn:') && !kept.has(element) && kept.has(element.$parent!))
    .map((element) =>
      problem(nearestId(element.$parent), 'supported-elements', `“${element.id}”处只能有一个同类内容，请删除多余的`),
    );
}

function warningProblem({ message, element }: DmnReadWarning): Problem {
  const elementId = element?.id ?? '';
  const text = message.replace(/\s+/g, ' ').trim();
  const found = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
  const duplicate = found(/duplicate ID <(.*?)>/);
  if (duplicate !== undefined) return problem(duplicate, 'valid-ids', `编号“${duplicate}”重复，请更换其中一个`);
  const illegal = found(/illegal ID <(.*?)>/);
  if (illegal !== undefined) return problem(illegal, 'valid-ids', `编号“${illegal}”写法有误，请更换`);
  const attribute = found(/^unknown attribute <(.*)>$/);
  if (attribute !== undefined)
    return problem(elementId, 'supported-attributes', `引擎不使用属性“${attribute}”，请删除`);
  const unknown = found(/^unparsable content <\/?([\w:.-]+)/);
  return problem(elementId, 'file-readable', `文件中的“${unknown ?? '内容'}”无法识别，请删除`);
}
