import type { Notice } from '../../cases/cases.view.js';
import { chineseDayOf } from '../rendering/chinese-date.js';
import type { NoticeData } from '../rendering/notice-data.js';
import type { Delivery } from './delivery-rules.js';

/** What the 送达回证 of a notice says: the notice by its number, the organ that issued it, and how it arrived. */
export function receiptData(
  notice: Pick<Notice, 'number' | 'title'>,
  issued: NoticeData,
  delivery: Delivery,
  recordedBy: string,
  recordedAt: string,
): NoticeData {
  const { way, deliveredOn, receiver, relation, address, witness, refusedReason, note } = delivery;
  return {
    number: notice.number,
    issuedOn: chineseDayOf(new Date(recordedAt)),
    unit: issued.unit,
    office: issued.office,
    demands: [],
    clocks: {},
    organs: {},
    vars: {
      documentTitle: notice.title,
      documentNumber: notice.number,
      recipient: issued.petitioner?.salutation ?? receiver,
      deliveryWay: way,
      deliveredOn,
      receiver,
      relation: relation ?? '',
      deliveryAddress: address ?? issued.petitioner?.address ?? '',
      witness: witness ?? '',
      refusedReason: refusedReason ?? '',
      deliveryNote: note ?? '',
    },
    signer: { name: recordedBy },
    actors: {},
  };
}
