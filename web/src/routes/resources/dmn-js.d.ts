declare module 'dmn-js/lib/Modeler' {
  interface DmnView {
    type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
    id: string;
    name?: string;
  }
  interface DmnViewer {
    on(event: string, listener: () => void): void;
  }
  export default class DmnModeler {
    constructor(options: Record<string, unknown>);
    importXML(xml: string): Promise<{ warnings: unknown[] }>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    getViews(): DmnView[];
    open(view: DmnView): Promise<unknown>;
    getActiveViewer(): DmnViewer | undefined;
    on(event: 'viewer.created', listener: (event: { viewer: DmnViewer }) => void): void;
    destroy(): void;
  }
}
