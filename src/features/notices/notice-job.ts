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
    const number = await this.numberOf(transaction, job, template, sources, issuedAt);
    const document = fillNumber(html, number);
    const id = randomUUID();
    const key = this.keys.unwrap(await this.notices.wrappedKey(transaction, job.instanceKey));
    const digest = sha256(document);
    await this.notices.insert(transaction, {
      id,
      caseId: job.caseId,
      unitId: sources.unitId,
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

  /** The matter's own number, that of another document, or the next of the unit's series. */
  private async numberOf(
    transaction: SqlTransaction,
    job: JobRow,
    { id, template }: RenderedNotice['template'],
    { unitId, unit, case: matter }: RenderedNotice['sources'],
    issuedAt: string,
  ): Promise<string> {
    if (template.series === 'matter') {
      if (!matter) throw new JobFailure(`《${template.title}》使用事项编号，而该流程没有关联的信访事项。`);
      return matter.number;
    }
    if (template.series === 'document') {
      const number = job.variables['documentNumber'];
      if (typeof number === 'string' && number.trim() !== '') return number;
      throw new JobFailure(`《${template.title}》使用所送达文书的文号，变量 documentNumber 中没有文号。`);
    }
    const lent =
      template.numberOf &&
      (await this.notices.lentNumber(transaction, {
        instanceKey: job.instanceKey,
        unitId,
        lender: template.numberOf,
        borrower: id,
      }));
    if (lent) return lent;
    const taken = { id: unitId, shortCode: unit.shortCode };
    return this.notices.takeNumber(transaction, taken, template, yearOf(dayAt(issuedAt)));
  }
}
