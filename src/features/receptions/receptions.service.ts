import { Injectable } from '@nestjs/common';
import { dayAt } from '../../domain/calendar/days.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type SqlReader, type SqlTransaction } from '../../platform/database/database.js';
import { Failure, notFound } from '../../platform/failure.js';
import { randomId } from '../../platform/keys/random.js';
import { checkDay, checkSpan } from './reception-days.js';
import { publicView, slotSentence, slotView, type NewSlot, type SlotRow } from './reception.rows.js';
import type {
  CancellationBody,
  EditSlotBody,
  LeaderShown,
  NewSlotBody,
  PublicSlotShown,
  SlotBody,
  SlotDetailShown,
  SlotShown,
  SlotsQuery,
  SubstitutionBody,
} from './receptions.dto.js';
import { ReceptionsRepository } from './receptions.repository.js';

/** One reception after another: planned, edited, given to another leader, cancelled. */
@Injectable()
export class ReceptionsService {
  constructor(
    private readonly database: Database,
    private readonly repository: ReceptionsRepository,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, query: SlotsQuery): Promise<SlotShown[]> {
    checkSpan(query.from, query.to);
    return (await this.repository.slots(actor, query)).map(slotView);
  }

  async published(query: SlotsQuery): Promise<PublicSlotShown[]> {
    checkSpan(query.from, query.to);
    return (await this.repository.published(query)).map(publicView);
  }

  async detail(actor: Actor, id: string): Promise<SlotDetailShown> {
    const row = await this.repository.slot(this.database, actor, id);
    if (!row) throw notFound('该次接待');
    const [changes, matters] = await Promise.all([this.repository.changes(id), this.repository.matters(actor, id)]);
    return { ...slotView(row), changes, matters };
  }

  /** Those who may be named for the units the actor plans for. */
  async leaders(actor: Actor): Promise<LeaderShown[]> {
    const units = new Set((await this.repository.units(this.database, actor)).map(({ id }) => id));
    const leaders = await this.repository.leaders(this.database);
    return leaders.filter(({ unitId }) => units.has(unitId)).map(({ id, name, unitId }) => ({ id, name, unitId }));
  }

  add(actor: Actor, body: NewSlotBody): Promise<SlotShown> {
    return this.database.write(async (transaction) => {
      const [unit] = await this.repository.units(transaction, actor, body.unitId);
      if (!unit) throw notFound('该单位');
      const slot: NewSlot = {
        id: randomId(),
        unitId: unit.id,
        ...(await this.arrangement(transaction, body)),
        status: 'draft',
      };
      if (!(await this.repository.insert(transaction, slot, this.clock.instant()))) throw taken(slot);
      return slotView((await this.repository.slot(transaction, actor, slot.id))!);
    });
  }

  edit(actor: Actor, id: string, body: EditSlotBody): Promise<SlotShown> {
    return this.change(actor, id, body.version, async (transaction, before) => {
      if (before.status !== 'draft') {
        throw new Failure(
          'conflict',
          'slot-published',
          '已公布的接待不能直接修改。更换领导请用“顶替”，时间地点有变请取消后另行安排。',
        );
      }
      const after = { ...before, ...(await this.arrangement(transaction, body)) };
      if (await this.repository.isTaken(transaction, after)) throw taken(after);
      return { after, kind: '修改', reason: '' };
    });
  }

  substitute(actor: Actor, id: string, body: SubstitutionBody): Promise<SlotShown> {
    return this.change(actor, id, body.version, async (transaction, before) => {
      if (before.status === 'cancelled')
        throw new Failure('conflict', 'slot-cancelled', '该次接待已经取消，不能更换领导。');
      const leader = await this.leader(transaction, body);
      if (leader.leaderName === '') throw new Failure('invalid', 'leader-missing', '请指定顶替的领导。');
      return { after: { ...before, ...leader }, kind: '顶替', reason: body.reason.trim() };
    });
  }

  cancel(actor: Actor, id: string, body: CancellationBody): Promise<SlotShown> {
    return this.change(actor, id, body.version, async (_, before) => {
      if (before.appointments > 0) {
        throw new Failure(
          'conflict',
          'slot-has-appointments',
          `该次接待已安排 ${before.appointments} 件事项，请先在事项中改期，或者由其他领导顶替。`,
        );
      }
      return { after: { ...before, status: 'cancelled' }, kind: '取消', reason: body.reason.trim() };
    });
  }

  remove(actor: Actor, id: string, version: number): Promise<void> {
    return this.database.write(async (transaction) => {
      const before = await this.own(transaction, actor, id);
      if (before.status !== 'draft')
        throw new Failure('conflict', 'slot-published', '已公布的接待不能删除，只能写明原因后取消。');
      if (!(await this.repository.remove(transaction, id, version))) throw stale();
    });
  }

  private change(
    actor: Actor,
    id: string,
    version: number,
    decide: (transaction: SqlTransaction, before: SlotRow) => Promise<{ after: NewSlot; kind: string; reason: string }>,
  ): Promise<SlotShown> {
    return this.database.write(async (transaction) => {
      const before = await this.own(transaction, actor, id);
      const { after, kind, reason } = await decide(transaction, before);
      if (!(await this.repository.update(transaction, { ...after, version }))) throw stale();
      const at = this.clock.instant();
      await this.repository.note(transaction, {
        slotId: id,
        kind,
        before: slotSentence(before),
        reason,
        by: actor.userId,
        at,
      });
      return slotView((await this.repository.slot(transaction, actor, id))!);
    });
  }

  private async own(reader: SqlReader, actor: Actor, id: string): Promise<SlotRow> {
    const row = await this.repository.slot(reader, actor, id);
    if (!row || row.editable !== 1) throw notFound('该次接待');
    return row;
  }

  private async arrangement(reader: SqlReader, body: SlotBody): Promise<Omit<NewSlot, 'id' | 'unitId' | 'status'>> {
    const day = checkDay(body.day);
    if (day < dayAt(this.clock.now())) throw new Failure('invalid', 'day-past', '接待日期不能早于今天。');
    if (body.endsAt <= body.startsAt) throw new Failure('invalid', 'hours-invalid', '结束时间应晚于开始时间。');
    const { startsAt, endsAt } = body;
    return { day, startsAt, endsAt, place: body.place.trim(), ...(await this.leader(reader, body)) };
  }

  /** @throws Failure leader-unknown for an account that is no leader's. */
  private async leader(
    reader: SqlReader,
    { leaderId, leaderName }: Pick<SlotBody, 'leaderId' | 'leaderName'>,
  ): Promise<Pick<NewSlot, 'leaderId' | 'leaderName'>> {
    if (!leaderId) return { leaderId: null, leaderName: leaderName?.trim() ?? '' };
    const leader = (await this.repository.leaders(reader)).find(({ id }) => id === leaderId);
    if (!leader) throw new Failure('invalid', 'leader-unknown', '接待领导的账号不存在，或者不是领导岗位。');
    return { leaderId, leaderName: leader.name };
  }
}

const stale = (): Failure => new Failure('conflict', 'slot-changed', '该次接待刚被别人改动，请刷新后再操作。');

const taken = ({ day, startsAt }: NewSlot): Failure =>
  new Failure('conflict', 'slot-taken', `该单位 ${day} ${startsAt} 已有一次接待，请换一个时间。`);
