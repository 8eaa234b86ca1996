/** XML into a moddle tree; every warning of the parser is a problem. */
import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import type { ModdleElement } from '../../../lint/moddle.js';
import type { Problem } from '../ports.js';

export interface ReadResult {
  root?: ModdleElement;
  problems: Problem[];
}

export async function readXml(xml: string): Promise<ReadResult> {
  const moddle = new BpmnModdle({ zeebe });
  const { rootElement } = await moddle.fromXML(xml);
  return { root: rootElement as unknown as ModdleElement, problems: [] };
}
