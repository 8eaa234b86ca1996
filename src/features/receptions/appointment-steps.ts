import { Inject, Injectable } from '@nestjs/common';
import { dayAt, plusDays } from '../../domain/calendar/days.js';
import type { WorkCalendar } from '../../domain/calendar/work-calendar.js';
import { countyLevel } from '../../domain/receptions/eligibility.js';
import { representativesProblem } from '../../domain/receptions/representatives.js';
import type { Json, Variables } from '../../engine/ports.js';
import { Clock } from '../../platform/clock/clock.js';
import type { SqlReader, SqlTransaction } from '../../platform/database/database.js';
import { randomId } from '../../platform/keys/random.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { JobFailure, type JobRow } from '../../workflow/ports/case-port.js';
import { AppointmentsRepository, type MatterRow, type UnitRow } from './appointments.repository.js';
import { flagOf, rowsOf, textOf } from './job-inputs.js';
import { ReceptionsRepository } from './receptions.repository.js';

/** Working days within which a reception that fell through is made good [proposal of the dossier, P6]. */
const daysToMakeGood = 5;

/** What the process 领导接待日 does to the roster and to the matter's appointment, step by step. */
@Injectable()
export class AppointmentSteps {
  constructor(
    private readonly appointments: AppointmentsRepository,
    private readonly receptions: ReceptionsRepository,
    private readonly clock: Clock,
    @Inject(WORK_CALENDAR) private readonly calendar: WorkCalendar,
  ) {}

  /** What is on file below, and where the petitioner goes when it is not. Result: `appointment`, `demands`, `lowerUnit`. */
  async check(reader: SqlReader, job: JobRow): Promise<Variables> {
    const matter = await this.matter(reader, job);
    const level = textOf(job.variables, 'receptionLevel') || countyLevel;
    const evidence = await this.appointments.lowerEvidence(reader, matter.id, {
      replyNumber: textOf(job.variables, 'lowerReplyNumber'),
      receptionId: textOf(job.variables, 'lowerReceptionId'),
    });
    const demands = (await this.appointments.demands(reader, matter.id)).map(({ no, text }) => ({ no, text }));
    const lower = await this.appointments.lowerUnits(reader);
    const unit =
      level === countyLevel
        ? await this.appointments.county(reader)
        : await this.appointments.unit(reader, textOf(job.variables, 'receptionUnit'));
    if (!unit) throw new JobFailure('没有可以安排接待的单位，请检查单位设置。');
    return {
      appointment: {
        ...evidence,
        level,
        unitId: unit.id,
        unitName: unit.name,
        // A lower unit arranges its own receptions; at the county the petition office does (L4).
        officeUnit: level === countyLevel ? null : unit.id,
        headcount: matter.headcount,
        accusation: matter.kind === '检举控告' || matter.category === '16',
        matter: {
          title: matter.title,
          category: matter.category,
          kind: matter.kind,
          level: matter.level,
          responsibleUnit: matter.responsibleUnitId ?? matter.unitId,
          demands,
        },
      },
      demands,
      lowerUnit: likelyLower(matter, lower)?.id ?? null,
    };
  }

  /** Where a refused appointment goes on: name, address and level of the lower unit. Result: `lower`. */
  async direct(reader: SqlReader, job: JobRow): Promise<Variables> {
    const unit = await this.appointments.unit(reader, textOf(job.variables, 'lowerUnit'));
    if (!unit) throw new JobFailure('没有写明先由哪个单位接待，不能告知信访人到哪里去。');
    const level = unit.level === '乡镇街道' ? '乡镇街道级' : '部门级';
    const contact = [unit.address, unit.phone && `电话 ${unit.phone}`].filter(Boolean).join('，');
    return { lower: { unitId: unit.id, name: unit.name, level, contact } };
  }

  /** Receptions that may be chosen; after an absence those of the next working days. Result: `openSlots`. */
  async slots(reader: SqlReader, job: JobRow): Promise<Variables> {
    const today = dayAt(this.clock.now());
    const found = await this.appointments.openSlots(reader, unitOf(job), today);
    const last = flagOf(job.variables, 'moved') ? this.lastDayToMakeGood(today) : '9999-12-31';
    const lines = found
      .filter(({ day }) => day <= last)
      .map(({ day, startsAt, place, leaderName }) => `${day} ${startsAt}，${leaderName}，${place}`);
    return { openSlots: lines.length > 0 ? lines.join('\n') : '没有已公布的接待，请另行安排。' };
  }

  /** Takes the place in the roster. Result: `booking`, with what the notices say. */
  async book(transaction: SqlTransaction, job: JobRow): Promise<Variables> {
    const matter = await this.matter(transaction, job);
    const representatives = rowsOf(job.variables, 'representativeList').length;
    const problem = representativesProblem(representatives, Math.max(matter.headcount, representatives));
    if (problem) throw new JobFailure(problem);
    const slotId = await this.slotOf(transaction, job);
    const slot = await this.appointments.slot(transaction, slotId);
    if (!slot || slot.status !== 'published' || slot.unitId !== unitOf(job)) {
      throw new JobFailure('所选的接待已经取消或者不属于本级，请重新排期。');
    }
    const appointmentId = randomId();
    await this.appointments.arrange(transaction, {
      id: appointmentId,
      caseId: matter.id,
      instanceKey: job.instanceKey,
      slotId,
      level: levelOf(job),
      exception: textOf(job.variables, 'exception') || '无',
      representatives,
      at: this.clock.instant(),
    });
    const { day, startsAt, endsAt, place, leaderName } = slot;
    // 00:00 UTC is 08:00 in Shanghai; the offset is written out so that any reader of the history sees local time.
    return {
      booking: {
        appointmentId,
        slotId,
        day,
        startsAt,
        endsAt,
        place,
        leader: leaderName,
        beginsAt: `${day}T${startsAt}:00+08:00`,
      },
    };
  }

