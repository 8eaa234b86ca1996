/** Figures of receptions (L6): numerator and denominator stay apart, and without a denominator there is no rate. */
export interface ReceptionCount {
  unitId: string;
  /** Published receptions whose day has come. */
  due: number;
  held: number;
  /** Matters received, and those settled in the same reception without a later review. */
  received: number;
  settledAtOnce: number;
  /** Departments called in, and those whose head came. */
  invited: number;
  attended: number;
}

export interface Rate {
  numerator: number;
  denominator: number;
  /** In percent with one decimal; null without a denominator. */
  percent: number | null;
}

export const rateOf = (numerator: number, denominator: number): Rate => ({
  numerator,
  denominator,
  percent: denominator === 0 ? null : Math.round((numerator * 1000) / denominator) / 10,
});

export interface ReceptionRates {
  /** 接待日执行率 */
  heldRate: Rate;
  /** 一次办结率 */
  settledAtOnceRate: Rate;
  /** 部门到场率 */
  attendanceRate: Rate;
}

export const ratesOf = (count: ReceptionCount): ReceptionRates => ({
  heldRate: rateOf(count.held, count.due),
  settledAtOnceRate: rateOf(count.settledAtOnce, count.received),
  attendanceRate: rateOf(count.attended, count.invited),
});
