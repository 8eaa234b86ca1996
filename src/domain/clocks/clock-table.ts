/** A statutory time limit of petition work (domain.md §2.1). */
export interface ClockRule {
  name: string;
  /** Undefined: the last day is not a length but a date, which the step that starts the clock brings in `dateVariable`. */
  days?: number;
  /** 《信访工作条例》 writes 日 for its terms and 工作日 only in article 23(3): all others are calendar days. */
  unit: 'calendar' | 'working';
  /** Counted from the day the petition was received, or from the day of the step that starts the clock. */
  from: 'receipt' | 'step';
  /** Where the step names in this variable on which day the event was (送达 is entered after it happened), from that day. */
  dayVariable?: string;
  dateVariable?: string;
  /** The clock is shown as a warning from this many days before its last day; in days of its unit. */
  warningDays: number;
  basis: string;
  /** Present where the law lets the term rest for a while. */
  pauseBasis?: string;
  /** Present where the law lets the term be lengthened, once, by the head of the unit and before it ends. */
  extension?: { mostDays: number; basis: string; rule: string };
  /** Belongs to the incident of conduct: it is no clock of the petition, and only those see it who see the incident (H5). */
  ofIncident?: true;
}

const article = (numbers: string): string => `《信访工作条例》${numbers}`;

const rules: readonly ClockRule[] = [
  {
    name: '告知',
    days: 15,
    unit: 'calendar',
    from: 'receipt',
    warningDays: 3,
    basis: article('第二十二条、第二十三条'),
  },
  { name: '转送', days: 15, unit: 'calendar', from: 'receipt', warningDays: 3, basis: article('第二十二条') },
  { name: '接收告知', days: 15, unit: 'calendar', from: 'step', warningDays: 3, basis: article('第二十三条') },
  { name: '异议', days: 5, unit: 'working', from: 'step', warningDays: 1, basis: article('第二十三条') },
  {
    name: '办结',
    days: 60,
    unit: 'calendar',
    from: 'step',
    warningDays: 7,
    basis: article('第三十四条'),
    extension: { mostDays: 30, basis: article('第三十四条'), rule: 'R22-34' },
  },
  { name: '简易', days: 10, unit: 'working', from: 'step', warningDays: 2, basis: '《信访事项简易办理办法》' },
  {
    name: '复查',
    days: 30,
    unit: 'calendar',
    from: 'step',
    dayVariable: 'requestedOn',
    warningDays: 5,
    basis: article('第三十五条'),
  },
  {
    name: '复核',
    days: 30,
    unit: 'calendar',
    from: 'step',
    dayVariable: 'requestedOn',
    warningDays: 5,
    basis: article('第三十六条'),
    pauseBasis: article('第三十六条'),
  },
  {
    name: '交办反馈',
    unit: 'calendar',
    from: 'step',
    dateVariable: 'feedbackDate',
    warningDays: 3,
    basis: article('第二十二条'),
  },
  {
    name: '复查申请期',
    days: 30,
    unit: 'calendar',
    from: 'step',
    dayVariable: 'deliveredOn',
    warningDays: 0,
    basis: article('第三十五条'),
  },
  { name: '改进反馈', days: 30, unit: 'calendar', from: 'step', warningDays: 5, basis: article('第四十条') },
  {
    name: '公安复核',
    days: 5,
    unit: 'working',
    from: 'step',
    warningDays: 1,
    basis: '秩序事件处置规则：联系公安机关后五个工作日内复核',
    ofIncident: true,
  },
];

export const clockTable: ReadonlyMap<string, ClockRule> = new Map(rules.map((rule) => [rule.name, rule]));

export const clockActions = ['start', 'stop', 'pause', 'resume', 'extend'] as const;
export type ClockAction = (typeof clockActions)[number];

export interface ClockMark {
  action: ClockAction;
  name: string;
}

/** What may be done with a clock: every clock starts and stops, few rest, one may be lengthened. */
export function actionsOf(rule: ClockRule): ClockAction[] {
  return clockActions.filter((action) => {
    if (action === 'pause' || action === 'resume') return rule.pauseBasis !== undefined;
    return action !== 'extend' || rule.extension !== undefined;
  });
}

/** Reads a `clock` property such as `start:办结`; undefined for a clock that does not exist or an action it does not know. */
export function parseClockMark(text: string): ClockMark | undefined {
  const match = /^(\w+):(.+)$/.exec(text);
  const rule = match && clockTable.get(match[2]!);
  if (!rule) return undefined;
  const action = actionsOf(rule).find((known) => known === match[1]);
  return action && { action, name: rule.name };
}
