import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Definitions } from '../../workflow/definitions/definitions.js';
import { TemplateCatalogue } from '../notices/template-catalogue.js';
import { NextSteps } from './next-steps.js';
import { noticesAhead } from './notice-ahead.js';
import { shortTime, type TaskContext } from './task-rules.js';

/** An instance as its diagram shows it. */
export interface InstanceMarks {
  key: string;
  definitionKey: string;
  processId: string;
  processName: string;
  version: number;
  currentElementIds: string[];
  doneElementIds: string[];
  takenFlowIds: string[];
}

/** Where an instance stands, in words and as marks on its diagram. */
@Injectable()
export class TaskProgress {
  constructor(
    private readonly database: Database,
    private readonly definitions: Definitions,
    private readonly steps: NextSteps,
    private readonly templates: TemplateCatalogue,
  ) {}

  /** Why the case is here, and who waits for whom. */
  async why({ task }: TaskContext): Promise<string> {
    const previous = await this.database.get<{ name: string; completed_at: string; display_name: string | null }>(
      `SELECT t.name, t.completed_at, a.display_name FROM user_task t LEFT JOIN app_user a ON a.username = t.completed_by
       WHERE t.instance_key = ? AND t.state = 'COMPLETED' AND t.completed_at <= ? AND t.task_key <> ? ORDER BY t.completed_at DESC LIMIT 1`,
      [task.instanceKey, task.completedAt ?? task.createdAt, task.taskKey],
    );
    const because = previous
      ? `${previous.display_name ?? '办理人'}于 ${shortTime(previous.completed_at)} 办结“${previous.name}”`
      : `本流程于 ${shortTime(task.createdAt)} 发起`;
    if (task.state !== 'CREATED')
      return `${because}，随后转入“${task.name}”；该步骤已${task.state === 'COMPLETED' ? '办结' : '撤销'}。`;
    return `${because}，现转入“${task.name}”。正在等待：${await this.steps.waitingFor(task.instanceKey)}。`;
  }

  async instance({ task }: TaskContext): Promise<InstanceMarks> {
    const row = await this.definitions.row(task.definitionKey);
    const elements = await this.database.all<{ element_id: string; state: string }>(
      `SELECT DISTINCT element_id, state FROM element_instance WHERE instance_key = ?`,
      [task.instanceKey],
    );
    const flows = await this.database.all<{ element_id: string }>(
      `SELECT DISTINCT element_id FROM history_event WHERE instance_key = ? AND type = 'FLOW_TAKEN'`,
      [task.instanceKey],
    );
    return {
      key: task.instanceKey,
      definitionKey: task.definitionKey,
      processId: task.processId,
      processName: row.name,
      version: task.processVersion,
      currentElementIds: elements.filter((element) => element.state === 'ACTIVE').map((element) => element.element_id),
      doneElementIds: elements.filter((element) => element.state === 'COMPLETED').map((element) => element.element_id),
      takenFlowIds: flows.map((flow) => flow.element_id),
    };
  }

  /** The notice that submitting the step leads to; where a gateway decides between several, all are named. */
  issues({ task, elements }: TaskContext): { issues?: { templateId: string; title: string } } {
    const ids = noticesAhead(task.elementId, elements);
    const titles = ids.flatMap((id) => this.templates.titleOf(id) ?? []);
    return titles.length > 0 ? { issues: { templateId: ids[0]!, title: titles.join('或') } } : {};
  }
}
