/** A statutory time limit of petition work (domain.md §2.1). */
export interface ClockRule {
  name: string;
  /** Calendar days: 《信访工作条例》 writes 日 for these and 工作日 only in article 23(3). */
  days: number;
  /** Counted from the day the petition was received, or from the day of the step that starts the clock. */
  from: 'receipt' | 'step';
  /** The clock is shown as a warning from this many days before its last day. */
  warningDays: number;
  basis: string;
}

const rules: readonly ClockRule[] = [
  { name: '告知', days: 15, from: 'receipt', warningDays: 3, basis: '《信访工作条例》第二十二条、第二十三条' },
  { name: '办结', days: 60, from: 'step', warningDays: 7, basis: '《信访工作条例》第三十四条' },
];

export const clockTable: ReadonlyMap<string, ClockRule> = new Map(rules.map((rule) => [rule.name, rule]));

export interface ClockMark {
  action: 'start' | 'stop';
  name: string;
}

/** Reads a `clock` property such as `start:办结`; undefined for an action or a clock that does not exist. */
export function parseClockMark(text: string): ClockMark | undefined {
  const match = /^(start|stop):(.+)$/.exec(text);
  if (!match || !clockTable.has(match[2]!)) return undefined;
  return { action: match[1] as ClockMark['action'], name: match[2]! };
}
