/** What user tasks, jobs and messages are made of, once their expressions have values. */
import type { JobModel, UserTaskModel } from '../compile/model.js';
import type { Instant, Json, UserTaskOffer } from '../ports.js';
import type { Evaluate } from './expressions.js';
import { IncidentError } from './incident-error.js';
import { taskDate } from './timers.js';

const DEFAULT_RETRIES = 3;
const DEFAULT_PRIORITY = 50;

export interface OpenJob {
  type: string;
  retries: number;
  headers: Record<string, string>;
}

/** @throws IncidentError when an expression fails or gives what a task cannot use. */
export function openUserTask(task: UserTaskModel, evaluate: Evaluate, now: Instant): UserTaskOffer {
  const text = (expression: string | undefined): string | undefined => {
    const value = expression === undefined ? null : evaluate(expression).value;
    return value === null || value === '' ? undefined : String(value);
  };
  const date = (expression: string | undefined) =>
    expression === undefined ? undefined : taskDate(expression, evaluate, now);
  const says = task.assignee ?? task.candidateGroups ?? task.candidateUsers;
  const record = {
    assignee: text(task.assignee),
    unit: text(task.unit),
    dueDate: date(task.dueDate),
    followUpDate: date(task.followUpDate),
  };
  return {
    ...(Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as typeof record),
    candidateGroups:
      says === undefined ? (task.laneRole ? [task.laneRole] : []) : listOf(task.candidateGroups, evaluate),
    candidateUsers: listOf(task.candidateUsers, evaluate),
    priority: priorityOf(task.priority, evaluate),
  };
}

function listOf(expression: string | undefined, evaluate: Evaluate): string[] {
  if (expression === undefined) return [];
  const value = evaluate(expression).value;
  if (value === null) return [];
  if (typeof value === 'string')
    return value
      .split(/[,，]/)
      .map((name) => name.trim())
      .filter(Boolean);
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value;
  throw new IncidentError('EXTRACT_VALUE_ERROR', `候选人表达式“${expression}”须得出文字或文字列表`);
}

function priorityOf(expression: string | undefined, evaluate: Evaluate): number {
  if (expression === undefined) return DEFAULT_PRIORITY;
  const priority = Number(evaluate(expression).value);
  if (Number.isInteger(priority) && priority >= 0 && priority <= 100) return priority;
  throw new IncidentError('EXTRACT_VALUE_ERROR', `优先级“${expression}”须为 0 至 100 的整数`);
}

/** @throws IncidentError when the type or the number of tries is no such thing. */
export function openJob(job: JobModel, evaluate: Evaluate): OpenJob {
  const type = evaluate(job.type).value;
  const retries = job.retries === undefined ? DEFAULT_RETRIES : Number(evaluate(job.retries).value);
  if (typeof type !== 'string' || type === '')
    throw new IncidentError('EXTRACT_VALUE_ERROR', `作业类型“${job.type}”须得出文字`);
  if (!Number.isInteger(retries) || retries < 1)
    throw new IncidentError('EXTRACT_VALUE_ERROR', `重试次数“${job.retries}”须为正整数`);
  return { type, retries, headers: job.headers };
}

/** @throws IncidentError when the expression gives neither text nor a number. */
export function correlationKeyOf(event: { name: string; correlationKey?: string }, evaluate: Evaluate): string {
  if (event.correlationKey === undefined) return '';
  const key: Json = evaluate(event.correlationKey).value;
  if ((typeof key === 'string' && key !== '') || typeof key === 'number') return String(key);
  throw new IncidentError(
    'EXTRACT_VALUE_ERROR',
    `消息“${event.name}”的关联键“${event.correlationKey}”没有得出文字或数字`,
  );
}
