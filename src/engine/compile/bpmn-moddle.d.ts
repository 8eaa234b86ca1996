/** The part of bpmn-moddle 10 used here; the package ships no declaration for its main entry. */
declare module 'bpmn-moddle' {
  export interface ReadWarning {
    message: string;
    element?: { id?: string };
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<{ rootElement: object; warnings: ReadWarning[] }>;
  }
}
