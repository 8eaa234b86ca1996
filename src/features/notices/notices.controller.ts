import { Controller, Get, Header, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { NoticeShown } from '../cases/case-answers.dto.js';
import type { Notice } from '../cases/cases.view.js';
import { documentPolicy } from './document-policy.js';
import { NoticesService } from './notices.service.js';

const wordDocument = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

@ApiTags('notices')
@Allow('signed-in')
@Controller('api')
export class NoticesController {
  constructor(private readonly notices: NoticesService) {}

  @Get('cases/:id/notices')
  @ApiOkResponse({ type: NoticeShown, isArray: true })
  ofCase(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Notice[]> {
    return this.notices.ofCase(id, actor);
  }

  @Get('notices/:id')
  @ApiOkResponse({ type: NoticeShown })
  one(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<Notice> {
    return this.notices.one(id, actor);
  }

  @Get('notices/:id/html')
  @ApiProduces('text/html')
  @ApiOkResponse({ type: String })
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Content-Security-Policy', documentPolicy)
  @Header('X-Frame-Options', 'SAMEORIGIN')
  async html(@Param('id') id: string, @CurrentActor() actor: Actor): Promise<string> {
    return (await this.notices.html(id, actor)).html;
  }

  @Get('notices/:id/pdf')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ type: String })
  async pdf(
    @Param('id') id: string,
    @Query('download') download: string | undefined,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { notice, pdf } = await this.notices.pdf(id, actor);
    const name = encodeURIComponent(`${notice.title} ${notice.number}.pdf`);
    await reply
      .header('Content-Type', 'application/pdf')
      .header('Content-Disposition', `${download ? 'attachment' : 'inline'}; filename*=UTF-8''${name}`)
      .send(pdf);
  }

  @Get('notices/:id/docx')
  @ApiProduces(wordDocument)
  @ApiOkResponse({ type: String })
  async docx(@Param('id') id: string, @CurrentActor() actor: Actor, @Res() reply: FastifyReply): Promise<void> {
    const { notice, docx } = await this.notices.docx(id, actor);
    const name = encodeURIComponent(`${notice.title} ${notice.number}.docx`);
    await reply
      .header('Content-Type', wordDocument)
      .header('Content-Disposition', `attachment; filename*=UTF-8''${name}`)
      .send(docx);
  }
}
