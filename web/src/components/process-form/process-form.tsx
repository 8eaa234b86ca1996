/** A form of the procedure (form-js schema), in Chinese, with this application's date inputs. */
import '@bpmn-io/form-js/dist/assets/form-js.css';
import { Form } from '@bpmn-io/form-js';
import { useEffect, useImperativeHandle, useRef, useState, useSyncExternalStore, type Ref } from 'react';
import { createPortal } from 'react-dom';
import type { ProblemItem } from '../../api/problem.js';
import type { FormSchema, FormValues } from '../../api/types.js';
import { ChineseErrorsModule } from './chinese-errors.js';
import { installChineseWords } from './chinese-words.js';
import { DateSlotInput } from './date-slot-input.js';
import { dateSlotModule } from './date-slot-field.js';
import { focusFirstError, showFieldProblems } from './field-problems.js';
import { FieldSlots } from './field-slots.js';
import { prepareSchema } from './prepare-schema.js';
import './process-form.css';

installChineseWords();

export interface ProcessFormHandle {
  /** Checks the fields, shows what is wrong and returns the values to submit; null when something is wrong. */
  submit(): FormValues | null;
  /** The values as they stand, unchecked. */
  values(): FormValues;
  /** Shows the server's objections at their fields; returns those that belong to no field. */
  showProblems(problems: ProblemItem[]): ProblemItem[];
}

export interface ProcessFormProps {
  ref?: Ref<ProcessFormHandle>;
  /** Schema and values are read when the form appears; give the element another `key` to read them again. */
  schema: FormSchema;
  values: FormValues;
  readOnly: boolean;
  /** Called after each change made by the person, not by loading. */
  onEdit?: () => void;
}

function copyOf(values: unknown): FormValues {
  return JSON.parse(JSON.stringify(values ?? {})) as FormValues;
}

export function ProcessForm({ ref, schema, values, readOnly, onEdit }: ProcessFormProps) {
  const container = useRef<HTMLDivElement>(null);
  const form = useRef<Form | null>(null);
  const edited = useRef(onEdit);
  const initial = useRef({ schema, values, readOnly });
  const [slots] = useState(() => new FieldSlots());
  const listed = useSyncExternalStore(slots.watch, slots.list);

  useEffect(() => {
    edited.current = onEdit;
  }, [onEdit]);

  useEffect(() => {
    const { schema: shown, values: present, readOnly: fixed } = initial.current;
    const options = {
      container: container.current,
      properties: { readOnly: fixed },
      additionalModules: [ChineseErrorsModule, dateSlotModule(slots)],
      // With the usual delay of 300 ms, Ctrl+Enter would submit the text without its last words.
      debounce: false,
    };
    const viewer = new Form(options);
    form.current = viewer;
    let seen = '';
    viewer.on('field.updated', () => {
      // Fired before the change is kept, and also by fields that only tidy up while they appear.
      queueMicrotask(() => {
        const now = JSON.stringify(viewer._getState().data);
        if (now !== seen) edited.current?.();
        seen = now;
      });
    });
    void viewer.importSchema(prepareSchema(shown), copyOf(present)).then(() => {
      seen = JSON.stringify(viewer._getState().data);
    });
    return () => {
      form.current = null;
      viewer.destroy();
    };
  }, [slots]);

  useEffect(() => {
    form.current?.setProperty('readOnly', readOnly);
  }, [readOnly]);

  useImperativeHandle(
    ref,
    () => ({
      submit: () => {
        if (!form.current) return null;
        const { data, errors } = form.current.submit();
        if (Object.keys(errors).length === 0) return copyOf(data);
        requestAnimationFrame(() => container.current && focusFirstError(container.current));
        return null;
      },
      values: () => copyOf(form.current?._getState().data),
      showProblems: (problems) => {
        if (!form.current) return problems;
        const homeless = showFieldProblems(form.current, problems);
        requestAnimationFrame(() => container.current && focusFirstError(container.current));
        return homeless;
      },
    }),
    [],
  );

  return (
    <>
      <div ref={container} className={readOnly ? 'process-form process-form-read' : 'process-form'} />
      {listed.map((slot) => createPortal(<DateSlotInput slot={slot} />, slot.element, slot.inputId))}
    </>
  );
}
