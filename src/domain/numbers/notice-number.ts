/**
 * 发文字号: 代字, year in full in hexagonal brackets, sequence without leading zeros and without 第 (GB/T 9704-2012, 7.2.5),
 * e.g. 中信受〔2026〕12号.
 */
export const formatNoticeNumber = (prefix: string, year: number, sequence: number): string =>
  `${prefix}〔${year}〕${sequence}号`;

/** Number of an issue of a report (简报) or of a conference (纪要), which bear no 代字, e.g. 〔2026〕第3期. */
export const formatIssueNumber = (year: number, sequence: number, kind: '期' | '号'): string =>
  `〔${year}〕第${sequence}${kind}`;
