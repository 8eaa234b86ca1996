import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Variables } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { IfMatch, tagVersion, Versioned } from '../../platform/http/if-match.js';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import { DraftsService } from './drafts.service.js';
import { InboxService } from './inbox.service.js';
import { TaskSteps } from './task-steps.service.js';
import { TaskPageService, type TaskPage, type TaskView } from './task-page.service.js';
import {
  CompleteTask,
  CompletionView,
  TaskDraftView,
  InboxPage,
  InboxRequest,
  PreviewView,
  TaskAnswer,
  TaskPageView,
  TaskValues,
} from './tasks.dto.js';
import { TasksService } from './tasks.service.js';

@ApiTags('tasks')
@Allow('signed-in')
@Controller('api')
export class TasksController {
  constructor(
    private readonly tasks: TasksService,
    private readonly pages: TaskPageService,
    private readonly inbox: InboxService,
    private readonly drafts: DraftsService,
    private readonly steps: TaskSteps,
  ) {}

  @Get('inbox')
  @ApiOkResponse({ type: InboxPage })
  list(@Query() query: InboxRequest, @CurrentActor() actor: Actor): Promise<InboxPage> {
    return this.inbox.list(
      { tab: query.tab ?? 'mine', q: query.q?.trim() || undefined, page: query.page ?? 1, size: query.size ?? 20 },
      actor,
    );
  }

  @Get('tasks/:key')
  @ApiOkResponse({ type: TaskPageView })
  async page(
    @Param('key') key: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskPage> {
    const page = await this.pages.page(key, actor);
    tagVersion(reply, page.task.version);
    return page;
  }

  @Post('tasks/:key/claim')
  @HttpCode(200)
  @Versioned()
  @ApiOkResponse({ type: TaskAnswer })
  async claim(
    @Param('key') key: string,
    @CurrentActor() actor: Actor,
    @IfMatch() seen?: number,
  ): Promise<{ task: TaskView; message: string }> {
    const task = await this.tasks.claim(key, actor, seen);
    return { task: await this.steps.view(key, actor), message: `已签收「${task.name}」，请在“我的待办”中办理。` };
  }

  @Delete('tasks/:key/claim')
  @Versioned()
  @ApiOkResponse({ type: TaskAnswer })
  async release(
    @Param('key') key: string,
    @CurrentActor() actor: Actor,
    @IfMatch() seen?: number,
  ): Promise<{ task: TaskView; message: string }> {
    const task = await this.tasks.release(key, actor, seen);
    return { task: await this.steps.view(key, actor), message: `已退回「${task.name}」，同岗位人员可以签收。` };
  }

  @Put('tasks/:key/draft')
  @Versioned()
  @ApiOkResponse({ type: TaskDraftView })
  draft(
    @Param('key') key: string,
    @Body() body: TaskValues,
    @CurrentActor() actor: Actor,
    @IfMatch() seen?: number,
  ): Promise<TaskDraftView> {
    return this.drafts.save(key, body.values as Variables, actor, seen);
  }

  @Post('tasks/:key/completion')
  @HttpCode(200)
  @Versioned()
  @ApiOkResponse({ type: CompletionView })
  complete(
    @Param('key') key: string,
    @Body() body: CompleteTask,
    @CurrentActor() actor: Actor,
    @IfMatch() seen?: number,
  ): Promise<CompletionView> {
    return this.steps.complete(key, body, actor, seen);
  }

  @Post('tasks/:key/notice-preview')
  @WithoutIdempotencyKey('只预览，不改变数据')
  @HttpCode(200)
  @ApiOkResponse({ type: PreviewView })
  preview(
    @Param('key') key: string,
    @Body() body: TaskValues,
    @CurrentActor() actor: Actor,
  ): Promise<{ html: string | null }> {
    return this.steps.preview(key, body.values as Variables, actor);
  }
}
