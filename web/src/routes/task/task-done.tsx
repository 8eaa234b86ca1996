import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import type { Completion, TaskDetail } from '../../api/types.js';
import { NextTasks } from '../../components/case/index.js';

/** After the step: what happened and where to go on. */
export function TaskDone({ task, completion }: { task: TaskDetail; completion: Completion | null }) {
  return (
    <Alert
      type="success"
      showIcon
      className="gap-below no-print"
      title={completion?.message ?? `“${task.name}”已办结。`}
      description={
        <div className="task-done">
          {task.caseNumber ? (
            <NextTasks caseNumber={task.caseNumber} known={completion?.next ?? []} except={task.taskKey} />
          ) : null}
          <Link to="/inbox">
            <Button>回到工作台</Button>
          </Link>
          {task.caseId ? (
            <Link to={`/cases/${task.caseId}`}>
              <Button>查看案件</Button>
            </Link>
          ) : null}
        </div>
      }
    />
  );
}
