import { Tag } from 'antd';
import { Link } from 'react-router';
import type { TaskPage } from '../../api/types.js';
import { Clocks, Stations } from '../../components/case/index.js';
import { ClockBar } from '../../components/clock-bar.js';
import { useDocumentTitle } from '../../components/use-document-title.js';

/** The matter, how far it has come, its clocks, and why it is here. */
export function TaskHead({ page }: { page: TaskPage }) {
  const { task, why } = page;
  // A process that serves no case has its own name for a subject.
  const subject = task.title ?? task.processName;
  useDocumentTitle(`${task.name} ${subject}`);
  return (
    <header className="task-head">
      <div className="task-head-text">
        <h1>
          <Tag color="blue">{task.name}</Tag>
          {subject}
        </h1>
        <div className="muted spaced">
          {task.caseId ? (
            <Link className="number" to={`/cases/${task.caseId}`}>
              {task.caseNumber}
            </Link>
          ) : null}
          {task.petitioner ? <span>信访人 {task.petitioner}</span> : null}
          {task.unitName ? <span>{task.unitName}</span> : null}
          <span>{task.assignee ? `办理人 ${task.assignee.displayName}` : '尚未签收'}</span>
        </div>
        <p className="task-why">{why}</p>
      </div>
      <div className="task-head-state">
        {page.case ? <Stations stations={page.case.stations} /> : null}
        {page.case ? <Clocks clocks={page.case.clocks} /> : <ClockBar clock={task.clock} named />}
      </div>
    </header>
  );
}
