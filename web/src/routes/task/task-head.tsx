import { Tag } from 'antd';
import { Link } from 'react-router';
import type { TaskPage } from '../../api/types.js';
import { Clocks, Stations } from '../../components/case/index.js';
import { ClockBar } from '../../components/clock-bar.js';
import { useDocumentTitle } from '../../components/use-document-title.js';

/** The matter, how far it has come, its clocks, and why it is here. */
export function TaskHead({ page }: { page: TaskPage }) {
  const { task, why } = page;
  useDocumentTitle(`${task.name} ${task.title}`);
  return (
    <header className="task-head">
      <div className="task-head-text">
        <h1>
          <Tag color="blue">{task.name}</Tag>
          {task.title}
        </h1>
        <div className="muted spaced">
          <Link className="number" to={`/cases/${task.caseId}`}>
            {task.caseNumber}
          </Link>
          <span>信访人 {task.petitioner}</span>
          <span>{task.unitName}</span>
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
