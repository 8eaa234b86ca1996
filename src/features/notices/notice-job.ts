import { Injectable, type OnModuleInit } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { dayAt, yearOf } from '../../domain/calendar/days.js';
import type { Variables } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlTransaction } from '../../platform/database/database.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { HistoryWriter } from '../../workflow/history/history-writer.js';
import { JobHandlers } from '../../workflow/jobs/job-handlers.js';
import type { JobHandler, JobRow } from '../../workflow/ports/case-port.js';
import { NoticeRenderer, type RenderedNotice } from './notice-renderer.js';
import { NoticesRepository } from './notices.repository.js';
import { assembleNoticeData } from './rendering/assemble-notice-data.js';
import { fillNumber } from './rendering/number-placeholder.js';
import { sha256 } from './rendering/render-notice.js';

/**
 * Job type `notice`: renders with an open number first, then takes the number, stores the document and completes the job
 * in one transaction. A notice that cannot be rendered takes no number; a number taken always has its notice.
 */
@Injectable()
export class NoticeJob implements JobHandler, OnModuleInit {
  readonly type = 'notice';

  constructor(
    private readonly renderer: NoticeRenderer,
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
    const rendered = await this.renderer.render(job.headers['template'] ?? '', job);
    return (transaction) => this.issue(transaction, job, rendered);
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
