import { separatedProcedure, separationBreach } from '../../domain/duties/separation.js';
import type { ElementInfo } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Failure } from '../../platform/failure.js';
import { shanghaiTime } from '../../platform/http/if-match.js';
import type { TaskRow } from './tasks.repository.js';

export interface TaskContext {
  task: TaskRow;
  element: ElementInfo;
  /** The other elements of the diagram, for names. */
  elements: Readonly<Record<string, ElementInfo>>;
  performers: ReadonlyMap<string, readonly string[]>;
  /** Name of whoever has it, or has done it. */
  holderName: string | null;
  /** Units in which the task may be done: the task's own, else the case's registering unit with all above it. */
  unitPath: string | null;
}

/** Why this person may not do this task, as a sentence; undefined when they may. */
export function refusalFor(context: TaskContext, actor: Actor): Failure | undefined {
  const { task } = context;
  if (task.state === 'COMPLETED') {
    return alreadyDone(context);
  }
  if (task.state === 'CANCELED')
    return new Failure('conflict', 'task-canceled', '该步骤已随流程推进而撤销，无需办理。');
  if (!mayHandle(context, actor)) {
    return new Failure('forbidden', 'not-a-candidate', '该步骤不由您的岗位或单位办理。');
  }
  const breach = separationBreach(context.element.separateFrom, context.performers, actor.username);
  if (breach && separatedProcedure(breach.elementId)) {
    return new Failure(
      'forbidden',
      'separation-of-duties',
      `您此前办理过本事项，按职责分离要求不能再办理「${task.name}」，请由未参与原办理的人员办理。`,
    );
  }
  if (breach) {
    const earlier = context.elements[breach.elementId]?.name ?? '前序步骤';
    return new Failure(
      'forbidden',
      'separation-of-duties',
      `您已办理过「${earlier}」，按职责分离要求不能再办理「${task.name}」，请由其他人员办理。`,
    );
  }
  return undefined;
}

/** Says who has done it, and when. */
export function alreadyDone({ task, holderName }: Pick<TaskContext, 'task' | 'holderName'>): Failure {
  const by = holderName ?? '其他人员';
  const failure = new Failure(
    'conflict',
    'task-already-done',
    `该步骤已由${by}于 ${shortTime(task.completedAt)} 办结，无需重复办理。`,
  );
  if (task.completedAt) failure.change = { by, at: task.completedAt };
  return failure;
}

/** A task names roles, people, or both; a task that names nobody is open to whoever sees it. */
export function mayHandle({ task, unitPath }: TaskContext, actor: Actor): boolean {
  if (task.assignee === actor.username || task.candidateUsers.includes(actor.username)) return true;
  if (task.candidateGroups.length === 0 && task.candidateUsers.length === 0) return true;
  return actor.roles.some((role) => {
    if (!task.candidateGroups.includes(role.code)) return false;
    if (task.unitId) return role.unitId === task.unitId;
    return unitPath === null || unitPath.startsWith(role.unitPath);
  });
}

export const shortTime = (instant: string | null): string => (instant ? shanghaiTime(instant) : '');