  /** Who came (L5): the leader, heads of departments, representatives. */
  async attend(transaction: SqlTransaction, job: JobRow): Promise<Variables> {
    const { id } = await this.arranged(transaction, job);
    await this.appointments.attend(
      transaction,
      id,
      flagOf(job.variables, 'leaderPresent'),
      rowsOf(job.variables, 'representativeList').length,
    );
    const absent: Json[] = [];
    for (const row of rowsOf(job.variables, 'attendance')) {
      const attended = flagOf(row, 'attended');
      const unit = await this.appointments.unit(transaction, textOf(row, 'unit'));
      if (!unit) continue;
      await this.appointments.attendance(transaction, {
        appointmentId: id,
        unitId: unit.id,
        headName: textOf(row, 'headName'),
        attended,
        note: textOf(row, 'note'),
      });
      if (!attended) absent.push(unit.id);
    }
    return { absentUnits: absent };
  }

  /** What came of it: settled at once, or a leader who takes it on and until when (L3). */
  async settle(transaction: SqlTransaction, job: JobRow): Promise<Variables> {
    const { id } = await this.arranged(transaction, job);
    const settled = flagOf(job.variables, 'settled');
    const leadLeader = textOf(job.variables, 'leader');
    const leadUntil = textOf(job.variables, 'leadUntil');
    if (!settled && (!leadLeader || !leadUntil)) throw new JobFailure('现场没有解决的事项，应当确定包案领导和期限。');
    await this.appointments.settle(transaction, {
      id,
      settled,
      leadLeader: settled ? null : leadLeader,
      leadUntil: settled ? null : leadUntil,
      at: this.clock.instant(),
    });
    return { receptionId: id };
  }

  private async matter(reader: SqlReader, { caseId }: JobRow): Promise<MatterRow> {
    if (caseId === null) throw new JobFailure('该流程没有关联的信访事项，不能预约领导接待。');
    return (await this.appointments.matter(reader, caseId))!;
  }

  private async arranged(reader: SqlReader, { instanceKey }: JobRow): Promise<{ id: string }> {
    const row = await this.appointments.arranged(reader, instanceKey);
    if (!row) throw new JobFailure('该事项还没有排期，不能登记签到和接待结果。');
    return row;
  }

  /** The chosen reception, or one of its own for a sudden event. */
  private async slotOf(transaction: SqlTransaction, job: JobRow): Promise<string> {
    if (textOf(job.variables, 'arrangeBy') === '接待日') {
      const day = textOf(job.variables, 'receptionDay');
      const published = (await this.appointments.openSlots(transaction, unitOf(job), day)).find(
        (slot) => slot.day === day,
      );
      if (!published) throw new JobFailure(`${day} 没有已公布的接待，请重新排期或者另行安排。`);
      return published.id;
    }
    const begins = textOf(job.variables, 'receptionTime');
    const day = dayAt(begins);
    if (flagOf(job.variables, 'moved') && day > this.lastDayToMakeGood(dayAt(this.clock.now()))) {
      throw new JobFailure(`改期接待应当在 ${daysToMakeGood} 个工作日以内，请重新排期。`);
    }
    const startsAt = new Date(Date.parse(begins) + 8 * 3_600_000).toISOString().slice(11, 16);
    const slot = {
      id: randomId(),
      unitId: unitOf(job),
      day,
      startsAt,
      endsAt: '23:59',
      place: textOf(job.variables, 'receptionPlace'),
      leaderId: null,
      leaderName: textOf(job.variables, 'receptionLeader'),
      status: 'published' as const,
    };
    const at = this.clock.instant();
    if (!(await this.receptions.insert(transaction, slot, at)))
      throw new JobFailure(`该单位 ${day} ${startsAt} 已有一次接待，请选择它或者换一个时间。`);
    await this.receptions.note(transaction, {
      slotId: slot.id,
      kind: '临时安排',
      before: '',
      reason: textOf(job.variables, 'exceptionReason'),
      by: job.actor?.userId ?? null,
      at,
    });
    return slot.id;
  }

  private lastDayToMakeGood(today: string): string {
    let day = today;
    for (let left = daysToMakeGood; left > 0;) {
      day = plusDays(day, 1);
      if (this.calendar.isWorkingDay(day)) left -= 1;
    }
    return day;
  }
}

const appointmentOf = ({ variables }: JobRow): Variables => variables['appointment'] as Variables;
const unitOf = (job: JobRow): string => textOf(appointmentOf(job), 'unitId');
const levelOf = (job: JobRow): string => textOf(appointmentOf(job), 'level');

/** 谁主管谁负责 before 属地管理: the unit that works the matter, the one that registered it, the place it happened in. */
function likelyLower(matter: MatterRow, lower: readonly UnitRow[]): UnitRow | undefined {
  return (
    lower.find(({ id }) => id === matter.responsibleUnitId) ??
    lower.find(({ id }) => id === matter.unitId) ??
    lower.find(({ name }) => matter.place !== '' && name.startsWith(matter.place))
  );
}
