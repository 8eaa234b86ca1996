/**
 * 发文字号: 代字, year in full in hexagonal brackets, sequence without leading zeros and without 第 (GB/T 9704-2012, 7.2.5),
 * e.g. 中信受〔2026〕12号.
 */
export const formatNoticeNumber = (prefix: string, year: number, sequence: number): string =>
  `${prefix}〔${year}〕${sequence}号`;
