import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { Problem } from '../../api/problem.js';
import { previewNotice } from '../../api/tasks.js';
import type { FormValues, TaskDetail } from '../../api/types.js';
import { NoticeFrame } from '../../components/case/index.js';
import { LoadError } from '../../components/load-error.js';
import { PageLoading } from '../../components/page-loading.js';

interface NoticePreviewProps {
  task: TaskDetail;
  values: FormValues;
  pending: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** What is missing for the notice. Going back issues nothing; a decision that issues none may still be submitted. */
function Incomplete({ problem }: { problem: Problem }) {
  return (
    <Alert
      type="warning"
      showIcon
      title={problem.message}
      description={
        <>
          {problem.problems.length > 0 ? (
            <ul>
              {problem.problems.map((item) => (
                <li key={`${item.path ?? ''}${item.message}`}>{item.message}</li>
              ))}
            </ul>
          ) : null}
          <p>如果这次的决定不出具文书（例如退回或不同意），可以直接提交；否则请返回补充。</p>
        </>
      }
    />
  );
}

/** The notice a step issues, as it will be, before it is signed and numbered. */
export function NoticePreview({ task, values, pending, onConfirm, onCancel }: NoticePreviewProps) {
  const title = task.issues?.title ?? '文书';
  const confirmButton = useRef<HTMLButtonElement>(null);
  const preview = useQuery({
    queryKey: ['notice-preview', task.taskKey, values],
    queryFn: () => previewNotice(task.taskKey, values),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
  const incomplete =
    preview.error instanceof Problem && preview.error.code === 'notice-incomplete' ? preview.error : null;
  const html = preview.data?.html;

  useEffect(() => {
    if (html) confirmButton.current?.focus();
  }, [html]);

  return (
    <Modal
      open
      title={`《${title}》预览`}
      width={900}
      style={{ top: 24 }}
      onCancel={onCancel}
      mask={{ closable: false }}
      footer={
        <div className="row-end">
          <Button onClick={onCancel} disabled={pending}>
            返回修改
          </Button>
          {incomplete || preview.data ? (
            <Button ref={confirmButton} type={html ? 'primary' : 'default'} loading={pending} onClick={onConfirm}>
              {html ? '签发并取号' : '不出具文书，直接提交'}
            </Button>
          ) : null}
        </div>
      }
    >
      {preview.isPending ? <PageLoading rows={10} /> : null}
      {incomplete ? <Incomplete problem={incomplete} /> : null}
      {preview.isError && !incomplete ? (
        <LoadError error={preview.error} onRetry={() => void preview.refetch()} />
      ) : null}
      {html ? (
        <>
          <p className="muted">签发后文书编号生效，内容不可再改。请核对以下内容。</p>
          <NoticeFrame html={html} title={`《${title}》预览`} height="58vh" />
        </>
      ) : null}
      {preview.data && !html ? <p>按现在填写的决定，本步骤不出具文书。</p> : null}
    </Modal>
  );
}
