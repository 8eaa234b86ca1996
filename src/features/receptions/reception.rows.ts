import type { Day } from '../../domain/calendar/days.js';
import type { PublicSlotShown, SlotShown } from './receptions.dto.js';

export type SlotStatus = 'draft' | 'published' | 'cancelled';

export interface NewSlot {
  id: string;
  unitId: string;
  day: Day;
  /** `HH:MM` in Shanghai. */
  startsAt: string;
  endsAt: string;
  place: string;
  leaderId: string | null;
  /** Empty in a draft for which nobody is named yet. */
  leaderName: string;
  status: SlotStatus;
}

export interface SlotRow extends NewSlot {
  unitName: string;
  unitLevel: string;
  version: number;
  editable: number;
  appointments: number;
}

/** Level of the units that run a petition hall: a leader is there every working day. */
export const hallLevel = '信访机构';

export const kindOf = (unitLevel: string): string => (unitLevel === hallLevel ? '大厅值班' : '领导接待日');

export const publicView = ({
  unitName,
  unitLevel,
  day,
  startsAt,
  endsAt,
  place,
  leaderName,
}: SlotRow): PublicSlotShown => ({
  unitName,
  kind: kindOf(unitLevel),
  day,
  startsAt,
  endsAt,
  place,
  leaderName,
});

export const slotView = (row: SlotRow): SlotShown => ({
  ...publicView(row),
  id: row.id,
  unitId: row.unitId,
  leaderId: row.leaderId,
  status: row.status,
  version: row.version,
  appointments: row.appointments,
  editable: row.editable === 1,
});

/** The arrangement in words, as it is kept beside a change. */
export const slotSentence = ({ day, startsAt, endsAt, place, leaderName }: NewSlot): string =>
  `${day} ${startsAt}—${endsAt}，${place}，${leaderName || '未定接待领导'}`;
