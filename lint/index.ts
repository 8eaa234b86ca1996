/**
 * The BPMN rules of Minqing as a bpmnlint plugin: the modeler runs them through bpmn-js-bpmnlint, the server's deployment
 * check through bpmnlint's Linter, both with the resolver below, so that nothing is loaded by name at run time.
 */
import type { RuleFactory } from './rule.js';
import adHocSubprocesses from './rules/ad-hoc-subprocesses.js';
import boundaryEvents from './rules/boundary-events.js';
import compensation from './rules/compensation.js';
import dataAssociations from './rules/data-associations.js';
import defaultFlow from './rules/default-flow.js';
import doubledFlows from './rules/doubled-flows.js';
import eventBasedGateway from './rules/event-based-gateway.js';
import eventDefinitions from './rules/event-definitions.js';
import eventReferences from './rules/event-references.js';
import eventSubprocesses from './rules/event-subprocesses.js';
import feel from './rules/feel.js';
import gatewayFlows from './rules/gateway-flows.js';
import linkEvents from './rules/link-events.js';
import loops from './rules/loops.js';
import messageFlows from './rules/message-flows.js';
import petitionProperties from './rules/petition-properties.js';
import sequenceFlows from './rules/sequence-flows.js';
import startEvents from './rules/start-events.js';
import supportedAttributes from './rules/supported-attributes.js';
import supportedElements from './rules/supported-elements.js';
import supportedExtensions from './rules/supported-extensions.js';
import taskAudience from './rules/task-audience.js';
import taskSettings from './rules/task-settings.js';
import tokenQuantities from './rules/token-quantities.js';
import transactions from './rules/transactions.js';
import uncaughtCancel from './rules/uncaught-cancel.js';
import validIds from './rules/valid-ids.js';
import variableNames from './rules/variable-names.js';

const PREFIX = 'minqing';

const rules: Readonly<Record<string, RuleFactory>> = {
  'ad-hoc-subprocesses': adHocSubprocesses,
  'boundary-events': boundaryEvents,
  compensation,
  'data-associations': dataAssociations,
  'default-flow': defaultFlow,
  'doubled-flows': doubledFlows,
  'event-based-gateway': eventBasedGateway,
  'event-definitions': eventDefinitions,
  'event-references': eventReferences,
  'event-subprocesses': eventSubprocesses,
  feel,
  'gateway-flows': gatewayFlows,
  'link-events': linkEvents,
  loops,
  'message-flows': messageFlows,
  'petition-properties': petitionProperties,
  'sequence-flows': sequenceFlows,
  'start-events': startEvents,
  'supported-attributes': supportedAttributes,
  'supported-elements': supportedElements,
  'supported-extensions': supportedExtensions,
  'task-audience': taskAudience,
  'task-settings': taskSettings,
  'token-quantities': tokenQuantities,
  transactions,
  'uncaught-cancel': uncaughtCancel,
  'valid-ids': validIds,
  'variable-names': variableNames,
};

/** Rules that warn and do not hinder a deployment. */
const WARNINGS: ReadonlySet<string> = new Set(['default-flow', 'doubled-flows', 'task-audience', 'uncaught-cancel']);

export type Category = 'error' | 'warn';

export interface LintConfig {
  rules: Record<string, Category>;
}

/** bpmnlint configuration: every rule of the plugin. */
export const config: LintConfig = {
  rules: Object.fromEntries(
    Object.keys(rules).map((name): [string, Category] => [`${PREFIX}/${name}`, WARNINGS.has(name) ? 'warn' : 'error']),
  ),
};

/** Resolves the rules of {@link config} statically. */
export const resolver = {
  resolveRule(packageName: string, ruleName: string): RuleFactory {
    const rule = packageName === `bpmnlint-plugin-${PREFIX}` ? rules[ruleName] : undefined;
    if (!rule) throw new Error(`unknown rule ${packageName}/${ruleName}`);
    return rule;
  },
  resolveConfig(packageName: string, configName: string): never {
    throw new Error(`unknown configuration ${packageName}/${configName}`);
  },
};
