import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import { readTarget } from '../orchestration-api/instance-changes.service.js';
import { refuse } from '../orchestration-api/search/refusal.js';
import { BatchCheckService } from './batch-check.service.js';
import { rolesFor } from './batch-commands.js';
import {
  BatchOperationCreatedResult,
  CheckBatchBody,
  CheckBatchResult,
  InstanceFilterBody,
  MigrateInstancesBody,
  ModifyInstancesBody,
} from './batch-operations.dto.js';
import { BatchOperationsService } from './batch-operations.service.js';
import type { BatchPlan } from './batch-plan.js';

/** Each answers at once with the operation's key; how far it has come is asked with the key. */
@ApiTags('Process instance')
@Controller()
export class BulkCommandsController {
  constructor(
    private readonly operations: BatchOperationsService,
    private readonly checks: BatchCheckService,
  ) {}

  @Post('v2/process-instances/cancellation')
  @Allow(rolesFor.CANCEL_PROCESS_INSTANCE)
  @HttpCode(200)
  @ApiOkResponse({ type: BatchOperationCreatedResult })
  cancel(@Body() body: InstanceFilterBody, @CurrentActor() actor: Actor): Promise<BatchOperationCreatedResult> {
    return this.begin({ type: 'CANCEL_PROCESS_INSTANCE' }, body, actor);
  }

  @Post('v2/process-instances/incident-resolution')
  @Allow(rolesFor.RESOLVE_INCIDENT)
  @HttpCode(200)
  @ApiOkResponse({ type: BatchOperationCreatedResult })
  resolveIncidents(
    @Body() body: InstanceFilterBody,
    @CurrentActor() actor: Actor,
  ): Promise<BatchOperationCreatedResult> {
    return this.begin({ type: 'RESOLVE_INCIDENT' }, body, actor);
  }

  @Post('v2/process-instances/migration')
  @Allow(rolesFor.MIGRATE_PROCESS_INSTANCE)
  @HttpCode(200)
  @ApiOkResponse({ type: BatchOperationCreatedResult })
  migrate(@Body() body: MigrateInstancesBody, @CurrentActor() actor: Actor): Promise<BatchOperationCreatedResult> {
    const target = readTarget(body.migrationPlan, 'migrationPlan.');
    return this.begin({ type: 'MIGRATE_PROCESS_INSTANCE', target }, body, actor);
  }

  @Post('v2/process-instances/modification')
  @Allow(rolesFor.MODIFY_PROCESS_INSTANCE)
  @HttpCode(200)
  @ApiOkResponse({ type: BatchOperationCreatedResult })
  modify(@Body() body: ModifyInstancesBody, @CurrentActor() actor: Actor): Promise<BatchOperationCreatedResult> {
    return this.begin({ type: 'MODIFY_PROCESS_INSTANCE', moves: body.moveInstructions }, body, actor);
  }

  /** A dry run: names every item that an operation would fail on, and why. The API knows none. */
  @Post('api/process-instances/batch-check')
  @WithoutIdempotencyKey('只检查，不改变数据')
  @Allow(rolesFor.RESOLVE_INCIDENT)
  @HttpCode(200)
  @ApiOkResponse({ type: CheckBatchResult })
  check(@Body() body: CheckBatchBody, @CurrentActor() actor: Actor): Promise<CheckBatchResult> {
    return this.checks.check(planOf(body), body.filter, actor);
  }

  private async begin(
    plan: BatchPlan,
    { filter }: InstanceFilterBody,
    actor: Actor,
  ): Promise<BatchOperationCreatedResult> {
    return { batchOperationKey: await this.operations.create(plan, filter, actor), batchOperationType: plan.type };
  }
}

/** @throws Failure request-invalid for what belongs to another type of operation, or is missing for this one. */
function planOf({ operationType: type, migrationPlan, moveInstructions }: CheckBatchBody): BatchPlan {
  const belongs = (name: string, given: unknown, wanted: boolean): void => {
    if ((given !== undefined) !== wanted)
      throw refuse(name, wanted ? 'is-defined' : 'unsupported-field', wanted ? '没有填写' : `不用于 ${type}`);
  };
  belongs('migrationPlan', migrationPlan, type === 'MIGRATE_PROCESS_INSTANCE');
  belongs('moveInstructions', moveInstructions, type === 'MODIFY_PROCESS_INSTANCE');
  if (type === 'MIGRATE_PROCESS_INSTANCE') return { type, target: readTarget(migrationPlan!, 'migrationPlan.') };
  if (type === 'MODIFY_PROCESS_INSTANCE') return { type, moves: moveInstructions! };
  return { type };
}
