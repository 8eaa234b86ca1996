import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import type { Submission } from './use-submission.js';

interface RefusalNoticeProps {
  refusal: NonNullable<Submission['refusal']>;
  caseId: string | null;
  onReload: () => void;
}

/** What to do about each kind of refusal. */
function adviceFor(code: string): string | null {
  if (code === 'task-already-done') return '本步骤不用再办。您填写的内容没有提交，可到案件页查看办理结果。';
  if (code === 'stale-version') return '您填写的内容都在。请点“取得最新情况”，核对后再次提交。';
  if (code === 'form-invalid') return '请按标出的提示修改后再提交。';
  if (code === 'unreachable') return '不清楚服务器是否收到。请再次提交，系统不会重复办理。';
  return null;
}

/** The server did not accept the submission: why, and the way on. */
export function RefusalNotice({ refusal, caseId, onReload }: RefusalNoticeProps) {
  const advice = adviceFor(refusal.code);
  return (
    <Alert
      type="error"
      showIcon
      className="gap-below"
      title={refusal.text}
      description={
        <>
          {refusal.items.length > 0 ? (
            <ul className="refusal-items">
              {refusal.items.map((item) => (
                <li key={`${item.path ?? ''}${item.message}`}>{item.message}</li>
              ))}
            </ul>
          ) : null}
          {advice}
        </>
      }
      action={
        refusal.code === 'task-already-done' && caseId ? (
          <Link to={`/cases/${caseId}`}>
            <Button size="small">查看案件</Button>
          </Link>
        ) : refusal.code === 'stale-version' ? (
          <Button size="small" onClick={onReload}>
            取得最新情况
          </Button>
        ) : null
      }
    />
  );
}
