/** Submitting a task: check, preview the notice it issues, complete, and say what came of it. */
import { App } from 'antd';
import { useCallback, useRef, useState, type RefObject } from 'react';
import { isOutcomeUnknown, newIdempotencyKey } from '../../api/idempotency.js';
import { Problem, problemText, type ProblemItem } from '../../api/problem.js';
import { useCompleteTask } from '../../api/tasks.js';
import type { Completion, FormValues, TaskDetail } from '../../api/types.js';
import type { ProcessFormHandle } from '../../components/process-form/index.js';

export interface Submission {
  /** Checks the form and completes the task, or opens the preview of the notice first. */
  submit: () => void;
  /** Completes with the values whose notice was looked at. */
  confirm: () => void;
  cancelPreview: () => void;
  /** The values whose notice is being looked at. */
  previewing: FormValues | null;
  pending: boolean;
  /** A refusal that the form cannot show at a field. */
  refusal: { text: string; code: string; items: ProblemItem[] } | null;
}

export function useSubmission(
  task: TaskDetail,
  form: RefObject<ProcessFormHandle | null>,
  onDone: (completion: Completion) => void,
): Submission {
  const { message } = App.useApp();
  const { mutateAsync, isPending } = useCompleteTask();
  const [previewing, setPreviewing] = useState<FormValues | null>(null);
  const [refusal, setRefusal] = useState<Submission['refusal']>(null);
  const idempotencyKey = useRef(newIdempotencyKey());
  const { taskKey, version, issues } = task;

  const complete = useCallback(
    async (values: FormValues) => {
      setRefusal(null);
      try {
        onDone(await mutateAsync({ key: taskKey, values, version, idempotencyKey: idempotencyKey.current }));
      } catch (error) {
        const problem = error instanceof Problem ? error : null;
        if (problem && !isOutcomeUnknown(problem)) idempotencyKey.current = newIdempotencyKey();
        const items = problem?.problems ?? [];
        const homeless = problem?.code === 'form-invalid' ? (form.current?.showProblems(items) ?? items) : items;
        setRefusal({ text: problemText(error), code: problem?.code ?? '', items: homeless });
      } finally {
        setPreviewing(null);
      }
    },
    [form, mutateAsync, onDone, taskKey, version],
  );

  const submit = useCallback(() => {
    if (isPending) return;
    const values = form.current ? form.current.submit() : {};
    if (!values) {
      void message.warning('还有内容没有填写或填写有误，已在表单中标出。');
    } else if (issues) {
      setRefusal(null);
      setPreviewing(values);
    } else {
      void complete(values);
    }
  }, [complete, form, isPending, issues, message]);

  const confirm = useCallback(() => {
    if (previewing && !isPending) void complete(previewing);
  }, [complete, isPending, previewing]);

  const cancelPreview = useCallback(() => setPreviewing(null), []);
  return { submit, confirm, cancelPreview, previewing, pending: isPending, refusal };
}
