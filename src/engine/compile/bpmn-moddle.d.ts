/** The part of bpmn-moddle 10 used here; the package ships no declaration for its main entry. */
declare module 'bpmn-moddle' {
  import type { ModdleElement } from '../../../lint/moddle.js';

  export interface ReadWarning {
    message: string;
    element?: ModdleElement;
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<{ rootElement: object; warnings: ReadWarning[] }>;
  }
}
