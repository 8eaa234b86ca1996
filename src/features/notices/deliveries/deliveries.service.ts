import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { dayAt } from '../../../domain/calendar/days.js';
import type { Actor } from '../../../platform/actor.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Database } from '../../../platform/database/database.js';
import { Failure, notFound } from '../../../platform/failure.js';
import { KeyRing } from '../../../platform/keys/key-ring.js';
import { HistoryWriter } from '../../../workflow/history/history-writer.js';
import { NoticesService } from '../notices.service.js';
import { renderNotice, sha256 } from '../rendering/render-notice.js';
import { TemplateCatalogue } from '../template-catalogue.js';
import type { DeliveriesShown, DeliveryShown } from './deliveries.dto.js';
import { DeliveriesRepository, type DeliveryRow } from './deliveries.repository.js';
import { deliveryProblems, type Delivery } from './delivery-rules.js';
import { receiptData } from './receipt-data.js';

const receiptTemplate = 'delivery_receipt';

/** Records that a notice was delivered, with its 送达回证, and reads what was recorded. Nothing recorded is ever changed. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly notices: NoticesService,
    private readonly deliveries: DeliveriesRepository,
    private readonly templates: TemplateCatalogue,
    private readonly history: HistoryWriter,
    private readonly database: Database,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** @throws Failure not-found, notice-not-deliverable, delivery-invalid. */
  async record(noticeId: string, delivery: Delivery, actor: Actor): Promise<DeliveryShown> {
    const { notice, data, layout, wrappedKey } = await this.notices.issuedWithData(noticeId, actor);
    if (layout !== 'C')
      throw new Failure(
        'conflict',
        'notice-not-deliverable',
        `《${notice.title}》不是送达给信访人的文书，不登记送达。`,
      );
    const recordedAt = this.clock.instant();
    const days = { issuedOn: dayAt(notice.issuedAt), today: dayAt(recordedAt) };
    const problems = deliveryProblems(delivery, days);
    if (problems.length > 0) throw new Failure('invalid', 'delivery-invalid', '送达情况填写有误，未登记。', problems);
    const { template, sha256: templateSha256 } = this.templates.of(receiptTemplate)!;
    const html = await renderNotice(template, receiptData(notice, data, delivery, actor.displayName, recordedAt));
    const id = randomUUID();
    const row: DeliveryRow = {
      id,
      noticeId,
      way: delivery.way,
      deliveredOn: delivery.deliveredOn,
      payload: this.keys.seal(this.keys.unwrap(wrappedKey), JSON.stringify({ delivery, html }), `delivery/${id}`),
      sha256: sha256(html),
      templateSha256,
      recordedAt,
      recordedBy: actor.userId,
    };
    await this.database.write(async (transaction) => {
      await this.deliveries.insert(transaction, row);
      await this.history.appendTo(transaction, notice.instanceKey, recordedAt, actor.userId, [
        {
          type: 'NOTICE_DELIVERED',
          meta: {
            noticeId,
            deliveryId: id,
            number: notice.number,
            title: notice.title,
            way: row.way,
            deliveredOn: row.deliveredOn,
            sha256: row.sha256,
          },
        },
      ]);
    });
    return shown({ ...row, recordedBy: actor.displayName }, delivery);
  }

  /** @throws Failure not-found. */
  async ofNotice(noticeId: string, actor: Actor): Promise<DeliveriesShown> {
    const { layout, wrappedKey } = await this.notices.issuedWithData(noticeId, actor);
    const rows = await this.deliveries.ofNotice(noticeId);
    return {
      deliverable: layout === 'C',
      deliveries: rows.map((row) => shown(row, this.opened(row, wrappedKey).delivery)),
    };
  }

  /** The 送达回证 as it was made. @throws Failure not-found, notice-altered. */
  async receipt(noticeId: string, deliveryId: string, actor: Actor): Promise<{ number: string; html: string }> {
    const { notice, wrappedKey } = await this.notices.issuedWithData(noticeId, actor);
    const row = (await this.deliveries.ofNotice(noticeId)).find(({ id }) => id === deliveryId);
    if (!row) throw notFound('该送达记录');
    const { html } = this.opened(row, wrappedKey);
    if (sha256(html) !== row.sha256)
      throw new Failure(
        'conflict',
        'notice-altered',
        `文书 ${notice.number} 的送达回证与登记时的校验值不符，不予显示。`,
      );
    return { number: notice.number, html };
  }

  private opened(row: DeliveryRow, wrappedKey: string): { delivery: Delivery; html: string } {
    const key = this.keys.unwrap(wrappedKey);
    return JSON.parse(this.keys.open(key, row.payload, `delivery/${row.id}`)) as { delivery: Delivery; html: string };
  }
}

function shown(row: DeliveryRow, delivery: Delivery): DeliveryShown {
  return {
    ...delivery,
    id: row.id,
    noticeId: row.noticeId,
    recordedAt: row.recordedAt,
    recordedBy: { displayName: row.recordedBy },
    sha256: row.sha256,
  };
}
