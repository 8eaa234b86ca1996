/** How often leaders must receive visitors (source document part 1 b and part 3): the rule by the level of the unit. */

export const periods = ['week', 'month', 'workday'] as const;
export type Period = (typeof periods)[number];

export interface Obligation {
  /** Level of the units it binds, as in the unit tree. */
  unitLevel: string;
  times: number;
  period: Period;
  /** Share of matters to be settled at once that the unit has promised (目标责任书), in percent; null: none written down. */
  targetPercent: number | null;
}

/**
 * The document's own frequencies: the county every ISO week, townships and departments twice a month (L1), and a leader in the
 * petition hall every working day (part 3). An installation may change each of them.
 */
export const defaultObligations: readonly Obligation[] = [
  { unitLevel: '县', times: 1, period: 'week', targetPercent: null },
  { unitLevel: '乡镇街道', times: 2, period: 'month', targetPercent: null },
  { unitLevel: '部门', times: 2, period: 'month', targetPercent: null },
  { unitLevel: '公安机关', times: 2, period: 'month', targetPercent: null },
  { unitLevel: '信访机构', times: 1, period: 'workday', targetPercent: null },
];
