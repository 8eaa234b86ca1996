import { Injectable } from '@nestjs/common';
import type { Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { NextSteps, type NextStep } from './next-steps.js';
import { NoticePreviewService } from './notice-preview.service.js';
import { TaskContexts } from './task-contexts.js';
import { TaskPageService, type TaskView } from './task-page.service.js';
import { TasksService } from './tasks.service.js';

export interface Completion {
  message: string;
  next: NextStep[];
  ended: boolean;
}

/** A step as a person in the browser takes it: done, and told what comes next. */
@Injectable()
export class TaskSteps {
  constructor(
    private readonly tasks: TasksService,
    private readonly pages: TaskPageService,
    private readonly contexts: TaskContexts,
    private readonly next: NextSteps,
    private readonly previews: NoticePreviewService,
    private readonly clock: Clock,
  ) {}

  async complete(
    key: string,
    { values, version }: { values: object; version: number },
    actor: Actor,
    seen?: number,
  ): Promise<Completion> {
    const before = this.clock.instant();
    const { task, executed } = await this.tasks.complete(key, values as Variables, { version, seen }, actor);
    const ended = executed.outcome.status === 'completed';
    const { steps, sentence } = await this.next.after(task.instanceKey, before, actor);
    const follows = ended ? '本流程已办结。' : sentence ? `进入${sentence}。` : await this.waiting(task.instanceKey);
    return { message: `已提交「${task.name}」。${follows}`, next: steps, ended };
  }

  async view(key: string, actor: Actor): Promise<TaskView> {
    return this.pages.view(await this.contexts.ofNow(key, actor), actor);
  }

  async preview(key: string, values: Variables, actor: Actor): Promise<{ html: string | null }> {
    return (await this.previews.preview(key, values, actor)) ?? { html: null };
  }

  private async waiting(instanceKey: string): Promise<string> {
    return (await this.next.serverIsNext(instanceKey))
      ? '系统正在处理（出具文书或归档），随后自动进入下一步。'
      : '等待其他步骤完成后继续。';
  }
}
