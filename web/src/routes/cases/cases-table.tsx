import { Pagination, Table, Tag } from 'antd';
import { useEffect } from 'react';
import { Link, useNavigate } from 'react-router';
import type { CaseSummary } from '../../api/types.js';
import { ClockBar } from '../../components/clock-bar.js';
import { formatDay } from '../../components/format.js';

interface CasesTableProps {
  items: CaseSummary[];
  /** The row the keyboard marks; -1 for none. */
  marked: number;
  page: number;
  pageSize: number;
  total: number;
  onPage: (page: number) => void;
}

export function CasesTable({ items, marked, page, pageSize, total, onPage }: CasesTableProps) {
  const navigate = useNavigate();
  useEffect(() => {
    document.querySelector('.row-marked')?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  return (
    <>
      <Table<CaseSummary>
        rowKey="id"
        size="small"
        pagination={false}
        scroll={{ x: 1000 }}
        dataSource={items}
        rowClassName={(_, index) => (index === marked ? 'row-open row-marked' : 'row-open')}
        onRow={(item, index) => ({
          onClick: () => void navigate(`/cases/${item.id}`),
          'aria-current': index === marked ? 'true' : undefined,
        })}
        columns={[
          {
            title: '案号',
            dataIndex: 'number',
            width: 176,
            render: (number: string, item) => (
              <Link className="number" to={`/cases/${item.id}`} onClick={(event) => event.stopPropagation()}>
                {number}
              </Link>
            ),
          },
          { title: '信访人', dataIndex: 'petitioner', width: 92, ellipsis: true },
          {
            title: '事项',
            dataIndex: 'title',
            ellipsis: true,
            render: (title: string, item) => (
              <>
                {item.occurrence === '重复' ? (
                  <Tag color="orange" className="case-mark">
                    重复
                  </Tag>
                ) : null}
                {item.gathering ? <Tag className="case-mark">{item.gathering}</Tag> : null}
                {title}
              </>
            ),
          },
          { title: '类别', dataIndex: ['category', 'name'], width: 128, ellipsis: true, responsive: ['xxl'] },
          {
            title: '状态',
            dataIndex: 'status',
            width: 88,
            render: (status: string) => <Tag color={status === '已办结' ? 'default' : 'blue'}>{status}</Tag>,
          },
          {
            title: '责任单位',
            dataIndex: 'unit',
            width: 148,
            ellipsis: true,
            render: (_, item) => item.unit?.name ?? <span className="muted">未定</span>,
          },
          { title: '期限', dataIndex: 'clock', width: 148, render: (_, item) => <ClockBar clock={item.clock} /> },
          { title: '登记日期', dataIndex: 'registeredAt', width: 126, render: (at: string) => formatDay(at) },
        ]}
      />
      {total > pageSize ? (
        <Pagination
          className="list-pages"
          align="end"
          current={page}
          pageSize={pageSize}
          total={total}
          showSizeChanger={false}
          showTotal={(count) => `共 ${count} 件`}
          onChange={onPage}
        />
      ) : null}
    </>
  );
}
