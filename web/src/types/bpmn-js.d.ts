/** Packages of the bpmn.io family that carry no type declarations. Typed where they are used, by small interfaces of our own. */
declare module 'bpmn-js-properties-panel' {
  export const BpmnPropertiesPanelModule: object;
  export const BpmnPropertiesProviderModule: object;
  export const ZeebePropertiesProviderModule: object;
  export const useService: (name: string) => unknown;
}
declare module 'bpmn-js-bpmnlint' {
  const lintModule: object;
  export default lintModule;
}
declare module 'camunda-bpmn-js-behaviors/lib/camunda-cloud' {
  const behaviors: object;
  export default behaviors;
}
declare module 'zeebe-bpmn-moddle/resources/zeebe.json' {
  const descriptor: object;
  export default descriptor;
}
declare module 'bpmn-js-i18n/translations/zn' {
  const words: Record<string, string>;
  export default words;
}
