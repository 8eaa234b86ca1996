import { demandResults, kinds, levels, outcomes, statuses } from '../../domain/codes/case-codes.js';
import { codesOf, type Code } from '../../domain/codes/code.js';
import type { Json, Variables } from '../../engine/ports.js';
import { JobFailure } from '../../workflow/ports/case-port.js';

/** What a diagram may write to its case; absent fields stay as they are. */
export interface CaseChange {
  status?: string;
  /** One outcome, or several joined by 、 where the demands ended differently. */
  outcome?: string;
  responsibleUnit?: string;
  docketNumber?: string;
  level?: string;
  kind?: string;
  /** Number of the 复核意见书 that ended the review (《信访工作条例》第三十六条). */
  finalReviewNumber?: string;
  demands: DemandChange[];
}

export interface DemandChange {
  no: number;
  text?: string;
  answer?: string;
  result?: string;
  reply?: string;
}

/** @throws JobFailure naming the input that the case does not take. */
export function caseChangeOf(variables: Variables): CaseChange {
  return {
    status: oneOf(variables, 'status', statuses),
    outcome: outcomeOf(variables),
    responsibleUnit: text(variables, 'responsibleUnit', 64),
    docketNumber: text(variables, 'docketNumber', 60),
    level: oneOf(variables, 'level', levels),
    kind: oneOf(variables, 'kind', kinds),
    finalReviewNumber: text(variables, 'finalReviewNumber', 60),
    demands: demandsOf(variables['demands']),
  };
}

function text(variables: Variables, name: string, max: number): string | undefined {
  const value = variables[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value.length > 0 && value.length <= max) return value;
  throw new JobFailure(`步骤写入事项的 ${name} 不是可用的文字，请检查流程图中该步骤的输入。`);
}

function oneOf(variables: Variables, name: string, list: readonly Code[]): string | undefined {
  const value = text(variables, name, 40);
  if (value === undefined || codesOf(list).includes(value)) return value;
  throw new JobFailure(`步骤写入事项的 ${name} 为「${value}」，不在可选范围内(${codesOf(list).join('、')})。`);
}

function outcomeOf(variables: Variables): string | undefined {
  const value = text(variables, 'outcome', 100);
  const unknown = value?.split('、').find((part) => !codesOf(outcomes).includes(part));
  if (unknown === undefined) return value;
  throw new JobFailure(`步骤写入事项的 outcome 含有「${unknown}」，不在可选范围内(${codesOf(outcomes).join('、')})。`);
}

function demandsOf(value: Json | undefined): DemandChange[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new JobFailure('步骤写入事项的 demands 应为诉求列表，请检查流程图中该步骤的输入。');
  return value.map(demandOf);
}

function demandOf(value: Json): DemandChange {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new JobFailure('诉求列表中有一项不是诉求。');
  const no = Number(value['no']);
  if (!Number.isInteger(no) || no < 1 || no > 100) throw new JobFailure('诉求列表中有一项没有序号。');
  const field = (name: string): string | undefined => {
    const given = value[name];
    return typeof given === 'string' && given.trim() !== '' ? given.trim() : undefined;
  };
  const result = field('result');
  if (result !== undefined && !codesOf(demandResults).includes(result)) {
    throw new JobFailure(`诉求${no}的办理结果「${result}」不在可选范围内(${codesOf(demandResults).join('、')})。`);
  }
  return { no, text: field('text'), answer: field('answer'), result, reply: field('reply') };
}
