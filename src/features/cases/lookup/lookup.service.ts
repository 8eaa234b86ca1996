import { Inject, Injectable } from '@nestjs/common';
import { dayAt, isDay } from '../../../domain/calendar/days.js';
import { viewClock, type ViewCalendar } from '../../../domain/clocks/statutory-clock.js';
import { stations } from '../../../domain/codes/case-codes.js';
import { promisesOf } from '../../../domain/progress/public-progress.js';
import { Clock } from '../../../platform/clock/clock.js';
import { WORK_CALENDAR } from '../../../workflow/ports/tokens.js';
import { stationsOf } from '../case-views.js';
import { CasesRepository } from '../cases.repository.js';
import type { LookupBody, PublicProgressShown, PublicUnitShown, RepeatedMatterShown } from './lookup.dto.js';
import { LookupRepository, type DeliveredRow, type PublicCaseRow } from './lookup.repository.js';
import { ReceiptCheck } from './receipt-check.js';

const closed = '已办结';

/** The petitioner's own page: progress for whoever holds number and query code of the receipt. */
@Injectable()
export class LookupService {
  constructor(
    private readonly receipts: ReceiptCheck,
    private readonly lookups: LookupRepository,
    private readonly cases: CasesRepository,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: ViewCalendar,
  ) {}

  /** @throws as {@link ReceiptCheck.matterOf} */
  async find(body: LookupBody, address: string): Promise<PublicProgressShown> {
    return this.progress(await this.receipts.matterOf(body, address));
  }

  private async progress(row: PublicCaseRow): Promise<PublicProgressShown> {
    const now = this.clock.instant();
    const clocks = (await this.cases.clocks([row.id])).map((clock) => viewClock(clock, now, this.calendar));
    const isClosed = row.status === closed;
    const nextStation = isClosed ? undefined : stationAfter(row.stage);
    const repeated = await this.lookups.repeated(row.id);
    return {
      number: row.number,
      registeredOn: dayAt(row.registeredAt),
      isClosed,
      ...(isClosed && row.outcome ? { outcome: row.outcome } : {}),
      stations: stationsOf(await this.cases.stations(row.id), row.stage),
      ...(nextStation ? { nextStation } : {}),
      promises: promisesOf(clocks),
      ...(row.unitName ? { unit: unitOf(row.unitName, row.unitPhone) } : {}),
      office: unitOf(row.officeName, row.officePhone, row.officeAddress),
      notices: (await this.lookups.delivered(row.id)).map(noticeOf),
      ...(repeated ? { repeats: repeatedOf(repeated) } : {}),
    };
  }
}

const stationAfter = (stage: string): string | undefined =>
  stations[stations.findIndex((station) => station === stage) + 1];

const unitOf = (name: string, phone: string | null, address = ''): PublicUnitShown => ({
  name,
  ...(phone ? { phone } : {}),
  ...(address ? { address } : {}),
});

const noticeOf = ({ title, number, deliveredOn, way }: DeliveredRow): PublicProgressShown['notices'][number] => ({
  title,
  number,
  deliveredOn: isDay(deliveredOn) ? deliveredOn : dayAt(deliveredOn),
  ...(way ? { way } : {}),
});

const repeatedOf = (row: PublicCaseRow): RepeatedMatterShown => ({
  number: row.number,
  stage: row.stage,
  isClosed: row.status === closed,
  unit: row.unitName ? unitOf(row.unitName, row.unitPhone) : unitOf(row.officeName, row.officePhone),
});
