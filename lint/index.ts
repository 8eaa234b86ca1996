/**
 * The BPMN rules of Minqing as a bpmnlint plugin: the modeler runs them through bpmn-js-bpmnlint, the server's deployment
 * check through bpmnlint's Linter, both with the resolver below, so that nothing is loaded by name at run time.
 */
import type { RuleFactory } from './rule.js';
import boundaryEvents from './rules/boundary-events.js';
import defaultFlow from './rules/default-flow.js';
import eventBasedGateway from './rules/event-based-gateway.js';
import eventReferences from './rules/event-references.js';
import feel from './rules/feel.js';
import gatewayFlows from './rules/gateway-flows.js';
import petitionProperties from './rules/petition-properties.js';
import sequenceFlows from './rules/sequence-flows.js';
import startEvents from './rules/start-events.js';
import supportedAttributes from './rules/supported-attributes.js';
import supportedElements from './rules/supported-elements.js';
import supportedExtensions from './rules/supported-extensions.js';
import taskAudience from './rules/task-audience.js';
import taskSettings from './rules/task-settings.js';
import validIds from './rules/valid-ids.js';
import variableNames from './rules/variable-names.js';

const PREFIX = 'minqing';

const rules: Readonly<Record<string, RuleFactory>> = {
  'boundary-events': boundaryEvents,
  'default-flow': defaultFlow,
  'event-based-gateway': eventBasedGateway,
  'event-references': eventReferences,
  feel,
  'gateway-flows': gatewayFlows,
  'petition-properties': petitionProperties,
  'sequence-flows': sequenceFlows,
  'start-events': startEvents,
  'supported-attributes': supportedAttributes,
  'supported-elements': supportedElements,
  'supported-extensions': supportedExtensions,
  'task-audience': taskAudience,
  'task-settings': taskSettings,
  'valid-ids': validIds,
  'variable-names': variableNames,
};

/** Rules that warn and do not hinder a deployment. */
const WARNINGS: ReadonlySet<string> = new Set(['default-flow', 'task-audience']);

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
