import { Injectable } from '@nestjs/common';
import { JobFailure } from '../../workflow/ports/case-port.js';
import { NoticeSourcesReader, type NoticeOccasion } from './notice-sources.js';
import { assembleNoticeData, type NoticeSources } from './rendering/assemble-notice-data.js';
import { NUMBER_PLACEHOLDER } from './rendering/number-placeholder.js';
import { renderNotice } from './rendering/render-notice.js';
import { NoticeDataRefused, NoticeIncomplete } from './rendering/rendering-errors.js';
import { TemplateCatalogue, type CataloguedTemplate } from './template-catalogue.js';

/** A document with the place of its number still open. */
export interface RenderedNotice {
  template: CataloguedTemplate;
  sources: NoticeSources & { unitId: string };
  html: string;
}

/** Makes the document of a notice, to be issued or only to be looked at. */
@Injectable()
export class NoticeRenderer {
  constructor(
    private readonly sources: NoticeSourcesReader,
    private readonly templates: TemplateCatalogue,
  ) {}

  /** @throws JobFailure naming the template or the missing fields. */
  async render(templateId: string, occasion: NoticeOccasion): Promise<RenderedNotice> {
    const template = this.templates.of(templateId);
    if (!template) throw new JobFailure(`没有文书模板“${templateId}”，请流程管理员检查该步骤的设置。`);
    const sources = await this.sources.read(occasion, {
      number: NUMBER_PLACEHOLDER,
      issuer: template.template.issuer,
    });
    try {
      return { template, sources, html: await renderNotice(template.template, assembleNoticeData(sources)) };
    } catch (reason) {
      if (reason instanceof NoticeIncomplete || reason instanceof NoticeDataRefused)
        throw new JobFailure(reason.message);
      throw reason;
    }
  }
}
