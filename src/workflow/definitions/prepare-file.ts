import { createHash } from 'node:crypto';
import { DecisionsRejected } from '../../engine/decisions/decisions-rejected.js';
import type { DecisionGraph } from '../../engine/decisions/model.js';
import type { Definition } from '../../engine/ports.js';
import { Failure } from '../../platform/failure.js';
import { checkFormSchema } from '../forms/index.js';
import { compileDecisionsGuarded } from './compile-worker.js';

export interface ResourceFile {
  /** File name: `xf_reception.bpmn`, `talk.form`, `terms.dmn`. */
  name: string;
  content: string;
}

/** A file that passed its checks. */
export type PreparedFile = { file: ResourceFile; sha256: string } & (
  { kind: 'bpmn'; definitions: Definition[] } | { kind: 'form'; formId: string } | { kind: 'dmn'; graph: DecisionGraph }
);

export type PreparedProcess = Extract<PreparedFile, { kind: 'bpmn' }>;
export type PreparedForm = Extract<PreparedFile, { kind: 'form' }>;
export type PreparedDecisions = Extract<PreparedFile, { kind: 'dmn' }>;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export function preparedProcess(file: ResourceFile, definitions: Definition[]): PreparedProcess {
  return { file, sha256: sha256(file.content), kind: 'bpmn', definitions };
}

/** @throws Failure `form-rejected` with every problem. */
export function prepareForm(file: ResourceFile): PreparedForm {
  let schema: unknown;
  try {
    schema = JSON.parse(file.content);
  } catch {
    throw new Failure('unprocessable', 'form-rejected', `表单“${file.name}”不是有效的 JSON，未发布。`);
  }
  const problems = checkFormSchema(schema);
  if (problems.length > 0)
    throw new Failure(
      'unprocessable',
      'form-rejected',
      `表单“${file.name}”有 ${problems.length} 个问题，未发布。`,
      problems,
    );
  return { file, sha256: sha256(file.content), kind: 'form', formId: (schema as { id: string }).id };
}

/** @throws Failure `decision-rejected` with every problem, each with its element id. */
export async function prepareDecisions(file: ResourceFile): Promise<PreparedDecisions> {
  try {
    return { file, sha256: sha256(file.content), kind: 'dmn', graph: await compileDecisionsGuarded(file.content) };
  } catch (error) {
    if (!(error instanceof DecisionsRejected)) throw error;
    throw new Failure(
      'unprocessable',
      'decision-rejected',
      `决策文件“${file.name}”有 ${error.problems.length} 个问题，未发布。`,
      error.problems,
    );
  }
}
