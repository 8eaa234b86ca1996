/** The part of dmn-moddle 12 used here; the package ships no declaration. */
declare module 'dmn-moddle' {
  export interface DmnReadWarning {
    message: string;
    element?: { id?: string };
  }
  export class DmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<{
      rootElement: object;
      elementsById: Record<string, object>;
      warnings: DmnReadWarning[];
    }>;
  }
}
