import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { nameOf } from '../../domain/codes/code.js';
import { roles } from '../../domain/codes/roles.js';
import { TaskContexts } from './task-contexts.js';
import { refusalFor } from './task-rules.js';

export interface NextStep {
  taskKey: string;
  name: string;
  /** Assigned to the person who just acted. */
  mine: boolean;
  /** The person who just acted may take it. */
  claimable: boolean;
}

interface OpenTask {
  task_key: string;
  name: string;
  assignee: string | null;
  candidate_groups: string;
  unit_name: string | null;
  due_at: string | null;
}

/** Says after each step what comes next and who is waited for. */
@Injectable()
export class NextSteps {
  constructor(
    private readonly database: Database,
    private readonly contexts: TaskContexts,
  ) {}

  /** What a step that was done at `since` has opened; the sentence is empty when no person's step follows at once. */
  async after(instanceKey: string, since: string, actor: Actor): Promise<{ steps: NextStep[]; sentence: string }> {
    const tasks = (await this.open(instanceKey)).filter((task) => task.created_at >= since);
    const steps: NextStep[] = [];
    for (const task of tasks) {
      steps.push({
        taskKey: task.task_key,
        name: task.name,
        mine: task.assignee === actor.username,
        claimable: await this.claimable(task.task_key, actor),
      });
    }
    return { steps, sentence: tasks.map((task) => `“${task.name}”，由${performer(task)}办理`).join('；') };
  }

  /** Whether the server itself is about to go on (a notice, an archive entry); a message may have opened that job after the step. */
  async serverIsNext(instanceKey: string): Promise<boolean> {
    const sql = `SELECT 1 FROM job WHERE instance_key = ? AND state = 'CREATED' LIMIT 1`;
    return (await this.database.get(sql, [instanceKey])) !== undefined;
  }

  /** Who is waited for, for the head of a task page. */
  async waitingFor(instanceKey: string): Promise<string> {
    const tasks = await this.open(instanceKey);
    return tasks.map((task) => `“${task.name}”（${performer(task)}）`).join('、');
  }

  private open(instanceKey: string): Promise<(OpenTask & { created_at: string })[]> {
    return this.database.all(
      `SELECT t.task_key, t.name, t.assignee, t.candidate_groups, t.due_at, t.created_at, u.name AS unit_name FROM user_task t
       LEFT JOIN petition_case c ON c.id = t.case_id LEFT JOIN unit u ON u.id = COALESCE(t.unit_id, c.unit_id)
       WHERE t.instance_key = ? AND t.state = 'CREATED' ORDER BY t.created_at DESC, t.task_key`,
      [instanceKey],
    );
  }

  /** A step the actor may not even see is not theirs to take. */
  private async claimable(taskKey: string, actor: Actor): Promise<boolean> {
    try {
      return refusalFor(await this.contexts.ofNow(taskKey, actor), actor) === undefined;
    } catch {
      return false;
    }
  }
}

function performer(task: OpenTask): string {
  const posts = (JSON.parse(task.candidate_groups) as string[]).map((code) => nameOf(roles, code)).join('、');
  return `${task.unit_name ?? ''}${posts || '相关人员'}`;
}
