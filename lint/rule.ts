/** Rules in bpmnlint's shape: plain functions over a moddle tree, for the browser's modeler and the server alike. */
import type { ModdleElement } from './moddle.js';

export type Report = (elementId: string, message: string) => void;

export interface BpmnlintReporter {
  report(id: string, message: string): void;
}

export interface BpmnlintRule {
  /** @returns false when what lies inside the node need not be visited. */
  check(node: ModdleElement, reporter: BpmnlintReporter): boolean;
}

export type RuleFactory = () => BpmnlintRule;

/** A rule that looks at the whole file once. */
export function definitionsRule(check: (definitions: ModdleElement, report: Report) => void): RuleFactory {
  return () => ({
    check(node, reporter) {
      if (node.$type === 'bpmn:Definitions') check(node, (elementId, message) => reporter.report(elementId, message));
      return false;
    },
  });
}

/** Letters of a name that a message repeats. */
const LONGEST_TITLE = 60;

/** How an element is named in a message. */
export function title(element: ModdleElement): string {
  const name = element.name || element.id || element.$type;
  return `“${name.length > LONGEST_TITLE ? `${name.slice(0, LONGEST_TITLE)}…` : name}”`;
}
