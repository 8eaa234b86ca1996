import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { attachmentKinds } from '../../domain/codes/attachment-kinds.js';
import { codesOf } from '../../domain/codes/code.js';
import { officerRoles } from '../../domain/codes/roles.js';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { AttachmentShown, VoidAttachmentBody } from './attachments.dto.js';
import { AttachmentsService } from './attachments.service.js';
import { attachmentLimits, readUploadedFile } from './uploaded-file.js';

@ApiTags('attachments')
@Allow('signed-in')
@Controller('api')
export class AttachmentsController {
  constructor(private readonly attachments: AttachmentsService) {}

  @Get('cases/:id/attachments')
  @ApiOkResponse({ type: AttachmentShown, isArray: true })
  list(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<AttachmentShown[]> {
    return this.attachments.list(id, actor);
  }

  @Post('cases/:id/attachments')
  @Allow(officerRoles)
  @RouteConfig({ multipart: attachmentLimits })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['file', 'kind'],
      properties: {
        file: { type: 'string', format: 'binary' },
        kind: { type: 'string', enum: codesOf(attachmentKinds) },
      },
    },
  })
  @ApiCreatedResponse({ type: AttachmentShown })
  async add(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @CurrentActor() actor: Actor,
  ): Promise<AttachmentShown> {
    return this.attachments.add(id, await readUploadedFile(request), actor);
  }

  /** Always as a download: nothing that somebody brought is shown as a page of this server. */
  @Get('attachments/:id/content')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async content(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { name, mediaType, content } = await this.attachments.content(id, actor);
    await reply
      .header('Content-Type', mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType)
      .header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('Content-Security-Policy', "default-src 'none'; sandbox")
      .header('Cache-Control', 'no-store')
      .send(content);
  }

  @Post('attachments/:id/void')
  @Allow(officerRoles)
  @HttpCode(200)
  @ApiOkResponse({ type: AttachmentShown })
  declareVoid(
    @Param('id') id: string,
    @Body() { reason }: VoidAttachmentBody,
    @CurrentActor() actor: Actor,
  ): Promise<AttachmentShown> {
    return this.attachments.declareVoid(id, reason, actor);
  }
}
