import { App, Grid, Segmented } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { problemText } from '../../api/problem.js';
import { useClaim } from '../../api/tasks.js';
import type { Completion, TaskPage } from '../../api/types.js';
import { EmptyState } from '../../components/empty-state.js';
import { ProcessForm, type ProcessFormHandle } from '../../components/process-form/index.js';
import { NoticePreview } from './notice-preview.js';
import { RefusalNotice } from './refusal-notice.js';
import { TaskBar } from './task-bar.js';
import { TaskDone } from './task-done.js';
import { TaskHead } from './task-head.js';
import { TaskTabs } from './task-tabs.js';
import { useDraft } from './use-draft.js';
import { useSubmission } from './use-submission.js';

function useSubmitKey(submit: () => void, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        submit();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [enabled, submit]);
}

/** One task at work: form, case, and the bar with what can be done. */
export function TaskWork({ page, onReload }: { page: TaskPage; onReload: () => Promise<unknown> }) {
  const { task, schema } = page;
  const { message, notification } = App.useApp();
  const form = useRef<ProcessFormHandle>(null);
  const [completion, setCompletion] = useState<Completion | null>(null);
  const [phoneView, setPhoneView] = useState<'form' | 'case'>('form');
  const phone = Grid.useBreakpoint().md === false;
  const claim = useClaim();

  const values = useCallback(() => form.current?.values() ?? null, []);
  const draft = useDraft(task.taskKey, values, page.draft);
  const { stop: stopDraft } = draft;

  const onDone = useCallback(
    (done: Completion) => {
      stopDraft();
      setCompletion(done);
      const first = done.next.find((next) => next.mine || next.claimable);
      notification.success({
        title: '已提交',
        description: done.message,
        ...(first ? { actions: <Link to={`/tasks/${first.taskKey}`}>下一步：{first.name}</Link> } : {}),
      });
    },
    [notification, stopDraft],
  );
  const submission = useSubmission(task, form, onDone);
  const finished = completion !== null || task.state === 'COMPLETED';
  const working = task.canComplete && !finished;
  useSubmitKey(submission.submit, working && submission.previewing === null);

  const reload = () => void onReload().then(() => message.info('已取得最新情况，请核对后再次提交。'));

  const changeClaim = (release: boolean) => {
    const saved = release ? draft.saveNow() : Promise.resolve(true);
    void saved.then(() =>
      claim.mutate(
        { key: task.taskKey, release },
        {
          onSuccess: (change) => void message.success(change.message),
          onError: (error) => void message.error(problemText(error)),
        },
      ),
    );
  };

  return (
    <div className="task">
      <TaskHead page={page} />
      {finished ? <TaskDone task={task} completion={completion} /> : null}
      {task.state === 'CANCELED' ? <EmptyState title="本步骤已取消" hint="流程已经走到别处，不用再办。" /> : null}
      {phone ? (
        <Segmented
          block
          className="gap-below"
          value={phoneView}
          onChange={setPhoneView}
          options={[
            { value: 'form', label: '办理' },
            { value: 'case', label: '案情资料' },
          ]}
        />
      ) : null}
      <div className={`task-panes task-panes-${phoneView}`}>
        <section className="panel task-form" aria-label={`${task.name}表单`}>
          {submission.refusal ? (
            <RefusalNotice refusal={submission.refusal} caseId={task.caseId} onReload={reload} />
          ) : null}
          {schema ? (
            <ProcessForm ref={form} schema={schema} values={page.values} readOnly={!working} onEdit={draft.touch} />
          ) : (
            <EmptyState title="本步骤没有需要填写的内容" hint="核对案情后，直接提交即可。" />
          )}
        </section>
        <aside className="panel task-aside" aria-label="案情资料">
          <TaskTabs page={page} />
        </aside>
      </div>
      {finished ? null : (
        <TaskBar
          task={task}
          draft={draft}
          claiming={claim.isPending}
          submitting={submission.pending}
          onClaim={() => changeClaim(false)}
          onRelease={() => changeClaim(true)}
          onSubmit={submission.submit}
        />
      )}
      {submission.previewing ? (
        <NoticePreview
          task={task}
          values={submission.previewing}
          pending={submission.pending}
          onConfirm={submission.confirm}
          onCancel={submission.cancelPreview}
        />
      ) : null}
    </div>
  );
}
