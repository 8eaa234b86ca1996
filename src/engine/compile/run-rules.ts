/** The rules of `lint/` on the server, through bpmnlint's own Linter: the same findings as in the modeler. */
import Linter from 'bpmnlint/lib/linter.js';
import { config, resolver } from '../../../lint/index.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import type { Problem } from '../ports.js';

const linter = new Linter({ config, resolver });

export async function runRules(root: ModdleElement): Promise<Problem[]> {
  const findings = await linter.lint(root);
  return Object.entries(findings).flatMap(([name, reports]) =>
    reports.map((report) => ({
      elementId: report.id ?? '',
      rule: name.replace(/^.*\//, ''),
      message: report.category === 'rule-error' ? `检查规则出错，请联系管理员` : report.message,
      severity: report.category === 'warn' ? ('warning' as const) : ('error' as const),
    })),
  );
}
