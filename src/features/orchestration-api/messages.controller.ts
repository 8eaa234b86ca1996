import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import {
  CorrelateMessageBody,
  MessageCorrelationResult,
  MessagePublicationResult,
  PublishMessageBody,
} from './messages.dto.js';
import { MessagesService } from './messages.service.js';
import { defaultTenant } from './tenant.js';

@ApiTags('Message')
@Controller('v2/messages')
export class MessagesController {
  constructor(private readonly messages: MessagesService) {}

  @Post('publication')
  @Allow(['owner'])
  @HttpCode(200)
  @ApiOkResponse({ type: MessagePublicationResult })
  async publish(@Body() body: PublishMessageBody, @CurrentActor() actor: Actor): Promise<MessagePublicationResult> {
    const messageKey = await this.messages.publish(
      {
        name: body.name,
        correlationKey: body.correlationKey ?? '',
        variables: body.variables ?? {},
        timeToLive: body.timeToLive ?? 0,
        messageId: body.messageId || undefined,
      },
      actor,
    );
    return { tenantId: defaultTenant, messageKey };
  }

  @Post('correlation')
  @Allow(['owner'])
  @HttpCode(200)
  @ApiOkResponse({ type: MessageCorrelationResult })
  async correlate(@Body() body: CorrelateMessageBody, @CurrentActor() actor: Actor): Promise<MessageCorrelationResult> {
    const { messageKey, instanceKey } = await this.messages.correlate(
      { name: body.name, correlationKey: body.correlationKey ?? '', variables: body.variables ?? {} },
      actor,
    );
    return { tenantId: defaultTenant, messageKey, processInstanceKey: instanceKey };
  }
}
