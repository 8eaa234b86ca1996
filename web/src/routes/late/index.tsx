import { Button, Pagination, Select, Table, Tag, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useUnits } from '../../api/session.js';
import { EmptyState } from '../../components/empty-state.js';
import { formatDay, formatInstant } from '../../components/format.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { useFilters } from '../../components/use-filters.js';
import { useSession } from '../../session/session.js';
import { useLate, type LateItem, type LateStep } from './api.js';
import { UrgeDialog } from './urge-dialog.js';

const PAGE_SIZE = 20;
/** Who may start a 督办; the server decides. */
const urging = new Set(['R3', 'R4', 'R5', 'R7', 'R12']);

function Steps({ steps }: { steps: LateStep[] }) {
  if (steps.length === 0) return <span className="muted">没有待办环节</span>;
  return steps.map((step) => (
    <div key={`${step.name} ${step.since} ${step.unitName ?? ''}`}>
      {step.name}
      <div className="muted">
        {[step.unitName, step.holder ?? '尚无人签收', `${formatInstant(step.since)} 起`].filter(Boolean).join('，')}
      </div>
    </div>
  ));
}

/** 超期督办: what is late, whose, since when. */
export default function LateScreen() {
  const filters = useFilters();
  const { user } = useSession();
  const units = useUnits();
  const [chosen, setChosen] = useState<LateItem | null>(null);
  const late = useLate({ unitId: filters.get('unitId'), page: filters.page, size: PAGE_SIZE });
  const mayUrge = user.roles.some(({ code }) => urging.has(code));
  const items = late.data?.items ?? [];

  const columns: TableColumnsType<LateItem> = [
    {
      title: '超期',
      width: 110,
      render: (_, { daysLate }) => <Tag color="error">{`超期 ${daysLate} 天`}</Tag>,
    },
    {
      title: '期限',
      width: 150,
      render: (_, { clock, lastDay }) => (
        <>
          {clock}
          <div className="muted">{formatDay(lastDay)}届满</div>
        </>
      ),
    },
    {
      title: '事项',
      render: (_, { caseId, caseNumber, title }) => (
        <>
          <Link to={`/cases/${caseId}`}>{title}</Link>
          <div className="muted">{caseNumber}</div>
        </>
      ),
    },
    { title: '责任单位', dataIndex: 'unitName', width: 210 },
    { title: '现在的环节', width: 260, render: (_, { steps }) => <Steps steps={steps} /> },
    {
      title: '操作',
      width: 110,
      render: (_, item) => {
        if (item.urged) return '督办中';
        return mayUrge ? (
          <Button size="small" aria-label={`催办 ${item.caseNumber}`} onClick={() => setChosen(item)}>
            催办
          </Button>
        ) : null;
      },
    },
  ];

  return (
    <>
      <PageHead
        title="超期督办"
        sub="期限已过、尚未办完的事项，超期最久的在前"
        extra={
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label="单位"
            placeholder="全部单位"
            style={{ width: 240 }}
            value={filters.get('unitId') || undefined}
            options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(unitId: string | undefined) => filters.set({ unitId: unitId ?? '' })}
          />
        }
      />
      {late.isError ? <LoadError error={late.error} onRetry={() => void late.refetch()} /> : null}
      {late.isPending ? <PageLoading /> : null}
      {late.data && items.length === 0 ? (
        <EmptyState title="没有超期的事项" hint="期限过后仍未办完的事项会列在这里，可以从这里催办。" />
      ) : null}
      {items.length > 0 ? (
        <Table<LateItem>
          rowKey={({ caseId, clock }) => `${caseId} ${clock}`}
          size="small"
          pagination={false}
          scroll={{ x: 1000 }}
          columns={columns}
          dataSource={items}
        />
      ) : null}
      {late.data && late.data.total > PAGE_SIZE ? (
        <Pagination
          className="list-pages"
          align="end"
          current={filters.page}
          pageSize={PAGE_SIZE}
          total={late.data.total}
          showSizeChanger={false}
          showTotal={(total) => `共 ${total} 件`}
          onChange={(page) => filters.set({ page })}
        />
      ) : null}
      {chosen ? <UrgeDialog item={chosen} onClose={() => setChosen(null)} /> : null}
    </>
  );
}
