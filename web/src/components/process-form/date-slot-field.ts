/** Replaces the date and time field of form-js, whose calendar speaks English, by a slot for our own. */
import { Datetime, Description, Errors } from '@bpmn-io/form-js';
import { h } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { DateSlot, FieldSlots } from './field-slots.js';

interface DatetimeField {
  id: string;
  subtype?: DateSlot['subtype'];
  dateLabel?: string;
  timeLabel?: string;
  description?: string;
  timeInterval?: number;
  timeSerializingFormat?: DateSlot['serializing'];
  disallowPassedDates?: boolean;
  validate?: { required?: boolean };
}

interface FieldProps {
  field: DatetimeField;
  value: string | null;
  errors?: string[];
  domId: string;
  disabled: boolean;
  readonly: boolean;
  onChange: (change: { field: DatetimeField; value: string | null }) => void;
  onBlur: () => void;
}

function labelOf(field: DatetimeField): string {
  return [field.dateLabel, field.timeLabel].filter(Boolean).join('、');
}

function dateSlotField(slots: FieldSlots) {
  function DateSlotField({ field, value, errors = [], domId, disabled, readonly, onChange, onBlur }: FieldProps) {
    const holder = useRef<HTMLDivElement>(null);
    const describedBy = `${domId}-description ${domId}-errors`;

    // On every render: the slot follows the field.
    useLayoutEffect(() => {
      if (!holder.current) return;
      slots.put({
        kind: 'date',
        element: holder.current,
        subtype: field.subtype ?? 'date',
        value: value ?? null,
        serializing: field.timeSerializingFormat ?? 'utc_offset',
        minuteStep: field.timeInterval ?? 15,
        disallowPast: field.disallowPassedDates ?? false,
        disabled,
        readOnly: readonly,
        invalid: errors.length > 0,
        labels: { date: field.dateLabel ?? '', time: field.timeLabel ?? '' },
        inputId: domId,
        describedBy,
        onChange: (next) => onChange({ field, value: next }),
        onBlur,
      });
    });
    useEffect(() => {
      const element = holder.current;
      return () => {
        if (element) slots.remove(element);
      };
    }, []);

    const classes = ['fjs-form-field', 'fjs-form-field-datetime'];
    if (errors.length > 0) classes.push('fjs-has-errors');
    if (disabled) classes.push('fjs-disabled');
    if (readonly) classes.push('fjs-readonly');
    return h('div', { class: classes.join(' ') }, [
      h('label', { class: 'fjs-form-field-label', htmlFor: domId }, [
        labelOf(field),
        field.validate?.required ? h('span', { class: 'fjs-asterix', 'aria-hidden': true }, '*') : null,
      ]),
      h('div', { ref: holder, class: 'date-slot' }),
      h(Description, { id: `${domId}-description`, description: field.description }),
      h(Errors, { id: `${domId}-errors`, errors }),
    ]);
  }
  DateSlotField.config = Datetime.config;
  return DateSlotField;
}

interface FormFields {
  register(type: string, component: unknown): void;
}

/** The form-js module that puts the field in place; slots appear in `slots`. */
export function dateSlotModule(slots: FieldSlots): object {
  const register = (formFields: FormFields) => formFields.register('datetime', dateSlotField(slots));
  register.$inject = ['formFields'];
  return { __init__: [register] };
}
