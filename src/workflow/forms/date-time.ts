/** Dates and times as form-js writes them. Seconds are allowed, because other clients send them. */
import type { FormComponent } from './form-schema.js';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]\d|2[0-3]):([0-5]\d)(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)?$/;
/** The whole country keeps Beijing time; a time without a zone is office time. */
const OFFICE_ZONE = '+08:00';

/** The normalised text, or undefined when it is not a real date or time of the field's kind. */
export function readDateTime(field: FormComponent, text: string): string | undefined {
  if (field.subtype === 'time') return readTime(field, text);
  if (field.subtype !== 'datetime') return isRealDate(text) ? text : undefined;
  const [date = '', time = '', ...rest] = text.split('T');
  const normalised = readTime(field, time);
  return rest.length === 0 && isRealDate(date) && normalised ? `${date}T${normalised}` : undefined;
}

function readTime(field: FormComponent, text: string): string | undefined {
  const zone = TIME.exec(text)?.[5];
  if (!TIME.test(text)) return undefined;
  return zone === undefined && field.timeSerializingFormat === 'utc_offset' ? `${text}${OFFICE_ZONE}` : text;
}

/** True for a day that exists: 2026-02-30 does not. */
function isRealDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (!parts) return false;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
