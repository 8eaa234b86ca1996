import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { join } from 'node:path';
import type { Actor } from '../../platform/actor.js';
import { CONFIG } from '../../platform/config/config.module.js';
import type { Config } from '../../platform/config/config.js';
import { Failure } from '../../platform/failure.js';
import { KeyRing } from '../../platform/keys/key-ring.js';
import { CasesService } from '../cases/cases.service.js';
import type { Notice } from '../cases/cases.view.js';
import { IssuedNotices } from '../cases/issued-notices.js';
import { noticeDocx } from './docx/notice-docx.js';
import { NoticesRepository } from './notices.repository.js';
import { readFrontMatter } from './rendering/front-matter.js';
import type { NoticeData } from './rendering/notice-data.js';
import { PdfPrinter } from './rendering/pdf-printer.js';
import { closeRendering, sha256 } from './rendering/render-notice.js';

/** Reads issued notices: as stored, never rendered anew. */
@Injectable()
export class NoticesService implements OnApplicationShutdown {
  private readonly printer: PdfPrinter;

  constructor(
    private readonly notices: NoticesRepository,
    private readonly issued: IssuedNotices,
    private readonly cases: CasesService,
    private readonly keys: KeyRing,
    @Inject(CONFIG) config: Config,
  ) {
    this.printer = new PdfPrinter({
      directory: join(config.dataDir, 'browser'),
      fontDirectories: config.noticeFonts,
    });
  }

  async ofCase(caseId: string, actor: Actor): Promise<Notice[]> {
    await this.cases.visible(actor, caseId);
    return this.issued.ofCase(caseId, actor);
  }

  one(id: string, actor: Actor): Promise<Notice> {
    return this.issued.one(id, actor);
  }

  /** The document byte for byte as issued. @throws Failure notice-altered when it no longer has its SHA-256. */
  async html(id: string, actor: Actor): Promise<{ notice: Notice; html: string }> {
    const { notice, html } = await this.issuedWithData(id, actor);
    return { notice, html };
  }

  /** With what it was made from, and the key that it is kept under. @throws Failure not-found, notice-altered. */
  async issuedWithData(
    id: string,
    actor: Actor,
  ): Promise<{ notice: Notice; html: string; data: NoticeData; layout: string; wrappedKey: string }> {
    const notice = await this.issued.one(id, actor);
    const { payload, wrappedKey, templateSource } = await this.notices.sealed(id);
    const { html, data } = JSON.parse(this.keys.open(this.keys.unwrap(wrappedKey), payload, `notice/${id}`)) as {
      html: string;
      data: NoticeData;
    };
    if (sha256(html) !== notice.sha256) {
      throw new Failure(
        'conflict',
        'notice-altered',
        `文书 ${notice.number} 的内容与出具时的校验值不符，不予显示。请通知审计人员。`,
      );
    }
    const layout = readFrontMatter(templateSource).values.get('layout')?.value ?? '';
    return { notice, html, data, layout, wrappedKey };
  }

  printed(html: string): Promise<Buffer> {
    return this.printer.print(html);
  }

  async pdf(id: string, actor: Actor): Promise<{ notice: Notice; pdf: Buffer }> {
    const { notice, html } = await this.html(id, actor);
    return { notice, pdf: await this.printer.print(html) };
  }

  /** For working on in an office program; what was issued stays the document and its print. */
  async docx(id: string, actor: Actor): Promise<{ notice: Notice; docx: Buffer }> {
    const { notice, html } = await this.html(id, actor);
    return { notice, docx: await noticeDocx(html) };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.printer.close();
    await closeRendering();
  }
}
