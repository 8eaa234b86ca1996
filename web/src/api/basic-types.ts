/** Shapes that others are made of. Instants are ISO UTC text, days are `YYYY-MM-DD`. */

export interface Named {
  id: string;
  name: string;
}

export interface Code {
  code: string;
  name: string;
}

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  size: number;
}

export type ClockLevel = 'normal' | 'warning' | 'overdue' | 'paused' | 'stopped';

/** One statutory clock; days are those of its unit, `daysLeft` is negative when overdue (calendar days then). */
export interface Clock {
  name: string;
  startedOn: string;
  lastDay: string;
  stoppedAt?: string | null;
  /** Day since which it rests. */
  pausedOn?: string;
  /** More than 1 where the matter is handled anew. */
  round: number;
  daysAllowed: number;
  unit: 'calendar' | 'working';
  daysUsed: number;
  daysLeft: number;
  extendedDays: number;
  pausedDays: number;
  level: ClockLevel;
  /** Holidays around the last day are not published yet. */
  isProvisional: boolean;
}

export interface Person {
  username: string;
  displayName: string;
}
