import { Table, Tag, type TableColumnsType } from 'antd';

import { strongColours } from '../../components/diagram/colours.js';
import { formatInstant } from '../../components/format.js';
import type { OwnedInstance } from './api.js';

const columns: TableColumnsType<OwnedInstance> = [
  { title: '实例编号', dataIndex: 'key', width: 160 },
  {
    title: '流程',
    render: (_, { processName, isPetition }) => (
      <>
        {processName} {isPetition && <Tag>信访事项</Tag>}
      </>
    ),
  },
  { title: '版本', width: 90, render: (_, { version }) => `第 ${version} 版` },
  { title: '办到', render: (_, { elements }) => elements.join('、') || '无' },
  { title: '开始', width: 190, render: (_, { startedAt }) => formatInstant(startedAt) },
  {
    title: '状态',
    width: 110,
    render: (_, { status, incidents }) =>
      incidents > 0 ? (
        <Tag color={strongColours.error}>异常 {incidents} 项</Tag>
      ) : status === 'suspended' ? (
        <Tag>已暂停</Tag>
      ) : (
        '办理中'
      ),
  },
];

interface InstancesTableProps {
  items: OwnedInstance[];
  loading: boolean;
  page: { current: number; size: number; total: number; onChange: (page: number) => void };
  selected: ReadonlyMap<string, OwnedInstance>;
  onSelect: (selected: Map<string, OwnedInstance>) => void;
}

/** Rows stay ticked when another page of the list is shown. */
export function InstancesTable({ items, loading, page, selected, onSelect }: InstancesTableProps) {
  return (
    <Table
      rowKey="key"
      size="small"
      loading={loading}
      columns={columns}
      dataSource={items}
      scroll={{ x: 980 }}
      rowSelection={{
        selectedRowKeys: [...selected.keys()],
        preserveSelectedRowKeys: true,
        onChange: (_keys, rows) => onSelect(new Map(rows.map((row) => [row.key, row]))),
        getCheckboxProps: ({ key }) => ({ 'aria-label': `选择实例 ${key}` }),
      }}
      pagination={{
        current: page.current,
        pageSize: page.size,
        total: page.total,
        showSizeChanger: false,
        showTotal: (total) => `共 ${total} 件`,
        onChange: page.onChange,
      }}
    />
  );
}
