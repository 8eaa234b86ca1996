import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { dayAt, yearOf } from '../../domain/calendar/days.js';
import type { Variables } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { HistoryWriter } from '../../workflow/history/history-writer.js';
import { JobHandlers } from '../../workflow/jobs/job-handlers.js';
import { JobFailure, type JobHandler, type JobRow } from '../../workflow/ports/case-port.js';
import { NoticeSourcesReader } from './notice-sources.js';
import { NoticesRepository } from './notices.repository.js';
import { assembleNoticeData, type NoticeSources } from './rendering/assemble-notice-data.js';
import { NUMBER_PLACEHOLDER, fillNumber } from './rendering/number-placeholder.js';
import { renderNotice, sha256 } from './rendering/render-notice.js';
import { NoticeDataRefused, NoticeIncomplete } from './rendering/rendering-errors.js';
import { TemplateCatalogue, type CataloguedTemplate } from './template-catalogue.js';

/** A document with the place of its number still open. */
export interface RenderedNotice {
  template: CataloguedTemplate;
  sources: NoticeSources & { unitId: string };
  html: string;
}

/**
 * Job type `notice`: renders with an open number first, then takes the number, stores the document and completes the job
 * in one transaction. A notice that cannot be rendered takes no number; a number taken always has its notice.
 */
@Injectable()
export class NoticeJob implements JobHandler, OnModuleInit {
  readonly type = 'notice';

  constructor(
    private readonly sources: NoticeSourcesReader,
    private readonly templates: TemplateCatalogue,
    private readonly notices: NoticesRepository,
    private readonly history: HistoryWriter,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly handlers: JobHandlers,
  ) {}

  onModuleInit(): void {
    this.handlers.add(this);
  }

  async prepare(job: JobRow): Promise<(transaction: SqlTransaction) => Promise<Variables>> {
    const rendered = await this.render(job.headers['template'] ?? '', job);
    return (transaction) => this.issue(transaction, job, rendered);
  }

  /** Also serves previews. @throws JobFailure naming the template or the missing fields. */
  async render(
    templateId: string,
    occasion: Pick<JobRow, 'caseId' | 'instanceKey' | 'variables' | 'actor'> & {
      ahead?: Record<string, { name: string; at: Date }>;
    },
  ): Promise<RenderedNotice> {
    const template = this.templates.of(templateId);
    if (!template) throw new JobFailure(`没有文书模板“${templateId}”，请流程管理员检查该步骤的设置。`);
    const sources = await this.sources.read(occasion, NUMBER_PLACEHOLDER);
    try {
      return { template, sources, html: await renderNotice(template.template, assembleNoticeData(sources)) };
    } catch (reason) {
      if (reason instanceof NoticeIncomplete || reason instanceof NoticeDataRefused)
        throw new JobFailure(reason.message);
      throw reason;
    }
  }

  private async issue(
    transaction: SqlTransaction,
    job: JobRow,
    { template, sources, html }: RenderedNotice,
  ): Promise<Variables> {
    const issuedAt = this.clock.instant();
    const { title, series } = template.template;
    const number =
      series === 'matter'
        ? sources.case.number
        : await this.notices.takeNumber(
            transaction,
            { id: sources.unitId, shortCode: sources.unit.shortCode },
            series,
            yearOf(dayAt(issuedAt)),
          );
    const document = fillNumber(html, number);
    const id = randomUUID();
    const key = this.keys.unwrap(await this.notices.wrappedKey(transaction, job.caseId!));
    const digest = sha256(document);
    await this.notices.insert(transaction, {
      id,
      caseId: job.caseId!,
      instanceKey: job.instanceKey,
      jobKey: job.jobKey,
      elementId: job.elementId,
      templateId: template.id,
      templateSha256: template.sha256,
      templateSource: template.source,
      number,
      title,
      series,
      payload: this.keys.seal(
        key,
        JSON.stringify({ data: assembleNoticeData({ ...sources, number }), html: document }),
        `notice/${id}`,
      ),
      sha256: digest,
      issuedAt,
      issuedBy: job.actor?.userId ?? '',
    });
    await this.history.appendTo(transaction, job.instanceKey, issuedAt, job.actor?.userId ?? null, [
      {
        type: 'NOTICE_ISSUED',
        elementId: job.elementId,
        elementInstanceKey: job.jobKey,
        meta: { noticeId: id, templateId: template.id, number, sha256: digest },
      },
    ]);
    const result = job.headers['result'];
    return result ? { [result]: { noticeId: id, number, title } } : {};
  }
}
