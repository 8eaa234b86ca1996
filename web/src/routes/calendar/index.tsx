import { App, Button, Popconfirm, Table, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { problemText } from '../../api/problem.js';
import { EmptyState } from '../../components/empty-state.js';
import { formatDay, formatInstant } from '../../components/format.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { useRestoreDay, useWorkDays, type DayChange, type DayOverride } from './api.js';
import { DayDialog } from './day-dialog.js';

const inWords = (working: boolean): string => (working ? '上班' : '休息');

function RestoreButton({ day, published }: DayOverride) {
  const { message, notification } = App.useApp();
  const restore = useRestoreDay();
  const confirm = async () => {
    try {
      await restore.mutateAsync(day);
      void message.success(`${day} 已恢复为${inWords(published)}，未到期的期限随即重新计算。`);
    } catch (reason) {
      notification.error({ title: '没有恢复', description: problemText(reason) });
    }
  };
  return (
    <Popconfirm
      title={`恢复为${inWords(published)}？`}
      description="未到期的期限会重新计算。"
      okText="恢复"
      cancelText="不恢复"
      onConfirm={() => void confirm()}
    >
      <Button type="link" size="small" loading={restore.isPending} aria-label={`恢复 ${day}`}>
        恢复
      </Button>
    </Popconfirm>
  );
}

const who = [
  { title: '依据', dataIndex: 'reason', ellipsis: true },
  { title: '调整人', dataIndex: 'changedBy', width: 110 },
  { title: '调整时间', dataIndex: 'changedAt', width: 190, render: (at: string) => formatInstant(at) },
];

const overrideColumns: TableColumnsType<DayOverride> = [
  { title: '日期', dataIndex: 'day', width: 150, render: (day: string) => formatDay(day) },
  {
    title: '现在',
    dataIndex: 'working',
    width: 90,
    render: (working: boolean) => <Tag color={working ? 'blue' : 'green'}>{inWords(working)}</Tag>,
  },
  { title: '公布的安排', dataIndex: 'published', width: 110, render: inWords },
  ...who,
  { title: '操作', width: 80, render: (_, override) => <RestoreButton {...override} /> },
];

const changeColumns: TableColumnsType<DayChange> = [
  { title: '日期', dataIndex: 'day', width: 150, render: (day: string) => formatDay(day) },
  {
    title: '改为',
    dataIndex: 'working',
    width: 120,
    render: (working: boolean | null) => (working === null ? '公布的安排' : inWords(working)),
  },
  ...who,
];

/** 工作日历: the days on which the organ departs from the published holidays, and who decided so. */
export default function CalendarScreen() {
  const [adding, setAdding] = useState(false);
  const workDays = useWorkDays();
  const { data } = workDays;
  return (
    <>
      <PageHead
        title="工作日历"
        sub={
          data
            ? `放假安排已公布到 ${data.publishedThrough} 年；以后的年份按法定节假日暂算，公布后自动重新计算期限`
            : '与公布的放假安排不同的日期'
        }
        extra={
          <Button type="primary" onClick={() => setAdding(true)}>
            调整一天
          </Button>
        }
      />
      {workDays.isError ? <LoadError error={workDays.error} onRetry={() => void workDays.refetch()} /> : null}
      {workDays.isPending ? <PageLoading /> : null}
      {data ? (
        <>
          <section className="panel">
            <h2>与公布的安排不同的日期</h2>
            {data.overrides.length > 0 ? (
              <Table<DayOverride>
                rowKey="day"
                size="small"
                pagination={false}
                scroll={{ x: 900 }}
                columns={overrideColumns}
                dataSource={data.overrides}
              />
            ) : (
              <EmptyState title="没有调整过的日期" hint="本地因灾停工、临时调休等，在右上角“调整一天”。" />
            )}
          </section>
          {data.changes.length > 0 ? (
            <section className="panel">
              <h2>调整记录</h2>
              <Table<DayChange>
                rowKey={({ day, changedAt, working }) => `${day} ${changedAt} ${working}`}
                size="small"
                pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
                scroll={{ x: 800 }}
                columns={changeColumns}
                dataSource={data.changes}
              />
            </section>
          ) : null}
        </>
      ) : null}
      <DayDialog open={adding} onClose={() => setAdding(false)} />
    </>
  );
}
