import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { expectNoFields } from './empty-body.js';
import { MigrateInstanceBody, ModifyInstanceBody } from './instance-changes.dto.js';
import { InstanceChangesService } from './instance-changes.service.js';

@ApiTags('Process instance')
@Controller()
export class InstanceChangesController {
  constructor(private readonly changes: InstanceChangesService) {}

  /** Goes on in another version. Everything is checked first; nothing is done when an open element has no place there. */
  @Post('v2/process-instances/:processInstanceKey/migration')
  @Allow(['owner'])
  @HttpCode(204)
  @ApiNoContentResponse()
  migrate(
    @Param('processInstanceKey') key: string,
    @Body() body: MigrateInstanceBody,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.changes.migrate(key, body, actor);
  }

  /** Begins elements and ends others by hand: all of it, or nothing. */
  @Post('v2/process-instances/:processInstanceKey/modification')
  @Allow(['owner'])
  @HttpCode(204)
  @ApiNoContentResponse()
  modify(
    @Param('processInstanceKey') key: string,
    @Body() body: ModifyInstanceBody,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.changes.modify(key, body, actor);
  }

  /** The API knows no suspension. */
  @Post('api/process-instances/:processInstanceKey/suspension')
  @Allow(['owner'])
  @HttpCode(204)
  @ApiNoContentResponse()
  async suspend(
    @Param('processInstanceKey') key: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    expectNoFields(body);
    await this.changes.suspend(key, actor);
  }

  @Post('api/process-instances/:processInstanceKey/resumption')
  @Allow(['owner'])
  @HttpCode(204)
  @ApiNoContentResponse()
  async resume(
    @Param('processInstanceKey') key: string,
    @Body() body: unknown,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    expectNoFields(body);
    await this.changes.resume(key, actor);
  }
}
