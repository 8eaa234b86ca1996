import type { Day } from '../calendar/days.js';

export interface CaseNumberParts {
  /** Six digits of GB/T 2260. */
  region: string;
  day: Day;
  /** One digit, see `channels`. */
  channelDigit: string;
  /** From 1, per region, day and channel. */
  sequence: number;
}

/**
 * 信访事项编号: region (6) + day (8) + channel (1) + sequence. The sequence has four digits and grows past 9999, because
 * registration is never refused.
 */
export function formatCaseNumber(parts: CaseNumberParts): string {
  return `${parts.region}${parts.day.replaceAll('-', '')}${parts.channelDigit}${String(parts.sequence).padStart(4, '0')}`;
}

const pattern = /^(\d{6})(\d{4})(\d{2})(\d{2})(\d)(\d{4,})$/;

export function parseCaseNumber(text: string): CaseNumberParts | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, region, year, month, date, channelDigit, sequence] = match;
  return { region: region!, day: `${year}-${month}-${date}`, channelDigit: channelDigit!, sequence: Number(sequence) };
}
