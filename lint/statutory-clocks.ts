/**
 * The statutory clocks and what may be done with each; the table with lengths and articles is the server's
 * (`src/domain/clocks/clock-table.ts`), and a test keeps the two alike.
 */
const startAndStop = ['start', 'stop'];

export const statutoryClocks: ReadonlyMap<string, readonly string[]> = new Map([
  ['告知', startAndStop],
  ['转送', startAndStop],
  ['接收告知', startAndStop],
  ['异议', startAndStop],
  // 《信访工作条例》第三十四条: it may be lengthened, but does not rest.
  ['办结', [...startAndStop, 'extend']],
  ['简易', startAndStop],
  ['复查', startAndStop],
  // 第三十六条: a hearing does not count.
  ['复核', [...startAndStop, 'pause', 'resume']],
  ['交办反馈', startAndStop],
  ['复查申请期', startAndStop],
  ['改进反馈', startAndStop],
  ['公安复核', startAndStop],
]);
