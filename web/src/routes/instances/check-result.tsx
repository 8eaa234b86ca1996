import { Alert, Table, type TableColumnsType } from 'antd';

import type { BatchCheck, RefusedItem } from './api.js';

const columns: TableColumnsType<RefusedItem> = [
  { title: '实例编号', dataIndex: 'processInstanceKey', width: 150 },
  { title: '版本', width: 80, render: (_, item) => `第 ${item.processDefinitionVersion} 版` },
  {
    title: '不能执行的原因',
    render: (_, { message, problems }) =>
      problems.length === 0 ? message : problems.map((problem) => problem.message).join('；'),
  },
];

/** What an operation would come to, before anything is done. */
export function CheckResult({ check }: { check: BatchCheck }) {
  const { total, checked, refused } = check;
  const fits = checked - refused.length;
  return (
    <div className="instances-check" aria-live="polite">
      <Alert
        type={total === 0 || fits === 0 ? 'error' : refused.length > 0 ? 'warning' : 'success'}
        showIcon
        title={
          total === 0
            ? '没有可以执行的实例。'
            : `预演完成：${fits} 件可以执行${refused.length > 0 ? `，${refused.length} 件不能执行` : ''}。`
        }
        description={
          checked < total
            ? `只预演了前 ${checked} 件，其余 ${total - checked} 件执行时逐件判断。`
            : refused.length > 0
              ? '不能执行的会保持原状，其余照常执行。'
              : undefined
        }
      />
      {refused.length > 0 && (
        <Table
          rowKey="itemKey"
          size="small"
          columns={columns}
          dataSource={refused}
          pagination={{ pageSize: 5, showSizeChanger: false, hideOnSinglePage: true }}
        />
      )}
    </div>
  );
}
