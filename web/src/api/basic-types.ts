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

export type ClockLevel = 'normal' | 'warning' | 'overdue' | 'stopped';

/** One statutory clock; days are calendar days, `daysLeft` is negative when overdue. */
export interface Clock {
  name: string;
  startedOn: string;
  lastDay: string;
  stoppedAt?: string | null;
  daysAllowed: number;
  daysUsed: number;
  daysLeft: number;
  level: ClockLevel;
}

export interface Person {
  username: string;
  displayName: string;
}
