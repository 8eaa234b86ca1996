import { Injectable } from '@nestjs/common';
import { ratesOf } from '../../domain/receptions/figures.js';
import { countyLevel, receptionEligibility } from '../../domain/receptions/eligibility.js';
import { dayAt } from '../../domain/calendar/days.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/failure.js';
import { caseScope } from '../identity/scope.js';
import { AppointmentsRepository } from './appointments.repository.js';
import { ObligationsService } from './obligations.service.js';
import { checkSpan } from './reception-days.js';
import type { EligibilityShown, ReceptionFigureShown, SlotsQuery } from './receptions.dto.js';

/** What is known about receptions and appointments before anybody acts on it. */
@Injectable()
export class ReceptionFiguresService {
  constructor(
    private readonly database: Database,
    private readonly appointments: AppointmentsRepository,
    private readonly obligations: ObligationsService,
    private readonly clock: Clock,
  ) {}

  /** Only receptions whose day has come: what lies ahead is neither held nor missed. */
  async figures({ from, to, unitId }: SlotsQuery): Promise<ReceptionFigureShown[]> {
    checkSpan(from, to);
    const today = dayAt(this.clock.now());
    const counts = await this.appointments.counts(this.database, from, to < today ? to : today);
    const targets = new Map(
      (await this.obligations.list()).map(({ unitLevel, targetPercent }) => [unitLevel, targetPercent]),
    );
    return counts
      .filter((count) => !unitId || count.unitId === unitId)
      .map((count) => ({
        unitId: count.unitId,
        unitName: count.unitName,
        ...ratesOf(count),
        targetPercent: targets.get(count.unitLevel) ?? null,
      }));
  }

  /** Tells the officer at the window what an appointment at the county would come to. */
  async eligibility(actor: Actor, caseNumber: string): Promise<EligibilityShown> {
    const scope = caseScope(actor, 'c');
    const found = await this.database.get<{ id: string }>(
      `SELECT c.id AS "id" FROM petition_case c WHERE c.number = ? AND ${scope.sql}`,
      [caseNumber, ...scope.parameters],
    );
    if (!found) throw notFound('该信访事项');
    const evidence = await this.appointments.lowerEvidence(this.database, found.id, {
      replyNumber: '',
      receptionId: '',
    });
    const { eligible, missing } = receptionEligibility({
      ...evidence,
      receptionLevel: countyLevel,
      exception: '无',
      exceptionReason: '',
      exceptionGranted: false,
    });
    const message = eligible
      ? '基层已答复、基层领导已接待，可以安排县级领导接待。'
      : `尚缺${missing}，县级领导接待不予安排，先由基层领导接待；突发事项或者有正当理由的，可以报批例外。登记和办理不受影响。`;
    return { eligible, ...evidence, message };
  }
}
