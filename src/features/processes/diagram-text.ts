import { BpmnModdle } from 'bpmn-moddle';
import { Failure } from '../../platform/failure.js';

/** Bytes of UTF-8 that a diagram may have; drawn ones have a tenth of it. */
export const diagramBytes = 1_048_576;

/** @throws Failure diagram-too-large */
export function assertDiagramSize(xml: string): void {
  if (Buffer.byteLength(xml, 'utf8') <= diagramBytes) return;
  throw new Failure('unprocessable', 'diagram-too-large', '流程图文件超过 1 MB，未保存。请检查是否误选了其他文件。');
}

/**
 * What a draft must be: a BPMN document that the modeler can open again. It may be incomplete; whether it may run is asked at
 * deployment.
 * @throws Failure diagram-too-large or draft-unreadable
 */
export async function assertDraft(xml: string): Promise<void> {
  assertDiagramSize(xml);
  if (/<!DOCTYPE/i.test(xml)) throw unreadable('含有 DOCTYPE 声明');
  try {
    await new BpmnModdle().fromXML(xml);
  } catch {
    throw unreadable('不是完整的 BPMN 文件');
  }
}

const unreadable = (why: string): Failure =>
  new Failure('unprocessable', 'draft-unreadable', `提交的内容${why}，草稿没有保存。请重新导出或导入流程图文件。`);

/** Name of the first named process in a draft, for lists; read from the text, because a draft need not compile. */
export function processNameIn(xml: string): string | undefined {
  const tag = /<(?:[\w.-]+:)?process\b[^>]*?\sname="([^"<]+)"/.exec(xml);
  return tag?.[1] && unescapeXml(tag[1]);
}

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const unescapeXml = (text: string): string => text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name]!);
