import { DatePicker, TimePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import type { DateSlot } from './field-slots.js';

const DAY = 'YYYY-MM-DD';
const MINUTE = 'HH:mm';

/** The suffix form-js writes after a time: an offset, `Z`, or nothing. */
function serialized(moment: Dayjs, pattern: string, serializing: DateSlot['serializing']): string {
  if (serializing === 'utc_normalized') {
    const utc = moment.add(moment.toDate().getTimezoneOffset(), 'minute');
    return `${utc.format(pattern)}Z`;
  }
  return serializing === 'utc_offset' ? moment.format(`${pattern}Z`) : moment.format(pattern);
}

function parsed(slot: DateSlot): Dayjs | null {
  if (!slot.value) return null;
  const text = slot.subtype === 'time' ? `${dayjs().format(DAY)}T${slot.value}` : slot.value;
  const moment = dayjs(text);
  return moment.isValid() ? moment : null;
}

function valueOf(moment: Dayjs | null, slot: DateSlot): string | null {
  if (!moment) return null;
  if (slot.subtype === 'date') return moment.format(DAY);
  if (slot.subtype === 'time') return serialized(moment, MINUTE, slot.serializing);
  return serialized(moment, `${DAY}T${MINUTE}`, slot.serializing);
}

/** The date, time or date-time input shown in a slot. */
export function DateSlotInput({ slot }: { slot: DateSlot }) {
  const take = (moment: Dayjs | Dayjs[] | null) => slot.onChange(valueOf(Array.isArray(moment) ? null : moment, slot));
  const common = {
    id: slot.inputId,
    value: parsed(slot),
    onChange: take,
    // Every click in the calendar counts at once: what the field shows is what Ctrl+Enter submits.
    onCalendarChange: take,
    onBlur: slot.onBlur,
    disabled: slot.disabled || slot.readOnly,
    status: slot.invalid ? ('error' as const) : ('' as const),
    'aria-describedby': slot.describedBy,
    'aria-invalid': slot.invalid,
    needConfirm: false,
    className: 'date-slot-input',
  };
  if (slot.subtype === 'time') {
    return <TimePicker {...common} format={MINUTE} minuteStep={minuteStep(slot)} placeholder="请选择时间" />;
  }
  const earliest = slot.disallowPast ? dayjs().startOf('day') : undefined;
  return (
    <DatePicker
      {...common}
      format={slot.subtype === 'date' ? `${DAY} ddd` : `${DAY} ddd ${MINUTE}`}
      showTime={slot.subtype === 'datetime' ? { format: MINUTE, minuteStep: minuteStep(slot) } : false}
      placeholder={slot.subtype === 'date' ? '请选择日期' : '请选择日期和时间'}
      {...(earliest ? { minDate: earliest } : {})}
    />
  );
}

type MinuteStep = 1 | 5 | 10 | 15 | 30;

function minuteStep(slot: DateSlot): MinuteStep {
  return ([1, 5, 10, 15, 30] as const).find((step) => step === slot.minuteStep) ?? 5;
}
