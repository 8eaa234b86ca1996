import { Table, type TableColumnsType } from 'antd';
import { useClockLedger } from '../../api/cases.js';
import type { Clock, ClockEntry } from '../../api/types.js';
import { ClockBar } from '../clock-bar.js';
import { EmptyState } from '../empty-state.js';
import { formatDay, formatInstant } from '../format.js';
import { LoadError } from '../load-error.js';
import { PageLoading } from '../page-loading.js';

const deeds: Record<ClockEntry['action'], (days?: number) => string> = {
  start: () => '开始计时',
  stop: () => '办到，停止计时',
  pause: () => '暂停计时',
  resume: (days = 0) => `恢复计时，顺延 ${days} 天`,
  extend: (days = 0) => `批准延长 ${days} 天`,
  recount: () => '放假安排有变，重新计算',
};

const clockName = ({ clock, round }: ClockEntry): string => (round > 1 ? `${clock}（第 ${round} 轮）` : clock);

const columns: TableColumnsType<ClockEntry> = [
  { title: '时间', dataIndex: 'at', width: 190, render: (at: string) => formatInstant(at) },
  { title: '期限', width: 130, render: (_, entry) => clockName(entry) },
  { title: '事由', width: 190, render: (_, { action, days }) => deeds[action](days) },
  { title: '办理人', width: 110, render: (_, { actor }) => actor?.displayName ?? '系统' },
  { title: '最后一日', dataIndex: 'lastDay', width: 140, render: (day: string) => formatDay(day) },
  { title: '依据', dataIndex: 'basis', width: 260 },
  { title: '理由', dataIndex: 'reason', render: (reason?: string) => reason ?? '' },
];

/** 期限: how the due dates came about, line by line. */
export function ClockLedger({ caseId, clocks }: { caseId: string; clocks: Clock[] }) {
  const ledger = useClockLedger(caseId);
  if (ledger.isPending) return <PageLoading />;
  if (ledger.isError) return <LoadError error={ledger.error} onRetry={() => void ledger.refetch()} />;
  if (ledger.data.length === 0)
    return <EmptyState title="还没有开始计时" hint="受理、告知等环节开始后，期限会列在这里。" />;
  return (
    <>
      <div className="clocks clock-ledger-bars">
        {clocks.map((clock) => (
          <ClockBar key={`${clock.name} ${clock.round}`} clock={clock} named />
        ))}
      </div>
      <Table<ClockEntry>
        rowKey={({ clock, round, action, at }) => `${clock} ${round} ${action} ${at}`}
        size="small"
        pagination={false}
        scroll={{ x: 1100 }}
        columns={columns}
        dataSource={ledger.data}
      />
    </>
  );
}
