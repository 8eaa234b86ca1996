import { Tabs } from 'antd';
import type { TaskPage } from '../../api/types.js';
import {
  Attachments,
  CaseTimeline,
  Demands,
  InstanceTimeline,
  Matter,
  Notices,
  Person,
} from '../../components/case/index.js';
import { clockMark } from '../../components/clock-bar.js';
import { ProcessDiagram } from '../../components/diagram/index.js';
import { useFilters } from '../../components/use-filters.js';

/** Beside the form: the case, the drawing with the present step, what happened, the notices. */
export function TaskTabs({ page }: { page: TaskPage }) {
  const filters = useFilters();
  const { case: dossier, instance } = page;
  const diagram = {
    key: 'diagram',
    label: '流程图',
    children: (
      <>
        <p className="muted task-diagram-caption">
          {instance.processName}，第 {instance.version} 版。标出的是现在所在的环节和已经走过的路。
        </p>
        <ProcessDiagram
          definitionKey={instance.definitionKey}
          label={instance.processName}
          currentElementIds={instance.currentElementIds}
          doneElementIds={instance.doneElementIds}
          takenFlowIds={instance.takenFlowIds}
          clock={clockMark(page.task.clock)}
          height="max(320px, calc(100vh - 400px))"
        />
      </>
    ),
  };
  const items = dossier
    ? [
        {
          key: 'facts',
          label: '案情',
          children: (
            <div className="case-tab">
              <Demands demands={dossier.demands} />
              <Matter dossier={dossier} />
              <Person dossier={dossier} />
            </div>
          ),
        },
        diagram,
        { key: 'timeline', label: '时间线', children: <CaseTimeline caseId={dossier.id} /> },
        {
          key: 'notices',
          label: `文书（${dossier.notices.length}）`,
          children: <Notices notices={dossier.notices} />,
        },
        { key: 'attachments', label: '附件', children: <Attachments caseId={dossier.id} /> },
      ]
    : [{ key: 'timeline', label: '时间线', children: <InstanceTimeline instanceKey={instance.key} /> }, diagram];
  const view = filters.get('view');
  return (
    <Tabs
      className="task-tabs"
      activeKey={items.some((item) => item.key === view) ? view : (items[0]?.key ?? '')}
      onChange={(key) => filters.set({ view: key })}
      items={items}
    />
  );
}
