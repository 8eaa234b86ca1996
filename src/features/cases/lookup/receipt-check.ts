import { Injectable } from '@nestjs/common';
import { Failure } from '../../../platform/failure.js';
import { sameText } from '../../../platform/keys/same-text.js';
import { LookupLimiter } from './lookup-limiter.js';
import { LookupRepository, type PublicCaseRow } from './lookup.repository.js';

/** Lets in, without an account, whoever holds number and query code of the registration receipt. */
@Injectable()
export class ReceiptCheck {
  constructor(
    private readonly lookups: LookupRepository,
    private readonly limiter: LookupLimiter,
  ) {}

  /** @throws RateLimited; Failure not-found, one and the same for a wrong number and a wrong code */
  async matterOf(receipt: { number: string; queryCode: string }, address: string): Promise<PublicCaseRow> {
    const number = typed(receipt.number);
    this.limiter.begin(number, address);
    const row = await this.lookups.byNumber(number);
    // Compared in any case, so that the time tells no more than the answer.
    const isRight = sameText(typed(receipt.queryCode), row?.queryCode ?? '');
    if (!row || !isRight) {
      throw new Failure('not-found', 'lookup-failed', '事项编号或者查询码不正确，请对照登记凭证核对后重试。');
    }
    this.limiter.succeeded(number, address);
    return row;
  }
}

/** As a person types from paper: lower case, full-width, with spaces or hyphens between the groups. */
const typed = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '');
