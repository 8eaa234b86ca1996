import { Button, Table, type TableProps } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { InboxItem, InboxTab } from '../../api/types.js';
import { ClockBar } from '../../components/clock-bar.js';
import { formatInstant, formatWaiting } from '../../components/format.js';
import { useNow } from '../../components/use-now.js';
import type { ClaimTasks } from './use-claim-tasks.js';

export interface InboxListProps {
  items: InboxItem[];
  tab: InboxTab;
  /** The row the keyboard marks; -1 for none. */
  marked: number;
  claiming: ClaimTasks;
}

type Columns = NonNullable<TableProps<InboxItem>['columns']>;

function columnsFor(tab: InboxTab, now: number, claiming: ClaimTasks): Columns {
  const done = tab === 'done';
  const columns: Columns = [
    {
      title: '案号',
      dataIndex: 'caseNumber',
      width: 176,
      render: (number: string | null, item) => (
        <Link className="number" to={`/tasks/${item.taskKey}`} onClick={(event) => event.stopPropagation()}>
          {number ?? '打开'}
        </Link>
      ),
    },
    { title: '信访人', dataIndex: 'petitioner', width: 96, ellipsis: true },
    {
      title: '事项',
      dataIndex: 'title',
      ellipsis: true,
      render: (title: string | null, item) => title ?? item.processName,
    },
    { title: '当前环节', dataIndex: 'name', width: 136, ellipsis: true },
    { title: '期限', dataIndex: 'clock', width: 148, render: (_, item) => <ClockBar clock={item.clock} /> },
    { title: '单位', dataIndex: 'unitName', width: 148, ellipsis: true },
    done
      ? { title: '办结时间', dataIndex: 'completedAt', width: 164, render: (at: string) => formatInstant(at) }
      : {
          title: '已等待',
          dataIndex: 'createdAt',
          width: 100,
          render: (at: string) => <span title={`自 ${formatInstant(at)}`}>{formatWaiting(at, now)}</span>,
        },
  ];
  if (tab === 'group') {
    columns.push({
      title: <span className="visually-hidden">操作</span>,
      key: 'claim',
      width: 72,
      render: (_, item) => (
        <Button
          size="small"
          disabled={claiming.pending}
          onClick={(event) => {
            event.stopPropagation();
            void claiming.claim([item]);
          }}
        >
          签收
        </Button>
      ),
    });
  }
  return columns;
}

export function InboxTable({ items, tab, marked, claiming }: InboxListProps) {
  const navigate = useNavigate();
  const now = useNow();
  const [chosen, setChosen] = useState<string[]>([]);
  const present = items.filter((item) => chosen.includes(item.taskKey));

  useEffect(() => {
    document.querySelector('.inbox .row-marked')?.scrollIntoView({ block: 'nearest' });
  }, [marked]);

  return (
    <>
      {tab === 'group' && present.length > 0 ? (
        <div className="inbox-chosen">
          <span>已选 {present.length} 件</span>
          <Button
            type="primary"
            size="small"
            loading={claiming.pending}
            onClick={() => void claiming.claim(present).then(() => setChosen([]))}
          >
            签收所选
          </Button>
        </div>
      ) : null}
      <Table<InboxItem>
        rowKey="taskKey"
        size="small"
        pagination={false}
        scroll={{ x: 960 }}
        dataSource={items}
        columns={columnsFor(tab, now, claiming)}
        rowClassName={(_, index) => (index === marked ? 'row-open row-marked' : 'row-open')}
        onRow={(item, index) => ({
          onClick: () => void navigate(`/tasks/${item.taskKey}`),
          'aria-current': index === marked ? 'true' : undefined,
        })}
        {...(tab === 'group'
          ? {
              rowSelection: {
                selectedRowKeys: present.map((item) => item.taskKey),
                onChange: (keys) => setChosen(keys.map(String)),
                getTitleCheckboxProps: () => ({ 'aria-label': '全选本页' }),
                getCheckboxProps: (item) => ({
                  'aria-label': `选择 ${item.caseNumber ?? item.processName} ${item.name}`,
                }),
                onCell: () => ({ onClick: (event) => event.stopPropagation() }),
              },
            }
          : {})}
      />
    </>
  );
}
