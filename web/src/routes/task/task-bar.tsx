import { Button, Tooltip } from 'antd';
import type { TaskDetail } from '../../api/types.js';
import { formatTime } from '../../components/format.js';
import type { Draft } from './use-draft.js';

interface TaskBarProps {
  task: TaskDetail;
  draft: Draft;
  claiming: boolean;
  submitting: boolean;
  onClaim: () => void;
  onRelease: () => void;
  onSubmit: () => void;
}

function draftText(draft: Draft): string {
  if (draft.phase === 'saving') return '正在保存草稿…';
  if (draft.phase === 'edited') return '有改动，即将自动保存';
  if (draft.phase === 'failed') return `草稿未能保存：${draft.failure ?? ''}`;
  if (draft.savedAt) return `草稿已于 ${formatTime(draft.savedAt)} 保存`;
  return '填写的内容会自动保存为草稿';
}

/** What can be done with the task, always in sight. */
export function TaskBar({ task, draft, claiming, submitting, onClaim, onRelease, onSubmit }: TaskBarProps) {
  if (task.state !== 'CREATED') return null;
  if (!task.canComplete) {
    return (
      <div className="task-bar no-print">
        <span className="task-bar-state">{task.refusal ?? (task.canClaim ? '签收后由您填写和提交。' : '')}</span>
        {task.canClaim ? (
          <Button type="primary" loading={claiming} onClick={onClaim}>
            签收
          </Button>
        ) : null}
      </div>
    );
  }
  return (
    <div className="task-bar no-print">
      <span className={draft.phase === 'failed' ? 'task-bar-state task-bar-failed' : 'task-bar-state'} role="status">
        {draftText(draft)}
      </span>
      <Button onClick={onRelease} loading={claiming}>
        退回待签收
      </Button>
      <Button onClick={() => void draft.saveNow()} loading={draft.phase === 'saving'}>
        暂存
      </Button>
      <Tooltip title="快捷键 Ctrl+回车">
        <Button type="primary" loading={submitting} onClick={onSubmit}>
          {task.issues ? '预览文书并提交' : '提交'}
        </Button>
      </Tooltip>
    </div>
  );
}
