/** Rules in bpmnlint's shape: plain functions over a moddle tree, for the browser's modeler and the server alike. */
import type { ModdleElement } from './moddle.js';

export type Report = (elementId: string, message: string) => void;

export interface BpmnlintReporter {
  report(id: string, message: string): void;
}

export interface BpmnlintRule {
  check(node: ModdleElement, reporter: BpmnlintReporter): void;
}

export type RuleFactory = () => BpmnlintRule;

/** A rule that looks at the whole file once. */
export function definitionsRule(check: (definitions: ModdleElement, report: Report) => void): RuleFactory {
  return () => ({
    check(node, reporter) {
      if (node.$type !== 'bpmn:Definitions') return;
      check(node, (elementId, message) => reporter.report(elementId, message));
    },
  });
}

/** How an element is named in a message. */
export function title(element: ModdleElement): string {
  return `“${element.name || element.id || element.$type}”`;
}
