/** What a file refers to outside itself: forms, notice templates, decisions, roles. */
import { childrenOf, extensionOf, propertiesOf, textOf } from '../../../lint/moddle.js';
import type { ModdleElement } from '../../../lint/moddle.js';
import { executableProcessesOf, lanesOf, nodesOf } from '../../../lint/walk.js';
import type { CompileContext, Problem } from '../ports.js';

export function checkContext(definitions: ModdleElement, context: CompileContext): Problem[] {
  return [
    ...nodesOf(definitions).flatMap((node) => [
      ...checkForm(node, context),
      ...checkTemplate(node, context),
      ...checkDecision(node, context),
      ...checkGroups(node, context),
    ]),
    ...executableProcessesOf(definitions).flatMap((process) =>
      lanesOf(process).flatMap((lane) => checkLane(lane, context)),
    ),
  ];
}

function checkForm(node: ModdleElement, { formIds }: CompileContext): Problem[] {
  const formId = textOf(extensionOf(node, 'zeebe:FormDefinition'), 'formId');
  if (!formIds || !formId || formIds.has(formId)) return [];
  return [problem(node, 'form-exists', `没有编号为“${formId}”的表单，请改正或先上传表单`)];
}

function checkTemplate(node: ModdleElement, { templateIds }: CompileContext): Problem[] {
  if (textOf(extensionOf(node, 'zeebe:TaskDefinition'), 'type') !== 'notice') return [];
  const headers = extensionOf(node, 'zeebe:TaskHeaders');
  const template = (headers ? childrenOf(headers, 'values') : []).find((header) => header.key === 'template');
  const id = template ? textOf(template, 'value') : undefined;
  if (!id) return [problem(node, 'template-exists', '出具文书的任务没有填写标头 template（文书模板编号），请填写')];
  if (!templateIds || templateIds.has(id)) return [];
  return [problem(node, 'template-exists', `没有编号为“${id}”的文书模板，请改正或先上传模板`)];
}

function checkDecision(node: ModdleElement, { decisionIds }: CompileContext): Problem[] {
  const decisionId = textOf(extensionOf(node, 'zeebe:CalledDecision'), 'decisionId');
  if (!decisionIds || !decisionId || decisionIds.has(decisionId)) return [];
  return [problem(node, 'decision-exists', `没有编号为“${decisionId}”的决策，请改正或先上传决策文件`)];
}

function checkGroups(node: ModdleElement, { roleCodes }: CompileContext): Problem[] {
  const groups = textOf(extensionOf(node, 'zeebe:AssignmentDefinition'), 'candidateGroups');
  if (!roleCodes || !groups || groups.startsWith('=')) return [];
  const unknown = groups
    .split(/[,，]/)
    .map((code) => code.trim())
    .filter((code) => code && !roleCodes.has(code));
  return unknown.map((code) => problem(node, 'role-exists', `没有代码为“${code}”的角色，请改正候选组`));
}

function checkLane(lane: ModdleElement, { roleCodes }: CompileContext): Problem[] {
  const role = propertiesOf(lane).get('role');
  if (!roleCodes || !role || roleCodes.has(role)) return [];
  return [problem(lane, 'role-exists', `没有代码为“${role}”的角色，请改正泳道的属性 role`)];
}

function problem(element: ModdleElement, rule: string, message: string): Problem {
  return { elementId: element.id ?? '', rule, message, severity: 'error' };
}
