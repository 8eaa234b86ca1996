/** The parts used of bpmn.io packages that carry no types of their own. */
declare module '@bpmn-io/properties-panel' {
  /** A preact component; it is only handed on. */
  export type PanelComponent = (props: never) => unknown;
  export const ListGroup: PanelComponent;
  export const Group: PanelComponent;
  export const SelectEntry: PanelComponent;
  export const TextFieldEntry: PanelComponent;
  export const FeelEntry: PanelComponent;
  export const NumberFieldEntry: PanelComponent;
  export const CheckboxEntry: PanelComponent;
  export const isSelectEntryEdited: (node: unknown) => boolean;
  export const isTextFieldEntryEdited: (node: unknown) => boolean;
  export const isFeelEntryEdited: (node: unknown) => boolean;
  export const isNumberFieldEntryEdited: (node: unknown) => boolean;
  export const isCheckboxEntryEdited: (node: unknown) => boolean;
}
declare module '@bpmn-io/properties-panel/preact/jsx-runtime' {
  export function jsx(type: unknown, props: object): unknown;
}
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Record<string, object>);
    fromXML(xml: string): Promise<{ rootElement: unknown }>;
  }
}
