import { Body, Controller, Get, Header, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../../platform/actor.js';
import { CurrentActor } from '../../../platform/http/current-actor.js';
import { Allow } from '../../../platform/http/policy.js';
import { documentPolicy } from '../document-policy.js';
import { NoticesService } from '../notices.service.js';
import { DeliveriesShown, DeliveryShown, RecordDeliveryBody } from './deliveries.dto.js';
import { DeliveriesService } from './deliveries.service.js';

/** Posts that hand documents over: windows, the office, supervision, the handling unit and the review office. */
const deliverers = ['R1', 'R2', 'R3', 'R6', 'R7', 'R8'];

@ApiTags('notices')
@Allow('signed-in')
@Controller('api/notices/:id/deliveries')
export class DeliveriesController {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly notices: NoticesService,
  ) {}

  @Post()
  @Allow(deliverers)
  @ApiCreatedResponse({ type: DeliveryShown })
  record(
    @Param('id') id: string,
    @Body() body: RecordDeliveryBody,
    @CurrentActor() actor: Actor,
  ): Promise<DeliveryShown> {
    return this.deliveries.record(id, body, actor);
  }

  @Get()
  @ApiOkResponse({ type: DeliveriesShown })
  list(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<DeliveriesShown> {
    return this.deliveries.ofNotice(id, actor);
  }

  @Get(':deliveryId/html')
  @ApiProduces('text/html')
  @ApiOkResponse({ type: String })
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', documentPolicy)
  @Header('X-Frame-Options', 'SAMEORIGIN')
  async html(
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
    @CurrentActor() actor: Actor,
  ): Promise<string> {
    return (await this.deliveries.receipt(id, deliveryId, actor)).html;
  }

  @Get(':deliveryId/pdf')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ type: String })
  async pdf(
    @Param('id') id: string,
    @Param('deliveryId') deliveryId: string,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { number, html } = await this.deliveries.receipt(id, deliveryId, actor);
    const pdf = await this.notices.printed(html);
    const name = encodeURIComponent(`送达回证 ${number}.pdf`);
    await reply
      .header('Content-Type', 'application/pdf')
      .header('Content-Disposition', `inline; filename*=UTF-8''${name}`)
      .send(pdf);
  }
}
