import type { Day } from '../calendar/days.js';
import type { ClockRecord } from '../clocks/statutory-clock.js';

export const opinions = ['满意', '基本满意', '不满意'] as const;
export type Opinion = (typeof opinions)[number];

/** One round of a clock, with the units it measures. */
export interface ClockFact extends ClockRecord {
  caseId: string;
  /** Where the matter was registered. */
  registeringUnit: string;
  /** Who handles it; the registering unit while nobody does. */
  handlingUnit: string;
}

/** A matter whose reply was delivered: the petitioner may say what he thinks of it. */
export interface RepliedFact {
  caseId: string;
  registeringUnit: string;
  handlingUnit: string;
  repliedOn: Day;
  outcome: string | null;
  /** The petitioner asked for secrecy: the matter is not put up for evaluation. */
  isSecret: boolean;
  /** What the petitioner said of the petition office and of the handling unit; null without an evaluation. */
  ofOffice: Opinion | null;
  ofUnit: Opinion | null;
}

/** A supervision (督办) of a matter. */
export interface UrgeFact {
  caseId: string;
  handlingUnit: string;
  begunOn: Day;
  /** The term that the supervision was about is met by now: no clock of the matter is past its last day. */
  isMended: boolean;
}

/** A matter that a leader received, and the heads of departments who were asked to be there. */
export interface ReceptionFact {
  caseId: string;
  /** Whose reception it was. */
  unitId: string;
  day: Day;
  /** Settled in the reception itself, and nobody asked for a review since. */
  isSettledAtOnce: boolean;
  invited: readonly { unitId: string; hasAttended: boolean }[];
}

/** What the figures of a period are computed from, all of it within the scope of who asks. */
export interface Facts {
  today: Day;
  clocks: readonly ClockFact[];
  replied: readonly RepliedFact[];
  urges: readonly UrgeFact[];
  receptions: readonly ReceptionFact[];
}
