import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { IfMatch, tagVersion, Versioned } from '../../platform/http/if-match.js';
import { Allow } from '../../platform/http/policy.js';
import { TasksService } from '../tasks/tasks.service.js';
import { FormResult } from './process-definitions.dto.js';
import { SearchRoute } from './search/search-route.js';
import type { Found } from './search/search.js';
import { readTaskChanges } from './task-changes.js';
import { AssignUserTaskBody, CompleteUserTaskBody, UpdateUserTaskBody, UserTaskResult } from './user-tasks.dto.js';
import { userTaskSearch, UserTaskQueries } from './user-tasks.queries.js';
import { TruncationQuery, VariableSearchResult } from './variables.dto.js';
import { taskVariableSearch, VariableQueries } from './variables.queries.js';

/** Who may see and do what is decided by the scope predicate and by TasksService, for this API as for the browser. */
@ApiTags('User task')
@Controller('v2/user-tasks')
export class UserTasksController {
  constructor(
    private readonly queries: UserTaskQueries,
    private readonly variables: VariableQueries,
    private readonly tasks: TasksService,
  ) {}

  @SearchRoute('search', userTaskSearch, UserTaskResult)
  search(@Body() body: unknown, @CurrentActor() actor: Actor): Promise<Found<UserTaskResult>> {
    return this.queries.find(body, actor);
  }

  @Get(':userTaskKey')
  @Allow('signed-in')
  @ApiOkResponse({ type: UserTaskResult })
  async get(
    @Param('userTaskKey') key: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserTaskResult> {
    const task = await this.queries.get(key, actor);
    tagVersion(reply, await this.queries.version(key));
    return task;
  }

  @Get(':userTaskKey/form')
  @Allow('signed-in')
  @ApiOkResponse({ type: FormResult })
  @ApiNoContentResponse({ description: '该待办没有表单' })
  async form(
    @Param('userTaskKey') key: string,
    @CurrentActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FormResult | undefined> {
    const form = await this.queries.form(key, actor);
    if (!form) void reply.status(HttpStatus.NO_CONTENT);
    return form ?? undefined;
  }

  @SearchRoute(':userTaskKey/variables/search', taskVariableSearch, VariableSearchResult)
  async searchVariables(
    @Param('userTaskKey') key: string,
    @Body() body: unknown,
    @Query() query: TruncationQuery,
    @CurrentActor() actor: Actor,
  ): Promise<Found<VariableSearchResult>> {
    const task = await this.queries.get(key, actor);
    return this.variables.ofTask(task, body, query.truncateValues !== 'false');
  }

  /** Without `allowOverride: false` it also moves a task that somebody else has. */
  @Post(':userTaskKey/assignment')
  @Versioned()
  @Allow('signed-in')
  @HttpCode(204)
  @ApiNoContentResponse()
  async assign(
    @Param('userTaskKey') key: string,
    @Body() body: AssignUserTaskBody,
    @CurrentActor() actor: Actor,
    @IfMatch() seen?: number,
  ): Promise<void> {
    await this.tasks.assign(
      key,
      body.assignee,
      { allowOverride: body.allowOverride ?? true, action: body.action ?? undefined, seen },
      actor,
    );
  }

  @Delete(':userTaskKey/assignee')
  @Versioned()
  @Allow('signed-in')
  @HttpCode(204)
  @ApiNoContentResponse()
  async unassign(
    @Param('userTaskKey') key: string,
    @CurrentActor() actor: Actor,
    @IfMatch() seen?: number,
  ): Promise<void> {
    await this.tasks.release(key, actor, seen);
  }

  @Patch(':userTaskKey')
  @Versioned()
  @Allow('signed-in')
  @HttpCode(204)
  @ApiNoContentResponse()
  async update(
    @Param('userTaskKey') key: string,
    @Body() body: UpdateUserTaskBody,
    @CurrentActor() actor: Actor,
    @IfMatch() seen?: number,
  ): Promise<void> {
    await this.tasks.update(key, readTaskChanges(body.changeset ?? {}), actor, seen);
  }

  @Post(':userTaskKey/completion')
  @Versioned()
  @Allow('signed-in')
  @HttpCode(204)
  @ApiNoContentResponse()
  async complete(
    @Param('userTaskKey') key: string,
    @Body() body: CompleteUserTaskBody,
    @CurrentActor() actor: Actor,
    @IfMatch() seen?: number,
  ): Promise<void> {
    await this.tasks.complete(key, body.variables ?? {}, { seen }, actor);
  }
}
