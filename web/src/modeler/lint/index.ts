import bpmnlint from 'bpmn-js-bpmnlint';

import { config, resolver } from '../../../../lint/index.js';
import { LintReports } from './lint-reports.js';

/** The rules of the server's deployment check, run while drawing. */
export const lintConfig = { active: true, bpmnlint: { config, resolver } };

export default {
  __depends__: [bpmnlint],
  __init__: ['lintReports'],
  lintReports: ['type', LintReports],
};
